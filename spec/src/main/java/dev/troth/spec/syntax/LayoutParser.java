package dev.troth.spec.syntax;

import dev.troth.spec.diagnostic.Code;
import dev.troth.spec.text.Span;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chains, binary layouts, text layouts and messages. */
final class LayoutParser {
    private final TokenStream in;
    private final ExprParser exprs;
    private final TypeParser types;
    /** How many messages of fields there are so far: the first octet of each tells it from the others. */
    private int fieldMessages;

    LayoutParser(TokenStream in, ExprParser exprs, TypeParser types) {
        this.in = in;
        this.exprs = exprs;
        this.types = types;
    }

    DeclTree chain() {
        Span start = in.next().span();
        int bits = in.small("the width of the next-payload field in bits");
        List<LayoutTree.EnumName> entries = enumNames();
        return new DeclTree.Chain(start.to(in.last()), bits, entries, in.refs());
    }

    private List<LayoutTree.EnumName> enumNames() {
        in.expect("{", "named values stand in braces: { 0 A, 1 B }");
        List<LayoutTree.EnumName> names = new ArrayList<>();
        while (!in.at("}") && !in.atEnd()) {
            ExprTree.Number value = in.expectNumber("a number");
            Token name = in.expectWord("the name of value " + value.digits());
            names.add(
                    new LayoutTree.EnumName(value.span().to(name.span()), new BigInteger(value.digits()), name.text()));
            if (!in.take(",")) {
                break;
            }
        }
        in.expect("}", "named values are separated by `,` and closed by `}`");
        return names;
    }

    DeclTree layout() {
        Token first = in.next();
        Token name = in.expectWord("the name of the layout");
        List<DeclTree.ParamTree> params = in.at("(") ? types.params() : List.of();
        List<RefTree> refs = new ArrayList<>(in.refs());
        List<LayoutTree.Field> fields = fields();
        refs.addAll(in.refs());
        return new DeclTree.Layout(first.span().to(in.last()), name.text(), name.span(), params, fields, refs);
    }

    private List<LayoutTree.Field> fields() {
        return in.nested(() -> in.block("layout", TokenStream.Starts.with(List.of(), ":", "["), this::field));
    }

    private LayoutTree.Field field() {
        Token name = in.expectWord("a field, such as seq : 16");
        if (in.take("[")) {
            LayoutTree.Size size = size();
            in.expect("]", "a repeated group is written name[count] { fields }");
            List<LayoutTree.Field> fields = fields();
            return new LayoutTree.Group(name.span().to(in.last()), name.text(), name.span(), size, fields, in.refs());
        }
        in.expect(":", "a field is written name : shape");
        LayoutTree.Shape shape = shape();
        List<LayoutTree.EnumName> names = in.at("{") ? enumNames() : List.of();
        LayoutTree.FieldValue value = value();
        ExprTree condition = in.take("if") ? exprs.expr() : null;
        return new LayoutTree.Plain(
                name.span().to(in.last()), name.text(), name.span(), shape, names, value, condition, in.refs());
    }

    private LayoutTree.Shape shape() {
        if (in.at(Token.Kind.NUMBER)) {
            return new LayoutTree.Bits(in.expectNumber("a width in bits"));
        }
        Token word = in.peek();
        if (in.take("bytes")) {
            return new LayoutTree.Octets(bracketed());
        }
        if (in.take("text")) {
            return new LayoutTree.Text(bracketed());
        }
        if (in.take("time")) {
            return new LayoutTree.Time();
        }
        if (in.take("vector")) {
            in.expect("(", "as in: vector(16) or vector(16) of 16");
            ExprTree.Number lengthBits = in.expectNumber("the width of the length in bits");
            in.expect(")", "as in: vector(16) or vector(16) of 16");
            ExprTree.Number element = in.take("of") ? in.expectNumber("the width of an element in bits") : null;
            return new LayoutTree.Vector(lengthBits, element);
        }
        throw in.unexpected(
                "a shape: a width in bits, bytes[...], text[...], time or vector(...)",
                word.is("u8") || word.is("u16") || word.is("u32")
                        ? "write the width in bits: " + word.text().substring(1)
                        : null);
    }

    private LayoutTree.Size bracketed() {
        in.expect("[", "a size stands in brackets");
        LayoutTree.Size size = size();
        in.expect("]", "a size is closed by `]`");
        return size;
    }

