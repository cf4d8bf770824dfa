package dev.troth.proofs.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Writes the same checks in different ways: required, asked by {@code if}, joined, under names. */
final class Shaping {
    private final Draw draw;
    private final Set<String> features;
    private final List<Step> checks;
    /** Whether what is not met may lead on, to where nothing is planted. */
    private final boolean onward;

    private int names;

    Shaping(Draw draw, Set<String> features, List<Step> checks, boolean onward) {
        this.onward = onward;
        this.draw = draw;
        this.features = features;
        this.checks = checks;
    }

    /** The checks, and inside them what is done if all are met. */
    List<Step> around(List<Step> block, String point) {
        List<Step> body = block;
        for (Step check : checks.reversed()) {
            body = check instanceof Step.Require(Phrase condition)
                    ? guarded(condition, body, point)
                    : before(check, body);
        }
        return body;
    }

    private static List<Step> before(Step step, List<Step> body) {
        List<Step> all = new ArrayList<>();
        all.add(step);
        all.addAll(body);
        return all;
    }

    private List<Step> guarded(Phrase condition, List<Step> body, String point) {
        List<Step> lets = new ArrayList<>();
        Phrase asked = draw.chance(30) ? named(condition, lets) : condition;
        List<Step> guarded = form(asked, body, point);
        lets.addAll(guarded);
        return lets;
    }

    private List<Step> form(Phrase asked, List<Step> body, String point) {
        int kind = draw.below(10);
        if (kind < 5) {
            if (body.getFirst() instanceof Step.Require(Phrase next) && draw.chance(40)) {
                features.add("and");
                return before(new Step.Require(Phrase.infix(asked, "and", next)), body.subList(1, body.size()));
            }
            return before(new Step.Require(asked), body);
        }
        features.add("if");
        if (onward && kind < 7) {
            List<Step> other = List.of(new Step.Goto("Done"));
            return List.of(new Step.If(new Phrase.Not(asked), other, body));
        }
        List<Step> all = new ArrayList<>();
        all.add(new Step.If(asked, body, List.of()));
        if (onward && !point.equals("Done") && draw.chance(50)) {
            all.add(new Step.Goto("Done"));
        }
        return all;
    }

    /** With a part of a condition under a name of its own. */
    private Phrase named(Phrase phrase, List<Step> lets) {
        for (int i = 0; i < phrase.parts().size(); i++) {
            Phrase part = phrase.parts().get(i);
            boolean value = part instanceof Phrase.Call
                    || (part instanceof Phrase.Word(String text) && text.contains("."))
                    || part instanceof Phrase.Lookup
                    || (part instanceof Phrase.Infix(var ignored, String sign, var alsoIgnored)
                            && List.of("||", "xor", "+", "-").contains(sign));
            List<Phrase> parts = new ArrayList<>(phrase.parts());
            if (value && draw.chance(60)) {
                features.add("let");
                String name = "u" + checks.size() + names++;
                lets.add(new Step.Name(name, part));
                parts.set(i, Phrase.word(name));
                return phrase.of(parts);
            }
            Phrase inside = named(part, lets);
            if (inside != part) {
                parts.set(i, inside);
                return phrase.of(parts);
            }
        }
        return phrase;
    }
}
