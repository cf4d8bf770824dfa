package dev.troth.proofs.oracle;

import dev.troth.proofs.oracle.Ground.Count;
import dev.troth.proofs.oracle.Ground.Known;
import dev.troth.proofs.oracle.Sketch.Delivery;
import dev.troth.proofs.oracle.Sketch.Field;
import dev.troth.proofs.oracle.Sketch.Form;
import dev.troth.proofs.oracle.Sketch.Handler;
import dev.troth.proofs.oracle.Sketch.Party;
import dev.troth.proofs.oracle.Sketch.Place;
import dev.troth.proofs.oracle.Sketch.Run;
import dev.troth.proofs.oracle.Sketch.Script;
import dev.troth.reference.crypto.LabelledRandom;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Small specifications with a planted attack: what the attacker sends is chosen first, then conditions that are true of it. So the
 * claim is broken, and that is known without looking.
 */
final class Planter {
    private final Draw draw;
    private final Set<String> features = new TreeSet<>();
    private final Set<String> declarations = new LinkedHashSet<>();
    private final Ground ground;
    private final Guard first;
    private final Guard probe;
    private final List<Step> storing = new ArrayList<>();
    private final List<Form> said = new ArrayList<>();
    private boolean apart;
    private boolean two;

    private final boolean locked;

    private Planter(long seed, boolean locked) {
        this.locked = locked;
        this.draw = new Draw(seed);
        this.ground = new Ground(draw, features);
        this.first = new Guard(draw, features, "p", new Ground(draw, features));
        this.probe = new Guard(draw, features, "m", ground);
    }

    /** The same specification for the same seed. */
    static Sketch of(long seed) {
        return new Planter(seed, false).plant();
    }

    /** The same, behind a condition that nothing can meet: the claim holds, and that is known without looking. */
    static Sketch locked(long seed) {
        return new Planter(seed, true).plant();
    }

    private Sketch plant() {
        two = draw.chance(45);
        if (two) {
            features.add("two messages");
            remember();
        }
        asked();
        if (locked) {
            probe.locked(declarations);
        }
        Planted planted = new Planted(draw, features, declarations, ground, probe);
        planted.choose();
        List<Step> answer = new Shaping(draw, features, probe.checks, true).around(planted.block(), planted.point);
        List<Form> forms = new ArrayList<>(probe.inner);
        forms.add(new Form("Hello", List.of(Field.number("x", 8))));
        if (two) {
            forms.add(new Form("First", first.fields));
        }
        forms.add(new Form("Probe", probe.fields));
        forms.addAll(said);
        forms.addAll(planted.said);
        List<Party> parties = new ArrayList<>();
        parties.add(initiator());
        parties.add(responder(answer, planted));
        return new Sketch(
                planted.option ? List.of("option mode = tight | loose") : List.of(),
                forms,
                parties,
                planted.claim,
                planted.option ? "mode = loose" : "",
                locked ? null : script(planted),
                locked,
                runs(planted),
                features);
    }

    // ---- the first message ----

    private void remember() {
        apart = draw.chance(35);
        if (apart) {
            features.add("two runs");
        }
        int kept = draw.between(1, 2);
        for (int i = 0; i < kept; i++) {
            switch (draw.below(apart ? 2 : 4)) {
                case 0 -> map();
                case 1 -> set();
                case 2 -> variable();
                default -> counter();
            }
        }
        if (!apart && draw.chance(30)) {
            features.add("challenge");
            declarations.add("fresh n : bytes[16]");
            said.add(new Form("Chal", List.of(Field.octets("n", 16))));
            storing.add(new Step.Send("Chal", List.of(new Step.Given("n", Phrase.word("n")))));
            Octets value = Octets.of(new LabelledRandom(1).bytes("Bob", 1, "n", 0, 16));
            ground.octets.add(new Known(Phrase.word("n"), value, true));
        }
    }

    private void map() {
        features.add("map");
        String store = "cache" + storing.size();
        Known value = first.octets(draw.any(16, 16, 8));
        Known kept = draw.chance(30) ? first.ground.masked(value) : value;
        Phrase key;
        Phrase asked;
        String type;
        if (draw.chance(50)) {
            key = Phrase.word("peer");
            asked = key;
            type = "agent";
        } else {
            Known by = first.octets(8);
            key = by.phrase();
            type = "bytes[8]";
            asked = same(by.value());
        }
        declarations.add("node " + store + " : map of " + type + " to bytes["
                + value.value().length() + "]");
        storing.add(new Step.Put(store, key, kept.phrase()));
        Phrase lookup = new Phrase.Lookup(store, asked);
        if (draw.chance(25)) {
            probe.require(Phrase.call("present", lookup));
        }
        ground.octets.add(new Known(lookup, kept.value(), false));
    }

    /** A field of the second message with the value of one of the first. */
    private Phrase same(Octets value) {
        String name = "k" + probe.fields.size();
        probe.fields.add(Field.octets(name, value.length()));
        probe.values.add(new Sketch.Value(name, value));
        return Phrase.word("m." + name);
    }

    private void set() {
        features.add("set");
        String store = "seen" + storing.size();
        Known value = first.octets(16);
        Known kept = draw.chance(30) ? first.ground.made(2, true) : value;
        declarations.add("node " + store + " : set of bytes[" + kept.value().length() + "]");
        storing.add(new Step.Add(kept.phrase(), store));
        Octets stored = kept.value();
        switch (draw.below(3)) {
            case 0 -> {
                Octets mask = draw.octets(stored.length());
                Phrase field = same(stored.xor(mask));
                features.add("xor with a constant");
                probe.require(Phrase.infix(Phrase.infix(field, "xor", new Phrase.Hex(mask)), "in", Phrase.word(store)));
            }
            case 1 -> {
                Phrase field = same(stored.then(draw.octets(4)));
                features.add("cut");
                probe.require(Phrase.infix(
                        Phrase.call("trunc", field, new Phrase.Number(stored.length())), "in", Phrase.word(store)));
            }
            default -> probe.require(Phrase.infix(same(stored), "in", Phrase.word(store)));
        }
    }

