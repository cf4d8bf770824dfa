package dev.troth.statemachine.claim;

import dev.troth.spec.model.Claim;
import dev.troth.spec.model.Compromise;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Variant;
import dev.troth.spec.text.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which questions a specification asks: its claims, each with what is expected of it. */
public final class Questions {
    /** More choices of options are not asked one by one. */
    public static final int MANY = 64;

    private final Protocol protocol;
    private final Map<Map<Integer, Integer>, Protocol> variants = new HashMap<>();

    public Questions(Protocol protocol) {
        this.protocol = protocol;
    }

    /**
     * Every expectation of a claim, under every choice of options that it speaks of; options that it leaves open have
     * their first value, or with {@code allOptions} every value, see {@link #choices}. A claim without expectation is asked under none.
     */
    public List<Question> of(Claim claim, boolean allOptions) {
        Map<Key, Question> questions = new LinkedHashMap<>();
        for (Claim.Expectation expectation : claim.expectations()) {
            for (Map<Integer, Integer> options : choices(expectation.where(), allOptions)) {
                for (String model : expectation.under()) {
                    add(claim, model(model), options, expectation.holds(), expectation.span(), questions);
                }
            }
        }
        if (claim.expectations().isEmpty()) {
            for (Map<Integer, Integer> options : choices(Map.of(), allOptions)) {
                add(claim, Compromise.NONE, options, null, claim.span(), questions);
            }
        }
        return List.copyOf(questions.values());
    }

    /** A claim under one model and one choice of options, with what is expected of it there. */
    public List<Question> of(Claim claim, Compromise compromise, Map<Integer, Integer> options) {
        Map<Key, Question> questions = new LinkedHashMap<>();
        Boolean expected = null;
        Span span = claim.span();
        for (Claim.Expectation expectation : claim.expectations()) {
            boolean applies = expectation.under().contains(compromise.name())
                    && expectation.where().entrySet().stream()
                            .allMatch(e -> options.getOrDefault(e.getKey(), 0).equals(e.getValue()));
            if (applies) {
                expected = expectation.holds();
                span = expectation.span();
            }
        }
        add(claim, compromise, options, expected, span, questions);
        return List.copyOf(questions.values());
    }

    private record Key(Claim.Point point, String model, Map<Integer, Integer> options) {}

    private void add(
            Claim claim,
            Compromise compromise,
            Map<Integer, Integer> options,
            @Nullable Boolean expected,
            Span span,
            Map<Key, Question> out) {
        Protocol variant = variants.computeIfAbsent(options, chosen -> Variant.of(protocol, chosen));
        for (Point point : asked(in(variant, claim).property())) {
            Question question = new Question(
                    variant,
                    claim,
                    point.property(),
                    point.point(),
                    model(compromise, variant),
                    options,
                    expected,
                    span);
            out.put(new Key(point.point(), compromise.name(), options), question);
        }
    }

    /** The claim as it speaks of the roles of a variant. */
    private Claim in(Protocol variant, Claim claim) {
        for (int i = 0; i < protocol.claims().size(); i++) {
            if (protocol.claims().get(i).name().equals(claim.name())) {
                return variant.claims().get(i);
            }
        }
        throw new IllegalArgumentException("not a claim of this protocol: " + claim.name());
    }

    /** The model as it speaks of the derivations of a variant. */
    private static Compromise model(Compromise model, Protocol variant) {
        return variant.compromises().stream()
                .filter(c -> c.name().equals(model.name()))
                .findFirst()
                .orElse(model);
    }

    private record Point(Claim.Property property, Claim.Point point) {}

    /** The points that a property speaks of. */
    public static List<Claim.Point> points(Claim.Property property) {
        return asked(property).stream().map(Point::point).toList();
    }

    private static List<Point> asked(Claim.Property property) {
        return switch (property) {
            case Claim.Secret secret -> {
                List<Point> points = new ArrayList<>();
                for (int i = 0; i < secret.points().size(); i++) {
                    Claim.Point point = secret.points().get(i);
                    Claim.Secret one =
                            new Claim.Secret(List.of(secret.terms().get(i)), List.of(point), secret.against());
                    points.add(new Point(one, point));
                }
                yield points;
            }
            case Claim.Agree agree -> List.of(new Point(agree, agree.point()));
            case Claim.Alive alive -> List.of(new Point(alive, alive.point()));
            case Claim.Fresh fresh -> List.of(new Point(fresh, fresh.point()));
            case Claim.Never never -> List.of(new Point(never, never.point()));
            case Claim.Reachable reachable -> List.of(new Point(reachable, reachable.point()));
        };
    }

    private Compromise model(String name) {
        return protocol.compromises().stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElse(Compromise.NONE);
    }

    /**
     * Every choice of options in which some are fixed; of more than {@link #MANY} so many that every two values of two options stand
     * together in one of them.
     *
     * @param all whether options that are not fixed have every value, and not only their first
     */
    public List<Map<Integer, Integer>> choices(Map<Integer, Integer> fixed, boolean all) {
        List<Integer> sizes = sizes(fixed, all);
        Set<Map<Integer, Integer>> choices = new LinkedHashSet<>();
        if (count(sizes) > MANY) {
            choices.addAll(Pairs.of(sizes));
        } else {
            choices.add(new TreeMap<>());
        }
        for (int i = 0; i < sizes.size(); i++) {
            Set<Map<Integer, Integer>> longer = new LinkedHashSet<>();
            for (Map<Integer, Integer> choice : choices) {
                Integer known = choice.get(i);
                for (int v = known == null ? 0 : known; v < (known == null ? sizes.get(i) : known + 1); v++) {
                    Map<Integer, Integer> more = new TreeMap<>(choice);
                    more.put(i, fixed.getOrDefault(i, v));
                    longer.add(more);
                }
            }
            choices = longer;
        }
        return List.copyOf(choices);
    }

    /** How many choices of all options there are; at most the greatest number. */
    public long choices() {
        return count(sizes(Map.of(), true));
    }

    private List<Integer> sizes(Map<Integer, Integer> fixed, boolean all) {
        List<Integer> sizes = new ArrayList<>();
        for (int i = 0; i < protocol.options().size(); i++) {
            sizes.add(
                    all && !fixed.containsKey(i)
                            ? protocol.options().get(i).values().size()
                            : 1);
        }
        return sizes;
    }

    private static long count(List<Integer> sizes) {
        long count = 1;
        for (int size : sizes) {
            count = count > Long.MAX_VALUE / size ? Long.MAX_VALUE : count * size;
        }
        return count;
    }
}
