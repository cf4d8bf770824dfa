package dev.troth.proofs.oracle;

import dev.troth.proofs.oracle.Ground.Count;
import dev.troth.proofs.oracle.Ground.Known;
import dev.troth.proofs.oracle.Sketch.Field;
import dev.troth.proofs.oracle.Sketch.Form;
import dev.troth.proofs.oracle.Sketch.Value;
import dev.troth.reference.crypto.LongTermKey;
import dev.troth.reference.crypto.SharedKeyBox;
import dev.troth.reference.crypto.SignedMessage;
import dev.troth.reference.crypto.X25519;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One message of the attacker and what is asked of it: fields with values, and statements that let them pass.
 */
final class Guard {
    /** The secret of a key pair that is the attacker's own. */
    static final Octets OWN = Octets.of(0x4d616c6c6f7279L, 32);

    static final Octets OWN_PUBLIC = Octets.of(LongTermKey.publicKey(OWN.bytes()));
    static final Octets OWN_HALF = Octets.of(X25519.publicKey(OWN.bytes()));

    private final Draw draw;
    private final Set<String> features;
    private final String message;
    final Ground ground;
    final Conditions conditions;
    final List<Field> fields = new ArrayList<>();
    final List<Value> values = new ArrayList<>();
    /** What is checked, in order: conditions stand as {@code require}. */
    final List<Step> checks = new ArrayList<>();

    final List<Form> inner = new ArrayList<>();

    Guard(Draw draw, Set<String> features, String message, Ground ground) {
        this.draw = draw;
        this.features = features;
        this.message = message;
        this.ground = ground;
        this.conditions = new Conditions(draw, ground, features);
    }

    private Phrase field(Field field, Octets value) {
        fields.add(field);
        values.add(new Value(field.name(), value));
        return Phrase.word(message + "." + field.name());
    }

    private String next(String letter) {
        return letter + (fields.isEmpty() ? "" : fields.size());
    }

    /** A field of octets whose value nothing else decides. */
    Known octets(int length) {
        Octets value = draw.octets(length);
        Known known = new Known(field(Field.octets(next("a"), length), value), value, false);
        ground.octets.add(known);
        return known;
    }

    /** Octets of no fixed length. */
    void open() {
        features.add("octets without length");
        Octets value = draw.octets(draw.between(3, 12));
        ground.octets.add(new Known(field(Field.open(next("x")), value), value, false));
    }

    Count number() {
        int bits = draw.any(8, 16, 16, 32, 64);
        long top = bits == 64 ? Long.MAX_VALUE : (1L << bits) - 1;
        long value = draw.chance(50) ? draw.between(1, 200) : Math.min(top, draw.between(1, 1_000_000));
        Count count = new Count(field(Field.number(next("n"), bits), Octets.of(value, bits / 8)), value, bits);
        ground.numbers.add(count);
        return count;
    }

    void free() {
        int octets = draw.between(0, 2);
        for (int i = 0; i < octets; i++) {
            octets(draw.any(16, 16, 16, 4, 8, 32));
        }
        if (draw.chance(15)) {
            open();
        }
        int counts = draw.between(octets == 0 ? 1 : 0, 2);
        for (int i = 0; i < counts; i++) {
            number();
        }
    }

    void require(Phrase condition) {
        checks.add(new Step.Require(condition));
    }

    /** A field that has to be what is made of others. */
    void derived() {
        if (ground.octets.isEmpty()) {
            return;
        }
        Known of = ground.made(3, true);
        features.add("derived field");
        int length = of.value().length();
        switch (draw.below(4)) {
            case 0 -> {
                Octets mask = draw.octets(length);
                features.add("xor with a constant");
                Phrase field = field(Field.octets(next("t"), length), of.value().xor(mask));
                require(Phrase.infix(Phrase.infix(field, "xor", new Phrase.Hex(mask)), "=", of.phrase()));
            }
            case 1 -> {
                int more = draw.between(1, 6);
                features.add("cut");
                Phrase field =
                        field(Field.octets(next("t"), length + more), of.value().then(draw.octets(more)));
                require(Phrase.infix(Phrase.call("trunc", field, new Phrase.Number(length)), "=", of.phrase()));
            }
            default -> {
                Phrase field = field(Field.octets(next("t"), length), of.value());
                ground.octets.add(new Known(field, of.value(), of.hashed()));
                require(
                        draw.chance(50)
                                ? Phrase.infix(field, "=", of.phrase())
                                : Phrase.infix(of.phrase(), "=", field));
            }
        }
    }

