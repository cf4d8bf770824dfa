package dev.troth.proofs.oracle;

import dev.troth.proofs.oracle.Ground.Known;
import dev.troth.proofs.oracle.Sketch.Field;
import dev.troth.proofs.oracle.Sketch.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What comes of the planted run: the claim that it breaks, and the statements that break it. */
final class Planted {
    private final Draw draw;
    private final Set<String> features;
    private final Set<String> declarations;
    private final Ground ground;
    private final Guard probe;
    final List<Form> said = new ArrayList<>();
    final List<Octets> computed = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    String claim = "";
    String point = "Leaked";
    boolean option;
    boolean repeated;

    Planted(Draw draw, Set<String> features, Set<String> declarations, Ground ground, Guard probe) {
        this.draw = draw;
        this.features = features;
        this.declarations = declarations;
        this.ground = ground;
        this.probe = probe;
    }

    List<Step> block() {
        List<Step> block = new ArrayList<>(steps);
        block.add(new Step.Goto(point));
        return option ? List.of(new Step.If(Phrase.word("mode = loose"), block, List.of())) : block;
    }

    void choose() {
        option = draw.chance(12);
        if (option) {
            features.add("option");
        }
        int kind = draw.below(100);
        if (kind < 60) {
            point = draw.chance(50) ? "Done" : "Leaked";
            secret();
        } else if (kind < 72) {
            never();
        } else if (kind < 80) {
            claimed("reachable", "reachable B." + point);
        } else if (kind < 85) {
            claimed("weak", "weak B." + point + " with A");
        } else if (kind < 89) {
            claimed("alive", "alive B." + point + " with A");
        } else if (kind < 94) {
            claimed("agree", "agree B." + point + " with A on me, peer");
        } else if (features.contains("challenge")) {
            // What is sent to one run cannot be sent to another.
            never();
        } else {
            fresh();
        }
    }

    private void claimed(String kind, String text) {
        features.add("claim " + kind);
        claim = text;
    }

    /** A variable that takes one of the values at hand. */
    private Known kept(String name) {
        Known of = ground.octets.isEmpty() || !ground.hasPlain() ? probe.octets(16) : ground.made(1, false);
        declarations.add("var " + name + " : bytes[" + of.value().length() + "]");
        steps.add(new Step.Assign(name, of.phrase()));
        return new Known(Phrase.word(name), of.value(), false);
    }

    private void never() {
        Ground variables = new Ground(draw, features);
        variables.octets.add(kept("f"));
        if (!ground.numbers.isEmpty()) {
            Ground.Count count = ground.count(1);
            declarations.add("var g : u" + count.bits());
            steps.add(new Step.Assign("g", count.phrase()));
            variables.numbers.add(new Ground.Count(Phrase.word("g"), count.value(), count.bits()));
        }
        Phrase condition = new Conditions(draw, variables, features).truth(1);
        claimed("never", "never " + condition.text() + " at B." + point);
    }

    private void fresh() {
        kept("f");
        repeated = true;
        claimed("fresh", "fresh f at B." + point);
    }

    // ---- secrets ----

    private void secret() {
        declarations.add("fresh s : bytes[16]");
        claimed("secret", "secret s at B." + point);
        Phrase secret = Phrase.word("s");
        switch (draw.below(10)) {
            case 0, 1, 2 -> leak("Leak", Field.octets("s", 16), secret);
            case 3 -> {
                features.add("leak under a constant");
                leak("Leak", Field.octets("s", 16), Phrase.infix(secret, "xor", new Phrase.Hex(draw.octets(16))));
            }
            case 4 -> {
                features.add("leak under a value");
                Known pad = probe.octets(16);
                leak("Leak", Field.octets("s", 16), Phrase.infix(secret, "xor", pad.phrase()));
            }
            case 5 -> {
                features.add("leak sealed");
                Known key = ground.octets.isEmpty() ? probe.octets(16) : ground.made(2, true);
                computed.add(key.value());
                leak("Leak", Field.open("c"), Phrase.call("senc", key.phrase(), secret));
            }
            case 6 -> {
                features.add("sealed for a key that came");
                Phrase key = own("pk" + probe.fields.size(), Guard.OWN_PUBLIC);
                leak("Leak", Field.open("c"), Phrase.call("aenc", key, secret));
            }
            case 7 -> {
                features.add("leak in parts");
                leak("Leak", Field.octets("s", 8), part(secret, 0));
                leak("Rest", Field.octets("s", 8), part(secret, 8));
            }
            case 8 -> {
                features.add("leak joined");
                leak("Leak", Field.octets("c", 18), Phrase.infix(secret, "||", new Phrase.Hex(draw.octets(2))));
            }
            default -> {
                features.add("leak under an agreed key");
                declarations.add("fresh x : bytes[32]");
                Phrase half = own("e" + probe.fields.size(), Guard.OWN_HALF);
                Phrase mine = Phrase.word("x");
                leak("Half", Field.octets("g", 32), Phrase.call("exp", mine));
                leak("Leak", Field.open("c"), Phrase.call("senc", Phrase.call("dh", mine, half), secret));
            }
        }
    }

    private static Phrase part(Phrase of, int start) {
        return Phrase.call("part", of, new Phrase.Number(start), new Phrase.Number(8));
    }

    private Phrase own(String field, Octets value) {
        probe.fields.add(Field.octets(field, value.length()));
        probe.values.add(new Sketch.Value(field, value));
        return Phrase.word("m." + field);
    }

    private void leak(String form, Field field, Phrase value) {
        said.add(new Form(form, List.of(field)));
        steps.add(new Step.Send(form, List.of(new Step.Given(field.name(), value))));
    }
}
