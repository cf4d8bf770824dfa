package dev.troth.statemachine.term;

import dev.troth.spec.model.Expr.Comparison;
import dev.troth.spec.model.Type;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Conditions that say which of two numbers is the greater, where both are unknowns or constants, as differences with an upper
 * bound: {@code a < b} is {@code a - b <= -1}. They can be met exactly if no cycle of them has a negative sum, and then the
 * shortest paths are a solution (Bellman and Ford). Conditions about sums are not among them.
 */
final class Orders {
    /** {@code left - right <= most}; null stands for zero. */
    private record Difference(Term left, Term right, BigInteger most) {}

    private static final Term ZERO = Terms.ABSENT;

    private final List<Difference> differences = new ArrayList<>();
    private final Map<Term, BigInteger> greatest;
    private final Map<Term, BigInteger> least;
    private final boolean impossible;

    Orders(Assumptions assumptions) {
        Set<Term> nodes = new LinkedHashSet<>();
        nodes.add(ZERO);
        for (Assumptions.Compared each : assumptions.compared()) {
            if (isNumber(each.left()) && isNumber(each.right())) {
                condition(each, nodes);
            }
        }
        for (Term node : nodes) {
            if (node instanceof Term.Var(var ignored, Type.Int(int bits), var alsoIgnored, var kind)) {
                BigInteger most = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
                differences.add(new Difference(node, ZERO, most));
                differences.add(new Difference(ZERO, node, BigInteger.ZERO));
            }
        }
        greatest = paths(nodes, false);
        least = paths(nodes, true);
        impossible = greatest.isEmpty();
    }

    private static boolean isNumber(Term term) {
        return term instanceof Term.Int
                || (term instanceof Term.Var variable && variable.type() instanceof Type.Int && !variable.optional());
    }

    private void condition(Assumptions.Compared each, Set<Term> nodes) {
        Comparison comparison = each.holds() ? each.comparison() : negated(each.comparison());
        switch (comparison) {
            case LESS -> difference(each.left(), each.right(), -1, nodes);
            case LESS_OR_EQUAL -> difference(each.left(), each.right(), 0, nodes);
            case GREATER -> difference(each.right(), each.left(), -1, nodes);
            case GREATER_OR_EQUAL -> difference(each.right(), each.left(), 0, nodes);
            case EQUAL -> {
                difference(each.left(), each.right(), 0, nodes);
                difference(each.right(), each.left(), 0, nodes);
            }
            case NOT_EQUAL -> {}
        }
    }

    private static Comparison negated(Comparison comparison) {
        return switch (comparison) {
            case LESS -> Comparison.GREATER_OR_EQUAL;
            case LESS_OR_EQUAL -> Comparison.GREATER;
            case GREATER -> Comparison.LESS_OR_EQUAL;
            case GREATER_OR_EQUAL -> Comparison.LESS;
            case EQUAL -> Comparison.NOT_EQUAL;
            case NOT_EQUAL -> Comparison.EQUAL;
        };
    }

    /** Constants go to the bound. */
    private void difference(Term left, Term right, long most, Set<Term> nodes) {
        BigInteger bound = BigInteger.valueOf(most).subtract(constant(left)).add(constant(right));
        Term l = left instanceof Term.Int ? ZERO : left;
        Term r = right instanceof Term.Int ? ZERO : right;
        nodes.add(l);
        nodes.add(r);
        differences.add(new Difference(l, r, bound));
    }

    private static BigInteger constant(Term term) {
        return term instanceof Term.Int(long value, int ignored)
                ? new BigInteger(Long.toUnsignedString(value))
                : BigInteger.ZERO;
    }

    /** The shortest way from zero to each node, or against the arrows; empty if a cycle is negative. */
    private Map<Term, BigInteger> paths(Set<Term> nodes, boolean backwards) {
        Map<Term, BigInteger> at = new LinkedHashMap<>();
        at.put(ZERO, BigInteger.ZERO);
        boolean changed = true;
        for (int round = 0; changed && round <= nodes.size(); round++) {
            changed = false;
            for (Difference each : differences) {
                Term from = backwards ? each.left() : each.right();
                Term to = backwards ? each.right() : each.left();
                BigInteger start = at.get(from);
                BigInteger sum = start == null ? null : start.add(each.most());
                BigInteger known = at.get(to);
                if (sum != null && (known == null || sum.compareTo(known) < 0)) {
                    at.put(to, sum);
                    changed = true;
                }
            }
        }
        return changed ? Map.of() : at;
    }

    /** Whether no numbers are in these orders. */
    boolean areImpossible() {
        return impossible;
    }

    /** The least and the greatest that an unknown can be; nothing if nothing is said of it. */
    List<Long> solution(Term.Var variable) {
        List<Long> solution = new ArrayList<>(2);
        BigInteger low = least.get(variable);
        BigInteger high = greatest.get(variable);
        if (low != null) {
            solution.add(low.negate().longValue());
        }
        if (high != null) {
            solution.add(high.longValue());
        }
        return solution;
    }
}
