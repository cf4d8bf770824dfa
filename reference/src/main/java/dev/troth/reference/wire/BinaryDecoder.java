package dev.troth.reference.wire;

import dev.troth.spec.model.Layout;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads payloads of bits and octets. Keeps its place; after a refusal {@link #reason} says why. */
final class BinaryDecoder {
    private final byte[] octets;
    private int bits;
    private String reason = "";
    /** The number that the last payload gave for the next one; -1 if it gave none. */
    private long next = -1;

    BinaryDecoder(byte[] octets) {
        this.octets = octets;
    }

    int offset() {
        return bits / 8;
    }

    void skipTo(int octet) {
        bits = 8 * octet;
    }

    String reason() {
        return reason;
    }

    long next() {
        return next;
    }

    boolean atEnd() {
        return bits >= 8 * octets.length;
    }

    private <T> @Nullable T refuse(String why) {
        reason = why;
        return null;
    }

    /**
     * Reads one payload.
     *
     * @return null if it is refused
     */
    Datum.@Nullable Rec payload(Layout.Binary layout, Map<Integer, Datum> parameters, int[] spans) {
        next = -1;
        return read(layout, parameters, spans);
    }

    private Datum.@Nullable Rec read(Layout.Binary layout, Map<Integer, Datum> parameters, int[] spans) {
        Datum[] data = new Datum[layout.data().size()];
        Arrays.fill(data, Datum.ABSENT);
        for (int slot = 0; slot < layout.parameters(); slot++) {
            data[slot] = parameters.getOrDefault(slot, new Datum.Num(0, 8));
        }
        List<Layout.Field> fields = layout.fields();
        long[] numbers = new long[fields.size()];
        for (int i = 0; i < numbers.length; i++) {
            Layout.Field field = fields.get(i);
            if (!BinaryEncoder.isPresent(field, numbers)) {
                continue;
            }
            int start = bits;
            Datum value = field(layout, field, data, numbers);
            if (value == null) {
                return null;
            }
            if (value instanceof Datum.Num(long number, int ignored)) {
                numbers[i] = number;
                if (field.source() instanceof Layout.Fixed(long fixed) && fixed != number) {
                    return refuse(layout.name() + ": " + field.name() + " is " + Long.toUnsignedString(number)
                            + ", must be " + Long.toUnsignedString(fixed));
                }
                if (field.source() instanceof Layout.NextInChain) {
                    next = number;
                }
            }
            if (field.slot() >= 0) {
                data[field.slot()] = value;
                spans[2 * field.slot()] = start;
                spans[2 * field.slot() + 1] = bits;
            }
        }
        return consistent(layout, fields, data, numbers) ? new Datum.Rec(layout, data) : null;
    }

    /** Counts and lengths say the truth also where they do not steer the reading. */
    private boolean consistent(Layout.Binary layout, List<Layout.Field> fields, Datum[] data, long[] numbers) {
        for (int i = 0; i < numbers.length; i++) {
            Layout.Field field = fields.get(i);
            if (field.source() instanceof Layout.CountOf(int of)
                    && fields.get(of).slot() >= 0
                    && data[fields.get(of).slot()] instanceof Datum.Seq(List<Datum> items)
                    && items.size() != numbers[i]) {
                refuse(layout.name() + ": " + field.name() + " is " + numbers[i] + " for " + items.size() + " entries");
                return false;
            }
        }
        return true;
    }

    private @Nullable Datum field(Layout.Binary layout, Layout.Field field, Datum[] data, long[] numbers) {
        return switch (field.shape()) {
            case Layout.Bits(int width) -> lacks(layout, field, width) ? null : new Datum.Num(number(width), width);
            case Layout.NtpTime() -> lacks(layout, field, 64) ? null : new Datum.Time(number(64));
            case Layout.Octets(Layout.Size size) -> {
                byte[] value = taken(layout, field, size(size, data, numbers));
                yield value == null ? null : new Datum.Octets(value);
            }
            case Layout.Chars(Layout.Size size) -> {
                byte[] value = taken(layout, field, size(size, data, numbers));
                yield value == null ? null : text(layout, field, value);
            }
            case Layout.Vector(int lengthBits, int elementBits) -> vector(layout, field, lengthBits, elementBits);
            case Layout.Group(Layout.Size size, Layout.Binary entry) ->
                group(layout, field, size, entry, data, numbers);
        };
    }

    /** True (and refused) if the message ends before so many bits. */
    private boolean lacks(Layout.Binary layout, Layout.Field field, int width) {
        if (bits + width > 8L * octets.length) {
            reason = layout.name() + "." + field.name() + ": the message ends at octet " + octets.length;
            return true;
        }
        return false;
    }

    private long number(int width) {
        long value = 0;
        if (bits % 8 == 0 && width % 8 == 0) {
            for (int i = 0; i < width / 8; i++) {
                value = value << 8 | (octets[bits / 8 + i] & 0xFF);
            }
            bits += width;
            return value;
        }
        for (int i = 0; i < width; i++) {
            value = value << 1 | (octets[bits / 8] >>> (7 - bits % 8) & 1);
            bits++;
        }
        return value;
    }

    /** So many octets, or entries of a group, as the size says; negative if there cannot be so many. */
    private long size(Layout.Size size, Datum[] data, long[] numbers) {
        return switch (size) {
            case Layout.Constant(int count) -> count;
            case Layout.FieldSize(int field) -> numbers[field];
            case Layout.Fill(int field) -> numbers[field];
            case Layout.ParameterSize(int slot) -> parameter(data, slot);
            case Layout.Rest(int less, int parameter) ->
                octets.length - bits / 8 - less - (parameter < 0 ? 0 : parameter(data, parameter));
        };
    }

    private static long parameter(Datum[] data, int slot) {
        return data[slot] instanceof Datum.Num(long value, int ignored) ? value : 0;
    }

    private byte @Nullable [] taken(Layout.Binary layout, Layout.Field field, long count) {
        int start = bits / 8;
        int left = octets.length - start;
        if (count < 0 || count > left) {
            return refuse(layout.name() + "." + field.name() + ": "
                    + (count < 0 ? "too few octets left" : count + " octets needed, " + left + " left") + " at octet "
                    + start);
        }
        bits += 8 * (int) count;
        return Arrays.copyOfRange(octets, start, start + (int) count);
    }

    private @Nullable Datum text(Layout.Binary layout, Layout.Field field, byte[] octets) {
        try {
            return new Datum.Text(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString());
        } catch (CharacterCodingException e) {
            return refuse(layout.name() + "." + field.name() + ": not UTF-8");
        }
    }

    private @Nullable Datum vector(Layout.Binary layout, Layout.Field field, int lengthBits, int elementBits) {
        byte[] inner = lacks(layout, field, lengthBits) ? null : taken(layout, field, number(lengthBits));
        if (inner == null) {
            return null;
        }
        if (elementBits == 0) {
            return new Datum.Octets(inner);
        }
        if (8L * inner.length % elementBits != 0) {
            return refuse(layout.name() + "." + field.name() + ": " + inner.length + " octets are not whole elements");
        }
        BinaryDecoder elements = new BinaryDecoder(inner);
        List<Datum> items = new ArrayList<>();
        while (!elements.atEnd()) {
            items.add(new Datum.Num(elements.number(elementBits), elementBits));
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
        long amount = size(size, data, numbers);
        boolean fill = size instanceof Layout.Fill || size instanceof Layout.Rest;
        long end = fill ? bits / 8 + amount : octets.length;
        if (amount < 0 || end > octets.length || (!fill && amount > 8L * octets.length - bits)) {
            return refuse(layout.name() + "." + field.name() + ": more entries than octets at octet " + offset());
        }
        List<Datum> items = new ArrayList<>();
        while (fill ? bits < 8 * end : items.size() < amount) {
            int before = bits;
            Datum.Rec item = read(entry, Map.of(), FieldSpans.of(entry));
            if (item == null) {
                return null;
            }
            if (bits == before) {
                return refuse(layout.name() + "." + field.name() + ": empty entries");
            }
            items.add(item);
        }
        if (fill && bits != 8 * end) {
            return refuse(layout.name() + "." + field.name() + ": the entries do not fill " + amount + " octets");
        }
        return new Datum.Seq(items);
    }
}
