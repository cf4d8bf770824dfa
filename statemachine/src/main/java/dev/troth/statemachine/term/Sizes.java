package dev.troth.statemachine.term;

import dev.troth.spec.model.Type;

/** Lengths in octets, where a term tells. */
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
            default -> -1;
        };
    }

    private static int fixed(Type type) {
        return switch (type) {
            case Type.Octets(int min, int max) -> min == max ? min : -1;
            case Type.Int(int bits) -> bits / 8;
            case Type.Time ignored -> Long.BYTES;
            default -> -1;
        };
    }

    private static int of(Term.Compound compound) {
        return switch (compound.symbol()) {
            case Symbol.Concat ignored -> sum(compound);
            case Symbol.Xor ignored -> Math.max(of(compound.argument(0)), of(compound.argument(1)));
            case Symbol.Primitive(var function) -> {
                int length = function.lengthArgument();
                if (length >= 0) {
                    yield compound.argument(length) instanceof Term.Int(long octets, int ignored) ? (int) octets : -1;
                }
                yield fixed(function.result());
            }
            default -> -1;
        };
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
}
