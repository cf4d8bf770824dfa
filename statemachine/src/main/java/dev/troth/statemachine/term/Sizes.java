package dev.troth.statemachine.term;

import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lengths in octets: as a number where a term tells, else as a sum of what it tells and of lengths that are open. */
final class Sizes {
    private Sizes() {}

    /** The length in octets, or -1 if the term does not tell. */
    static int of(Term term) {
        byte[] literal = Terms.literalOctets(term);
        if (literal != null) {
            return literal.length;
        }
        return switch (term) {
            case Term.Name name -> fixed(name.type());
            case Term.Shared shared -> fixed(shared.type());
            case Term.Var(int ignored, Type type, boolean optional, var alsoIgnored) -> optional ? -1 : fixed(type);
            case Term.Pending(int octets) -> octets;
            case Term.Compound compound -> of(compound);
            case Term.Agent ignored -> -1;
            case Term.Int ignored -> -1;
            case Term.Text ignored -> -1;
            case Term.Time ignored -> -1;
            case Term.Duration ignored -> -1;
            case Term.Absent ignored -> -1;
            case Term.Octets ignored -> -1;
        };
    }

    private static int fixed(Type type) {
        return switch (type) {
            case Type.Octets(int min, int max) -> min == max ? min : -1;
            case Type.Int(int bits) -> bits % 8 == 0 ? bits / 8 : -1;
            case Type.Time ignored -> Long.BYTES;
            case Type.Text ignored -> -1;
            case Type.Agent ignored -> -1;
            case Type.Bool ignored -> -1;
            case Type.Duration ignored -> -1;
            case Type.Rec ignored -> -1;
            case Type.Msg ignored -> -1;
            case Type.Seq ignored -> -1;
            case Type.Unknown ignored -> -1;
        };
    }

    private static int of(Term.Compound compound) {
        return switch (compound.symbol()) {
            case Symbol.Concat ignored -> sum(compound);
            case Symbol.Xor ignored -> widest(compound);
            case Symbol.Slice(int ignored, int length) -> length;
            case Symbol.Sum(boolean ignored, int bits) -> bits > 0 && bits % 8 == 0 ? bits / 8 : -1;
            case Symbol.Primitive(var function) -> {
                int length = function.lengthArgument();
                if (length >= 0) {
                    yield compound.argument(length) instanceof Term.Int(long octets, int ignored) ? (int) octets : -1;
                }
                yield fixed(function.result());
            }
            case Symbol.Size ignored -> 4;
            case Symbol.ListOf ignored -> -1;
            case Symbol.Payload ignored -> -1;
            case Symbol.Whole ignored -> -1;
            case Symbol.Covered ignored -> -1;
            case Symbol.Abs ignored -> -1;
            case Symbol.FieldOf ignored -> -1;
        };
    }

    /** The fewest octets that a term can have. */
    static long least(Term term) {
        return bound(term, false);
    }

    /** The most octets that a term can have. */
    static long most(Term term) {
        return bound(term, true);
    }

    private static long bound(Term term, boolean most) {
        int known = of(term);
        if (known >= 0) {
            return known;
        }
        if (term instanceof Term.Var variable && variable.type() instanceof Type.Octets(int min, int max)) {
            return most ? max : min;
        }
        if (term instanceof Term.Compound concat && concat.symbol() instanceof Symbol.Concat) {
            return concat.arguments().stream()
                    .mapToLong(part -> bound(part, most))
                    .sum();
        }
        return most ? Long.MAX_VALUE / 1024 : 0;
    }

    /** An unknown that has to have so many octets. */
    record Needed(Term.Var unknown, int octets) {}

    /**
     * What the one unknown of open length in a value has to have so that the value has so many octets; null if there is not exactly
     * one, or nothing fits.
     */
    static @Nullable Needed needed(Term value, int octets) {
        List<Term> parts = value instanceof Term.Compound concat && concat.symbol() instanceof Symbol.Concat
                ? concat.arguments()
                : List.of(value);
        Term.Var unknown = null;
        int times = 0;
        int rest = octets;
        for (Term part : parts) {
            int size = of(part);
            if (size >= 0) {
                rest -= size;
            } else if (Unifier.isOfOpenLength(part) && (unknown == null || unknown == part)) {
                unknown = (Term.Var) part;
                times++;
            } else {
                return null;
            }
        }
        return unknown == null || rest < 0 || rest % times != 0 ? null : new Needed(unknown, rest / times);
    }

