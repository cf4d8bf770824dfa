package dev.troth.proofs.oracle;

import dev.troth.proofs.oracle.Sketch.Field;
import dev.troth.proofs.oracle.Sketch.Form;
import dev.troth.proofs.oracle.Sketch.Handler;
import dev.troth.proofs.oracle.Sketch.Party;
import dev.troth.proofs.oracle.Sketch.Place;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Small exchanges between two roles as people write them, with a check left out here and there. Nobody knows beforehand whether the
 * claim holds. A value has the same name at both ends.
 */
final class Exchange {
    private final Draw draw;
    private final Set<String> features = new TreeSet<>();
    private final List<Form> forms = new ArrayList<>();
    private final End a = new End("A");
    private final End b = new End("B");
    /** Keys that both have, as each writes them. */
    private final List<Key> keys = new ArrayList<>();

    /** Values that were sent in the open. */
    private final Set<String> told = new LinkedHashSet<>();

    private record Key(Phrase atA, Phrase atB) {
        Phrase at(End end) {
            return end.role.equals("A") ? atA : atB;
        }
    }

    /** One role while it is made. */
    private static final class End {
        final String role;
        final Set<String> declarations = new LinkedHashSet<>();
        /** The values it has, in the order in which it came to have them. */
        final LinkedHashSet<String> values = new LinkedHashSet<>();

        final List<Place> places = new ArrayList<>();
        List<Step> body = new ArrayList<>();
        String event = "";
        String state = "Idle";

        End(String role) {
            this.role = role;
        }

        void close(String next, Draw draw, Set<String> features) {
            List<Step> last = List.of(new Step.Goto(next));
            List<Step> shaped = body;
            if (draw.chance(40)) {
                shaped = new Shaping(draw, features, body, false).around(last, next);
            } else {
                shaped.addAll(last);
            }
            places.add(new Place(state, List.of(new Handler(event, shaped))));
            body = new ArrayList<>();
            state = next;
        }
    }

    private Exchange(long seed) {
        this.draw = new Draw(seed);
    }

    static Sketch of(long seed) {
        return new Exchange(seed).make();
    }

    private Sketch make() {
        fresh(a, "na");
        fresh(b, "nb");
        if (draw.chance(60)) {
            fresh(draw.any(a, b), "s");
        }
        if (draw.chance(65)) {
            a.declarations.add("knows k = shared(me, peer) : bytes[32]");
            b.declarations.add("knows k = shared(me, peer) : bytes[32]");
            keys.add(new Key(Phrase.word("k"), Phrase.word("k")));
        }
        int messages = draw.any(1, 2, 2, 2, 3);
        a.event = "on user.call";
        End sender = a;
        End receiver = b;
        for (int i = 1; i <= messages; i++) {
            message("M" + i, sender, receiver);
            sender.close(i < messages ? "Wait" : "Done", draw, features);
            End next = sender;
            sender = receiver;
            receiver = next;
        }
        sender.close("Done", draw, features);
        a.places.add(new Place("Done", List.of()));
        b.places.add(new Place("Done", List.of()));
        List<Party> parties = new ArrayList<>();
        parties.add(new Party("A", new ArrayList<>(a.declarations), a.places));
        parties.add(new Party("B", new ArrayList<>(b.declarations), b.places));
        End claimant = draw.any(a, b);
        String claim = claim(claimant, claimant == a ? b : a);
        // Such claims are about two runs, and each wants a partner.
        boolean two = claim.startsWith("fresh") || claim.endsWith("injective");
        return new Sketch(List.of(), forms, parties, claim, "", null, false, two || draw.chance(12) ? 2 : 1, features);
    }

    private void fresh(End end, String name) {
        end.declarations.add("fresh " + name + " : bytes[16]");
        end.values.add(name);
    }

    // ---- messages ----

