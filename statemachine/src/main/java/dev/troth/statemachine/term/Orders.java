package dev.troth.statemachine.term;

import dev.troth.spec.model.Expr.Comparison;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Conditions that say which of two numbers is the greater, as differences with an upper bound: {@code a < b} is
 * {@code a - b <= -1}. Octets of one length are in the order of the numbers that they are; what is no constant may be any
 * number of its width, a nonce as well as an unknown. Conditions can be met exactly if no cycle of them has a negative sum, and
 * then the shortest paths are a solution (Bellman and Ford). Sums are numbers like others: what they are made of is not looked at.
 */
final class Orders {
    /** {@code left - right <= most}; {@link #ZERO} stands for zero. */
    private record Difference(Term left, Term right, BigInteger most) {}

    private static final Term ZERO = Terms.ABSENT;

    private final List<Difference> differences = new ArrayList<>();
    private final Map<Term, BigInteger> greatest;
    private final Map<Term, BigInteger> least;
    private final boolean impossible;

    Orders(Terms terms, Assumptions assumptions) {
        Set<Term> nodes = new LinkedHashSet<>();
        nodes.add(ZERO);
        for (Assumptions.Compared each : assumptions.compared()) {
            Term left = assumptions.bindings().apply(each.left(), terms);
            Term right = assumptions.bindings().apply(each.right(), terms);
            if (areNumbers(left, right)) {
                condition(each, left, right, nodes);
            }
        }
        for (Term node : nodes) {
            if (node != ZERO) {
                BigInteger most = BigInteger.ONE.shiftLeft(Sums.width(node)).subtract(BigInteger.ONE);
                BigInteger bound = bound(node, true);
                boolean bounded = bound.compareTo(most) < 0;
                differences.add(new Difference(node, ZERO, bounded ? bound : most));
                differences.add(
                        new Difference(ZERO, node, bounded ? bound(node, false).negate() : BigInteger.ZERO));
            }
        }
        greatest = paths(nodes, false);
        least = paths(nodes, true);
        impossible = greatest.isEmpty();
    }

    /** Whether both are numbers, or octets of one length. */
    private static boolean areNumbers(Term left, Term right) {
        boolean widths = Sums.width(left) > 0 && Sums.width(right) > 0;
        boolean numbers = Sums.bits(left) > 0 && Sums.bits(right) > 0;
        return widths && (numbers || Sums.width(left) == Sums.width(right));
    }

    /** The least or the greatest that lengths and sums of them can be. */
    private static BigInteger bound(Term number, boolean most) {
        BigInteger known = constant(number);
        if (known != null) {
            return known;
        }
        if (number instanceof Term.Compound size && size.symbol() instanceof Symbol.Size) {
            return BigInteger.valueOf(most ? Sizes.most(size.argument(0)) : Sizes.least(size.argument(0)));
        }
        if (number instanceof Term.Compound sum
                && sum.symbol() instanceof Symbol.Sum(boolean minus, int ignored)
                && !minus) {
            return sum.arguments().stream().map(part -> bound(part, most)).reduce(BigInteger.ZERO, BigInteger::add);
        }
        return most ? BigInteger.ONE.shiftLeft(Sums.width(number)).subtract(BigInteger.ONE) : BigInteger.ZERO;
    }

    private void condition(Assumptions.Compared each, Term left, Term right, Set<Term> nodes) {
        Comparison comparison = each.holds() ? each.comparison() : negated(each.comparison());
        switch (comparison) {
            case LESS -> difference(left, right, -1, nodes);
            case LESS_OR_EQUAL -> difference(left, right, 0, nodes);
            case GREATER -> difference(right, left, -1, nodes);
            case GREATER_OR_EQUAL -> difference(right, left, 0, nodes);
            case EQUAL -> {
                difference(left, right, 0, nodes);
                difference(right, left, 0, nodes);
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
        BigInteger l = constant(left);
        BigInteger r = constant(right);
        BigInteger bound = BigInteger.valueOf(most);
        bound = l == null ? bound : bound.subtract(l);
        bound = r == null ? bound : bound.add(r);
        Term from = l == null ? left : ZERO;
        Term to = r == null ? right : ZERO;
        nodes.add(from);
        nodes.add(to);
        differences.add(new Difference(from, to, bound));
    }

    private static @Nullable BigInteger constant(Term term) {
        if (term instanceof Term.Int(long value, int ignored)) {
            return new BigInteger(Long.toUnsignedString(value));
        }
        byte[] octets = Terms.literalOctets(term);
        return octets == null ? null : new BigInteger(1, octets);
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

    /**
     * What an unknown can be, nothing if nothing is said of it: the least and the greatest number. The greatest comes first where it has
     * to be greater than something that nobody knows, and the middle where it has to be less than something else as well.
     */
    List<BigInteger> solution(Term variable) {
        BigInteger low = least.get(variable);
        BigInteger high = greatest.get(variable);
        if (low == null || high == null) {
            return List.of();
        }
        BigInteger from = low.negate();
        BigInteger middle = from.add(high).shiftRight(1);
        boolean above = isBound(variable, false);
        boolean below = isBound(variable, true);
        return above && below ? List.of(middle, high, from) : above ? List.of(high, from) : List.of(from, high);
    }

    /** Whether it is at most, or at least, something that is no unknown and no constant, and perhaps others between them. */
    private boolean isBound(Term variable, boolean below) {
        Set<Term> reached = new LinkedHashSet<>(List.of(variable));
        boolean more = true;
        while (more) {
            more = false;
            for (Difference each : differences) {
                Term from = below ? each.left() : each.right();
                Term to = below ? each.right() : each.left();
                more |= reached.contains(from) && to != ZERO && reached.add(to);
            }
        }
        return reached.stream().anyMatch(term -> !(term instanceof Term.Var));
    }
}
