package dev.troth.proofs.oracle;

import dev.troth.reference.crypto.Hashes;
import dev.troth.reference.crypto.Hkdf;
import dev.troth.reference.crypto.Hmac;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Values and numbers with what they are in the planted run, and how others are made of them.
 */
final class Ground {
    /** An octet-valued phrase; {@code hashed} if what it is made of cannot be found from what it is. */
    record Known(Phrase phrase, Octets value, boolean hashed) {}

    /** A number-valued phrase. */
    record Count(Phrase phrase, long value, int bits) {
        long wrapped(long number) {
            return bits == 64 ? number : number & ((1L << bits) - 1);
        }
    }

    private static final int LONGEST = 80;

    private final Draw draw;
    private final Set<String> features;
    final List<Known> octets = new ArrayList<>();
    final List<Count> numbers = new ArrayList<>();

    Ground(Draw draw, Set<String> features) {
        this.draw = draw;
        this.features = features;
    }

    Known atom() {
        return draw.of(octets);
    }

    /** Something made of the octets at hand. */
    Known made(int depth, boolean hashes) {
        if (depth == 0 || draw.chance(25)) {
            Known atom = atom();
            return atom.hashed() && !hashes ? plain() : atom;
        }
        return switch (draw.below(hashes ? 9 : 6)) {
            case 0 -> cut(made(depth - 1, hashes));
            case 1 -> joined(made(depth - 1, hashes), made(depth - 1, hashes));
            case 2 -> numbered(made(depth - 1, hashes));
            case 3 -> masked(made(depth - 1, hashes));
            case 4 -> combined(made(depth - 1, hashes), made(depth - 1, hashes));
            case 5 -> stepped(made(depth - 1, hashes));
            case 6 -> hash(made(depth - 1, true));
            case 7 -> mac(made(depth - 1, true), made(depth - 1, true));
            default -> derived(made(depth - 1, true), made(depth - 1, true));
        };
    }

    /** An atom from which nothing was hashed. */
    private Known plain() {
        return draw.of(octets.stream().filter(k -> !k.hashed()).toList());
    }

    boolean hasPlain() {
        return octets.stream().anyMatch(k -> !k.hashed());
    }

    Known cut(Known of) {
        int length = of.value().length();
        if (length < 3) {
            return of;
        }
        features.add("cut");
        int some = draw.between(2, length - 1);
        if (draw.chance(50)) {
            return new Known(
                    Phrase.call("trunc", of.phrase(), new Phrase.Number(some)),
                    of.value().part(0, some),
                    of.hashed());
        }
        int start = draw.between(0, length - some);
        return new Known(
                Phrase.call("part", of.phrase(), new Phrase.Number(start), new Phrase.Number(some)),
                of.value().part(start, some),
                of.hashed());
    }

    private Known joined(Known left, Known right) {
        if (left.value().length() + right.value().length() > LONGEST) {
            return left;
        }
        features.add("join");
        return new Known(
                Phrase.infix(left.phrase(), "||", right.phrase()),
                left.value().then(right.value()),
                left.hashed() || right.hashed());
    }

    private Known numbered(Known of) {
        if (numbers.isEmpty() || of.value().length() > LONGEST) {
            return of;
        }
        Count number = draw.of(numbers);
        if (!(number.phrase() instanceof Phrase.Word)) {
            return of;
        }
        features.add("number as octets");
        return new Known(
                Phrase.infix(of.phrase(), "||", number.phrase()),
                of.value().then(Octets.of(number.value(), number.bits() / 8)),
                of.hashed());
    }

    Known masked(Known of) {
        features.add("xor with a constant");
        Octets mask = draw.octets(of.value().length());
        return new Known(
                Phrase.infix(of.phrase(), "xor", new Phrase.Hex(mask)),
                of.value().xor(mask),
                of.hashed());
    }

    private Known combined(Known left, Known right) {
        if (left.value().length() != right.value().length() || left.phrase().equals(right.phrase())) {
            return masked(left);
        }
        features.add("xor");
        return new Known(
                Phrase.infix(left.phrase(), "xor", right.phrase()),
                left.value().xor(right.value()),
                left.hashed() || right.hashed());
    }

    private Known stepped(Known of) {
        if (of.value().length() != 16) {
            return cut(of);
        }
        features.add("succ");
        byte[] next = of.value().bytes();
        for (int i = 15; i >= 0 && ++next[i] == 0; i--) {}
        return new Known(Phrase.call("succ", of.phrase()), Octets.of(next), of.hashed());
    }

    Known hash(Known of) {
        features.add("hash");
        return new Known(
                Phrase.call("h", of.phrase()),
                Octets.of(Hashes.sha256(of.value().bytes())),
                true);
    }

    Known mac(Known key, Known of) {
        features.add("mac");
        return new Known(
                Phrase.call("mac", key.phrase(), of.phrase()),
                Octets.of(Hmac.hmacSha256(key.value().bytes(), of.value().bytes())),
                true);
    }

    private Known derived(Known key, Known of) {
        features.add("kdf");
        byte[] extracted = Hkdf.extractSha256(new byte[0], key.value().bytes());
        return new Known(
                Phrase.call("kdf", key.phrase(), of.phrase()),
                Octets.of(Hkdf.expandSha256(extracted, of.value().bytes(), 32)),
                true);
    }

    /** A number made of the numbers at hand. */
    Count count(int depth) {
        Count of = draw.of(numbers);
        if (depth == 0 || draw.chance(40)) {
            return of;
        }
        int some = draw.between(1, 9);
        Count other = draw.of(numbers);
        return switch (draw.below(4)) {
            case 0 -> sum(of, "+", new Count(new Phrase.Number(some), some, of.bits()));
            case 1 -> sum(of, "-", new Count(new Phrase.Number(some), some, of.bits()));
            case 2 -> other.bits() == of.bits() && !other.equals(of) ? sum(of, "+", other) : of;
            default -> other.bits() == of.bits() && !other.equals(of) ? sum(of, "-", other) : of;
        };
    }

    private Count sum(Count left, String sign, Count right) {
        features.add(sign.equals("+") ? "sum" : "difference");
        long value = sign.equals("+") ? left.value() + right.value() : left.value() - right.value();
        return new Count(Phrase.infix(left.phrase(), sign, right.phrase()), left.wrapped(value), left.bits());
    }
}
