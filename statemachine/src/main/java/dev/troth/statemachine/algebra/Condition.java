package dev.troth.statemachine.algebra;

import dev.troth.spec.text.Span;

/**
 * Under which assumptions a step happens. Concrete steps happen without any; symbolic ones collect equations and
 * disequations. The step function only passes it on.
 */
public interface Condition {
    /** No assumption. */
    Condition ALWAYS = new Condition() {
        @Override
        public String toString() {
            return "always";
        }
    };

    /** The same; whatever of it came up last and has no place yet came up at a place of the specification. */
    default Condition at(Span where) {
        return this;
    }
}
