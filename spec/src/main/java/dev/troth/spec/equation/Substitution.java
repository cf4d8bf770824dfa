package dev.troth.spec.equation;

import dev.troth.spec.model.Expr;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the variables of terms stand for, by syntax alone: no equation is used here. Terms are made of {@link Expr.Apply}
 * and {@link Expr.Argument}. See Baader and Nipkow 1998, <em>Term Rewriting and All That</em>, chapter 4.
 */
public final class Substitution {
    private final Map<Integer, Expr> values;

    private Substitution(Map<Integer, Expr> values) {
        this.values = values;
    }

    /** What makes the pattern the term, whose own variables are left alone; null if nothing does. */
    public static @Nullable Substitution match(Expr pattern, Expr term) {
        Map<Integer, Expr> values = new HashMap<>();
        return match(pattern, term, values) ? new Substitution(values) : null;
    }

    private static boolean match(Expr pattern, Expr term, Map<Integer, Expr> values) {
        if (pattern instanceof Expr.Argument variable) {
            Expr before = values.putIfAbsent(variable.index(), term);
            return before == null || before.equals(term);
        }
        if (!(pattern instanceof Expr.Apply(var function, var patterns, var ignored)
                && term instanceof Expr.Apply(var same, var operands, var alsoIgnored)
                && function == same)) {
            return false;
        }
        boolean all = true;
        for (int i = 0; all && i < patterns.size(); i++) {
            all = match(patterns.get(i), operands.get(i), values);
        }
        return all;
    }

    /** The most general one that makes two terms one; null if there is none. Variables of one number are one variable. */
    public static @Nullable Substitution unify(Expr left, Expr right) {
        Map<Integer, Expr> values = new HashMap<>();
        Deque<Expr[]> pairs = new ArrayDeque<>();
        pairs.push(new Expr[] {left, right});
        while (!pairs.isEmpty()) {
            Expr[] pair = pairs.pop();
            Expr l = whole(pair[0], values);
            Expr r = whole(pair[1], values);
            if (l.equals(r)) {
                continue;
            }
            if (l instanceof Expr.Argument variable) {
                if (!bind(variable, r, values)) {
                    return null;
                }
            } else if (r instanceof Expr.Argument variable) {
                if (!bind(variable, l, values)) {
                    return null;
                }
            } else if (l instanceof Expr.Apply a && r instanceof Expr.Apply b && a.function() == b.function()) {
                for (int i = 0; i < a.arguments().size(); i++) {
                    pairs.push(new Expr[] {a.arguments().get(i), b.arguments().get(i)});
                }
            } else {
                return null;
            }
        }
        return new Substitution(values);
    }

    /** Values hold no variable that has one, so that a substitution is applied once. */
    private static boolean bind(Expr.Argument variable, Expr value, Map<Integer, Expr> values) {
        if (stands(variable.index(), value)) {
            return false;
        }
        Map<Integer, Expr> one = Map.of(variable.index(), value);
        values.replaceAll((ignored, before) -> whole(before, one));
        values.put(variable.index(), value);
        return true;
    }

    /** Whether a variable stands in a term. */
    public static boolean stands(int variable, Expr term) {
        return count(variable, term) > 0;
    }

    /** How often a variable stands in a term. */
    public static int count(int variable, Expr term) {
        return term instanceof Expr.Argument argument
                ? (argument.index() == variable ? 1 : 0)
                : term.operands().stream().mapToInt(o -> count(variable, o)).sum();
    }

    /** A term with the variables replaced. */
    public Expr apply(Expr term) {
        return whole(term, values);
    }

    private static Expr whole(Expr term, Map<Integer, Expr> values) {
        if (term instanceof Expr.Argument variable) {
            return values.getOrDefault(variable.index(), variable);
        }
        return term instanceof Expr.Apply apply
                ? with(
                        apply,
                        apply.arguments().stream().map(o -> whole(o, values)).toList())
                : term;
    }

    /** The same function of other operands. */
    static Expr.Apply with(Expr.Apply apply, List<Expr> operands) {
        return new Expr.Apply(apply.function(), operands, apply.type());
    }

    /** A term whose variables have other numbers, and so are none of those of a term with fewer variables. */
    static Expr apart(Expr term, int by) {
        if (term instanceof Expr.Argument(int index, String name, var type)) {
            return new Expr.Argument(index + by, name, type);
        }
        if (term instanceof Expr.Apply apply) {
            List<Expr> operands = new ArrayList<>();
            apply.arguments().forEach(operand -> operands.add(apart(operand, by)));
            return with(apply, List.copyOf(operands));
        }
        throw new IllegalArgumentException("not made of functions and variables: " + term);
    }
}
