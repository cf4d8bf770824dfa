package dev.troth.reference.mutate;

/**
 * Something that protects, and that no mutation takes away.
 *
 * @param place where, as line and column; empty if it is in another file
 * @param what in the words of the text
 * @param why there is no mutation of it
 */
public record Omission(String place, String what, String why) {}
