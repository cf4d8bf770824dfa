package dev.troth.statemachine.algebra;

/** One way reading a value as a message can turn out, and what must then be assumed. */
public sealed interface Match<V> {
    Condition condition();

    /** It is that message. */
    record Fits<V>(V message, Condition condition) implements Match<V> {}

    /** It is not; the reason is for people. */
    record Refused<V>(String reason, Condition condition) implements Match<V> {}
}
