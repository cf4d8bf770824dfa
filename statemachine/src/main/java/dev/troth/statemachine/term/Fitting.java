package dev.troth.statemachine.term;

import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Message.Multiplicity;
import dev.troth.spec.model.Type;
import dev.troth.statemachine.algebra.UnbuildableException;

/** Whether values fit the layouts of a message, as far as terms tell: what cannot be encoded cannot be sent here either. */
final class Fitting {
    private Fitting() {}

    /** @throws UnbuildableException naming the first field that has no value, or one of a length that it cannot have */
    static void check(Message message, Term[] elements) {
        for (int i = 0; i < elements.length; i++) {
            Message.Element element = message.elements().get(i);
            if (elements[i] == Terms.ABSENT && element.multiplicity() == Multiplicity.ONE) {
                throw new UnbuildableException(element.label() + " is missing");
            }
            payload(elements[i]);
        }
    }

    private static void payload(Term value) {
        if (!(value instanceof Term.Compound compound)) {
            return;
        }
        if (compound.symbol() instanceof Symbol.ListOf) {
            compound.arguments().forEach(Fitting::payload);
        } else if (compound.symbol() instanceof Symbol.Payload(Layout layout)) {
            for (int slot = 0; slot < compound.arity(); slot++) {
                field(layout, layout.data().get(slot), compound.argument(slot));
            }
        }
    }

    private static void field(Layout layout, Layout.DataField field, Term value) {
        String name = field.name() + " of " + layout.name();
        if (value == Terms.ABSENT) {
            if (!field.optional()) {
                throw new UnbuildableException(name + " has no value");
            }
            return;
        }
        if (field.type() instanceof Type.Octets(int min, int max)) {
            int size = Sizes.of(value);
            if (size >= 0 && (size < min || size > max)) {
                throw new UnbuildableException(name + " has " + size + " octets");
            }
        }
        if (field.type() instanceof Type.Int(int bits)
                && value instanceof Term.Int(long number, int ignored)
                && Sums.reduced(number, bits) != number) {
            throw new UnbuildableException(name + " is a number of " + bits + " bits");
        }
        payload(value);
    }
}
