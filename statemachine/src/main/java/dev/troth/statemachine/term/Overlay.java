package dev.troth.statemachine.term;

import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Message;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values as the octets that they are on the wire, field after field: where nothing tells two layouts apart, the octets of
 * one can be read as the other (type confusion).
 */
final class Overlay {
    private Overlay() {}

    /** The term with every payload in it that is nothing but its fields written as the octets of its fields. */
    static Term octets(Term term, Terms terms) {
        if (!(term instanceof Term.Compound compound)) {
            return term;
        }
        List<Term> parts = parts(compound);
        Term[] inner = (parts == null ? compound.arguments() : parts)
                .stream().map(part -> octets(part, terms)).toArray(Term[]::new);
        return terms.apply(parts == null ? compound.symbol() : new Symbol.Concat(), inner);
    }

    /** The fields of a payload in wire order, if they are whole octets and nothing else stands there; else null. */
    static @Nullable List<Term> parts(Term value) {
        if (!(value instanceof Term.Compound compound)) {
            return null;
        }
        if (compound.symbol() instanceof Symbol.Whole(Message message)) {
            return message.single() ? parts(compound.argument(0)) : null;
        }
        if (!(compound.symbol() instanceof Symbol.Payload(Layout layout))
                || !(layout instanceof Layout.Binary binary)) {
            return null;
        }
        List<Term> parts = new ArrayList<>();
        for (Layout.Field field : binary.fields()) {
            boolean plain = field.slot() >= 0
                    && field.present() == null
                    && (field.shape() instanceof Layout.Octets
                            || (field.shape() instanceof Layout.Bits(int width) && width % 8 == 0));
            if (!plain) {
                return null;
            }
            parts.add(compound.argument(field.slot()));
        }
        return binary.parameters() == 0 ? parts : null;
    }
}
