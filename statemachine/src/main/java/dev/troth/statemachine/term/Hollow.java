package dev.troth.statemachine.term;

import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Type;

/**
 * What is left of a value that a MAC or signature does not cover: its presence and its length, because lengths, counts
 * and chain links before it are covered. Octets and text become their length, numbers and times become zero, lists and
 * payloads are hollow in each item.
 */
final class Hollow {
    private final TermAlgebra algebra;
    private final Terms terms;

    Hollow(TermAlgebra algebra, Terms terms) {
        this.algebra = algebra;
        this.terms = terms;
    }

    /** A payload in which one field, and with {@code rest} every field after it, is hollow. */
    Term record(Term.Compound record, int slot, boolean rest) {
        if (!(record.symbol() instanceof Symbol.Payload(Layout layout))) {
            return record;
        }
        Term[] fields = record.arguments().toArray(Term[]::new);
        for (int i = slot; i < fields.length && (rest || i == slot); i++) {
            fields[i] = field(fields[i], layout.data().get(i).type());
        }
        return terms.apply(record.symbol(), fields);
    }

    /** An element of a message: a payload, a list of payloads, or nothing. */
    Term element(Term element) {
        return switch (element) {
            case Term.Compound record when record.symbol() instanceof Symbol.Payload -> record(record, 0, true);
            case Term.Compound list
            when list.symbol() instanceof Symbol.ListOf ->
                algebra.list(list.arguments().stream().map(this::element).toList());
            case Term.Var _,
                    Term.Name _,
                    Term.Shared _,
                    Term.Agent _,
                    Term.Int _,
                    Term.Text _,
                    Term.Time _,
                    Term.Duration _,
                    Term.Absent _,
                    Term.Pending _,
                    Term.Octets _,
                    Term.Compound _ -> element;
        };
    }

    private Term field(Term value, Type type) {
        if (value == Terms.ABSENT) {
            return value;
        }
        return switch (type) {
            case Type.Int(int bits) -> terms.integer(0, bits);
            case Type.Time ignored -> terms.time(0);
            case Type.Seq ignored -> element(value);
            case Type.Octets _,
                    Type.Text _,
                    Type.Agent _,
                    Type.Bool _,
                    Type.Duration _,
                    Type.Rec _,
                    Type.Msg _,
                    Type.Unknown _ -> algebra.size(value);
        };
    }
}
