package dev.troth.proofs.oracle;

import dev.troth.proofs.oracle.Ground.Count;
import dev.troth.proofs.oracle.Ground.Known;
import java.util.List;
import java.util.Set;

/** Conditions that are true of the values of a planted run. */
final class Conditions {
    private final Draw draw;
    private final Ground ground;
    private final Set<String> features;

    Conditions(Draw draw, Ground ground, Set<String> features) {
        this.draw = draw;
        this.ground = ground;
        this.features = features;
    }

    Phrase truth(int depth) {
        int kind = draw.below(100);
        if (depth > 0 && kind < 10) {
            features.add("or");
            Phrase other = wrong();
            Phrase right = truth(depth - 1);
            return draw.chance(50) ? Phrase.infix(other, "or", right) : Phrase.infix(right, "or", other);
        }
        if (kind < 18) {
            features.add("not");
            return new Phrase.Not(wrong());
        }
        boolean number = !ground.numbers.isEmpty() && (!ground.hasPlain() || draw.chance(45));
        return number ? number() : octets();
    }

    /** Something that is not so. */
    private Phrase wrong() {
        if (!ground.numbers.isEmpty() && (!ground.hasPlain() || draw.chance(50))) {
            Count of = ground.count(1);
            return Phrase.infix(of.phrase(), "=", new Phrase.Number(of.wrapped(of.value() + draw.between(1, 50))));
        }
        Known of = ground.made(1, false);
        Octets other = draw.octets(of.value().length());
        return Phrase.infix(of.phrase(), other.equals(of.value()) ? "!=" : "=", new Phrase.Hex(other));
    }

    private Phrase number() {
        Count of = ground.count(2);
        long value = of.value();
        long top = of.bits() == 64 ? Long.MAX_VALUE : (1L << of.bits()) - 1;
        long below = Math.max(0, value - draw.between(1, 9));
        long above = Math.min(top, value + draw.between(1, 9));
        Phrase low = new Phrase.Number(below);
        Phrase high = new Phrase.Number(above);
        return switch (draw.below(5)) {
            case 0 -> {
                features.add("range");
                yield Phrase.infix(
                        Phrase.infix(of.phrase(), below < value ? ">" : ">=", low),
                        "and",
                        Phrase.infix(of.phrase(), above > value ? "<" : "<=", high));
            }
            case 1 -> {
                features.add("one of several");
                Phrase list = new Phrase.Listing(List.of(low, new Phrase.Number(value), high));
                yield Phrase.infix(of.phrase(), "in", list);
            }
            case 2 -> {
                features.add("order of numbers");
                yield draw.chance(50)
                        ? Phrase.infix(of.phrase(), "<=", high)
                        : Phrase.infix(of.phrase(), ">=", new Phrase.Number(value));
            }
            default -> Phrase.infix(of.phrase(), "=", new Phrase.Number(value));
        };
    }

    private Phrase octets() {
        Known of = ground.made(3, false);
        Octets value = of.value();
        if (draw.chance(15)) {
            Known other = ground.made(1, false);
            if (other.value().length() == value.length() && !other.phrase().equals(of.phrase())) {
                features.add("xor with a constant");
                Phrase mask = new Phrase.Hex(other.value().xor(value));
                return Phrase.infix(of.phrase(), "=", Phrase.infix(other.phrase(), "xor", mask));
            }
        }
        if (draw.chance(12) && hasLength(of.phrase())) {
            features.add("order of octets");
            Octets bound = draw.octets(value.length());
            return Phrase.infix(of.phrase(), value.compareTo(bound) <= 0 ? "<=" : ">", new Phrase.Hex(bound));
        }
        if (draw.chance(10)) {
            features.add("size");
            return Phrase.infix(Phrase.call("size", of.phrase()), "=", new Phrase.Number(value.length()));
        }
        return Phrase.infix(of.phrase(), "=", new Phrase.Hex(value));
    }

    /** Octets of a length that the language knows; others have no order. */
    private static boolean hasLength(Phrase phrase) {
        return (phrase instanceof Phrase.Word(String text) && text.startsWith("m.a"))
                || (phrase instanceof Phrase.Call(String function, var ignored)
                        && List.of("trunc", "part", "succ").contains(function));
    }
}
