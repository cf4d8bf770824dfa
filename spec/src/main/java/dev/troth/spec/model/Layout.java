package dev.troth.spec.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one payload, packet or line. A value of a layout is the list of its {@link #data() data fields} in
 * order; what computes itself (lengths, counts, chain links, fixed values) is not part of the value.
 */
public sealed interface Layout {
    String name();

    /** The fields that carry a value, in order; their positions are the slots of a value. */
    List<DataField> data();

    /** The slot of the data field of that name, or -1. */
    default int slot(String field) {
        List<DataField> data = data();
        for (int i = 0; i < data.size(); i++) {
            if (data.get(i).name().equals(field)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * A field that carries a value.
     *
     * @param optional true if it may be absent
     * @param standard the value taken when none is given, or null if one must be given
     * @param names the names of its values, in ascending order of value; empty for most fields
     */
    record DataField(
            String name,
            Type type,
            boolean optional,
            @Nullable Expr standard,
            Map<Long, String> names) {}

    /** A layout of bits and octets. Its parameters (such as the length of a tag) are its first data fields. */
    record Binary(String name, int parameters, List<Field> fields, List<DataField> data, List<Ref> refs)
            implements Layout {
        /** How many octets the text at a slot always has; -1 if it is not a text or not always as long. */
        public int textOctets(int slot) {
            for (Field field : fields) {
                if (field.slot() == slot && field.shape() instanceof Chars(Constant(int count))) {
                    return count;
                }
            }
            return -1;
        }

        @Override
        public String toString() {
            return name;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    /** One line of text. */
    record Line(String name, List<TextPart> parts, List<DataField> data, List<Ref> refs) implements Layout {
        @Override
        public String toString() {
            return name;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    /**
     * One field on the wire, in wire order.
     *
     * @param slot its place among the data fields, or -1 if it computes itself
     * @param present the test under which it is there, or null if always
     */
    record Field(
            String name,
            Shape shape,
            Source source,
            int slot,
            @Nullable Present present,
            List<Ref> refs) {}

    /** {@code if type in [A, B]}: the field at an index (of {@link Binary#fields()}) has one of these values. */
    record Present(int field, List<Long> values) {}

    /** How a field lies on the wire. */
    sealed interface Shape {}

    /** Bits, most significant first. */
    record Bits(int width) implements Shape {}

    record Octets(Size size) implements Shape {}

    record Chars(Size size) implements Shape {}

    record NtpTime() implements Shape {}

    /** A length of that many bits, counting octets, then unsigned integers of {@code elementBits}, or octets if 0. */
    record Vector(int lengthBits, int elementBits) implements Shape {}

    /** Entries one after another, each a value of {@code entry}. */
    record Group(Size size, Binary entry) implements Shape {}

    /** How many octets (or entries of a group). */
    sealed interface Size {}

    record Constant(int count) implements Size {}

    /** The value of an earlier field. */
    record FieldSize(int field) implements Size {}

    /** The value of a parameter. */
    record ParameterSize(int slot) implements Size {}

    /** The rest of the message, less a constant and less a parameter (slot, or -1). */
    record Rest(int less, int lessParameter) implements Size {}

    /** Entries until the octets counted by an earlier field are used. */
    record Fill(int field) implements Size {}

    /** Where a field's value comes from. */
    sealed interface Source {}

    record Given() implements Source {}

    /** Always this value; anything else cannot be decoded. */
    record Fixed(long value) implements Source {}

    /** Always this text; anything else cannot be decoded. */
    record FixedText(String text) implements Source {}

    /** How many units of so many octets lie from the field at that index, it included, to the end of the layout. */
    record SpanFrom(int field, int unit) implements Source {}

    /** One more than in the packet that the same sender sent before; only in the frame of a channel. */
    record Counter() implements Source {}

    /** The CRC-32C of all octets before it. */
    record Crc() implements Source {}

    /** The length in octets of the field at that index. */
    record SizeOf(int field) implements Source {}

    /** The number of entries of the group at that index. */
    record CountOf(int field) implements Source {}

    /** The number of the next payload in the chain, 0 for none. */
    record NextInChain() implements Source {}

    /** A part of a line. */
    sealed interface TextPart {}

    record Literal(String text) implements TextPart {}

    /** One or more blanks; one blank when written. */
    record Blank() implements TextPart {}

    record TextField(String name, TextCodec codec, int slot) implements TextPart {}

    /** There or not: there when its first field has a value. */
    record Maybe(List<TextPart> parts) implements TextPart {}

    /** Repeated; each time a value of {@code entry}. */
    record Many(Line entry, int slot) implements TextPart {}

    /** How a value is written as text. */
    sealed interface TextCodec {}

    record Decimal(long low, long high) implements TextCodec {}

    /** Letters, digits and underscore, at least one. */
    record Word() implements TextCodec {}

    /** Visible characters, at least one. */
    record Visible() implements TextCodec {}

    record Base64(int octets) implements TextCodec {}

    /** Two upper-case hexadecimal digits an octet, colons between (RFC 8122 section 5). */
    record ColonHex(int octets) implements TextCodec {}
}
