package dev.troth.statemachine.machine;

import dev.troth.statemachine.algebra.Condition;
import java.util.Arrays;
import java.util.List;

/** What a step leads to. Over bytes a step has one outcome; over terms it may have several, under conditions. */
public record Outcome<V>(Session<V> session, Stores<V> stores, List<Effect<V>> effects, Condition condition) {
    /**
     * A run as it came into a state: at that moment, and if the same step has changed what it holds and it is still there, also
     * after that. What a state computes on entry so belongs to coming there.
     */
    public List<Session<V>> coming(Effect.Entered<V> entered) {
        Session<V> first = entered.session();
        boolean changed = first.epoch() == session.epoch() && !Arrays.equals(first.variables(), session.variables());
        return changed ? List.of(first, session) : List.of(first);
    }
}
