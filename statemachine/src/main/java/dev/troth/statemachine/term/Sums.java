package dev.troth.statemachine.term;

import dev.troth.spec.model.Type;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sums and differences of numbers, modulo the width of their left operand as octets are. In normal form equal operands are
 * counted together, those that are added come before those that are taken away, each in {@link TermOrder}, and the constants
 * come last as one.
 */
final class Sums {
    /** More of one operand than this are left as they stand. */
    private static final int MANY = 16;

    private final Terms terms;

    Sums(Terms terms) {
        this.terms = terms;
    }

    /** The width of a number in bits; 0 for what is not (yet) known to be one. */
    static int bits(Term term) {
        return switch (term) {
            case Term.Int(long ignored, int bits) -> bits;
            case Term.Var variable -> variable.optional() ? 0 : bits(variable.type());
            case Term.Name name -> bits(name.type());
            case Term.Shared shared -> bits(shared.type());
            case Term.Compound compound -> bits(compound);
            case Term.Agent ignored -> 0;
            case Term.Text ignored -> 0;
            case Term.Octets ignored -> 0;
            case Term.Time ignored -> 0;
            case Term.Duration ignored -> 0;
            case Term.Absent ignored -> 0;
            case Term.Pending ignored -> 0;
        };
    }

    /** How many bits something has that stands for a number: octets that came where one was expected are one. Zero for times. */
    static int width(Term term) {
        int bits = bits(term);
        return bits > 0 || isTime(term) ? bits : 8 * Math.max(0, Sizes.of(term));
    }

    private static boolean isTime(Term term) {
        return switch (term) {
            case Term.Time ignored -> true;
            case Term.Duration ignored -> true;
            case Term.Var variable -> isTime(variable.type());
            case Term.Name name -> isTime(name.type());
            case Term.Shared shared -> isTime(shared.type());
            case Term.Compound compound ->
                compound.symbol() instanceof Symbol.Primitive(var function) && isTime(function.result());
            case Term.Agent ignored -> false;
            case Term.Int ignored -> false;
            case Term.Text ignored -> false;
            case Term.Octets ignored -> false;
            case Term.Absent ignored -> false;
            case Term.Pending ignored -> false;
        };
    }

    private static boolean isTime(Type type) {
        return type instanceof Type.Time || type instanceof Type.Duration;
    }

    private static int bits(Type type) {
        return type instanceof Type.Int(int bits) ? bits : 0;
    }

    private static int bits(Term.Compound term) {
        return switch (term.symbol()) {
            case Symbol.Sum(boolean ignored, int bits) -> bits;
            case Symbol.Size ignored -> 32;
            case Symbol.Primitive(var function) -> bits(function.result());
            case Symbol.Concat ignored -> 0;
            case Symbol.Xor ignored -> 0;
            case Symbol.Slice ignored -> 0;
            case Symbol.ListOf ignored -> 0;
            case Symbol.Payload ignored -> 0;
            case Symbol.Whole ignored -> 0;
            case Symbol.Covered ignored -> 0;
            case Symbol.Abs ignored -> 0;
            case Symbol.FieldOf ignored -> 0;
        };
    }

    /**
     * A number as a sum modulo 2 to the power of {@code bits}.
     *
     * @param factors how often each operand is added, modulo the same
     */
    record Linear(Map<Term, Long> factors, long constant, int bits) {
        long reduced(long value) {
            return Sums.reduced(value, bits);
        }

        /** Whether an operand is added or taken away exactly once. */
        boolean isSingle(Term operand) {
            Long factor = factors.get(operand);
            return factor != null && (factor == 1 || factor == reduced(-1));
        }
    }

    static long reduced(long value, int bits) {
        return bits >= 64 ? value : value & ((1L << bits) - 1);
    }

    /** A number as a sum of a width. */
    Linear linear(Term number, int bits) {
        Map<Term, Long> factors = new TreeMap<>(TermOrder.INSTANCE);
        long constant = collect(number, 1, bits, factors);
        factors.values().removeIf(factor -> factor == 0);
        return new Linear(factors, reduced(constant, bits), bits);
    }

    private static long collect(Term number, long times, int bits, Map<Term, Long> factors) {
        if (number instanceof Term.Int(long value, int ignored)) {
            return reduced(times * value, bits);
        }
        if (number instanceof Term.Octets octets) {
            return reduced(times * Constants.value(octets), bits);
        }
        if (number instanceof Term.Compound sum
                && sum.symbol() instanceof Symbol.Sum(boolean minus, int width)
                && width == bits) {
            return collect(sum.argument(0), times, bits, factors)
                    + collect(sum.argument(1), minus ? -times : times, bits, factors);
        }
        factors.merge(number, reduced(times, bits), (a, b) -> reduced(a + b, bits));
        return 0;
    }

    /** The sum or difference of two numbers of which the left has a width. */
    Term of(boolean minus, Term left, Term right, int bits) {
        Term plain = terms.compound(new Symbol.Sum(minus, bits), left, right);
        Term normal = build(linear(plain, bits));
        return normal == null ? plain : normal;
    }

    /** The number that a sum is; null if one operand is counted too often to be written out. */
    @Nullable
    Term build(Linear sum) {
        Term built = null;
        for (Map.Entry<Term, Long> each : sum.factors().entrySet()) {
            if (!isNegative(each.getValue(), sum.bits())) {
                if (each.getValue() > MANY) {
                    return null;
                }
                for (long i = 0; i < each.getValue(); i++) {
                    built = built == null ? each.getKey() : plain(false, built, each.getKey(), sum.bits());
                }
            }
        }
        boolean constantFirst = built == null;
        Term result = built == null ? terms.integer(sum.constant(), sum.bits()) : built;
        for (Map.Entry<Term, Long> each : sum.factors().entrySet()) {
            if (isNegative(each.getValue(), sum.bits())) {
                long times = sum.reduced(-each.getValue());
                if (times > MANY) {
                    return null;
                }
                for (long i = 0; i < times; i++) {
                    result = plain(true, result, each.getKey(), sum.bits());
                }
            }
        }
        if (constantFirst || sum.constant() == 0) {
            return result;
        }
        boolean less = isNegative(sum.constant(), sum.bits());
        Term constant = terms.integer(less ? sum.reduced(-sum.constant()) : sum.constant(), sum.bits());
        return plain(less, result, constant, sum.bits());
    }

    private Term plain(boolean minus, Term left, Term right, int bits) {
        return terms.compound(new Symbol.Sum(minus, bits), left, right);
    }

    /** Of a number modulo its width, the upper half are the negative ones. */
    private static boolean isNegative(long value, int bits) {
        return (value >>> (bits - 1) & 1) == 1 && bits > 1;
    }
}
