package dev.troth.statemachine.term;

import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Type;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One constant, written as octets, as a number or as a time: which it is depends on the place in which it stands. */
final class Constants {
    private Constants() {}

    /** A constant as a value of a type; every other term as it is. */
    static Term read(Type type, Term term, Terms terms) {
        return switch (type) {
            case Type.Int(int bits) -> number(term, bits, terms);
            case Type.Time ignored -> time(term, terms);
            case Type.Octets ignored -> octets(term, terms);
            case Type.Text ignored -> term;
            case Type.Agent ignored -> term;
            case Type.Bool ignored -> term;
            case Type.Duration ignored -> term;
            case Type.Rec ignored -> term;
            case Type.Msg ignored -> term;
            case Type.Seq ignored -> term;
            case Type.Unknown ignored -> term;
        };
    }

    /** Whether two terms are certainly one value: numbers are so whatever their widths, octets however they are written. */
    static boolean areSame(Term left, Term right) {
        if (left == right) {
            return true;
        }
        if (left instanceof Term.Int(long l, int ignored) && right instanceof Term.Int(long r, int alsoIgnored)) {
            return l == r;
        }
        byte[] l = Terms.literalOctets(left);
        byte[] r = Terms.literalOctets(right);
        if (l == null || r == null) {
            return false;
        }
        boolean number = left instanceof Term.Int || right instanceof Term.Int;
        return number ? new BigInteger(1, l).equals(new BigInteger(1, r)) : Arrays.equals(l, r);
    }

    private static Term number(Term term, int bits, Terms terms) {
        if (term instanceof Term.Int(long value, int width)) {
            boolean fits = width != bits && Sums.reduced(value, bits) == value;
            return fits ? terms.integer(value, bits) : term;
        }
        return term instanceof Term.Octets octets && octets.length() <= Long.BYTES && 8 * octets.length() == bits
                ? terms.integer(value(octets), bits)
                : term;
    }

    private static Term time(Term term, Terms terms) {
        return term instanceof Term.Octets octets && octets.length() == Long.BYTES ? terms.time(value(octets)) : term;
    }

    private static Term octets(Term term, Terms terms) {
        byte @Nullable [] literal = term instanceof Term.Octets ? null : Terms.literalOctets(term);
        return literal == null ? term : terms.octets(literal);
    }

    /** Octets as a number; of more than eight the last eight. */
    static long value(Term.Octets octets) {
        long value = 0;
        for (byte octet : octets.octets()) {
            value = (value << 8) | (octet & 0xFF);
        }
        return value;
    }

    /** The operands of a primitive, constants as the types of its parameters say: one value is one term. */
    static Term[] operands(List<Type> parameters, Term[] operands, Terms terms) {
        Term[] read = operands;
        for (int i = 0; i < Math.min(parameters.size(), operands.length); i++) {
            Term operand = read(parameters.get(i), operands[i], terms);
            if (operand != operands[i]) {
                read = read == operands ? operands.clone() : read;
                read[i] = operand;
            }
        }
        return read;
    }

    /** The fields of a payload, octets as the numbers and times that its layout says they are. */
    static Term[] fields(Layout layout, Term[] fields, Terms terms) {
        Term[] read = fields;
        for (int slot = 0; slot < fields.length; slot++) {
            Term field = fields[slot] instanceof Term.Octets
                    ? read(layout.data().get(slot).type(), fields[slot], terms)
                    : fields[slot];
            if (field != fields[slot]) {
                read = read == fields ? fields.clone() : read;
                read[slot] = field;
            }
        }
        return read;
    }
}
