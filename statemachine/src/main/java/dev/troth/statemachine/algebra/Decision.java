package dev.troth.statemachine.algebra;

/** One way a formula can turn out, and what must then be assumed. */
public record Decision(boolean holds, Condition condition) {}
