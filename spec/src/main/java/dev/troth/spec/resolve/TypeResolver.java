package dev.troth.spec.resolve;

import dev.troth.spec.diagnostic.Code;
import dev.troth.spec.diagnostic.Suggestion;
import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Type;
import dev.troth.spec.syntax.ExprTree;
import dev.troth.spec.syntax.TypeTree;
import dev.troth.spec.text.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Types as written to types as meant. */
final class TypeResolver {
    static final Type UNKNOWN = new Type.Unknown();
    private static final List<String> WORDS = List.of("bytes", "text", "agent", "time", "u8", "u16", "u32", "u64");

    /** The longest length that a type may name, in octets. */
    static final int MAX_OCTETS = 999_999;

    private final Names names;

    TypeResolver(Names names) {
        this.names = names;
    }

    /** The type of a value; sets and maps are stores and not values. Octets of any length for null. */
    Type value(@Nullable TypeTree tree) {
        return switch (tree) {
            case null -> Type.BYTES;
            case TypeTree.Simple(Span span, String name) -> simple(span, name);
            case TypeTree.Bytes(Span span, ExprTree low, ExprTree high) -> bytes(span, low, high);
            case TypeTree.ListOf list -> new Type.Seq(value(list.element()));
            case TypeTree.SetOf set -> storeMisplaced(set.span());
            case TypeTree.MapOf map -> storeMisplaced(map.span());
        };
    }

    private Type storeMisplaced(Span span) {
        names.diagnostics.report(
                Code.T0401,
                span,
                "only a `node` variable can be a set or a map",
                "not a value",
                "declare it with `node`");
        return UNKNOWN;
    }

    private Type simple(Span span, String name) {
        switch (name) {
            case "bytes" -> {
                return Type.BYTES;
            }
            case "text" -> {
                return Type.TEXT;
            }
            case "agent" -> {
                return Type.AGENT;
            }
            case "time" -> {
                return Type.TIME;
            }
            default -> {}
        }
        if (name.matches("u[0-9]{1,2}")) {
            int bits = Integer.parseInt(name.substring(1));
            if (bits >= 1 && bits <= 64) {
                return new Type.Int(bits);
            }
        }
        Layout layout = names.layouts.get(name);
        if (layout != null) {
            Message own =
                    layout instanceof Layout.Binary binary && binary.parameters() > 0 ? null : names.message(name);
            names.used.add("layout " + name);
            return own == null ? new Type.Rec(layout) : new Type.Msg(own);
        }
        Message message = names.message(name);
        if (message != null) {
            return new Type.Msg(message);
        }
        List<String> candidates = new ArrayList<>(WORDS);
        candidates.addAll(names.messageNames());
        String near = name.matches("u?int(8|16|32|64)(_t)?")
                ? "u" + name.replaceAll("[^0-9]", "")
                : Suggestion.nearest(name, candidates);
        if (!names.isUnread(Code.T0207, name)) {
            names.diagnostics.report(
                    Code.T0401,
                    span,
                    "there is no type " + name,
                    "not a type",
                    near == null
                            ? "types: bytes, bytes[16], bytes[8..32], u1 to u64, text, agent, time, list of TYPE, a layout or a message"
                            : "did you mean `" + near + "`?");
        }
        return UNKNOWN;
    }

    private Type bytes(Span span, ExprTree low, @Nullable ExprTree high) {
        int min = length(low);
        int max = high == null ? min : length(high);
        if (min < 0 || max < 0) {
            return Type.BYTES;
        }
        if (max < min) {
            names.diagnostics.report(
                    Code.T0405,
                    span,
                    "the larger length comes second",
                    min + " is more than " + max,
                    "write bytes[" + max + ".." + min + "]");
            return Type.BYTES;
        }
        return new Type.Octets(min, max);
    }

    /** A constant length in octets, or -1 (told). */
    int length(ExprTree tree) {
        if (tree instanceof ExprTree.Number(Span span, String digits)) {
            if (digits.length() <= 6) {
                return Integer.parseInt(digits);
            }
            names.diagnostics.report(Code.T0107, span, "this length is out of range", "at most 999999 octets", null);
            return -1;
        }
        names.diagnostics.report(Code.T0407, tree.span(), "a length in a type is a number", "not a number", null);
        return -1;
    }
}
