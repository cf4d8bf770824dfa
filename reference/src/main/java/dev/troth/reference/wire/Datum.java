package dev.troth.reference.wire;

import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Message;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A concrete value of a running machine. Arrays inside are never changed after the value is made.
 *
 * <p>{@code SuppressWarnings}: the array components are shared on purpose, this is the interpreter's hot path.
 */
@SuppressWarnings("ArrayRecordComponent")
public sealed interface Datum {
    /** What is not there: an optional field left out, an item beyond the end of a list. */
    Datum ABSENT = new Absent();

    record Absent() implements Datum {}

    /** An unsigned integer; {@code bits} is its width on the wire, 1 to 64. */
    record Num(long value, int bits) implements Datum {}

    record Octets(byte[] octets) implements Datum {
        /** Octets are what they are, wherever they are kept. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Octets(byte[] others) && Arrays.equals(octets, others);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(octets);
        }
    }

    record Text(String text) implements Datum {}

    /** A party. As octets or text it is its identity, a SIP URI (RFC 3261 section 19.1). */
    record Agent(String name, String identity) implements Datum {
        /** The agent of that name in the example domain of RFC 2606. */
        public static Agent of(String name) {
            return new Agent(name, "sip:" + name.toLowerCase(java.util.Locale.ROOT) + "@example.com");
        }
    }

    record Flag(boolean value) implements Datum {}

    /** A point in time as an unsigned 64-bit NTP timestamp: seconds since 1900 in the upper half. */
    record Time(long ntp) implements Datum {}

    /** A length of time in nanoseconds. */
    record Duration(long nanos) implements Datum {}

    record Seq(List<Datum> items) implements Datum {}

    /** A value of a layout: its data fields by slot. */
    record Rec(Layout layout, Datum[] fields) implements Datum {}

    /**
     * A message with its octets, as received or as encoded.
     *
     * @param elements for each element of the message a {@link Rec}, {@link Absent}, or a {@link Seq} of records
     * @param spans where the data fields lie: for each element that is one record, start and end of the field of each
     *     slot, in bits from the start of the message, as {@code spans[element][2 * slot]} and {@code [2 * slot + 1]};
     *     null for elements that are absent or lists; -1 for fields that are absent
     */
    record Msg(Message message, Datum[] elements, byte[] octets, int[] @Nullable [] spans) implements Datum {}

    /**
     * Holds the place of a field that is computed from the octets around it (a MAC): so many octets, written as zeros
     * until the value is known.
     */
    record Pending(int octets) implements Datum {}
}