    private void message(String name, End sender, End receiver) {
        List<Field> fields = new ArrayList<>();
        List<Step.Given> given = new ArrayList<>();
        receiver.event = "recv " + name + " m on net";
        int items = draw.between(1, 2);
        for (int i = 0; i < items; i++) {
            String field = "f" + i;
            int kind = draw.below(125);
            if (kind >= 100) {
                odd(kind, field, sender, receiver, fields, given);
            } else if (kind < 16) {
                plain(field, sender, receiver, fields, given);
            } else if (kind < 46) {
                tagged(field, sender, receiver, fields, given);
            } else if (kind < 76) {
                sealed(name + "In" + i, field, sender, receiver, fields, given);
            } else if (kind < 86) {
                boxed(name + "In" + i, field, sender, receiver, fields, given);
            } else if (kind < 95) {
                signed(name + "In" + i, field, sender, receiver, fields, given);
            } else {
                half(field, sender, receiver, fields, given);
            }
        }
        forms.add(new Form(name, fields));
        sender.body.add(new Step.Send(name, given));
    }

    private List<String> some(End end, boolean secrets) {
        List<String> from = end.values.stream()
                .filter(v -> secrets || !v.equals("s") || draw.chance(3))
                .toList();
        List<String> chosen = new ArrayList<>();
        int most = draw.between(1, 3);
        for (String value : from.reversed()) {
            if (chosen.size() < most && draw.chance(70)) {
                chosen.add(value);
            }
        }
        return chosen.isEmpty() ? List.of(from.isEmpty() ? end.values.getFirst() : from.getLast()) : chosen;
    }

    private void plain(String field, End sender, End receiver, List<Field> fields, List<Step.Given> given) {
        String value = some(sender, false).getFirst();
        told.add(value);
        fields.add(Field.octets(field, 16));
        given.add(new Step.Given(field, Phrase.word(value)));
        take(receiver, value, Phrase.word("m." + field));
    }

    /** Less usual ways to bring a value across. */
    private void odd(int kind, String field, End sender, End receiver, List<Field> fields, List<Step.Given> given) {
        String value = some(sender, kind < 110).getFirst();
        Phrase sent = Phrase.word(value);
        if (kind < 110) {
            features.add("pad");
            Key key = key();
            Phrase mark = new Phrase.Hex(draw.octets(4));
            fields.add(Field.octets(field, 16));
            given.add(new Step.Given(field, Phrase.infix(sent, "xor", pad(key.at(sender), mark))));
            take(receiver, value, Phrase.infix(Phrase.word("m." + field), "xor", pad(key.at(receiver), mark)));
        } else if (kind < 116) {
            features.add("halves");
            told.add(value);
            for (int i = 0; i < 2; i++) {
                fields.add(Field.octets(field + "h" + i, 8));
                given.add(new Step.Given(
                        field + "h" + i, Phrase.call("part", sent, new Phrase.Number(8L * i), new Phrase.Number(8))));
            }
            take(
                    receiver,
                    value,
                    Phrase.infix(Phrase.word("m." + field + "h0"), "||", Phrase.word("m." + field + "h1")));
        } else if (kind < 121) {
            features.add("number");
            int number = draw.between(10, 90);
            fields.add(Field.number(field, 16));
            given.add(new Step.Given(field, new Phrase.Number(number)));
            Phrase taken = Phrase.word("m." + field);
            receiver.body.add(new Step.Require(Phrase.infix(
                    Phrase.infix(taken, ">", new Phrase.Number(number - 2)),
                    "and",
                    Phrase.infix(taken, "<", new Phrase.Number(number + draw.between(1, 2))))));
        } else {
            offered(field, sender, receiver, fields, given);
        }
    }

    private static Phrase pad(Phrase key, Phrase mark) {
        return Phrase.call("trunc", Phrase.call("kdf", key, mark), new Phrase.Number(16));
    }

    /** A public key for this run, under which the other end may seal. */
    private void offered(String field, End sender, End receiver, List<Field> fields, List<Step.Given> given) {
        if (!sender.declarations.add("fresh one : bytes[32]")) {
            plain(field, sender, receiver, fields, given);
            return;
        }
        features.add("public key that came");
        receiver.declarations.add("var offer : bytes[64]");
        fields.add(Field.octets(field, 64));
        given.add(new Step.Given(field, Phrase.call("pk", Phrase.word("one"))));
        receiver.body.add(new Step.Assign("offer", Phrase.word("m." + field)));
    }

    /** What comes is compared with what is known, or kept. */
    private void take(End receiver, String value, Phrase at) {
        if (receiver.values.add(value)) {
            receiver.declarations.add("var " + value + " : bytes[16]");
            receiver.body.add(new Step.Assign(value, at));
            if (draw.chance(6)) {
                features.add("replay cache");
                receiver.declarations.add("node seen : set of bytes[16]");
                receiver.body.add(new Step.Require(Phrase.infix(Phrase.word(value), "not in", Phrase.word("seen"))));
                receiver.body.add(new Step.Add(Phrase.word(value), "seen"));
            }
        } else if (draw.chance(95)) {
            receiver.body.add(new Step.Require(Phrase.infix(at, "=", Phrase.word(value))));
        }
    }

