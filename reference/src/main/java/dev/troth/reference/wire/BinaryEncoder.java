package dev.troth.reference.wire;

import dev.troth.reference.crypto.Crc32c;
import dev.troth.spec.model.Layout;
import dev.troth.statemachine.algebra.UnbuildableException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes payloads of bits and octets, field by field in wire order. */
final class BinaryEncoder {
    private final BitWriter out;
    /** What a counter shows. */
    private final long count;

    BinaryEncoder(BitWriter out) {
        this(out, 0);
    }

    BinaryEncoder(BitWriter out, long count) {
        this.out = out;
        this.count = count;
    }

    /**
     * Writes one payload.
     *
     * @param next the number of the payload that follows in a chain, 0 for none
     * @param spans filled with where each data field lies; null if nobody asks
     * @throws UnbuildableException if a value does not fit its field
     */
    void payload(Layout.Binary layout, Datum[] data, long next, int @Nullable [] spans) {
        List<Layout.Field> fields = layout.fields();
        long[] numbers = new long[fields.size()];
        int[] places = new int[fields.size()];
        for (int i = 0; i < numbers.length; i++) {
            Layout.Field field = fields.get(i);
            int slot = field.slot();
            places[i] = out.position();
            if (!Presence.holds(fields, field, numbers)) {
                if (slot >= 0 && data[slot] != Datum.ABSENT) {
                    throw fault(layout, field, "must be absent here");
                }
                continue;
            }
            int start = out.position();
            numbers[i] = switch (field.source()) {
                case Layout.Given() -> given(layout, field, data, numbers);
                case Layout.Fixed(long value) -> number(layout, field, value);
                case Layout.NextInChain() -> number(layout, field, next);
                case Layout.SizeOf(int of) -> number(layout, field, octetsOf(layout, fields.get(of), data));
                case Layout.CountOf(int of) -> number(layout, field, countOf(layout, fields.get(of), data));
                case Layout.SpanFrom ignored -> number(layout, field, 0);
                case Layout.Counter() -> number(layout, field, count);
                case Layout.Crc() -> number(layout, field, crc());
                case Layout.FixedText(String text) -> {
                    out.text(text);
                    yield 0;
                }
            };
            if (slot >= 0 && spans != null) {
                spans[2 * slot] = start;
                spans[2 * slot + 1] = out.position();
            }
        }
        measure(layout, places);
    }

    /** Fills in how much lies between a field and the end. */
    private void measure(Layout.Binary layout, int[] places) {
        List<Layout.Field> fields = layout.fields();
        for (int i = 0; i < places.length; i++) {
            if (fields.get(i).source() instanceof Layout.SpanFrom(int from, int unit)
                    && fields.get(i).shape() instanceof Layout.Bits(int width)) {
                int octets = (out.position() - places[from]) / 8;
                if (octets % unit != 0) {
                    throw fault(layout, fields.get(i), "counts words, and there are " + octets + " octets");
                }
                long value = octets / unit;
                if (width < 64 && value >>> width != 0) {
                    throw fault(layout, fields.get(i), "is " + value + ", which does not fit in " + width + " bits");
                }
                out.overwrite(places[i], value, width);
            }
        }
    }

    private long crc() {
        byte[] crc = Crc32c.checksum(out.done());
        long value = 0;
        for (byte octet : crc) {
            value = value << 8 | octet & 0xff;
        }
        return value;
    }

    static UnbuildableException fault(Layout layout, Layout.Field field, String what) {
        return new UnbuildableException(field.name() + " of " + layout.name() + " " + what);
    }

    private long number(Layout.Binary layout, Layout.Field field, long value) {
        if (!(field.shape() instanceof Layout.Bits(int width))) {
            throw fault(layout, field, "is not a number");
        }
        bits(layout, field, value, width);
        return value;
    }

    private void bits(Layout.Binary layout, Layout.Field field, long value, int width) {
        if (width < 64 && value >>> width != 0) {
            throw fault(
                    layout,
                    field,
                    "is " + Long.toUnsignedString(value) + ", which does not fit in " + width
                            + (width == 1 ? " bit" : " bits"));
        }
        out.bits(value, width);
    }

    /** Writes a value that was given; the number if it is one. */
    private long given(Layout.Binary layout, Layout.Field field, Datum[] data, long[] numbers) {
        Datum value = data[field.slot()];
        if (value == Datum.ABSENT) {
            throw fault(layout, field, "has no value");
        }
        switch (field.shape()) {
            case Layout.Bits ignored -> {
                if (!(value instanceof Datum.Num(long number, int alsoIgnored))) {
                    throw fault(layout, field, "is not a number");
                }
                return number(layout, field, number);
            }
            case Layout.Octets(Layout.Size size) -> sized(layout, field, value, size, data, numbers);
            case Layout.Chars(Layout.Size size) -> sized(layout, field, value, size, data, numbers);
            case Layout.NtpTime() -> {
                if (!(value instanceof Datum.Time(long ntp))) {
                    throw fault(layout, field, "is not a time");
                }
                out.bits(ntp, 64);
            }
            case Layout.Vector(int lengthBits, int elementBits) ->
                vector(layout, field, value, lengthBits, elementBits);
            case Layout.Group(Layout.Size size, Layout.Binary entry) ->
                group(layout, field, size, entry, data, numbers);
        }
        return 0;
    }

    private void sized(
            Layout.Binary layout, Layout.Field field, Datum value, Layout.Size size, Datum[] data, long[] numbers) {
        int start = out.position();
        octets(layout, field, value);
        agrees(layout, field, (out.position() - start) / 8, "octets", size, data, numbers);
    }

