package dev.troth.spec.syntax;

import dev.troth.spec.text.Span;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parts of wire layouts as written. */
public final class LayoutTree {
    private LayoutTree() {}

    /** A field of a binary layout. */
    public sealed interface Field {
        Span span();

        String name();
    }

    /** A field with a shape and, perhaps, named values, a value and a condition. */
    public record Plain(
            Span span,
            String name,
            Span nameSpan,
            Shape shape,
            List<EnumName> names,
            @Nullable FieldValue value,
            @Nullable ExprTree condition,
            List<RefTree> refs)
            implements Field {}

    /** {@code cs[ncs] { ... }}: entries repeated. */
    public record Group(Span span, String name, Span nameSpan, Size size, List<Field> fields, List<RefTree> refs)
            implements Field {}

    public record EnumName(Span span, BigInteger value, String name) {}

    /** How a field lies on the wire. */
    public sealed interface Shape {}

    public record Bits(ExprTree.Number width) implements Shape {}

    public record Octets(Size size) implements Shape {}

    public record Text(Size size) implements Shape {}

    /** 64-bit NTP timestamp. */
    public record Time() implements Shape {}

    /** {@code vector(16) of u16}: a length in octets of 8, 16 or 24 bits, then the elements. */
    public record Vector(ExprTree.Number lengthBits, ExprTree.@Nullable Number elementBits) implements Shape {}

    /** How many octets or entries. */
    public sealed interface Size {
        Span span();
    }

    public record FixedSize(Span span, ExprTree.Number count) implements Size {}

    /** Named by an earlier field or a layout parameter. */
    public record NamedSize(Span span, String name) implements Size {}

    /** What is left of the message, less an amount. */
    public record RestSize(Span span, @Nullable ExprTree less) implements Size {}

    /** Entries until that many octets are used. */
    public record FillSize(Span span, String name) implements Size {}

    /** How a field gets its value. */
    public sealed interface FieldValue {
        Span span();
    }

    public record Fixed(Span span, ExprTree value) implements FieldValue {}

    public record Default(Span span, ExprTree value) implements FieldValue {}

    public record SizeOf(Span span, String field) implements FieldValue {}

    public record CountOf(Span span, String field) implements FieldValue {}

    /** {@code size(field ..)} and {@code words(field ..)}: from a field to the end of the layout. */
    public record SpanFrom(Span span, String field, int unit) implements FieldValue {}

    /** {@code counter}. */
    public record Counter(Span span) implements FieldValue {}

    /** {@code crc32c}. */
    public record Crc(Span span) implements FieldValue {}

    public record NextInChain(Span span) implements FieldValue {}

    /** A part of a text layout. */
    public sealed interface TextPart {
        Span span();
    }

    public record Literal(Span span, String value) implements TextPart {}

    /** One or more blanks; one when written. */
    public record Blank(Span span) implements TextPart {}

    /** {@code tag : decimal(1..9)}. */
    public record TextField(
            Span span,
            String name,
            String codec,
            @Nullable ExprTree low,
            @Nullable ExprTree high) implements TextPart {}

    public record Optional(Span span, List<TextPart> parts) implements TextPart {}

    public record Many(Span span, String name, List<TextPart> parts) implements TextPart {}

    /** One payload of a message: {@code IDi:ID?}, {@code HDR(type = PskInit)}, {@code SP*}. */
    public record Element(
            Span span, String label, String layout, Span layoutSpan, List<ExprTree.Arg> fixed, char multiplicity) {}
}
