package dev.troth.reference.wire;

import dev.troth.spec.model.Expr.Coverage;
import java.util.Arrays;

/** The octets of a message that a MAC or signature covers, and the filling in of its result. */
public final class CoveredOctets {
    private CoveredOctets() {}

    /**
     * The octets before a field, or all octets without it.
     *
     * @throws IllegalArgumentException if the field is absent or does not lie on whole octets
     */
    public static byte[] covered(Datum.Msg message, Coverage coverage) {
        int[] span = span(message, coverage.element(), coverage.slot());
        byte[] octets = message.octets();
        int start = span[0] / 8;
        if (coverage.until()) {
            return Arrays.copyOf(octets, start);
        }
        int end = span[1] / 8;
        byte[] out = new byte[octets.length - (end - start)];
        System.arraycopy(octets, 0, out, 0, start);
        System.arraycopy(octets, end, out, start, octets.length - end);
        return out;
    }

    private static int[] span(Datum.Msg message, int element, int slot) {
        int[] spans = message.spans()[element];
        int start = spans == null ? -1 : spans[2 * slot];
        int end = spans == null ? -1 : spans[2 * slot + 1];
        if (start < 0 || start % 8 != 0 || end % 8 != 0) {
            throw new IllegalArgumentException("field " + slot + " of payload " + element + " of "
                    + message.message().name() + " does not lie on whole octets");
        }
        return new int[] {start, end};
    }

    /** True if the message has that field. */
    public static boolean has(Datum.Msg message, int element, int slot) {
        int[] spans = message.spans()[element];
        return spans != null && spans[2 * slot] >= 0;
    }

    /**
     * The message with a pending field filled in. The octets and values of the message are changed in place: a message
     * with pending fields belongs to who builds it.
     */
    public static Datum.Msg patch(Datum.Msg message, int element, int slot, byte[] value) {
        int[] span = span(message, element, slot);
        if (span[1] - span[0] != 8 * value.length) {
            throw new IllegalArgumentException("field " + slot + " of payload " + element + " of "
                    + message.message().name() + " has " + (span[1] - span[0]) / 8 + " octets, not " + value.length);
        }
        System.arraycopy(value, 0, message.octets(), span[0] / 8, value.length);
        if (message.elements()[element] instanceof Datum.Rec rec) {
            rec.fields()[slot] = new Datum.Octets(value);
        }
        return message;
    }
}