    private void octets(Layout.Binary layout, Layout.Field field, Datum value) {
        switch (value) {
            case Datum.Octets(byte[] octets) -> out.octets(octets);
            case Datum.Pending(int octets) -> out.zeros(octets);
            case Datum.Text(String text) -> out.text(text);
            case Datum.Agent agent -> out.text(agent.identity());
            case Datum.Num(long number, int bits) -> {
                if (bits % 8 != 0) {
                    throw fault(layout, field, "is a number of " + bits + " bits, which is not whole octets");
                }
                bits(layout, field, number, bits);
            }
            case Datum.Time(long ntp) -> out.bits(ntp, 64);
            case Datum.Rec rec -> out.octets(Octetting.octets(rec));
            case Datum.Msg message -> out.octets(message.octets());
            case Datum.Seq seq -> out.octets(Octetting.octets(seq));
            case Datum.Flag ignored -> throw fault(layout, field, "is a condition, which has no octets");
            case Datum.Duration ignored -> throw fault(layout, field, "is a duration, which has no octets");
            case Datum.Absent ignored -> throw fault(layout, field, "has no value");
        }
    }

    /** What was written is as much as the field's size says. */
    private static void agrees(
            Layout.Binary layout,
            Layout.Field field,
            long written,
            String unit,
            Layout.Size size,
            Datum[] data,
            long[] numbers) {
        long wanted = switch (size) {
            case Layout.Constant(int count) -> count;
            case Layout.ParameterSize(int slot) -> parameter(layout, data, slot);
            case Layout.FieldSize(int of) -> numbers[of];
            case Layout.Fill(int of) -> numbers[of];
            case Layout.Rest ignored -> written;
        };
        if (wanted != written) {
            throw fault(layout, field, "has " + written + " " + unit + ", not " + Long.toUnsignedString(wanted));
        }
    }

    private static long parameter(Layout.Binary layout, Datum[] data, int slot) {
        if (data[slot] instanceof Datum.Num(long value, int ignored)) {
            return value;
        }
        throw new UnbuildableException(
                "parameter " + layout.data().get(slot).name() + " of " + layout.name() + " has no value");
    }

    private void vector(Layout.Binary layout, Layout.Field field, Datum value, int lengthBits, int elementBits) {
        if (elementBits == 0) {
            bits(layout, field, Octetting.length(value), lengthBits);
            octets(layout, field, value);
            return;
        }
        List<Datum> items = items(layout, field, value);
        bits(layout, field, (long) items.size() * elementBits / 8, lengthBits);
        for (int i = 0; i < items.size(); i++) {
            if (!(items.get(i) instanceof Datum.Num(long number, int ignored))) {
                throw fault(layout, field, "has an item that is not a number");
            }
            bits(layout, field, number, elementBits);
        }
    }

    private void group(
            Layout.Binary layout,
            Layout.Field field,
            Layout.Size size,
            Layout.Binary entry,
            Datum[] data,
            long[] numbers) {
        List<Datum> items = items(layout, field, data[field.slot()]);
        int start = out.position();
        entries(layout, field, entry, items);
        if (size instanceof Layout.Fill) {
            agrees(layout, field, (out.position() - start) / 8, "octets", size, data, numbers);
        } else {
            agrees(layout, field, items.size(), "entries", size, data, numbers);
        }
    }

    private void entries(Layout.Binary layout, Layout.Field field, Layout.Binary entry, List<Datum> items) {
        for (int i = 0; i < items.size(); i++) {
            if (!(items.get(i) instanceof Datum.Rec(Layout of, Datum[] data)) || of != entry) {
                throw fault(layout, field, "has an item that is not an entry");
            }
            payload(entry, data, 0, null);
        }
    }

    private static List<Datum> items(Layout.Binary layout, Layout.Field field, Datum value) {
        if (value instanceof Datum.Seq(List<Datum> items)) {
            return items;
        }
        throw fault(layout, field, value == Datum.ABSENT ? "has no value" : "is not a list");
    }

    /** The number of entries of a group; none of a conditional one that is left out. */
    private static long countOf(Layout.Binary layout, Layout.Field field, Datum[] data) {
        boolean leftOut = field.present() != null && data[field.slot()] == Datum.ABSENT;
        return leftOut ? 0 : items(layout, field, data[field.slot()]).size();
    }

    /** How many octets a field takes; none if it is a conditional one that is left out. */
    private static long octetsOf(Layout.Binary layout, Layout.Field field, Datum[] data) {
        Datum value = field.slot() < 0 ? Datum.ABSENT : data[field.slot()];
        if (field.present() != null && value == Datum.ABSENT) {
            return 0;
        }
        return switch (field.shape()) {
            case Layout.Bits(int width) -> (width + 7) / 8;
            case Layout.NtpTime() -> 8;
            case Layout.Octets ignored -> length(layout, field, value);
            case Layout.Chars ignored -> length(layout, field, value);
            case Layout.Vector(int lengthBits, int elementBits) ->
                (lengthBits
                                + (elementBits == 0
                                        ? 8L * length(layout, field, value)
                                        : (long) elementBits
                                                * items(layout, field, value).size()))
                        / 8;
            case Layout.Group(Layout.Size ignored, Layout.Binary entry) -> {
                BitWriter measure = new BitWriter();
                new BinaryEncoder(measure).entries(layout, field, entry, items(layout, field, value));
                yield measure.position() / 8;
            }
        };
    }

    private static int length(Layout.Binary layout, Layout.Field field, Datum value) {
        if (value == Datum.ABSENT) {
            throw fault(layout, field, "has no value");
        }
        return Octetting.length(value);
    }
}
