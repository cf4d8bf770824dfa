package dev.troth.statemachine.machine;

import dev.troth.spec.model.Port;

/** What can happen to a session. */
public sealed interface Event<V> {
    /** The session begins: its start state is entered. */
    record Started<V>() implements Event<V> {}

    /** Something at the agent itself: {@code user.call}, {@code sip.established}. */
    record Local<V>(String source, String event) implements Event<V> {}

    /** A value arrives. */
    record Received<V>(Port port, V value) implements Event<V> {}

    /** A timer that {@link Effect.TimerSet} set has run out. */
    record TimerFired<V>(int reaction, int epoch) implements Event<V> {}
}
