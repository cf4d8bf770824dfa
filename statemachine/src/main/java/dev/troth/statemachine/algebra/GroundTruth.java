package dev.troth.statemachine.algebra;

import dev.troth.spec.model.Expr.Comparison;
import java.util.List;

/** Decides formulas whose values are all known: what the algebras of bytes and of terms without variables share. */
public final class GroundTruth {
    private GroundTruth() {}

    /** What has to be known of values. */
    public interface Relations<V> {
        boolean isAbsent(V value);

        boolean isSame(V left, V right);

        /** Negative, zero or positive; only asked of values that have an order. */
        int order(V left, V right);
    }

    /** Whether the formula is true. A comparison with an absent value is false, whatever the relation. */
    public static <V> boolean holds(Formula<V> formula, Relations<V> relations) {
        return switch (formula) {
            case Formula.Compare<V>(Comparison comparison, V left, V right) ->
                compare(comparison, left, right, relations);
            case Formula.Truth<V>(boolean value) -> value;
            case Formula.Present<V>(V value) -> !relations.isAbsent(value);
            case Formula.Not<V>(Formula<V> operand) -> !holds(operand, relations);
            case Formula.All<V>(List<Formula<V>> operands) -> {
                boolean all = true;
                for (Formula<V> operand : operands) {
                    all = all && holds(operand, relations);
                }
                yield all;
            }
            case Formula.Any<V>(List<Formula<V>> operands) -> {
                boolean any = false;
                for (Formula<V> operand : operands) {
                    any = any || holds(operand, relations);
                }
                yield any;
            }
        };
    }

    /** Whether two values stand in a relation. */
    public static <V> boolean compare(Comparison comparison, V left, V right, Relations<V> relations) {
        if (relations.isAbsent(left) || relations.isAbsent(right)) {
            return false;
        }
        return switch (comparison) {
            case EQUAL -> relations.isSame(left, right);
            case NOT_EQUAL -> !relations.isSame(left, right);
            case LESS -> relations.order(left, right) < 0;
            case LESS_OR_EQUAL -> relations.order(left, right) <= 0;
            case GREATER -> relations.order(left, right) > 0;
            case GREATER_OR_EQUAL -> relations.order(left, right) >= 0;
        };
    }
}
