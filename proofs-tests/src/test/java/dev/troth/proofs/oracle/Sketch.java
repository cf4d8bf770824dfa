package dev.troth.proofs.oracle;

import java.util.List;
import java.util.Set;

/**
 * A small specification as a tree that prints and loses parts.
 *
 * @param options declarations of options, as they are written
 * @param claim the property, as it is written after the name of the claim
 * @param where an option and its value that the claim speaks of, or empty
 * @param attack how the claim is broken, or null if nothing was planted
 * @param locked whether what was planted is behind a condition that nothing can meet
 * @param runs among how many runs of a role the claim is asked
 * @param features what it is made of, to count by
 */
record Sketch(
        List<String> options,
        List<Form> forms,
        List<Party> parties,
        String claim,
        String where,
        @org.jspecify.annotations.Nullable Script attack,
        boolean locked,
        int runs,
        Set<String> features) {

    /** A field of a message; {@code octets} is 0 where it has no fixed length, and -1 for a list of octets. */
    record Field(String name, String type, int octets) {
        static Field octets(String name, int octets) {
            return new Field(name, "bytes[" + octets + "]", octets);
        }

        static Field open(String name) {
            return new Field(name, "bytes", 0);
        }

        static Field number(String name, int bits) {
            return new Field(name, "u" + bits, bits / 8);
        }

        /** Octets in a list, which knows how many. */
        static Field list(String name) {
            return new Field(name, "", -1);
        }

        boolean isList() {
            return octets < 0;
        }
    }

    /** A message; one with a list is written as a layout. */
    record Form(String name, List<Field> fields) {
        boolean isLayout() {
            return fields.stream().anyMatch(Field::isList);
        }
    }

    /** What happens, and what is done then. */
    record Handler(String event, List<Step> body) {}

    record Place(String name, List<Handler> handlers) {}

    /** A role; its first place is its start state. */
    record Party(String name, List<String> declarations, List<Place> places) {}

    /** A value of a field that the attacker sends: octets, one after another for a list. */
    record Value(String field, Octets octets) {}

    /** A message that the attacker sends to a run. */
    record Delivery(String form, List<Value> values, int run) {}

    /** A run: its number is its place from 1 on. */
    record Run(String agent, String role, String peer) {}

    /**
     * The runs that there are, and what the attacker sends to them, in order.
     *
     * @param expected the state that is reached, as a scenario says it
     * @param computed what the attacker computes from what he has
     * @param ground what the phrases of the conditions are in the planted run
     */
    record Script(List<Run> runs, List<Delivery> deliveries, String expected, List<Octets> computed, Grounded ground) {
        Script with(List<Delivery> others) {
            return new Script(runs, others, expected, computed, ground);
        }
    }

    /** The values of words and lookups, as they were planted. */
    record Grounded(List<Ground.Known> octets, List<Ground.Count> numbers) {}

    Sketch with(List<Form> otherForms) {
        return new Sketch(options, otherForms, parties, claim, where, attack, locked, runs, features);
    }

    Sketch withParties(List<Party> others) {
        return new Sketch(options, forms, others, claim, where, attack, locked, runs, features);
    }

    Sketch with(@org.jspecify.annotations.Nullable Script other) {
        return new Sketch(options, forms, parties, claim, where, other, locked, runs, features);
    }

    Sketch withoutOptions() {
        return new Sketch(List.of(), forms, parties, claim, "", attack, locked, runs, features);
    }

    Sketch amongRuns(int count) {
        return new Sketch(options, forms, parties, claim, where, attack, locked, count, features);
    }

    Form form(String name) {
        return forms.stream()
                .filter(f -> f.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no message " + name));
    }

    /** The octets of a delivery, as the language lays messages out. */
    Octets encoded(Delivery delivery) {
        Form form = form(delivery.form());
        int number = 1;
        for (Form other : forms) {
            if (other == form) {
                break;
            }
            number += other.isLayout() ? 0 : 1;
        }
        Octets all = form.isLayout() ? Octets.of(kind(form), 1) : Octets.of(number, 1);
        for (Field field : form.fields()) {
            Octets value = delivery.values().stream()
                    .filter(v -> v.field().equals(field.name()))
                    .findFirst()
                    .orElseThrow()
                    .octets();
            Octets length = field.isList()
                    ? Octets.of(value.length(), 1)
                    : field.octets() == 0 ? Octets.of(value.length(), 2) : new Octets("");
            all = all.then(length).then(value);
        }
        return all;
    }

    /** The first octet of a message that is written as a layout: one that no other message has. */
    int kind(Form form) {
        return 0x70 + forms.indexOf(form);
    }
}
