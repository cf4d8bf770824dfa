package dev.troth.spec.model;

/**
 * {@code equation aes_cm(k, iv, aes_cm(k, iv, x)) = x}: a rule that rewrites its left side to its right side. Variables
 * are {@link Expr.Argument}s, numbered from 0.
 */
public record Equation(int variables, Expr left, Expr right) {}
