package dev.troth.reference.wire;

import dev.troth.spec.model.Layout;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One payload of bits and octets, in wire order. */
final class BinaryEncoder {
    private BinaryEncoder() {}

    /**
     * @param next the number of the payload that follows in a chain, 0 for none
     * @param spans filled with where each data field lies
     */
    static void encode(Layout.Binary layout, Datum[] data, long next, BitWriter out, int[] spans) {
        List<Layout.Field> fields = layout.fields();
        long[] numbers = new long[fields.size()];
        for (int i = 0; i < numbers.length; i++) {
            Layout.Field field = fields.get(i);
            if (!isPresent(field, numbers)) {
                if (field.slot() >= 0 && data[field.slot()] != Datum.ABSENT) {
                    throw fault(layout, field, "must be absent here");
                }
                continue;
            }
            int start = out.position();
            switch (field.source()) {
                case Layout.Given() -> numbers[i] = given(layout, field, data, out);
                case Layout.Fixed(long value) -> numbers[i] = bits(layout, field, value, out);
                case Layout.NextInChain() -> numbers[i] = bits(layout, field, next, out);
                case Layout.SizeOf(int of) ->
                    numbers[i] = bits(layout, field, length(layout, fields.get(of), data), out);
                case Layout.CountOf(int of) ->
                    numbers[i] = bits(
                            layout, field, items(layout, fields.get(of), data).size(), out);
            }
            if (field.slot() >= 0) {
                spans[2 * field.slot()] = start;
                spans[2 * field.slot() + 1] = out.position();
            }
        }
    }

    static boolean isPresent(Layout.Field field, long[] numbers) {
        Layout.Present present = field.present();
        return present == null || present.values().contains(numbers[present.field()]);
    }

    private static IllegalArgumentException fault(Layout layout, Layout.Field field, String what) {
        return new IllegalArgumentException(field.name() + " of " + layout.name() + " " + what);
    }

    private static long bits(Layout.Binary layout, Layout.Field field, long value, BitWriter out) {
        if (!(field.shape() instanceof Layout.Bits(int width))) {
            throw fault(layout, field, "is not a number");
        }
        if (width < 64 && value >>> width != 0) {
            throw fault(layout, field, "is " + Long.toUnsignedString(value) + " and has " + width + " bits");
        }
        out.bits(value, width);
        return value;
    }

    private static long given(Layout.Binary layout, Layout.Field field, Datum[] data, BitWriter out) {
        Datum value = data[field.slot()];
        if (value == Datum.ABSENT) {
            throw fault(layout, field, "has no value");
        }
        switch (field.shape()) {
            case Layout.Bits ignored -> {
                if (value instanceof Datum.Num(long number, int alsoIgnored)) {
                    return bits(layout, field, number, out);
                }
                throw fault(layout, field, "is not a number");
            }
            case Layout.Octets(Layout.Size size) ->
                out.octets(sized(layout, field, Octetting.octets(value), size, data));
            case Layout.Chars(Layout.Size size) ->
                out.octets(sized(layout, field, Octetting.octets(value), size, data));
            case Layout.NtpTime() -> {
                if (!(value instanceof Datum.Time(long ntp))) {
                    throw fault(layout, field, "is not a time");
                }
                out.bits(ntp, 64);
            }
            case Layout.Vector(int lengthBits, int elementBits) ->
                vector(layout, field, value, lengthBits, elementBits, out);
            case Layout.Group(Layout.Size ignored, Layout.Binary entry) -> {
                for (Datum item : items(layout, field, data)) {
                    encode(entry, ((Datum.Rec) item).fields(), 0, out, FieldSpans.of(entry));
                }
            }
        }
        return 0;
    }

    private static byte[] sized(
            Layout.Binary layout, Layout.Field field, byte[] octets, Layout.Size size, Datum[] data) {
        int wanted = switch (size) {
            case Layout.Constant(int count) -> count;
            case Layout.ParameterSize(int slot) ->
                data[slot] instanceof Datum.Num(long value, int ignored) ? (int) value : -1;
            case Layout.FieldSize ignored -> octets.length;
            case Layout.Rest ignored -> octets.length;
            case Layout.Fill ignored -> octets.length;
        };
        if (wanted != octets.length) {
            throw fault(layout, field, "has " + octets.length + " octets, not " + wanted);
        }
        return octets;
    }

    private static void vector(
            Layout.Binary layout, Layout.Field field, Datum value, int lengthBits, int elementBits, BitWriter out) {
        BitWriter inner = new BitWriter();
        if (elementBits == 0) {
            inner.octets(Octetting.octets(value));
        } else if (value instanceof Datum.Seq(List<Datum> items)) {
            for (Datum item : items) {
                inner.bits(((Datum.Num) item).value(), elementBits);
            }
        }
        byte[] octets = inner.done();
        if (lengthBits < 31 && octets.length >>> lengthBits != 0) {
            throw fault(layout, field, "is too long");
        }
        out.bits(octets.length, lengthBits);
        out.octets(octets);
    }

    private static List<Datum> items(Layout.Binary layout, Layout.Field field, Datum[] data) {
        if (field.slot() >= 0 && data[field.slot()] instanceof Datum.Seq(List<Datum> items)) {
            return items;
        }
        throw fault(layout, field, "is not a list");
    }

    /** How many octets a field takes. */
    private static long length(Layout.Binary layout, Layout.Field field, Datum[] data) {
        Datum value = data[field.slot()];
        return switch (value) {
            case Datum.Octets(byte[] octets) -> octets.length;
            case Datum.Pending(int octets) -> octets;
            case Datum.Text(String text) -> text.getBytes(StandardCharsets.UTF_8).length;
            case Datum.Absent ignored -> throw fault(layout, field, "has no value");
            case Datum.Seq ignored
            when field.shape() instanceof Layout.Group(var size, Layout.Binary entry) -> {
                BitWriter measure = new BitWriter();
                for (Datum item : items(layout, field, data)) {
                    encode(entry, ((Datum.Rec) item).fields(), 0, measure, FieldSpans.of(entry));
                }
                yield measure.position() / 8;
            }
            default -> Octetting.octets(value).length;
        };
    }
}