    private Key key() {
        if (keys.isEmpty() || (a.values.contains("s") && b.values.contains("s") && draw.chance(40))) {
            boolean both = a.values.contains("s") && b.values.contains("s");
            String shared = both ? "s" : a.values.contains("na") && b.values.contains("na") ? "na" : "";
            if (!shared.isEmpty()) {
                return new Key(Phrase.word(shared), Phrase.word(shared));
            }
        }
        if (keys.isEmpty()) {
            Phrase known = new Phrase.Hex(draw.octets(16));
            return new Key(known, known);
        }
        Key key = draw.of(keys);
        if (draw.chance(25)) {
            List<String> both = a.values.stream().filter(b.values::contains).toList();
            if (!both.isEmpty()) {
                features.add("kdf");
                Phrase with = Phrase.word(draw.of(both));
                return new Key(Phrase.call("kdf", key.atA(), with), Phrase.call("kdf", key.atB(), with));
            }
        }
        return key;
    }

    private void tagged(String field, End sender, End receiver, List<Field> fields, List<Step.Given> given) {
        List<String> values = new ArrayList<>(some(sender, true));
        values.removeIf(v -> !receiver.values.contains(v));
        if (values.isEmpty()) {
            plain(field, sender, receiver, fields, given);
            return;
        }
        Key key = key();
        List<Phrase> mine = new ArrayList<>(values.stream().map(Phrase::word).toList());
        List<Phrase> theirs = new ArrayList<>(mine);
        if (draw.chance(60)) {
            features.add("name");
            mine.add(Phrase.word("me"));
            theirs.add(Phrase.word("peer"));
        }
        boolean hashed = draw.chance(25);
        features.add(hashed ? "hash" : "mac");
        fields.add(Field.octets(field, 32));
        given.add(new Step.Given(field, tag(hashed, key.at(sender), mine)));
        Phrase wanted = tag(hashed, key.at(receiver), theirs);
        if (draw.chance(97)) {
            receiver.body.add(new Step.Require(Phrase.infix(Phrase.word("m." + field), "=", wanted)));
        }
    }

    private static Phrase tag(boolean hashed, Phrase key, List<Phrase> parts) {
        Phrase all = Phrase.joined("||", parts);
        return hashed ? Phrase.call("h", Phrase.infix(key, "||", all)) : Phrase.call("mac", key, all);
    }

    /** A message inside, with what the receiver does about it. */
    private Phrase inner(String form, End sender, End receiver, Phrase opened) {
        List<String> values = some(sender, true);
        boolean named = draw.chance(65);
        List<Field> fields = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<Phrase> given = new ArrayList<>();
        String name = "d" + form.charAt(form.length() - 1);
        receiver.body.add(new Step.Open(opened, form, name));
        for (String value : values) {
            fields.add(Field.octets(value, 16));
            names.add(value);
            given.add(Phrase.word(value));
            take(receiver, value, Phrase.word(name + "." + value));
        }
        if (named) {
            features.add("name");
            boolean sent = draw.chance(60);
            fields.add(new Field("who", "agent", 0));
            names.add("who");
            given.add(Phrase.word(sent ? "me" : "peer"));
            if (draw.chance(95)) {
                receiver.body.add(new Step.Require(
                        Phrase.infix(Phrase.word(name + ".who"), "=", Phrase.word(sent ? "peer" : "me"))));
            }
        }
        forms.add(new Form(form, fields));
        return new Phrase.Built(form, names, given);
    }

    private void sealed(
            String form, String field, End sender, End receiver, List<Field> fields, List<Step.Given> given) {
        features.add("senc");
        Key key = key();
        fields.add(Field.open(field));
        Phrase opened = Phrase.call("sdec", key.at(receiver), Phrase.word("m." + field));
        given.add(new Step.Given(field, Phrase.call("senc", key.at(sender), inner(form, sender, receiver, opened))));
    }

