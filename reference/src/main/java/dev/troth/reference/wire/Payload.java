package dev.troth.reference.wire;

import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Message.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A payload that was read: its value, where its data fields lie, and the octets at which it starts and ends. */
final class Payload {
    final Datum.Rec value;
    final int[] spans;
    final int start;
    final int end;

    Payload(Datum.Rec value, int[] spans, int start, int end) {
        this.value = value;
        this.spans = spans;
        this.start = start;
        this.end = end;
    }

    /** The values of payloads, as a list. */
    static Datum.Seq values(List<Payload> payloads) {
        List<Datum> values = new ArrayList<>(payloads.size());
        for (int i = 0; i < payloads.size(); i++) {
            values.add(payloads.get(i).value);
        }
        return new Datum.Seq(values);
    }

    /** True if it can stand for an element of a message: it is of its layout, with the prescribed values. */
    boolean fits(Element element) {
        return value.layout() == element.layout() && (element.fixed().isEmpty() || misfit(element) == null);
    }

    /** Which prescribed value it has not, or null. */
    @Nullable
    String misfit(Element element) {
        for (Map.Entry<Integer, Long> fixed : element.fixed().entrySet()) {
            boolean same = value.fields()[fixed.getKey()] instanceof Datum.Num(long number, int ignored)
                    && number == fixed.getValue();
            if (!same) {
                Layout.DataField field = element.layout().data().get(fixed.getKey());
                return element.label() + "." + field.name() + " is " + shown(field, value.fields()[fixed.getKey()])
                        + ", must be " + shown(field, new Datum.Num(fixed.getValue(), 64));
            }
        }
        return null;
    }

    private static String shown(Layout.DataField field, Datum value) {
        if (value instanceof Datum.Num(long number, int ignored)) {
            String name = field.names().get(number);
            return name == null ? Long.toUnsignedString(number) : name;
        }
        return Dissection.shown(value);
    }
}
