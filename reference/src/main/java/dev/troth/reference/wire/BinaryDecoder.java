package dev.troth.reference.wire;

import dev.troth.reference.crypto.Crc32c;
import dev.troth.spec.model.Layout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads payloads of bits and octets. Keeps its place; after a refusal {@link #reason} says why. Nothing is read or made
 * for a length before it is known that so many octets are left.
 */
final class BinaryDecoder {
    private final byte[] octets;
    private final BitReader in;
    /** Where what is being read ends, in octets: the end of the message, or of a group that fills so many octets. */
    private int end;

    private String reason = "";
    /** The number that the last payload gave for the next one; 0 if there is none. */
    private long next;

    BinaryDecoder(byte[] octets) {
        this.octets = octets;
        this.in = new BitReader(octets);
        this.end = octets.length;
    }

    int offset() {
        return in.octet();
    }

    void moveTo(int octet) {
        in.moveTo(8 * octet);
    }

    String reason() {
        return reason;
    }

    long next() {
        return next;
    }

    boolean atEnd() {
        return offset() == octets.length;
    }

    /**
     * Reads one payload.
     *
     * @param parameters the first data fields of the layout, by slot
     * @param spans filled with where each data field lies
     * @return null if it is refused
     */
    Datum.@Nullable Rec payload(Layout.Binary layout, Map<Integer, Datum> parameters, int[] spans) {
        next = 0;
        end = octets.length;
        reason = "";
        Datum[] data = absent(layout);
        for (int slot = 0; slot < layout.parameters(); slot++) {
            if (!(parameters.get(slot) instanceof Datum.Num number)) {
                reason = layout.name() + ": no value for "
                        + layout.data().get(slot).name();
                return null;
            }
            data[slot] = number;
        }
        Datum.Rec value = fields(layout, data, spans) ? new Datum.Rec(layout, data) : null;
        if (value != null && !in.isAligned()) {
            reason = layout.name() + " ends inside an octet";
            return null;
        }
        return value;
    }

    private static Datum[] absent(Layout layout) {
        Datum[] data = new Datum[layout.data().size()];
        Arrays.fill(data, Datum.ABSENT);
        return data;
    }

    private void refuse(Layout.Binary layout, Layout.Field field, String why) {
        reason = layout.name() + "." + field.name() + why;
    }

    /** Reads fields into their slots; false (and refused) if that fails. */
    private boolean fields(Layout.Binary layout, Datum[] data, int @Nullable [] spans) {
        List<Layout.Field> fields = layout.fields();
        long[] numbers = new long[fields.size()];
        int[] places = new int[fields.size()];
        int outer = end;
        for (int i = 0; i < numbers.length; i++) {
            Layout.Field field = fields.get(i);
            places[i] = in.position();
            if (!bounded(layout, i, places, numbers)) {
                return false;
            }
            boolean measured = !(field.shape() instanceof Layout.Bits);
            if (!Presence.holds(fields, field, numbers)) {
                if (measured && !agrees(layout, i, 0, 0, numbers)) {
                    return false;
                }
                continue;
            }
            int start = in.position();
            Datum value = value(layout, field, i, data, numbers);
            if (value == null) {
                return false;
            }
            int slot = field.slot();
            if (slot >= 0) {
                data[slot] = value;
                if (spans != null) {
                    spans[2 * slot] = start;
                    spans[2 * slot + 1] = in.position();
                }
            }
            int count = value instanceof Datum.Seq(List<Datum> items) ? items.size() : 0;
            if (measured && !agrees(layout, i, (in.position() - start) / 8, count, numbers)) {
                return false;
            }
        }
        return closed(layout, outer);
    }

    /** Once the start of what a length spans is known, and the length, so is the end; false (and refused) if it lies beyond. */
    private boolean bounded(Layout.Binary layout, int reached, int[] places, long[] numbers) {
        List<Layout.Field> fields = layout.fields();
        for (int i = 0; i < reached; i++) {
            if (fields.get(i).source() instanceof Layout.SpanFrom(int from, int unit)
                    && reached == Math.max(from, i + 1)) {
                int start = places[from] / 8;
                long length = numbers[i];
                if (length < 0 || length > (end - start) / unit || start + length * unit < in.octet()) {
                    refuse(
                            layout,
                            fields.get(i),
                            " is " + Long.toUnsignedString(length) + ", and there are " + (end - start)
                                    + " octets from " + fields.get(from).name() + " on");
                    return false;
                }
                end = start + (int) length * unit;
            }
        }
        return true;
    }

    /** Nothing is left before the end that a length gave. */
    private boolean closed(Layout.Binary layout, int outer) {
        boolean left = end != outer && in.position() != 8 * end;
        if (left) {
            reason = layout.name() + ": " + (end - in.octet()) + " octets are left at its end";
        }
        end = outer;
        return !left;
    }

    /** Lengths and counts tell the truth also where they do not steer the reading. */
    private boolean agrees(Layout.Binary layout, int measured, int octets, int count, long[] numbers) {
        List<Layout.Field> fields = layout.fields();
        for (int i = 0; i < measured; i++) {
            Layout.Field field = fields.get(i);
            boolean size = field.source() instanceof Layout.SizeOf(int of) && of == measured;
            boolean counts = field.source() instanceof Layout.CountOf(int of) && of == measured;
            if ((size && numbers[i] != octets) || (counts && numbers[i] != count)) {
                if (Presence.holds(fields, field, numbers)) {
                    String is = size ? octets + " octets" : count + " entries";
                    refuse(
                            layout,
                            field,
                            " is " + Long.toUnsignedString(numbers[i]) + ", but "
                                    + fields.get(measured).name() + " has " + is);
                    return false;
                }
            }
        }
        return true;
    }

    private @Nullable Datum value(Layout.Binary layout, Layout.Field field, int index, Datum[] data, long[] numbers) {
        return switch (field.shape()) {
            case Layout.Bits(int width) -> number(layout, field, width, index, numbers);
            case Layout.NtpTime() -> lacks(layout, field, 64) ? null : new Datum.Time(in.number(64));
            case Layout.Octets(Layout.Size size) -> {
                byte[] value = taken(layout, field, size(layout, field, size, data, numbers));
                yield value == null ? null : new Datum.Octets(value);
            }
            case Layout.Chars(Layout.Size size)
            when field.source() instanceof Layout.FixedText(String text) -> fixedText(layout, field, size, text);
            case Layout.Chars(Layout.Size size) -> {
                byte[] value = taken(layout, field, size(layout, field, size, data, numbers));
                yield value == null ? null : text(layout, field, value);
            }
            case Layout.Vector(int lengthBits, int elementBits) -> vector(layout, field, lengthBits, elementBits);
            case Layout.Group(Layout.Size size, Layout.Binary entry) ->
                group(layout, field, size, entry, data, numbers);
        };
    }

    private @Nullable Datum fixedText(Layout.Binary layout, Layout.Field field, Layout.Size size, String text) {
        byte[] value = taken(layout, field, size instanceof Layout.Constant(int count) ? count : REFUSED);
        if (value == null || Arrays.equals(value, text.getBytes(StandardCharsets.UTF_8))) {
            return value == null ? null : Datum.ABSENT;
        }
        refuse(layout, field, " is not \"" + text + "\"");
        return null;
    }

    /** A number; {@link Datum#ABSENT} for one that is not part of the value. */
    private @Nullable Datum number(Layout.Binary layout, Layout.Field field, int width, int index, long[] numbers) {
        if (lacks(layout, field, width)) {
            return null;
        }
        long number = in.number(width);
        numbers[index] = number;
        if (field.slot() >= 0) {
            return new Datum.Num(number, width);
        }
        if (field.source() instanceof Layout.NextInChain) {
            next = number;
        } else if (field.source() instanceof Layout.Crc && number != crc(in.octet() - width / 8)) {
            refuse(layout, field, " is not the CRC of the octets before it");
            return null;
        } else if (field.source() instanceof Layout.Fixed(long fixed) && fixed != number) {
            refuse(layout, field, " is " + Long.toUnsignedString(number) + ", must be " + Long.toUnsignedString(fixed));
            return null;
        }
        return Datum.ABSENT;
    }

    private long crc(int until) {
        byte[] crc = Crc32c.checksum(Arrays.copyOf(octets, until));
        long value = 0;
        for (byte octet : crc) {
            value = value << 8 | octet & 0xff;
        }
        return value;
    }

    /** True (and refused) if the message ends before so many bits. */
    private boolean lacks(Layout.Binary layout, Layout.Field field, int width) {
        if (in.position() + width > 8 * end) {
            refuse(
                    layout,
                    field,
                    width % 8 == 0
                            ? needed(width / 8, in.octet())
                            : ": " + width + " bits needed, " + (8 * end - in.position()) + " left at octet "
                                    + in.octet());
            return true;
        }
        return false;
    }

    private String needed(long count, int start) {
        return ": " + Long.toUnsignedString(count) + (count == 1 ? " octet" : " octets") + " needed, " + (end - start)
                + " left at octet " + start;
    }

    /** So many octets, or entries of a group, as the size says, unsigned. */
    private long size(Layout.Binary layout, Layout.Field field, Layout.Size size, Datum[] data, long[] numbers) {
        return switch (size) {
            case Layout.Constant(int count) -> count;
            case Layout.FieldSize(int of) -> numbers[of];
            case Layout.Fill(int of) -> numbers[of];
            case Layout.ParameterSize(int slot) -> parameter(data, slot);
            case Layout.Rest(int less, int slot) -> {
                long kept = less + (slot < 0 ? 0 : parameter(data, slot));
                long left = end - in.octet() - kept;
                if (kept < 0 || left < 0) {
                    refuse(
                            layout,
                            field,
                            ": " + Long.toUnsignedString(kept) + " octets must follow, " + (end - in.octet())
                                    + " left at octet " + in.octet());
                    yield REFUSED;
                }
                yield left;
            }
        };
    }

    /** No length: more than any message has. */
    private static final long REFUSED = -1;

    private static long parameter(Datum[] data, int slot) {
        return data[slot] instanceof Datum.Num(long value, int ignored) ? value : 0;
    }

    private byte @Nullable [] taken(Layout.Binary layout, Layout.Field field, long count) {
        int start = in.octet();
        if (count < 0 || count > end - start || !in.isAligned()) {
            if (reason.isEmpty()) {
                refuse(layout, field, in.isAligned() ? needed(count, start) : " starts inside an octet");
            }
            return null;
        }
        in.skipOctets((int) count);
        return Arrays.copyOfRange(octets, start, start + (int) count);
    }

    /** Text that is UTF-8. What is not turns into replacement characters, which have other octets. */
    private @Nullable Datum text(Layout.Binary layout, Layout.Field field, byte[] octets) {
        String text = new String(octets, StandardCharsets.UTF_8);
        boolean suspect = text.indexOf('\uFFFD') >= 0;
        if (suspect && !Arrays.equals(text.getBytes(StandardCharsets.UTF_8), octets)) {
            refuse(layout, field, " is not UTF-8");
            return null;
        }
        return new Datum.Text(text);
    }

    private @Nullable Datum vector(Layout.Binary layout, Layout.Field field, int lengthBits, int elementBits) {
        if (lacks(layout, field, lengthBits)) {
            return null;
        }
        long length = in.number(lengthBits);
        if (elementBits == 0) {
            byte[] value = taken(layout, field, length);
            return value == null ? null : new Datum.Octets(value);
        }
        if (length < 0 || length > end - in.octet()) {
            refuse(layout, field, needed(length, in.octet()));
            return null;
        }
        if (8 * length % elementBits != 0) {
            refuse(layout, field, ": " + length + " octets are not whole elements");
            return null;
        }
        int count = (int) (8 * length / elementBits);
        List<Datum> items = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            items.add(new Datum.Num(in.number(elementBits), elementBits));
        }
        return new Datum.Seq(items);
    }

    private @Nullable Datum group(
            Layout.Binary layout,
            Layout.Field field,
            Layout.Size size,
            Layout.Binary entry,
            Datum[] data,
            long[] numbers) {
        long amount = size(layout, field, size, data, numbers);
        int start = in.octet();
        boolean fills = size instanceof Layout.Fill || size instanceof Layout.Rest;
        long most = fills ? end - start : 8L * end - in.position();
        if (amount < 0 || amount > most) {
            if (reason.isEmpty()) {
                refuse(
                        layout,
                        field,
                        fills
                                ? needed(amount, start)
                                : ": " + Long.toUnsignedString(amount) + " entries in " + (end - start)
                                        + " octets at octet " + start);
            }
            return null;
        }
        int outer = end;
        if (fills) {
            end = start + (int) amount;
        }
        List<Datum> items = new ArrayList<>();
        while (fills ? in.position() < 8 * end : items.size() < amount) {
            int before = in.position();
            Datum[] item = absent(entry);
            if (!fields(entry, item, null)) {
                return null;
            }
            if (in.position() == before) {
                refuse(layout, field, " has entries without octets");
                return null;
            }
            items.add(new Datum.Rec(entry, item));
        }
        end = outer;
        return new Datum.Seq(items);
    }
}
