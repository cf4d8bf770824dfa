package dev.troth.statemachine.machine;

import dev.troth.spec.model.Function;
import dev.troth.spec.model.KeyFunction;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Port;
import dev.troth.spec.model.Ref;
import dev.troth.spec.model.State;
import java.util.List;

/** What a step does, in order. The driver acts on some (sending, timers, spawning) and records the rest. */
public sealed interface Effect<V> {
    /** A run comes into a state; the session is the run at that moment, before anything that it does there. */
    record Entered<V>(State state, String reason, Session<V> session) implements Effect<V> {}

    /** A message goes out to an agent; {@code again} if it is a repetition. */
    record Sent<V>(Message message, Port port, String to, V value, boolean again, List<Ref> refs)
            implements Effect<V> {}

    /** An arriving value was read as this message. */
    record Accepted<V>(Message message, Port port, V value) implements Effect<V> {}

    record Checked<V>(String text, boolean passed, List<Ref> refs) implements Effect<V> {}

    record Assigned<V>(String variable, V value) implements Effect<V> {}

    record Stored<V>(String store, V key) implements Effect<V> {}

    /** A key is handed to its user. */
    record Exported<V>(String target, String text, V value) implements Effect<V> {}

    record Shown<V>(String text, V value) implements Effect<V> {}

    /** The event is dropped as if it had not come. */
    record Discarded<V>(String reason) implements Effect<V> {}

    /** A message that the state says it ignores. */
    record Ignored<V>(Message message) implements Effect<V> {}

    /** A message kept until the next state. */
    record Deferred<V>(Message message) implements Effect<V> {}

    /** A message about which the state says nothing; dropped. */
    record Unsaid<V>(String what) implements Effect<V> {}

    /** Octets that are no message here. */
    record Malformed<V>(Port port, String reason) implements Effect<V> {}

    /** After so many nanoseconds {@link Event.TimerFired} is due, unless the session has left the state. */
    record TimerSet<V>(int reaction, int epoch, long delay) implements Effect<V> {}

    /** A new run of the same role is to take the event. */
    record Spawned<V>(Event.Received<V> event) implements Effect<V> {}

    /** A derivation or primitive was computed; only when tracing. */
    record Derived<V>(KeyFunction key, List<V> arguments, V value) implements Effect<V> {}

    record Applied<V>(Function function, List<V> arguments, V value) implements Effect<V> {}

    /** A fresh value was drawn. */
    record Drawn<V>(String variable, V value) implements Effect<V> {}
}