    private void variable() {
        features.add("variable");
        first.octets(draw.any(16, 16, 8));
        Known value = draw.chance(40) ? first.ground.made(2, true) : first.ground.atom();
        String name = "v" + storing.size();
        declarations.add("var " + name + " : bytes[" + value.value().length() + "]");
        storing.add(new Step.Assign(name, value.phrase()));
        ground.octets.add(new Known(Phrase.word(name), value.value(), value.hashed()));
    }

    private void counter() {
        features.add("variable");
        first.number();
        Count count = first.ground.count(1);
        String name = "w" + storing.size();
        declarations.add("var " + name + " : u" + count.bits());
        storing.add(new Step.Assign(name, count.phrase()));
        ground.numbers.add(new Count(Phrase.word(name), count.value(), count.bits()));
    }

    // ---- the message that is asked for ----

    private void asked() {
        probe.free();
        if (draw.chance(20)) {
            probe.sealed();
        }
        if (draw.chance(10)) {
            probe.signed();
        }
        if (draw.chance(20)) {
            probe.list();
        }
        if (draw.chance(35)) {
            probe.derived();
        }
        boolean bare = ground.numbers.isEmpty() && !ground.hasPlain();
        int conditions = bare ? 0 : draw.between(probe.checks.isEmpty() ? 1 : 0, 2);
        for (int i = 0; i < conditions; i++) {
            probe.require(probe.conditions.truth(1));
        }
    }

    // ---- roles ----

    private Party initiator() {
        List<String> own = new ArrayList<>();
        List<Step> body = new ArrayList<>();
        body.add(new Step.Send("Hello", List.of(new Step.Given("x", new Phrase.Number(1)))));
        if (draw.chance(35)) {
            features.add("honest sender");
            List<Step.Given> given = new ArrayList<>();
            for (Field field : probe.fields) {
                given.add(new Step.Given(field.name(), honest(field, own)));
            }
            body.add(new Step.Send("Probe", given));
        }
        body.add(new Step.Goto("Done"));
        Place idle = new Place("Idle", List.of(new Handler("on user.call", body)));
        return new Party("A", own, List.of(idle, new Place("Done", List.of())));
    }

    private Phrase honest(Field field, List<String> own) {
        if (field.isList()) {
            return new Phrase.Listing(List.of(new Phrase.Entry("v", new Phrase.Number(draw.below(200)))));
        }
        if (field.type().startsWith("u")) {
            return new Phrase.Number(draw.below(200));
        }
        if (field.octets() == 0 || draw.chance(30)) {
            return new Phrase.Hex(draw.octets(field.octets() == 0 ? 9 : field.octets()));
        }
        own.add("fresh " + field.name() + " : bytes[" + field.octets() + "]");
        return Phrase.word(field.name());
    }

    private Party responder(List<Step> answer, Planted planted) {
        List<Place> places = new ArrayList<>();
        List<Handler> idle = new ArrayList<>();
        if (planted.point.equals("Done") || draw.chance(50)) {
            idle.add(new Handler("recv Hello on net", List.of(new Step.Goto("Done"))));
        }
        Handler asked = new Handler("recv Probe m on net", answer);
        if (two) {
            List<Step> body = new ArrayList<>(storing);
            body.add(new Step.Goto(apart ? "Done" : "Armed"));
            idle.add(new Handler("recv First p on net", body));
        }
        if (!two || apart) {
            idle.add(asked);
        }
        places.add(new Place("Idle", idle));
        if (two && !apart) {
            places.add(new Place("Armed", List.of(asked)));
        }
        places.add(new Place("Done", List.of()));
        if (!planted.point.equals("Done")) {
            places.add(new Place(planted.point, List.of()));
        }
        return new Party("B", new ArrayList<>(declarations), places);
    }

    /** Among how many runs of each role what is planted shows. */
    private int runs(Planted planted) {
        boolean more = draw.chance(20);
        return planted.repeated && apart ? 3 : planted.repeated || apart || more ? 2 : 1;
    }

    private Script script(Planted planted) {
        List<Run> runs = new ArrayList<>();
        List<Delivery> deliveries = new ArrayList<>();
        int copies = planted.repeated || apart ? 2 : 1;
        for (int i = 1; i <= copies; i++) {
            runs.add(new Run("Bob", "B", "Alice"));
            boolean stores = two && (!apart || i == 1);
            if (stores) {
                deliveries.add(new Delivery("First", first.values, i));
            }
            if (!apart || i == 2) {
                deliveries.add(new Delivery("Probe", probe.values, i));
            }
        }
        if (planted.repeated && apart) {
            runs.add(new Run("Bob", "B", "Alice"));
            deliveries.add(new Delivery("Probe", probe.values, 3));
        }
        List<Known> octets = new ArrayList<>(first.ground.octets);
        octets.addAll(ground.octets);
        List<Count> numbers = new ArrayList<>(first.ground.numbers);
        numbers.addAll(ground.numbers);
        Sketch.Grounded grounded = new Sketch.Grounded(octets, numbers);
        return new Script(runs, deliveries, "Bob#" + copies + "." + planted.point, planted.computed, grounded);
    }
}