    private void boxed(
            String form, String field, End sender, End receiver, List<Field> fields, List<Step.Given> given) {
        features.add("aenc");
        if (sender.declarations.contains("var offer : bytes[64]")
                && receiver.declarations.contains("fresh one : bytes[32]")
                && draw.chance(70)) {
            fields.add(Field.open(field));
            Phrase found = Phrase.call("adec", Phrase.word("one"), Phrase.word("m." + field));
            given.add(new Step.Given(
                    field, Phrase.call("aenc", Phrase.word("offer"), inner(form, sender, receiver, found))));
            return;
        }
        sender.declarations.add("public pkp = pk(private(peer)) : bytes[64]");
        receiver.declarations.add("knows sk = private(me) : bytes[32]");
        fields.add(Field.open(field));
        Phrase opened = Phrase.call("adec", Phrase.word("sk"), Phrase.word("m." + field));
        given.add(
                new Step.Given(field, Phrase.call("aenc", Phrase.word("pkp"), inner(form, sender, receiver, opened))));
    }

    private void signed(
            String form, String field, End sender, End receiver, List<Field> fields, List<Step.Given> given) {
        features.add("sign");
        sender.declarations.add("knows sk = private(me) : bytes[32]");
        receiver.declarations.add("public pkp = pk(private(peer)) : bytes[64]");
        fields.add(Field.open(field));
        boolean checked = draw.chance(95);
        Phrase opened = checked
                ? Phrase.call("verified", Phrase.word("pkp"), Phrase.word("m." + field))
                : Phrase.call("signed", Phrase.word("m." + field));
        given.add(new Step.Given(field, Phrase.call("sign", Phrase.word("sk"), inner(form, sender, receiver, opened))));
    }

    /** One half of an agreement; the second one makes a key. */
    private void half(String field, End sender, End receiver, List<Field> fields, List<Step.Given> given) {
        String mine = "x" + sender.role.toLowerCase(java.util.Locale.ROOT);
        String theirs = "g" + sender.role.toLowerCase(java.util.Locale.ROOT);
        if (!sender.declarations.add("fresh " + mine + " : bytes[32]")) {
            plain(field, sender, receiver, fields, given);
            return;
        }
        features.add("dh");
        receiver.declarations.add("var " + theirs + " : bytes[32]");
        fields.add(Field.octets(field, 32));
        given.add(new Step.Given(field, Phrase.call("exp", Phrase.word(mine))));
        receiver.body.add(new Step.Assign(theirs, Phrase.word("m." + field)));
        boolean both =
                a.declarations.contains("fresh xa : bytes[32]") && b.declarations.contains("fresh xb : bytes[32]");
        if (both) {
            keys.add(new Key(
                    Phrase.call("dh", Phrase.word("xa"), Phrase.word("gb")),
                    Phrase.call("dh", Phrase.word("xb"), Phrase.word("ga"))));
        }
    }

    // ---- the claim ----

    private String claim(End of, End with) {
        List<String> both = of.values.stream().filter(with.values::contains).toList();
        String at = of.role + ".Done";
        int kind = draw.below(100);
        if (kind < 35) {
            features.add("claim secret");
            List<String> choices =
                    of.values.stream().filter(v -> !told.contains(v)).toList();
            boolean open = choices.isEmpty() || draw.chance(10);
            return "secret " + draw.of(open ? List.copyOf(of.values) : choices) + " at " + at;
        }
        if (kind < 65 && !both.isEmpty()) {
            boolean injective = draw.chance(25);
            features.add(injective ? "claim injective" : "claim agree");
            String on = String.join(", ", draw.chance(60) ? both : List.of(draw.of(both)));
            return "agree " + at + " with " + with.role + " on " + on + (injective ? " injective" : "");
        }
        if (kind < 75) {
            features.add("claim weak");
            return "weak " + at + " with " + with.role;
        }
        if (kind < 84) {
            features.add("claim alive");
            return "alive " + at + " with " + with.role;
        }
        if (kind < 92) {
            features.add("claim fresh");
            return "fresh " + draw.of(List.copyOf(of.values)) + " at " + at;
        }
        if (kind < 96 && of.values.size() > 1) {
            features.add("claim never");
            List<String> values = List.copyOf(of.values);
            return "never " + values.getFirst() + " = " + values.getLast() + " at " + at;
        }
        features.add("claim reachable");
        return "reachable " + at;
    }
}