    /** Something sealed under a key that the attacker has. */
    void sealed() {
        features.add("sealed");
        Known key = draw.chance(30) && !ground.octets.isEmpty() ? ground.made(2, true) : octets(16);
        boolean message = draw.chance(60);
        Octets inside = draw.octets(16);
        long number = draw.between(1, 250);
        Octets plain = inside;
        if (message) {
            // Its kind octet: this message stands first in the file.
            plain = Octets.of(1, 1).then(inside).then(Octets.of(number, 1));
        }
        Octets sealed = Octets.of(SharedKeyBox.seal(key.value().bytes(), plain.bytes()));
        Phrase field = field(Field.open(next("c")), sealed);
        Phrase opened = Phrase.call("sdec", key.phrase(), field);
        String name = "d" + checks.size();
        if (message) {
            inner.add(new Form("Inner", List.of(Field.octets("y", 16), Field.number("q", 8))));
            checks.add(new Step.Open(opened, "Inner", name));
            ground.octets.add(new Known(Phrase.word(name + ".y"), inside, false));
            ground.numbers.add(new Count(Phrase.word(name + ".q"), number, 8));
        } else {
            checks.add(new Step.Name(name, opened));
            require(Phrase.call("present", Phrase.word(name)));
            ground.octets.add(new Known(Phrase.word(name), inside, false));
        }
    }

    /** Something signed with a key of the attacker's own that comes with it. */
    void signed() {
        features.add("signed");
        Octets inside = draw.octets(16);
        Phrase key = field(Field.octets(next("p"), 64), OWN_PUBLIC);
        Phrase signature = field(Field.open(next("g")), Octets.of(SignedMessage.sign(OWN.bytes(), inside.bytes())));
        String name = "d" + checks.size();
        checks.add(new Step.Name(
                name, draw.chance(70) ? Phrase.call("verified", key, signature) : Phrase.call("signed", signature)));
        require(Phrase.call("present", Phrase.word(name)));
        ground.octets.add(new Known(Phrase.word(name), inside, false));
    }

    /** A list, and what is asked of its entries. */
    void list() {
        features.add("list");
        int length = draw.between(1, 3);
        Octets value = draw.octets(length);
        Phrase list = field(Field.list(next("l")), value);
        int which = draw.below(length);
        long item = value.bytes()[which] & 0xFF;
        switch (draw.below(4)) {
            case 0 -> {
                List<Phrase> entries = new ArrayList<>();
                for (byte octet : value.bytes()) {
                    entries.add(new Phrase.Entry("v", new Phrase.Number(octet & 0xFF)));
                }
                require(Phrase.infix(list, "=", new Phrase.Listing(entries)));
            }
            case 1 -> require(Phrase.infix(Phrase.call("count", list), "=", new Phrase.Number(length)));
            case 2 -> {
                String word = list.text() + "[" + which + "].v";
                ground.numbers.add(new Count(Phrase.word(word), item, 8));
                require(Phrase.infix(Phrase.word(word), "=", new Phrase.Number(item)));
            }
            default ->
                checks.add(new Step.Choose(
                        "e" + checks.size(),
                        list,
                        Phrase.infix(Phrase.word("e" + checks.size() + ".v"), "=", new Phrase.Number(item))));
        }
    }

    /** Something that nobody can bring about, so that what was planted behind it is out of reach. */
    void locked(Set<String> declarations) {
        Phrase lock = Phrase.word("lock");
        switch (draw.below(6)) {
            case 0 -> {
                features.add("locked by a mac");
                declarations.add("fresh lock : bytes[16]");
                require(Phrase.infix(lockField(32), "=", Phrase.call("mac", lock, made())));
            }
            case 1 -> {
                features.add("locked by a range");
                Phrase number = number().phrase();
                int bound = draw.between(20, 90);
                require(Phrase.infix(
                        Phrase.infix(number, ">", new Phrase.Number(bound)),
                        "and",
                        Phrase.infix(number, "<", new Phrase.Number(bound - draw.between(0, 9)))));
            }
            case 2 -> {
                features.add("locked by two constants");
                Phrase field = lockField(16);
                require(Phrase.infix(field, "=", new Phrase.Hex(draw.octets(16))));
                require(Phrase.infix(
                        Phrase.call("trunc", field, new Phrase.Number(12)), "=", new Phrase.Hex(draw.octets(12))));
            }
            case 3 -> {
                features.add("locked by a hash");
                require(Phrase.infix(Phrase.call("h", lockField(16)), "=", new Phrase.Hex(draw.octets(32))));
            }
            case 4 -> {
                features.add("locked by a fresh value");
                declarations.add("fresh lock : bytes[16]");
                Phrase mask = new Phrase.Hex(draw.octets(16));
                require(Phrase.infix(lockField(16), "=", Phrase.infix(lock, "xor", mask)));
            }
            default -> {
                features.add("locked by a shared key");
                declarations.add("knows lock = shared(me, peer) : bytes[32]");
                require(Phrase.infix(lockField(32), "=", Phrase.call("mac", lock, made())));
            }
        }
    }

    private Phrase lockField(int length) {
        return field(Field.octets("z" + fields.size(), length), draw.octets(length));
    }

    private Phrase made() {
        return ground.octets.isEmpty()
                ? new Phrase.Hex(draw.octets(4))
                : ground.made(2, true).phrase();
    }
}
