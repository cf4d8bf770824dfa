package dev.troth.spec.resolve;

import dev.troth.spec.model.Type;
import dev.troth.spec.model.Type.Octets;

/** Whether a value of one type may stand where another is wanted, and the sizes of values as octets. */
final class Fit {
    private Fit() {}

    static boolean isUnknown(Type type) {
        return type instanceof Type.Unknown;
    }

    /** True if a value can enter a concatenation or a primitive: it has one spelling as octets. */
    static boolean isOctets(Type type) {
        return switch (type) {
            case Octets ignored -> true;
            case Type.Int integer -> integer.bits() % 8 == 0;
            case Type.Text ignored -> true;
            case Type.Agent ignored -> true;
            case Type.Time ignored -> true;
            case Type.Rec ignored -> true;
            case Type.Msg ignored -> true;
            case Type.Unknown ignored -> true;
            case Type.Seq sequence -> isOctets(sequence.element());
            case Type.Bool ignored -> false;
            case Type.Duration ignored -> false;
        };
    }

    /** The lengths that a value has as octets. */
    static Octets size(Type type) {
        return switch (type) {
            case Octets octets -> octets;
            case Type.Int integer -> new Octets(integer.bits() / 8, integer.bits() / 8);
            case Type.Time ignored -> new Octets(8, 8);
            case Type.Text ignored -> any();
            case Type.Agent ignored -> any();
            case Type.Rec ignored -> any();
            case Type.Msg ignored -> any();
            case Type.Seq ignored -> any();
            case Type.Bool ignored -> any();
            case Type.Duration ignored -> any();
            case Type.Unknown ignored -> any();
        };
    }

    private static Octets any() {
        return new Octets(0, Octets.UNBOUNDED);
    }

    static Octets plus(Octets left, Octets right) {
        int max = left.max() == Octets.UNBOUNDED || right.max() == Octets.UNBOUNDED
                ? Octets.UNBOUNDED
                : left.max() + right.max();
        return new Octets(left.min() + right.min(), max);
    }

    /** True if some length is possible for both. */
    static boolean overlap(Octets left, Octets right) {
        return left.min() <= right.max() && right.min() <= left.max();
    }

    /** True if two values can be compared for equality. */
    static boolean comparable(Type left, Type right) {
        if (isUnknown(left) || isUnknown(right)) {
            return true;
        }
        boolean textual = isName(left) && isName(right);
        boolean octets = left instanceof Octets && right instanceof Octets;
        boolean numbers = left instanceof Type.Int && right instanceof Type.Int;
        boolean lists =
                left instanceof Type.Seq l && right instanceof Type.Seq r && comparable(l.element(), r.element());
        return textual || octets || numbers || lists || left.equals(right);
    }

    static boolean isName(Type type) {
        return type instanceof Type.Text || type instanceof Type.Agent;
    }
}
