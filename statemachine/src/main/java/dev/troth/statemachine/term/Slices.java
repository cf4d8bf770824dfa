package dev.troth.statemachine.term;

import dev.troth.spec.model.Function;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Octets cut out of values. A slice of something that is known in part goes as far inside as it can: of a concatenation it is
 * the parts that it meets, of an exclusive or the exclusive or of the slices, of a slice a slice of what that is cut from. What
 * remains is a slice of a value that looks like noise (a name, the result of a primitive) or of one that is still open.
 */
final class Slices {
    private final Terms terms;

    Slices(Terms terms) {
        this.terms = terms;
    }

    /** What the cutting primitives give of known numbers; null for every other primitive, and as long as a number is open. */
    @Nullable
    Term cut(Function function, Term[] arguments) {
        boolean truncates = function.name().equals("trunc") && arguments.length == 2;
        boolean cuts = function.name().equals("part") && arguments.length == 3;
        if (!truncates && !cuts) {
            return null;
        }
        Term length = arguments[arguments.length - 1];
        Term start = cuts ? arguments[1] : terms.integer(0, 16);
        return start instanceof Term.Int(long from, int ignored)
                        && length instanceof Term.Int(long octets, int alsoIgnored)
                        && from <= Integer.MAX_VALUE
                        && octets <= Integer.MAX_VALUE
                ? of(arguments[0], (int) from, (int) octets)
                : null;
    }

    /** The slice in normal form; absent if the value is known to be too short for it. */
    Term of(Term value, int start, int length) {
        if (value == Terms.ABSENT) {
            return Terms.ABSENT;
        }
        int size = Sizes.of(value);
        if ((long) start + length > Sizes.most(value)) {
            return Terms.ABSENT;
        }
        byte[] literal = Terms.literalOctets(value);
        if (literal != null) {
            return terms.octets(Arrays.copyOfRange(literal, start, start + length));
        }
        if (size == length) {
            return value;
        }
        if (size >= 0 && length == 0) {
            return terms.octets(new byte[0]);
        }
        if (value instanceof Term.Compound compound) {
            Term inside = inside(compound, start, length);
            if (inside != null) {
                return inside;
            }
        }
        return terms.compound(new Symbol.Slice(start, length), value);
    }

    /** Whether it is open if a value is long enough for a slice of it. */
    static boolean mayBeShort(Term.Compound slice) {
        return slice.symbol() instanceof Symbol.Slice(int start, int length)
                && Sizes.least(slice.argument(0)) < (long) start + length;
    }

    private @Nullable Term inside(Term.Compound value, int start, int length) {
        return switch (value.symbol()) {
            case Symbol.Slice ignored when mayBeShort(value) -> null;
            case Symbol.Slice(int from, int octets) ->
                (long) start + length > octets ? Terms.ABSENT : of(value.argument(0), from + start, length);
            case Symbol.Concat ignored -> joined(value.arguments(), start, length);
            case Symbol.Xor ignored
            when value.arguments().stream().allMatch(o -> Sizes.of(o) >= 0) -> {
                Term[] slices = value.arguments().stream()
                        .map(operand -> of(operand, start, length))
                        .toArray(Term[]::new);
                yield terms.apply(value.symbol(), slices);
            }
            case Symbol.Xor ignored -> null;
            case Symbol.Primitive ignored -> null;
            case Symbol.ListOf ignored -> null;
            case Symbol.Payload ignored -> null;
            case Symbol.Whole ignored -> null;
            case Symbol.Covered ignored -> null;
            case Symbol.Size ignored -> null;
            case Symbol.Sum ignored -> null;
            case Symbol.Abs ignored -> null;
            case Symbol.FieldOf ignored -> null;
        };
    }

    /**
     * The parts that a slice meets; null if it does not end before a part whose length is not known, or if it is not known whether
     * another part has a value.
     */
    private @Nullable Term joined(List<Term> parts, int start, int length) {
        List<Term> met = new ArrayList<>();
        int at = 0;
        int end = start + length;
        for (int i = 0; i < parts.size(); i++) {
            Term part = parts.get(i);
            if (terms.partial().isIn(part)) {
                return null;
            }
            if (at >= end) {
                continue;
            }
            int size = Sizes.of(part);
            if (size < 0 && Sizes.least(part) >= end - at) {
                size = end - at;
            }
            if (size < 0) {
                boolean skips = i > 0 && at <= start;
                return skips ? rest(parts.subList(i, parts.size()), start - at, length) : null;
            }
            int from = Math.max(start, at) - at;
            int to = Math.min(end, at + size) - at;
            if (from < to) {
                met.add(of(part, from, to - from));
            }
            at += size;
        }
        return at < end ? Terms.ABSENT : terms.apply(new Symbol.Concat(), met.toArray(Term[]::new));
    }

    private Term rest(List<Term> parts, int start, int length) {
        Term rest = terms.apply(new Symbol.Concat(), parts.toArray(Term[]::new));
        return terms.compound(new Symbol.Slice(start, length), rest);
    }

    /** Two slices of one value of which the second begins where the first ends, as one; null if they are not. */
    @Nullable
    Term merged(Term first, Term second) {
        return first instanceof Term.Compound l
                        && second instanceof Term.Compound r
                        && l.symbol() instanceof Symbol.Slice(int start, int length)
                        && r.symbol() instanceof Symbol.Slice(int next, int more)
                        && l.argument(0) == r.argument(0)
                        && start + length == next
                ? of(l.argument(0), start, length + more)
                : null;
    }
}
