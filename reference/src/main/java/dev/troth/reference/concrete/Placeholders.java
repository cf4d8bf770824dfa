package dev.troth.reference.concrete;

import dev.troth.reference.wire.Datum;
import dev.troth.spec.model.Expr.Coverage;
import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Type;
import java.util.ArrayList;
import java.util.List;

/** Gives what is hollow in a covered message so many zeros as it had octets, so that the message can be encoded. */
final class Placeholders {
    private Placeholders() {}

    static Datum[] fill(Message message, Coverage coverage, Datum[] elements) {
        Datum[] filled = elements.clone();
        int at = coverage.element();
        filled[at] = record(elements[at], coverage.slot(), coverage.until());
        for (int i = at + 1; coverage.until() && i < filled.length; i++) {
            filled[i] = element(elements[i]);
        }
        if (filled.length != message.elements().size()) {
            throw new IllegalStateException("elements of another message than " + message.name());
        }
        return filled;
    }

    private static Datum element(Datum element) {
        if (element instanceof Datum.Seq(List<Datum> items)) {
            List<Datum> filled = new ArrayList<>();
            items.forEach(item -> filled.add(element(item)));
            return new Datum.Seq(filled);
        }
        return record(element, 0, true);
    }

    private static Datum record(Datum element, int slot, boolean rest) {
        if (!(element instanceof Datum.Rec(Layout layout, Datum[] fields))) {
            return element;
        }
        Datum[] filled = fields.clone();
        for (int i = slot; i < filled.length && (rest || i == slot); i++) {
            boolean octets = layout.data().get(i).type() instanceof Type.Octets
                    || layout.data().get(i).type() instanceof Type.Text;
            if (octets && filled[i] instanceof Datum.Num(long length, int ignored)) {
                filled[i] = new Datum.Pending((int) length);
            } else if (filled[i] instanceof Datum.Seq) {
                filled[i] = element(filled[i]);
            }
        }
        return new Datum.Rec(layout, filled);
    }
}
