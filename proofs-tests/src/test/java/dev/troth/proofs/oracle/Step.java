package dev.troth.proofs.oracle;

import java.util.ArrayList;
import java.util.List;

/** A statement of a small specification. */
sealed interface Step {
    record Assign(String variable, Phrase value) implements Step {}

    /** {@code let}. */
    record Name(String name, Phrase value) implements Step {}

    /** A field of a message with what it is given. */
    record Given(String field, Phrase value) {}

    record Send(String message, List<Given> fields) implements Step {}

    record Require(Phrase condition) implements Step {}

    record If(Phrase condition, List<Step> then, List<Step> otherwise) implements Step {}

    record Open(Phrase octets, String message, String name) implements Step {}

    record Choose(String name, Phrase list, Phrase where) implements Step {}

    record Add(Phrase value, String store) implements Step {}

    record Put(String store, Phrase key, Phrase value) implements Step {}

    record Goto(String state) implements Step {}

    /** Statements with those inside them. */
    static List<Step> all(List<Step> steps) {
        List<Step> all = new ArrayList<>();
        for (Step step : steps) {
            all.add(step);
            if (step instanceof If(Phrase ignored, List<Step> then, List<Step> otherwise)) {
                all.addAll(all(then));
                all.addAll(all(otherwise));
            }
        }
        return all;
    }
}