    private LayoutTree.Size size() {
        if (in.at(Token.Kind.NUMBER)) {
            ExprTree.Number count = in.expectNumber("a size");
            return new LayoutTree.FixedSize(count.span(), count);
        }
        Token word = in.expectWord("a number, an earlier field, `rest` or `fill FIELD`");
        if (word.is("rest")) {
            ExprTree less = in.take("-") ? exprs.expr() : null;
            return new LayoutTree.RestSize(word.span().to(in.last()), less);
        }
        if (word.is("fill")) {
            Token field = in.expectWord("the field that holds the octets to fill");
            return new LayoutTree.FillSize(word.span().to(field.span()), field.text());
        }
        return new LayoutTree.NamedSize(word.span(), word.text());
    }

    private LayoutTree.@Nullable FieldValue value() {
        Span start = in.peek().span();
        if (in.take("default")) {
            ExprTree value = exprs.expr();
            return new LayoutTree.Default(start.to(value.span()), value);
        }
        if (!in.take("=")) {
            return null;
        }
        if (in.at("chain") && !in.peek(1).is("(")) {
            in.next();
            return new LayoutTree.NextInChain(start.to(in.last()));
        }
        if ((in.at("counter") || in.at("crc32c")) && !in.peek(1).is("(")) {
            Token word = in.next();
            Span span = start.to(in.last());
            return word.is("counter") ? new LayoutTree.Counter(span) : new LayoutTree.Crc(span);
        }
        if ((in.at("size") || in.at("count") || in.at("words")) && in.peek(1).is("(")) {
            return measure(start);
        }
        ExprTree value = exprs.expr();
        return new LayoutTree.Fixed(start.to(value.span()), value);
    }

    /** {@code size(field)}, {@code count(field)}, {@code size(field ..)}, {@code words(field ..)}. */
    private LayoutTree.FieldValue measure(Span start) {
        Token word = in.next();
        in.next();
        Token field = in.expectWord("a field of this layout");
        boolean open = !word.is("count") && (word.is("words") ? expectOpen() : in.take(".."));
        in.expect(")", "as in: size(field), count(field), size(field ..) or words(field ..)");
        Span span = start.to(in.last());
        if (open) {
            return new LayoutTree.SpanFrom(span, field.text(), word.is("words") ? WORD_OCTETS : 1);
        }
        return word.is("size") ? new LayoutTree.SizeOf(span, field.text()) : new LayoutTree.CountOf(span, field.text());
    }

    private boolean expectOpen() {
        in.expect("..", "words are counted to the end of the layout: words(field ..)");
        return true;
    }

    /** Octets in a word of 32 bits. */
    private static final int WORD_OCTETS = 4;

    DeclTree text() {
        Token first = in.next();
        Token name = in.expectWord("the name of the text layout");
        List<RefTree> refs = new ArrayList<>(in.refs());
        List<LayoutTree.TextPart> parts = textParts();
        refs.addAll(in.refs());
        return new DeclTree.Text(first.span().to(in.last()), name.text(), name.span(), parts, refs);
    }

    private List<LayoutTree.TextPart> textParts() {
        in.expect("{", "the parts of a text layout stand in braces");
        List<LayoutTree.TextPart> parts = new ArrayList<>();
        while (!in.at("}") && !in.atEnd()) {
            if (!in.take(";")) {
                parts.add(in.nested(this::textPart));
            }
        }
        in.expect("}", "a text layout is closed by `}`");
        return parts;
    }

    private LayoutTree.TextPart textPart() {
        if (!in.at(Token.Kind.STRING) && !in.at(Token.Kind.WORD)) {
            throw in.unexpected(
                    "a part of a text layout", "a string, ws, opt { ... }, many name { ... }, or name : codec");
        }
        Token first = in.next();
        if (first.kind() == Token.Kind.STRING) {
            return new LayoutTree.Literal(first.span(), first.text());
        }
        if (first.is("ws")) {
            return new LayoutTree.Blank(first.span());
        }
        if (first.is("opt") && in.at("{")) {
            List<LayoutTree.TextPart> parts = textParts();
            return new LayoutTree.Optional(first.span().to(in.last()), parts);
        }
        if (first.is("many") && in.at(Token.Kind.WORD)) {
            String name = in.next().text();
            List<LayoutTree.TextPart> parts = textParts();
            return new LayoutTree.Many(first.span().to(in.last()), name, parts);
        }
        in.expect(":", "a field of a text layout is written name : codec");
        Token codec = in.expectWord("a codec: decimal(a..b), token, base64(n), hex(n), vchar");
        ExprTree low = null;
        ExprTree high = null;
        if (in.take("(")) {
            low = exprs.expr();
            high = in.take("..") ? exprs.expr() : null;
            in.expect(")", "as in: decimal(1..9) or base64(30)");
        }
        return new LayoutTree.TextField(first.span().to(in.last()), first.text(), codec.text(), low, high);
    }

