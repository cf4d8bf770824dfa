package dev.troth.statemachine.algebra;

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
}
