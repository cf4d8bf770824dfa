package dev.troth.proofs.oracle;

import dev.troth.proofs.oracle.Sketch.Delivery;
import dev.troth.proofs.oracle.Sketch.Field;
import dev.troth.proofs.oracle.Sketch.Form;
import dev.troth.proofs.oracle.Sketch.Handler;
import dev.troth.proofs.oracle.Sketch.Party;
import dev.troth.proofs.oracle.Sketch.Place;
import dev.troth.proofs.oracle.Sketch.Script;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Takes parts out of a small specification for as long as something stays true of it. */
final class Reducer {
    private static final int ENOUGH = 3_000;

    private final Predicate<Sketch> wanted;
    private final Set<String> tried = new HashSet<>();

    private Reducer(Predicate<Sketch> wanted) {
        this.wanted = wanted;
    }

    static Sketch reduced(Sketch sketch, Predicate<Sketch> wanted) {
        return new Reducer(wanted).reduce(sketch);
    }

    private Sketch reduce(Sketch start) {
        Sketch best = start;
        boolean smaller = true;
        while (smaller && tried.size() < ENOUGH) {
            smaller = false;
            for (Sketch candidate : candidates(best)) {
                if (tried.add(SketchText.of(candidate)) && wanted.test(candidate)) {
                    best = candidate;
                    smaller = true;
                    break;
                }
            }
        }
        return best;
    }

    private List<Sketch> candidates(Sketch sketch) {
        List<Sketch> all = new ArrayList<>();
        Script attack = sketch.attack();
        if (sketch.runs() > (attack == null ? 1 : attack.runs().size())) {
            all.add(sketch.amongRuns(sketch.runs() - 1));
        }
        if (!sketch.options().isEmpty()) {
            all.add(sketch.withoutOptions());
        }
        script(sketch, all);
        forms(sketch, all);
        for (int p = 0; p < sketch.parties().size(); p++) {
            List<Party> parties = new ArrayList<>(sketch.parties());
            parties.remove(p);
            all.add(sketch.withParties(parties));
            for (Party party : smaller(sketch, sketch.parties().get(p))) {
                List<Party> other = new ArrayList<>(sketch.parties());
                other.set(p, party);
                all.add(sketch.withParties(other));
            }
        }
        return all;
    }

    private static void script(Sketch sketch, List<Sketch> all) {
        Script script = sketch.attack();
        for (int i = 0; script != null && i < script.deliveries().size(); i++) {
            List<Delivery> deliveries = new ArrayList<>(script.deliveries());
            deliveries.remove(i);
            all.add(sketch.with(script.with(deliveries)));
        }
    }

    private static void forms(Sketch sketch, List<Sketch> all) {
        for (int i = 0; i < sketch.forms().size(); i++) {
            Form form = sketch.forms().get(i);
            List<Form> forms = new ArrayList<>(sketch.forms());
            forms.remove(i);
            all.add(unsaid(sketch.with(forms), form.name()));
            for (Field field : form.fields()) {
                all.add(without(sketch, form, field));
            }
        }
    }

    /** Without what sends, takes or delivers a message. */
    private static Sketch unsaid(Sketch sketch, String form) {
        List<Party> parties = sketch.parties().stream()
                .map(party -> new Party(
                        party.name(),
                        party.declarations(),
                        party.places().stream()
                                .map(place -> new Place(
                                        place.name(),
                                        place.handlers().stream()
                                                .filter(h -> !h.event().startsWith("recv " + form + " "))
                                                .map(h -> new Handler(h.event(), unsent(h.body(), form)))
                                                .toList()))
                                .toList()))
                .toList();
        Script script = sketch.attack();
        Sketch less = sketch.withParties(parties);
        return script == null
                ? less
                : less.with(script.with(script.deliveries().stream()
                        .filter(d -> !d.form().equals(form))
                        .toList()));
    }

    private static List<Step> unsent(List<Step> steps, String form) {
        return steps.stream()
                .filter(s -> !(s instanceof Step.Send send && send.message().equals(form)))
                .map(s -> s instanceof Step.If(Phrase condition, List<Step> then, List<Step> otherwise)
                        ? new Step.If(condition, unsent(then, form), unsent(otherwise, form))
                        : s)
                .toList();
    }

    /** Without a field of a message, wherever it is given. */
    private static Sketch without(Sketch sketch, Form form, Field field) {
        List<Form> forms = sketch.forms().stream()
                .map(f -> f != form
                        ? f
                        : new Form(
                                f.name(),
                                f.fields().stream().filter(g -> g != field).toList()))
                .toList();
        List<Party> parties = sketch.parties().stream()
                .map(party -> new Party(
                        party.name(),
                        party.declarations(),
                        party.places().stream()
                                .map(place -> new Place(
                                        place.name(),
                                        place.handlers().stream()
                                                .map(h -> new Handler(
                                                        h.event(), notGiven(h.body(), form.name(), field.name())))
                                                .toList()))
                                .toList()))
                .toList();
        Script script = sketch.attack();
        Sketch less = sketch.with(forms).withParties(parties);
        return script == null
                ? less
                : less.with(script.with(script.deliveries().stream()
                        .map(d -> !d.form().equals(form.name())
                                ? d
                                : new Delivery(
                                        d.form(),
                                        d.values().stream()
                                                .filter(v -> !v.field().equals(field.name()))
                                                .toList(),
                                        d.run()))
                        .toList()));
    }

    private static List<Step> notGiven(List<Step> steps, String form, String field) {
        return steps.stream().map(s -> notGiven(s, form, field)).toList();
    }

    private static Step notGiven(Step step, String form, String field) {
        if (step instanceof Step.If(Phrase condition, List<Step> then, List<Step> otherwise)) {
            return new Step.If(condition, notGiven(then, form, field), notGiven(otherwise, form, field));
        }
        if (step instanceof Step.Send(String message, List<Step.Given> fields) && message.equals(form)) {
            return new Step.Send(
                    message,
                    fields.stream().filter(f -> !f.field().equals(field)).toList());
        }
        return step;
    }

    private static List<Party> smaller(Sketch sketch, Party party) {
        List<Party> all = new ArrayList<>();
        for (int i = 0; i < party.places().size(); i++) {
            List<Place> places = new ArrayList<>(party.places());
            places.remove(i);
            all.add(new Party(party.name(), party.declarations(), places));
        }
        for (int i = 0; i < party.declarations().size(); i++) {
            List<String> declarations = new ArrayList<>(party.declarations());
            declarations.remove(i);
            all.add(new Party(party.name(), declarations, party.places()));
        }
        Script script = sketch.attack();
        SmallerSteps steps =
                new SmallerSteps(new SmallerPhrases(script == null ? null : new Evaluation(script.ground())));
        for (int i = 0; i < party.places().size(); i++) {
            for (Place place : smaller(party.places().get(i), steps)) {
                List<Place> places = new ArrayList<>(party.places());
                places.set(i, place);
                all.add(new Party(party.name(), party.declarations(), places));
            }
        }
        return all;
    }

    private static List<Place> smaller(Place place, SmallerSteps steps) {
        List<Place> all = new ArrayList<>();
        for (int i = 0; i < place.handlers().size(); i++) {
            List<Handler> fewer = new ArrayList<>(place.handlers());
            fewer.remove(i);
            all.add(new Place(place.name(), fewer));
            Handler handler = place.handlers().get(i);
            for (List<Step> body : steps.than(handler.body())) {
                List<Handler> handlers = new ArrayList<>(place.handlers());
                handlers.set(i, new Handler(handler.event(), body));
                all.add(new Place(place.name(), handlers));
            }
        }
        return all;
    }
}