    /** Operands of an exclusive or are of one length, so that one tells for all. */
    private static int widest(Term.Compound compound) {
        int size = -1;
        for (Term operand : compound.arguments()) {
            size = Math.max(size, of(operand));
        }
        return size;
    }

    private static int sum(Term.Compound compound) {
        int sum = 0;
        for (Term part : compound.arguments()) {
            int size = of(part);
            if (size < 0) {
                return -1;
            }
            sum += size;
        }
        return sum;
    }

    /**
     * The values whose lengths make up the length of a term, besides so many octets that are certain; null if it is not made up
     * so: of a line of text, of a payload with fields that may or may not be there, of what nobody knows yet.
     */
    static @Nullable Sized parts(Term term) {
        if (!(term instanceof Term.Compound compound)) {
            return null;
        }
        Sized sized = new Sized();
        boolean known = switch (compound.symbol()) {
            case Symbol.Concat ignored -> sized.all(compound.arguments());
            case Symbol.ListOf ignored -> sized.all(compound.arguments());
            case Symbol.Whole ignored -> sized.all(compound.arguments());
            case Symbol.Payload(Layout.Binary layout) -> sized.payload(layout, compound);
            case Symbol.Payload(Layout.Line ignored) -> false;
            case Symbol.Xor ignored -> sized.any(compound.arguments());
            case Symbol.Slice ignored -> false;
            case Symbol.Sum ignored -> false;
            case Symbol.Primitive ignored -> false;
            case Symbol.Size ignored -> false;
            case Symbol.Covered ignored -> false;
            case Symbol.Abs ignored -> false;
            case Symbol.FieldOf ignored -> false;
        };
        return known && sized.bits % 8 == 0 ? sized : null;
    }

    /** Octets that are certain, and values whose lengths come to them. */
    static final class Sized {
        private int bits;
        private final List<Term> open = new ArrayList<>();

        int octets() {
            return bits / 8;
        }

        List<Term> open() {
            return open;
        }

        private boolean all(List<Term> parts) {
            parts.forEach(this::add);
            return true;
        }

        /** One that tells is enough: all are of one length. */
        private boolean any(List<Term> operands) {
            for (Term operand : operands) {
                if (Unifier.isOfOpenLength(operand)) {
                    return open.add(operand);
                }
                Sized one = parts(operand);
                if (one != null) {
                    bits += one.bits;
                    open.addAll(one.open);
                    return true;
                }
            }
            return false;
        }

        private void add(Term part) {
            if (part == Terms.ABSENT) {
                return;
            }
            int size = of(part);
            if (size >= 0) {
                bits += 8 * size;
            } else {
                open.add(part);
            }
        }

        private boolean payload(Layout.Binary layout, Term.Compound value) {
            boolean known = true;
            for (Layout.Field field : layout.fields()) {
                Term given = field.slot() >= 0 ? value.argument(field.slot()) : null;
                boolean sometimes = field.present() != null || (given instanceof Term.Var v && v.optional());
                if (sometimes) {
                    if (given == null || (given instanceof Term.Var)) {
                        return false;
                    }
                    if (given == Terms.ABSENT) {
                        continue;
                    }
                }
                known = known && field(field.shape(), given);
            }
            return known;
        }

        private boolean field(Layout.Shape shape, @Nullable Term given) {
            return switch (shape) {
                case Layout.Bits(int width) -> {
                    bits += width;
                    yield true;
                }
                case Layout.NtpTime ignored -> {
                    bits += 64;
                    yield true;
                }
                case Layout.Octets ignored -> given != null && value(given);
                case Layout.Chars ignored -> given != null && value(given);
                case Layout.Vector(int lengthBits, int elementBits) -> {
                    bits += lengthBits;
                    yield given != null && vector(given, elementBits);
                }
                case Layout.Group ignored -> given != null && items(given);
            };
        }

        private boolean value(Term given) {
            if (given == Terms.ABSENT) {
                return false;
            }
            add(given);
            return true;
        }

        private boolean vector(Term given, int elementBits) {
            if (elementBits == 0) {
                return value(given);
            }
            if (given instanceof Term.Compound list && list.symbol() instanceof Symbol.ListOf) {
                bits += elementBits * list.arity();
                return true;
            }
            return false;
        }

        private boolean items(Term given) {
            boolean known = given instanceof Term.Compound list && list.symbol() instanceof Symbol.ListOf;
            if (known) {
                ((Term.Compound) given).arguments().forEach(this::add);
            }
            return known;
        }
    }
}
