package dev.troth.spec.resolve;

import dev.troth.spec.diagnostic.Code;
import dev.troth.spec.diagnostic.Suggestion;
import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Type;
import dev.troth.spec.syntax.DeclTree;
import dev.troth.spec.syntax.ExprTree;
import dev.troth.spec.syntax.LayoutTree;
import dev.troth.spec.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Text layouts: lines made of literals, blanks and fields. */
final class LineResolver {
    private static final List<String> CODECS = List.of("decimal", "token", "vchar", "base64", "hex");

    private final Names names;

    LineResolver(Names names) {
        this.names = names;
    }

    Layout.Line line(DeclTree.Text tree) {
        List<Layout.DataField> data = new ArrayList<>();
        List<Layout.TextPart> parts = parts(tree.name(), tree.parts(), data, false);
        return new Layout.Line(tree.name(), parts, List.copyOf(data), names.refs(tree.refs()));
    }

    private List<Layout.TextPart> parts(
            String owner, List<LayoutTree.TextPart> trees, List<Layout.DataField> data, boolean optional) {
        List<Layout.TextPart> parts = new ArrayList<>();
        for (LayoutTree.TextPart tree : trees) {
            parts.add(
                    switch (tree) {
                        case LayoutTree.Literal(Span ignored, String value) -> new Layout.Literal(value);
                        case LayoutTree.Blank ignored -> new Layout.Blank();
                        case LayoutTree.TextField field -> field(owner, field, data, optional);
                        case LayoutTree.Optional(Span span, List<LayoutTree.TextPart> inner) -> {
                            if (inner.stream().noneMatch(p -> p instanceof LayoutTree.TextField)) {
                                names.diagnostics.report(
                                        Code.T0503,
                                        span,
                                        "an optional part needs a field",
                                        "nothing tells whether it is there",
                                        null);
                            }
                            yield new Layout.Maybe(parts(owner, inner, data, true));
                        }
                        case LayoutTree.Many(Span span, String name, List<LayoutTree.TextPart> inner) -> {
                            List<Layout.DataField> entryData = new ArrayList<>();
                            List<Layout.TextPart> entryParts = parts(owner + "." + name, inner, entryData, false);
                            if (entryParts.isEmpty()) {
                                names.diagnostics.report(
                                        Code.T0503, span, "a repeated part cannot be empty", "nothing to repeat", null);
                            }
                            Layout.Line entry =
                                    new Layout.Line(owner + "." + name, entryParts, List.copyOf(entryData), List.of());
                            int slot = add(span, name, new Type.Seq(new Type.Rec(entry)), false, data);
                            yield new Layout.Many(entry, slot);
                        }
                    });
        }
        return List.copyOf(parts);
    }

    private int add(Span span, String name, Type type, boolean optional, List<Layout.DataField> data) {
        if (data.stream().anyMatch(d -> d.name().equals(name))) {
            names.diagnostics.report(Code.T0202, span, "field " + name + " is declared twice", "again", null);
        }
        data.add(new Layout.DataField(name, type, optional, null, Map.of()));
        return data.size() - 1;
    }

    private Layout.TextPart field(
            String owner, LayoutTree.TextField tree, List<Layout.DataField> data, boolean optional) {
        Layout.TextCodec codec;
        Type type;
        switch (tree.codec()) {
            case "decimal" -> {
                long low = number(tree.low(), tree, 0);
                long high = number(tree.high(), tree, Long.MAX_VALUE);
                codec = new Layout.Decimal(low, high);
                type = new Type.Int(high < 1L << 32 ? 32 : 64);
            }
            case "token" -> {
                codec = new Layout.Word();
                type = Type.TEXT;
            }
            case "vchar" -> {
                codec = new Layout.Visible();
                type = Type.TEXT;
            }
            case "base64", "hex" -> {
                int octets = (int) Math.min(65536, number(tree.low(), tree, 0));
                if (octets == 0) {
                    names.diagnostics.report(
                            Code.T0502,
                            tree.span(),
                            tree.codec() + " needs a number of octets",
                            "how many?",
                            "write " + tree.codec() + "(30)");
                }
                codec = tree.codec().equals("hex") ? new Layout.ColonHex(octets) : new Layout.Base64(octets);
                type = new Type.Octets(octets, octets);
            }
            default -> {
                names.diagnostics.report(
                        Code.T0503,
                        tree.span(),
                        owner + ": there is no text codec " + tree.codec(),
                        "not known",
                        Suggestion.help(tree.codec(), CODECS));
                codec = new Layout.Word();
                type = TypeResolver.UNKNOWN;
            }
        }
        return new Layout.TextField(tree.name(), codec, add(tree.span(), tree.name(), type, optional, data));
    }

    private long number(@Nullable ExprTree tree, LayoutTree.TextField field, long otherwise) {
        if (tree == null) {
            return otherwise;
        }
        if (tree instanceof ExprTree.Number(Span span, String digits)) {
            if (digits.length() <= 18) {
                return Long.parseLong(digits);
            }
            names.diagnostics.report(Code.T0107, span, "this number is out of range", "at most 18 digits", null);
            return otherwise;
        }
        names.diagnostics.report(
                Code.T0407, tree.span(), "field " + field.name() + " needs a number here", "not a number", null);
        return otherwise;
    }
}
