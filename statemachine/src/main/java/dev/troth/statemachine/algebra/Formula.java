package dev.troth.statemachine.algebra;

import dev.troth.spec.model.Expr.Comparison;
import java.util.List;

/** A condition with its values filled in, for an {@link Algebra} to decide. */
public sealed interface Formula<V> {
    /** A comparison with an absent value is false, whatever the relation. */
    record Compare<V>(Comparison comparison, V left, V right) implements Formula<V> {}

    record Present<V>(V value) implements Formula<V> {}

    record Truth<V>(boolean value) implements Formula<V> {}

    record Not<V>(Formula<V> operand) implements Formula<V> {}

    record All<V>(List<Formula<V>> operands) implements Formula<V> {}

    record Any<V>(List<Formula<V>> operands) implements Formula<V> {}
}
