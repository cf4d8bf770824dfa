package dev.troth.statemachine.algebra;

/**
 * Names one fresh value: drawn by {@code agent} in its run {@code session} for {@code variable}, the
 * {@code occurrence}-th time. Changing one part of a specification leaves the values of all others as they were.
 */
public record Label(String agent, int session, String variable, int occurrence) {}
