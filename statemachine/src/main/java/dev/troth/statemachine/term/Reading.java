package dev.troth.statemachine.term;

import dev.troth.spec.model.Message;
import dev.troth.spec.model.Message.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a term as a message: it is that message, or a sequence of payloads that make one. */
final class Reading {
    private final Terms terms;

    Reading(Terms terms) {
        this.terms = terms;
    }

    /** The message, or null. */
    @Nullable
    Term read(Message message, Term value) {
        if (value instanceof Term.Compound compound && compound.symbol() instanceof Symbol.Whole(Message of)) {
            return of == message ? value : null;
        }
        List<Term.Compound> payloads = new ArrayList<>();
        if (!flatten(value, payloads)) {
            return null;
        }
        Term[] elements = new Term[message.elements().size()];
        return assign(message, 0, payloads, 0, elements) ? terms.apply(new Symbol.Whole(message), elements) : null;
    }

    private static boolean flatten(Term value, List<Term.Compound> payloads) {
        if (!(value instanceof Term.Compound compound)) {
            return false;
        }
        if (compound.symbol() instanceof Symbol.Payload) {
            payloads.add(compound);
            return true;
        }
        if (compound.symbol() instanceof Symbol.Concat || compound.symbol() instanceof Symbol.ListOf) {
            return compound.arguments().stream().allMatch(a -> flatten(a, payloads));
        }
        return false;
    }

    private boolean assign(Message message, int element, List<Term.Compound> payloads, int at, Term[] out) {
        if (element == message.elements().size()) {
            return at == payloads.size();
        }
        Element wanted = message.elements().get(element);
        int most = wanted.multiplicity().isList() ? payloads.size() - at : Math.min(1, payloads.size() - at);
        int take = 0;
        while (take < most && fits(wanted, payloads.get(at + take))) {
            take++;
        }
        int least =
                wanted.multiplicity() == Message.Multiplicity.ONE || wanted.multiplicity() == Message.Multiplicity.MANY
                        ? 1
                        : 0;
        for (int taken = take; taken >= least; taken--) {
            Term[] items = payloads.subList(at, at + taken).toArray(Term[]::new);
            out[element] = wanted.multiplicity().isList()
                    ? terms.apply(new Symbol.ListOf(), items)
                    : taken == 0 ? Terms.ABSENT : items[0];
            if (assign(message, element + 1, payloads, at + taken, out)) {
                return true;
            }
        }
        return false;
    }

    private static boolean fits(Element wanted, Term.Compound payload) {
        if (!(payload.symbol() instanceof Symbol.Payload(var layout) && layout == wanted.layout())) {
            return false;
        }
        for (Map.Entry<Integer, Long> fixed : wanted.fixed().entrySet()) {
            if (!(payload.argument(fixed.getKey()) instanceof Term.Int(long value, int ignored)
                    && value == fixed.getValue())) {
                return false;
            }
        }
        return true;
    }
}
