package dev.troth.proofs.oracle;

import java.util.ArrayList;
import java.util.List;

/** Statements with something taken out. */
final class SmallerSteps {
    private final SmallerPhrases phrases;

    SmallerSteps(SmallerPhrases phrases) {
        this.phrases = phrases;
    }

    List<List<Step>> than(List<Step> steps) {
        List<List<Step>> smaller = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            List<Step> before = steps.subList(0, i);
            List<Step> after = steps.subList(i + 1, steps.size());
            smaller.add(joined(before, List.of(), after));
            if (steps.get(i) instanceof Step.Name(String name, Phrase value)) {
                smaller.add(joined(before, List.of(), inlined(after, name, value)));
            }
            for (List<Step> instead : than(steps.get(i))) {
                smaller.add(joined(before, instead, after));
            }
        }
        return smaller;
    }

    private static List<Step> joined(List<Step> before, List<Step> middle, List<Step> after) {
        List<Step> all = new ArrayList<>(before);
        all.addAll(middle);
        all.addAll(after);
        return all;
    }

    private List<List<Step>> than(Step step) {
        List<List<Step>> smaller = new ArrayList<>();
        switch (step) {
            case Step.Assign(String variable, Phrase value) ->
                phrases.than(value).forEach(v -> smaller.add(List.of(new Step.Assign(variable, v))));
            case Step.Name(String name, Phrase value) ->
                phrases.than(value).forEach(v -> smaller.add(List.of(new Step.Name(name, v))));
            case Step.Require(Phrase condition) ->
                phrases.than(condition).forEach(c -> smaller.add(List.of(new Step.Require(c))));
            case Step.If(Phrase condition, List<Step> then, List<Step> otherwise) -> {
                smaller.add(then);
                smaller.add(otherwise);
                smaller.add(joined(List.of(new Step.Require(condition)), then, List.of()));
                if (condition instanceof Phrase.Not(Phrase of)) {
                    smaller.add(List.of(new Step.If(of, otherwise, List.of())));
                }
                phrases.than(condition).forEach(c -> smaller.add(List.of(new Step.If(c, then, otherwise))));
                than(then).forEach(t -> smaller.add(List.of(new Step.If(condition, t, otherwise))));
                than(otherwise).forEach(o -> smaller.add(List.of(new Step.If(condition, then, o))));
            }
            case Step.Send(String message, List<Step.Given> fields) -> {
                for (int i = 0; i < fields.size(); i++) {
                    for (Phrase value : phrases.than(fields.get(i).value())) {
                        List<Step.Given> other = new ArrayList<>(fields);
                        other.set(i, new Step.Given(fields.get(i).field(), value));
                        smaller.add(List.of(new Step.Send(message, other)));
                    }
                }
            }
            case Step.Open(Phrase octets, String message, String name) ->
                phrases.than(octets).forEach(o -> smaller.add(List.of(new Step.Open(o, message, name))));
            case Step.Choose ignored -> {}
            case Step.Add(Phrase value, String store) ->
                phrases.than(value).forEach(v -> smaller.add(List.of(new Step.Add(v, store))));
            case Step.Put(String store, Phrase key, Phrase value) ->
                phrases.than(value).forEach(v -> smaller.add(List.of(new Step.Put(store, key, v))));
            case Step.Goto ignored -> {}
        }
        return smaller;
    }

    // ---- a name by what it stands for ----

    static List<Step> inlined(List<Step> steps, String name, Phrase value) {
        return steps.stream().map(step -> inlined(step, name, value)).toList();
    }

    private static Step inlined(Step step, String name, Phrase value) {
        return switch (step) {
            case Step.Assign(String variable, Phrase of) -> new Step.Assign(variable, inlined(of, name, value));
            case Step.Name(String other, Phrase of) -> new Step.Name(other, inlined(of, name, value));
            case Step.Require(Phrase condition) -> new Step.Require(inlined(condition, name, value));
            case Step.If(Phrase condition, List<Step> then, List<Step> otherwise) ->
                new Step.If(
                        inlined(condition, name, value), inlined(then, name, value), inlined(otherwise, name, value));
            case Step.Send(String message, List<Step.Given> fields) ->
                new Step.Send(
                        message,
                        fields.stream()
                                .map(f -> new Step.Given(f.field(), inlined(f.value(), name, value)))
                                .toList());
            case Step.Open(Phrase octets, String message, String of) ->
                new Step.Open(inlined(octets, name, value), message, of);
            case Step.Choose(String of, Phrase list, Phrase where) ->
                new Step.Choose(of, inlined(list, name, value), inlined(where, name, value));
            case Step.Add(Phrase of, String store) -> new Step.Add(inlined(of, name, value), store);
            case Step.Put(String store, Phrase key, Phrase of) ->
                new Step.Put(store, inlined(key, name, value), inlined(of, name, value));
            case Step.Goto ignored -> step;
        };
    }

    private static Phrase inlined(Phrase phrase, String name, Phrase value) {
        if (phrase instanceof Phrase.Word(String text) && text.equals(name)) {
            return value;
        }
        return phrase.of(
                phrase.parts().stream().map(p -> inlined(p, name, value)).toList());
    }
}
