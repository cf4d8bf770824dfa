package dev.troth.statemachine.machine;

import dev.troth.statemachine.algebra.Condition;
import java.util.List;

/** What a step leads to. Over bytes a step has one outcome; over terms it may have several, under conditions. */
public record Outcome<V>(Session<V> session, Stores<V> stores, List<Effect<V>> effects, Condition condition) {}
