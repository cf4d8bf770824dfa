package dev.troth.statemachine.term;

/**
 * What looks like noise: names, and what primitives make. Two such values are different unless they are made alike; that one of
 * them is a given constant, nobody can tell without computing it.
 */
final class Noise {
    /** So few octets come out alike by trying. */
    private static final int FEW = 2;

    private Noise() {}

    /**
     * Whether two terms that do not unify may still have one value: the result of a primitive that has nothing of chance in it,
     * or whose operands the attacker still chooses, and a constant, or another such result.
     */
    static boolean isOpenQuestion(Term left, Term right) {
        int octets = Sizes.of(left);
        int others = Sizes.of(right);
        if (octets >= 0 && others >= 0 && octets != others && Sums.bits(left) == 0 && Sums.bits(right) == 0) {
            return false;
        }
        if (isStrange(left, right) || isStrange(right, left)) {
            return false;
        }
        return left instanceof Term.Compound l && right instanceof Term.Compound r
                ? isOpenQuestion(l, r)
                : (left instanceof Term.Compound c && isOpenQuestion(c, right))
                        || (right instanceof Term.Compound d && isOpenQuestion(d, left));
    }

    /** Whether octets of different values may be these: so few that they come out alike by trying, or cut where nobody knows of what. */
    static boolean isAlikeByTrying(Term term) {
        return term instanceof Term.Compound slice && (isFew(slice) || isOpaque(slice));
    }

    /** Whether a value that came by chance, or some octets of it, is compared with something that was made without it. */
    private static boolean isStrange(Term chance, Term other) {
        Term drawn = chance instanceof Term.Compound slice
                        && slice.symbol() instanceof Symbol.Slice(int ignored, int length)
                        && length > FEW
                ? slice.argument(0)
                : chance;
        return drawn instanceof Term.Name && Sizes.of(chance) > FEW && !other.isOpen() && !contains(other, drawn);
    }

    private static boolean contains(Term term, Term part) {
        return term == part
                || (term instanceof Term.Compound compound
                        && compound.arguments().stream().anyMatch(argument -> contains(argument, part)));
    }

    private static boolean isOpenQuestion(Term.Compound left, Term.Compound right) {
        boolean opaque = isOpaque(left) || isOpaque(right);
        boolean few = isFew(left) || isFew(right);
        boolean alike = left.symbol().equals(right.symbol());
        return opaque || few || (!alike && isComputed(left) && isComputed(right) && isPlain(left) && isPlain(right));
    }

    private static boolean isOpenQuestion(Term.Compound compound, Term atom) {
        boolean constant = Terms.literalOctets(atom) != null || atom instanceof Term.Int;
        return isOpaque(compound)
                || (constant && isComputed(compound) && (compound.isOpen() || isPlain(compound)))
                || (isFew(compound) && compound.isOpen());
    }

    /** A length, a slice or a combination of something that has no normal form by itself. */
    private static boolean isOpaque(Term.Compound term) {
        return switch (term.symbol()) {
            case Symbol.Size ignored -> true;
            case Symbol.FieldOf ignored -> false;
            case Symbol.Abs ignored -> true;
            case Symbol.Sum ignored -> true;
            case Symbol.Slice ignored -> !isRigid(term.argument(0));
            case Symbol.Primitive(var function) ->
                term.isOpen()
                        && (function.name().equals("part") || function.name().equals("trunc"));
            case Symbol.Concat ignored -> false;
            case Symbol.Xor ignored -> false;
            case Symbol.ListOf ignored -> false;
            case Symbol.Payload ignored -> false;
            case Symbol.Whole ignored -> false;
            case Symbol.Covered ignored -> false;
        };
    }

    private static boolean isRigid(Term term) {
        return term instanceof Term.Name
                || term instanceof Term.Shared
                || (term instanceof Term.Compound compound && compound.symbol() instanceof Symbol.Primitive);
    }

    private static boolean isComputed(Term.Compound term) {
        return switch (term.symbol()) {
            case Symbol.Primitive ignored -> true;
            case Symbol.Slice ignored ->
                term.argument(0) instanceof Term.Compound inner && inner.symbol() instanceof Symbol.Primitive;
            case Symbol.Concat ignored -> false;
            case Symbol.Xor ignored -> false;
            case Symbol.ListOf ignored -> false;
            case Symbol.Payload ignored -> false;
            case Symbol.Whole ignored -> false;
            case Symbol.Covered ignored -> false;
            case Symbol.Size ignored -> false;
            case Symbol.Sum ignored -> false;
            case Symbol.Abs ignored -> false;
            case Symbol.FieldOf ignored -> false;
        };
    }

    private static boolean isFew(Term.Compound term) {
        return term.symbol() instanceof Symbol.Slice(int ignored, int length) && length <= FEW;
    }

    /** Whether nothing in a term comes by chance: whoever computes it always gets the same. */
    static boolean isPlain(Term term) {
        return switch (term) {
            case Term.Name ignored -> false;
            case Term.Shared ignored -> false;
            case Term.Var ignored -> false;
            case Term.Compound compound -> compound.arguments().stream().allMatch(Noise::isPlain);
            case Term.Agent ignored -> true;
            case Term.Int ignored -> true;
            case Term.Text ignored -> true;
            case Term.Octets ignored -> true;
            case Term.Time ignored -> true;
            case Term.Duration ignored -> true;
            case Term.Absent ignored -> true;
            case Term.Pending ignored -> true;
        };
    }
}