    DeclTree message() {
        Token first = in.next();
        Token name = in.expectWord("the name of the message");
        if (in.at("{")) {
            return fieldMessage(first, name);
        }
        in.expect("=", "as in: message Name = PAYLOAD PAYLOAD? PAYLOAD*, or message Name { field : type }");
        List<LayoutTree.Element> elements = new ArrayList<>();
        do {
            elements.add(element());
        } while (in.at(Token.Kind.WORD) && !in.peek().startsLine());
        return new DeclTree.Message(first.span().to(in.last()), name.text(), name.span(), elements, in.refs());
    }

    /**
     * {@code message Name { na : bytes[16], a : agent }}: a message whose place on the wire nobody prescribes. It becomes
     * a layout: an octet that tells it from other such messages, then each field, those of no fixed length after two
     * octets that say it.
     */
    private DeclTree fieldMessage(Token first, Token name) {
        in.next();
        List<LayoutTree.Field> fields = new ArrayList<>();
        ExprTree.Number kind = new ExprTree.Number(name.span(), Integer.toString(++fieldMessages));
        fields.add(
                plain(name.span(), "kind", bits(name.span(), "8"), new LayoutTree.Fixed(name.span(), kind), List.of()));
        while (!in.at("}") && !in.atEnd()) {
            Token field = in.expectWord("a field, such as na : bytes[16]");
            in.expect(":", "a field is written name : type");
            TypeTree type = types.type();
            addField(fields, field, type);
            if (!in.take(",") && !in.at("}")) {
                throw in.unexpected("`,` or `}`", "fields of a message are separated by commas");
            }
        }
        in.expect("}", "as in: message Name { na : bytes[16], a : agent }");
        return new DeclTree.Layout(first.span().to(in.last()), name.text(), name.span(), List.of(), fields, in.refs());
    }

    private void addField(List<LayoutTree.Field> fields, Token name, TypeTree type) {
        Span span = name.span();
        if (type instanceof TypeTree.Bytes(Span ignored, ExprTree.Number size, ExprTree high) && high == null) {
            LayoutTree.Shape octets = new LayoutTree.Octets(new LayoutTree.FixedSize(size.span(), size));
            fields.add(plain(span, name.text(), octets, null, in.refs()));
            return;
        }
        String simple = type instanceof TypeTree.Simple(Span ignored, String word) ? word : "";
        String length = name.text() + "_length";
        switch (simple) {
            case "bytes", "text", "agent" -> {
                LayoutTree.Size size = new LayoutTree.NamedSize(span, length);
                LayoutTree.Shape shape =
                        simple.equals("bytes") ? new LayoutTree.Octets(size) : new LayoutTree.Text(size);
                fields.add(plain(span, length, bits(span, "16"), new LayoutTree.SizeOf(span, name.text()), List.of()));
                fields.add(plain(span, name.text(), shape, null, in.refs()));
            }
            case "time" -> fields.add(plain(span, name.text(), new LayoutTree.Time(), null, in.refs()));
            case "u8", "u16", "u32", "u64" ->
                fields.add(plain(span, name.text(), bits(span, simple.substring(1)), null, in.refs()));
            default -> {
                in.diagnostics()
                        .report(
                                Code.T0105,
                                type.span(),
                                "a field of a message is bytes, bytes[n], u8, u16, u32, u64, text, agent or time",
                                "none of these",
                                "a message with another shape on the wire is written with `layout`");
                throw new TokenStream.Fault();
            }
        }
    }

    private static LayoutTree.Shape bits(Span span, String width) {
        return new LayoutTree.Bits(new ExprTree.Number(span, width));
    }

    private static LayoutTree.Field plain(
            Span span, String name, LayoutTree.Shape shape, LayoutTree.@Nullable FieldValue value, List<RefTree> refs) {
        return new LayoutTree.Plain(span, name, span, shape, List.of(), value, null, refs);
    }

    private LayoutTree.Element element() {
        Token label = in.expectWord("a payload");
        Token layout = in.take(":") ? in.expectWord("the layout of " + label.text()) : label;
        List<ExprTree.Arg> fixed = in.at("(") ? exprs.args() : List.of();
        char multiplicity = in.take("?") ? '?' : in.take("*") ? '*' : in.take("+") ? '+' : '1';
        return new LayoutTree.Element(
                label.span().to(in.last()), label.text(), layout.text(), layout.span(), fixed, multiplicity);
    }
}
