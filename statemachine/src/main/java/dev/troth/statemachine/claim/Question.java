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

    /** The search that answers it. */
    public Scene scene(Bounds bounds) {
        List<String> relays = property instanceof Claim.Secret secret ? secret.against() : List.of();
        return new Scene(protocol, compromise, within(bounds), point, tests(), relays, isOneWay());
    }

    public Finding answer(Bounds bounds, Explorer.Progress progress) {
        return Explorer.explore(scene(bounds), List.of(property), progress, Explorer.Trial.NONE)
                .getFirst();
    }
}
