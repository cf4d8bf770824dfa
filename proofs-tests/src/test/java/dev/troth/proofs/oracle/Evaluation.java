package dev.troth.proofs.oracle;

import dev.troth.proofs.oracle.Ground.Count;
import dev.troth.proofs.oracle.Ground.Known;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a phrase is in a planted run, where that can be told from what its words are. */
final class Evaluation {
    private static final Set<String> ONE_WAY = Set.of("h", "mac", "kdf");

    private final Sketch.Grounded ground;

    Evaluation(Sketch.Grounded ground) {
        this.ground = ground;
    }

    /** The literal that equals a phrase, or null. */
    @Nullable
    Phrase literal(Phrase of) {
        Count count = count(of);
        if (count != null) {
            return new Phrase.Number(count.value());
        }
        Octets octets = octets(of);
        return octets == null || isHashed(of) ? null : new Phrase.Hex(octets);
    }

    /** Whether nobody could find what it is made of: then it cannot be asked to be a constant. */
    private boolean isHashed(Phrase of) {
        boolean known =
                ground.octets().stream().anyMatch(k -> k.hashed() && k.phrase().equals(of));
        boolean made = of instanceof Phrase.Call(String function, var ignored) && ONE_WAY.contains(function);
        return known || made || of.parts().stream().anyMatch(this::isHashed);
    }

    @Nullable
    Count count(Phrase of) {
        for (Count count : ground.numbers()) {
            if (count.phrase().equals(of)) {
                return count;
            }
        }
        if (of instanceof Phrase.Infix(Phrase left, String sign, Phrase right)
                && (sign.equals("+") || sign.equals("-"))) {
            Count l = count(left);
            Count r = count(right);
            Long added =
                    right instanceof Phrase.Number(long value) ? Long.valueOf(value) : r == null ? null : r.value();
            if (l != null && added != null) {
                return new Count(of, l.wrapped(sign.equals("+") ? l.value() + added : l.value() - added), l.bits());
            }
        }
        if (of instanceof Phrase.Call(String function, List<Phrase> operands) && function.equals("size")) {
            Octets sized = octets(operands.getFirst());
            return sized == null ? null : new Count(of, sized.length(), 32);
        }
        return null;
    }

    @Nullable
    Octets octets(Phrase of) {
        for (Known known : ground.octets()) {
            if (known.phrase().equals(of)) {
                return known.value();
            }
        }
        return switch (of) {
            case Phrase.Hex(Octets octets) -> octets;
            case Phrase.Infix(Phrase left, String sign, Phrase right) -> infix(left, sign, right);
            case Phrase.Call(String function, List<Phrase> operands) -> call(function, operands);
            case Phrase.Word ignored -> {
                Count count = count(of);
                yield count == null ? null : Octets.of(count.value(), count.bits() / 8);
            }
            case Phrase.Number ignored -> null;
            case Phrase.Not ignored -> null;
            case Phrase.Lookup ignored -> null;
            case Phrase.Listing ignored -> null;
            case Phrase.Entry ignored -> null;
            case Phrase.Built ignored -> null;
        };
    }

    private @Nullable Octets infix(Phrase left, String sign, Phrase right) {
        Octets l = octets(left);
        Octets r = octets(right);
        if (l == null || r == null) {
            return null;
        }
        if (sign.equals("||")) {
            return l.then(r);
        }
        return sign.equals("xor") && l.length() == r.length() ? l.xor(r) : null;
    }

    private @Nullable Octets call(String function, List<Phrase> operands) {
        Octets first = octets(operands.getFirst());
        if (first == null) {
            return null;
        }
        Phrase next = operands.size() > 1 ? operands.get(1) : operands.getFirst();
        switch (function) {
            case "trunc" -> {
                return next instanceof Phrase.Number(long n) && n <= first.length() ? first.part(0, (int) n) : null;
            }
            case "part" -> {
                return next instanceof Phrase.Number(long start)
                                && operands.get(2) instanceof Phrase.Number(long n)
                                && start + n <= first.length()
                        ? first.part((int) start, (int) n)
                        : null;
            }
            default -> {
                List<Octets> values = new ArrayList<>();
                for (Phrase operand : operands) {
                    Octets value = octets(operand);
                    if (value == null) {
                        return null;
                    }
                    values.add(value);
                }
                return Crypto.apply(function, values);
            }
        }
    }
}
