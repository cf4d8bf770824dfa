package dev.troth.statemachine.term;

import dev.troth.spec.model.Type;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Equations between sums of numbers, modulo their width: solved for an unknown that is added or taken away once. A length of an
 * unknown that must be a given number gives the unknown that length.
 */
final class NumberUnifier {
    /** Two to the power of more than this are too many solutions. */
    private static final int MANY = 4;

    private final Terms terms;
    private final Typing typing;
    private final Unifier unifier;

    NumberUnifier(Terms terms, Typing typing, Unifier unifier) {
        this.terms = terms;
        this.typing = typing;
        this.unifier = unifier;
    }

    /** The ways to make two numbers equal by value. */
    List<Bindings> unify(Term left, Term right, Bindings bindings) {
        int leftBits = Sums.bits(left);
        int rightBits = Sums.bits(right);
        // Of two widths, only a number that is no sum can be taken for one of the other width.
        if (leftBits != rightBits && isSum(left) && isSum(right)) {
            return List.of(bindings.suspending(left, right));
        }
        boolean leftLeads = isSum(left) || (!isSum(right) && leftBits >= rightBits);
        Term sum = leftLeads ? left : right;
        Term other = leftLeads ? right : left;
        int bits = leftLeads ? leftBits : rightBits;
        if (other instanceof Term.Int(long value, int ignored)) {
            if (Sums.reduced(value, bits) != value) {
                return List.of();
            }
        } else if (Sums.bits(other) > bits) {
            return List.of(bindings.suspending(left, right));
        }
        Sums.Linear one = terms.sums().linear(sum, bits);
        Sums.Linear two = terms.sums().linear(other, bits);
        Map<Term, Long> factors = new TreeMap<>(TermOrder.INSTANCE);
        factors.putAll(one.factors());
        two.factors()
                .forEach((term, factor) ->
                        factors.merge(term, Sums.reduced(-factor, bits), (a, b) -> Sums.reduced(a + b, bits)));
        factors.values().removeIf(factor -> factor == 0);
        Sums.Linear zero = new Sums.Linear(factors, Sums.reduced(one.constant() - two.constant(), bits), bits);
        return solved(zero, left, right, bindings);
    }

    private static boolean isSum(Term term) {
        return term instanceof Term.Compound compound && compound.symbol() instanceof Symbol.Sum;
    }

    private List<Bindings> solved(Sums.Linear zero, Term left, Term right, Bindings bindings) {
        if (zero.factors().isEmpty()) {
            return zero.constant() == 0 ? List.of(bindings) : List.of();
        }
        List<Term> operands = new ArrayList<>(zero.factors().keySet());
        boolean typedOut = false;
        for (Term operand : operands) {
            if (operand instanceof Term.Var variable && zero.isSingle(operand) && isAlone(variable, operands)) {
                Term value = without(operand, zero);
                if (value != null) {
                    List<Bindings> bound = unifier.bind(variable, value, bindings);
                    if (!bound.isEmpty()) {
                        return bound;
                    }
                    typedOut = true;
                }
            }
        }
        if (operands.size() == 1
                && operands.getFirst() instanceof Term.Compound size
                && size.symbol() instanceof Symbol.Size) {
            long times = signed(zero, zero.factors().getOrDefault(size, 0L));
            long octets = signed(zero, times < 0 ? zero.constant() : -zero.constant());
            return octets < 0 || octets % Math.abs(times) != 0
                    ? List.of()
                    : ofSize(size, octets / Math.abs(times), bindings);
        }
        if (typedOut && operands.size() == 1) {
            return List.of();
        }
        if (operands.size() == 1 && operands.getFirst() instanceof Term.Var variable) {
            List<Bindings> several = several(variable, zero, bindings);
            if (several != null) {
                return several;
            }
        }
        boolean noise = operands.stream().allMatch(o -> o instanceof Term.Name || o instanceof Term.Shared);
        return noise ? List.of() : List.of(bindings.suspending(left, right));
    }

    /**
     * An unknown that is counted several times. An odd factor has an inverse modulo a power of two; each factor of two that it
     * has doubles the solutions, or there are none.
     *
     * @return null if there are too many to be written out
     */
    private @Nullable List<Bindings> several(Term.Var variable, Sums.Linear zero, Bindings bindings) {
        Long factor = zero.factors().get(variable);
        int twos = factor == null ? zero.bits() : Long.numberOfTrailingZeros(factor);
        if (factor == null || twos > MANY || twos >= zero.bits()) {
            return null;
        }
        long wanted = zero.reduced(-zero.constant());
        if (Sums.reduced(wanted, twos) != 0 && twos > 0) {
            return List.of();
        }
        BigInteger modulus = BigInteger.ONE.shiftLeft(zero.bits() - twos);
        BigInteger first = new BigInteger(Long.toUnsignedString(wanted >>> twos))
                .multiply(new BigInteger(Long.toUnsignedString(factor >>> twos)).modInverse(modulus))
                .mod(modulus);
        List<Bindings> found = new ArrayList<>();
        for (long i = 0; i < 1L << twos; i++) {
            long value = first.add(modulus.multiply(BigInteger.valueOf(i))).longValue();
            found.addAll(unifier.bind(variable, terms.integer(value, zero.bits()), bindings));
        }
        return found;
    }

    /** A number of the width of a sum as one that may be below zero: lengths are far from where it makes a difference. */
    private static long signed(Sums.Linear sum, long value) {
        int unused = Long.SIZE - sum.bits();
        return (value << unused) >> unused;
    }

    private static boolean isAlone(Term.Var variable, List<Term> operands) {
        return operands.stream().noneMatch(other -> other != variable && Unifier.occurs(variable, other));
    }

    /** What an operand is so that the sum is zero. */
    private @Nullable Term without(Term operand, Sums.Linear zero) {
        Map<Term, Long> others = new TreeMap<>(TermOrder.INSTANCE);
        others.putAll(zero.factors());
        Long factor = others.remove(operand);
        boolean added = factor != null && factor == 1;
        if (added) {
            others.replaceAll((term, times) -> zero.reduced(-times));
        }
        long constant = added ? zero.reduced(-zero.constant()) : zero.constant();
        return terms.sums().build(new Sums.Linear(others, constant, zero.bits()));
    }

    /** Gives what a length is asked of that length. */
    private List<Bindings> ofSize(Term.Compound size, long length, Bindings bindings) {
        if (!(size.argument(0) instanceof Term.Var variable)
                || !(variable.type() instanceof Type.Octets || variable.type() instanceof Type.Unknown)) {
            return length > Integer.MAX_VALUE
                    ? List.of()
                    : List.of(bindings.suspending(size, terms.integer(length, 32)));
        }
        if (length == 0) {
            return unifier.bind(variable, terms.octets(new byte[0]), bindings);
        }
        Type type = length > Integer.MAX_VALUE
                ? null
                : typing.narrower(variable.type(), new Type.Octets((int) length, (int) length));
        if (type == null) {
            return List.of();
        }
        Term sized = terms.variable(bindings.next(), type, false, variable.kind());
        return List.of(bindings.taking(1).with(variable, sized));
    }
}
