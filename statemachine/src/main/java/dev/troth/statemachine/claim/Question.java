package dev.troth.statemachine.claim;

import dev.troth.spec.model.Claim;
import dev.troth.spec.model.Compromise;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.text.Span;
import dev.troth.statemachine.search.Bounds;
import dev.troth.statemachine.search.Explorer;
import dev.troth.statemachine.search.Finding;
import dev.troth.statemachine.search.Scene;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One claim at one point, under one compromise model and one choice of options.
 *
 * @param protocol the variant of the protocol under these options
 * @param property the claim's property with a single point, about the roles of the variant
 * @param options option index to value index, one for each option
 * @param expected what the specification says of it: true for holds, false for breaks, null if it says nothing
 * @param where the place of the expectation in the text, or of the claim
 */
public record Question(
        Protocol protocol,
        Claim claim,
        Claim.Property property,
        Claim.Point point,
        Compromise compromise,
        Map<Integer, Integer> options,
        @Nullable Boolean expected,
        Span where) {
    /** The same of another property of the point. */
    public Question of(Claim.Property other) {
        return new Question(protocol, claim, other, point, compromise, options, expected, where);
    }

    /** How many runs of its role the claim compares. */
    public int tests() {
        return switch (property) {
            case Claim.Agree agree -> agree.injective() ? 2 : 1;
            case Claim.Fresh ignored -> 2;
            case Claim.Secret _, Claim.Alive _, Claim.Never _, Claim.Reachable _ -> 1;
        };
    }

    /** Whether runs count that have other agents than the run of the claim as their peers. */
    public boolean isOneWay() {
        return property instanceof Claim.Agree agree && agree.oneWay();
    }

    /** The options that differ from the first choice, as in {@code cache=off}; empty if none does. */
    public String optionText() {
        StringBuilder text = new StringBuilder();
        options.forEach((option, value) -> {
            if (value != 0) {
                Protocol.Option of = protocol.options().get(option);
                text.append(text.isEmpty() ? "" : " ")
                        .append(of.name())
                        .append('=')
                        .append(of.values().get(value));
            }
        });
        return text.toString();
    }

    /** The bounds with as many runs of its role as the claim compares. */
    public Bounds within(Bounds bounds) {
        return bounds.atLeast(tests(), point.role());
    }

    /**
     * The searches that answer it, one after another. A claim that each run has a partner of its own is asked of one run before it is asked
     * of two: what one run needs to be deceived may leave nothing for the other.
     */
    public List<Scene> scenes(Bounds bounds) {
        boolean each = property instanceof Claim.Agree && tests() > 1;
        return each ? List.of(scene(bounds, 1), scene(bounds, tests())) : List.of(scene(bounds, tests()));
    }

    private Scene scene(Bounds bounds, int tests) {
        List<String> relays = property instanceof Claim.Secret secret ? secret.against() : List.of();
        return new Scene(protocol, compromise, within(bounds), point, tests, relays, isOneWay());
    }

    public Finding answer(Bounds bounds, Explorer.Progress progress) {
        return Answers.of(this, bounds, progress);
    }
}
