package dev.troth.reference.wire;

import dev.troth.spec.model.Expr.Coverage;
import dev.troth.spec.model.Message;
import dev.troth.statemachine.algebra.UnbuildableException;
import java.util.Arrays;

/** The octets of a message that a MAC or signature covers, and the filling in of its result. */
public final class CoveredOctets {
    private CoveredOctets() {}

    /**
     * The octets before a field, or all octets without it.
     *
     * @throws UnbuildableException if the field is absent or does not lie on whole octets; ask {@link #has} first
     *     about a field of a received message
     */
    public static byte[] covered(Datum.Msg message, Coverage coverage) {
        int[] places = places(message, coverage.element(), coverage.slot());
        byte[] octets = message.octets();
        int start = places[2 * coverage.slot()] / 8;
        if (coverage.until()) {
            return Arrays.copyOf(octets, start);
        }
        int end = places[2 * coverage.slot() + 1] / 8;
        byte[] out = new byte[octets.length - (end - start)];
        System.arraycopy(octets, 0, out, 0, start);
        System.arraycopy(octets, end, out, start, octets.length - end);
        return out;
    }

    /** True if the message has that field, once. */
    public static boolean has(Datum.Msg message, int element, int slot) {
        int[] places = message.spans()[element];
        return places != null && places[2 * slot] >= 0;
    }

    private static int[] places(Datum.Msg message, int element, int slot) {
        int[] places = message.spans()[element];
        if (places == null || places[2 * slot] < 0) {
            throw fault(message, element, slot, "is not there");
        }
        if (places[2 * slot] % 8 != 0 || places[2 * slot + 1] % 8 != 0) {
            throw fault(message, element, slot, "does not lie on whole octets");
        }
        return places;
    }

    private static UnbuildableException fault(Datum.Msg message, int element, int slot, String what) {
        Message.Element of = message.message().elements().get(element);
        return new UnbuildableException(of.layout().data().get(slot).name() + " of " + of.label() + " in "
                + message.message().name() + " " + what);
    }

    /**
     * The message with a pending field filled in. The octets and values of the message are changed in place: a message
     * with pending fields belongs to who builds it.
     *
     * @throws UnbuildableException if the field is not there or has another length
     */
    public static Datum.Msg patch(Datum.Msg message, int element, int slot, byte[] value) {
        int[] places = places(message, element, slot);
        int start = places[2 * slot] / 8;
        int length = places[2 * slot + 1] / 8 - start;
        if (length != value.length) {
            throw fault(message, element, slot, "has " + length + " octets, not " + value.length);
        }
        System.arraycopy(value, 0, message.octets(), start, length);
        if (message.elements()[element] instanceof Datum.Rec rec) {
            rec.fields()[slot] = new Datum.Octets(value);
        }
        return message;
    }
}
