package dev.troth.reference.pack;

import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Message;
import dev.troth.statemachine.term.Symbol;
import dev.troth.statemachine.term.Term;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The term of each field of a message, by the paths that a dissection of its octets gives to the fields. */
final class FieldTerms {
    /** A recipe longer than this is cut, in characters. */
    private static final int LONGEST = 400;

    /** Octets of a constant that are written out; a longer one is a constant of so many octets. */
    private static final int SHOWN_OCTETS = 16;

    private final Twin twin;
    private final Map<String, String> fields = new LinkedHashMap<>();

    private FieldTerms(Twin twin) {
        this.twin = twin;
    }

    /** The fields that hold a value; those that compute themselves, such as lengths, have no term. */
    static Map<String, String> of(Term message, Twin twin) {
        FieldTerms terms = new FieldTerms(twin);
        if (message instanceof Term.Compound compound && compound.symbol() instanceof Symbol.Whole(Message of)) {
            for (int i = 0; i < compound.arity(); i++) {
                String label = of.single() ? "" : of.elements().get(i).label();
                terms.element(label, compound.argument(i));
            }
        }
        return terms.fields;
    }

    /** A payload, or a list of payloads or entries. */
    private void element(String label, Term term) {
        if (!(term instanceof Term.Compound compound)) {
            return;
        }
        if (compound.symbol() instanceof Symbol.ListOf) {
            for (int i = 0; i < compound.arity(); i++) {
                element(label + "[" + i + "]", compound.argument(i));
            }
        } else if (compound.symbol() instanceof Symbol.Payload(Layout layout)) {
            for (int slot = 0; slot < compound.arity(); slot++) {
                String name = layout.data().get(slot).name();
                field(label.isEmpty() ? name : label + "." + name, compound.argument(slot));
            }
        }
    }

    private void field(String path, Term term) {
        boolean entries = term instanceof Term.Compound list
                && list.symbol() instanceof Symbol.ListOf
                && list.arguments().stream().anyMatch(FieldTerms::isPayload);
        if (entries) {
            element(path, term);
        } else if (!(term instanceof Term.Absent)) {
            String text = term instanceof Term.Compound compound ? compound(compound) : text(term);
            fields.put(path, text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " ...");
        }
    }

    private static boolean isPayload(Term term) {
        return term instanceof Term.Compound compound && compound.symbol() instanceof Symbol.Payload;
    }

    /** As a person writes it down: {@code Alice.tgk} for what Alice has under that name, functions of names. */
    private String text(Term term) {
        String name = twin.names().get(term);
        return name != null ? name : unnamed(term);
    }

    private String unnamed(Term term) {
        return switch (term) {
            case Term.Name fresh ->
                twin.name(
                        fresh.label().agent(),
                        fresh.label().session(),
                        fresh.label().variable());
            case Term.Shared shared -> shared.name() + "(" + String.join(", ", shared.agents()) + ")";
            case Term.Octets octets ->
                octets.length() <= SHOWN_OCTETS
                        ? "0x" + HexFormat.of().formatHex(octets.octets())
                        : "constant of " + octets.length() + " octets";
            case Term.Compound compound -> compound(compound);
            default -> term.toString();
        };
    }

    private String compound(Term.Compound term) {
        return switch (term.symbol()) {
            case Symbol.Concat ignored -> joined(term, " || ");
            case Symbol.Xor ignored -> "(" + joined(term, " xor ") + ")";
            case Symbol.Slice(int start, int length) ->
                "part(" + text(term.argument(0)) + ", " + start + ", " + length + ")";
            case Symbol.Sum(boolean minus, int ignored) -> "(" + joined(term, minus ? " - " : " + ") + ")";
            case Symbol.ListOf ignored -> "[" + joined(term, ", ") + "]";
            // The octets of a message before its own field: named, for its fields stand beside.
            case Symbol.Covered covered -> covered.toString();
            case Symbol.Primitive ignored -> term.symbol() + "(" + joined(term, ", ") + ")";
            case Symbol.Payload ignored -> term.symbol() + "(" + joined(term, ", ") + ")";
            case Symbol.Whole ignored -> term.symbol() + "(" + joined(term, ", ") + ")";
            case Symbol.Size ignored -> term.symbol() + "(" + joined(term, ", ") + ")";
            case Symbol.Abs ignored -> term.symbol() + "(" + joined(term, ", ") + ")";
            case Symbol.FieldOf ignored -> term.symbol() + "(" + joined(term, ", ") + ")";
        };
    }

    private String joined(Term.Compound term, String by) {
        List<String> parts = new ArrayList<>();
        boolean bracketed = term.symbol() instanceof Symbol.Xor;
        for (Term argument : term.arguments()) {
            boolean row = argument instanceof Term.Compound compound && compound.symbol() instanceof Symbol.Concat;
            if (!(argument instanceof Term.Absent)) {
                parts.add(bracketed && row ? "(" + text(argument) + ")" : text(argument));
            }
        }
        return String.join(by, parts);
    }
}
