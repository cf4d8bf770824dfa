package dev.troth.spec.model;

import java.util.List;
import java.util.function.Predicate;

/**
 * What is true of functions. {@code aes_cm_open(k, iv, aes_cm(k, iv, x)) = x} <em>shrinks</em>: its left side is rewritten
 * to its right side, which is smaller, whichever way round it was written. {@code dh(x, exp(y)) = dh(y, exp(x))} has
 * <em>two forms</em> of one size, each of which leads to the other. There is no third kind: the resolver refuses it.
 * Variables are {@link Expr.Argument}s, numbered from 0; sides are made of them and of functions alone.
 */
public record Equation(int variables, Expr.Apply left, Expr right) {
    /** Whether the right side is smaller: the left is a destructor applied to what it opens. */
    public boolean shrinks() {
        return size(right) < size(left);
    }

    /** Whether the left side only opens what another function closed. One that opens what it closed itself closes as well. */
    public boolean opens() {
        return shrinks()
                && left.arguments().stream()
                        .noneMatch(
                                operand -> operand instanceof Expr.Apply inner && inner.function() == left.function());
    }

    /** How many functions and variables stand in a side. */
    public static int size(Expr side) {
        return 1 + side.operands().stream().mapToInt(Equation::size).sum();
    }

    /**
     * Which operand of the left side is opened: the first application that holds what the right side is, else the first that
     * holds all that it is made of, as the capsule of a KEM does for the shared key. -1 if there is none, or two forms.
     */
    public int place() {
        if (!shrinks()) {
            return -1;
        }
        int whole = first(operand -> holds(operand, right));
        return whole >= 0 ? whole : first(operand -> holdsParts(operand, right));
    }

    private int first(Predicate<Expr> wanted) {
        List<Expr> operands = left.arguments();
        for (int i = 0; i < operands.size(); i++) {
            if (operands.get(i) instanceof Expr.Apply && wanted.test(operands.get(i))) {
                return i;
            }
        }
        return -1;
    }

    /** Whether an expression stands in another, or is it. */
    public static boolean holds(Expr expr, Expr wanted) {
        return expr.equals(wanted) || expr.operands().stream().anyMatch(operand -> holds(operand, wanted));
    }

    private static boolean holdsParts(Expr expr, Expr wanted) {
        return wanted instanceof Expr.Apply apply
                ? apply.arguments().stream().allMatch(part -> holdsParts(expr, part))
                : holds(expr, wanted);
    }
}
