package dev.troth.reference.wire;

import dev.troth.spec.model.Layout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one line of text. An optional part is tried first as there, then as not there, so that
 * {@code ["|2^" power] ["|" life] ["|" mki ":" len]} is read as RFC 4568 section 9.2 means it; every other part takes as
 * much as it can and gives nothing back. The work is bounded by the length of the octets.
 */
final class LineDecoder {
    private final byte[] octets;
    private int at;
    private int stepsLeft;
    private int furthest;
    /** What was wanted in vain at the furthest place. */
    private final List<Layout.TextPart> wanted = new ArrayList<>(4);

    LineDecoder(byte[] octets, int start) {
        this.octets = octets;
        this.at = start;
        this.furthest = start;
        this.stepsLeft = 10_000 + 16 * Math.min(octets.length - start, Codec.MAX_OCTETS / 16);
    }

    int offset() {
        return at;
    }

    int furthest() {
        return furthest;
    }

    /** Why the line was refused. */
    String reason(Layout.Line layout) {
        Set<String> parts = new LinkedHashSet<>();
        wanted.forEach(part -> parts.add(shown(part)));
        String expected = parts.isEmpty() ? "another text" : String.join(" or ", parts);
        return layout.name() + ": " + expected + " expected at octet " + furthest;
    }

    private static String shown(Layout.TextPart part) {
        return switch (part) {
            case Layout.Literal(String text) -> Quoted.text(text);
            case Layout.Blank() -> "a blank";
            case Layout.TextField(String name, Layout.TextCodec codec, int ignored) ->
                name
                        + switch (codec) {
                            case Layout.Decimal(long low, long high) -> " (" + low + " to " + high + ")";
                            case Layout.Word() -> " (letters, digits, _)";
                            case Layout.Visible() -> " (visible characters)";
                            case Layout.Base64(int count) -> " (" + count + " octets in base64)";
                            case Layout.ColonHex(int count) -> " (" + count + " octets in hexadecimal, with colons)";
                        };
            case Layout.Maybe ignored -> "an optional part";
            case Layout.Many(Layout.Line entry, int ignored) -> entry.name();
        };
    }

    /** A line, or null. */
    Datum.@Nullable Rec line(Layout.Line layout, int[] spans) {
        Datum[] data = empty(layout);
        return parts(new Todo(layout.parts(), 0, null), data, spans) ? new Datum.Rec(layout, data) : null;
    }

    /** Nothing there yet. */
    private static Datum[] empty(Layout.Line layout) {
        Datum[] data = new Datum[layout.data().size()];
        Arrays.fill(data, Datum.ABSENT);
        lists(layout.parts(), data);
        return data;
    }

    private static void lists(List<Layout.TextPart> parts, Datum[] data) {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) instanceof Layout.Many(Layout.Line ignored, int slot)) {
                data[slot] = new Datum.Seq(List.of());
            } else if (parts.get(i) instanceof Layout.Maybe(List<Layout.TextPart> inner)) {
                lists(inner, data);
            }
        }
    }

    /** What is still to be read: parts from an index, then what follows them. */
    private record Todo(
            List<Layout.TextPart> parts,
            int index,
            @Nullable Todo then) {}

    private boolean parts(@Nullable Todo todo, Datum[] data, int[] spans) {
        if (todo == null) {
            return true;
        }
        if (stepsLeft-- <= 0) {
            return false;
        }
        if (todo.index() == todo.parts().size()) {
            return parts(todo.then(), data, spans);
        }
        Todo rest = new Todo(todo.parts(), todo.index() + 1, todo.then());
        int start = at;
        Layout.TextPart part = todo.parts().get(todo.index());
        boolean read = switch (part) {
            case Layout.Literal(String text) -> literal(text, part) && parts(rest, data, spans);
            case Layout.Blank() -> blank(part) && parts(rest, data, spans);
            case Layout.TextField field -> field(field, data, spans) && parts(rest, data, spans);
            case Layout.Maybe(List<Layout.TextPart> inner) -> maybe(inner, rest, data, spans);
            case Layout.Many(Layout.Line entry, int slot) -> {
                spans[2 * slot] = 8 * at;
                data[slot] = new Datum.Seq(many(entry));
                spans[2 * slot + 1] = 8 * at;
                yield parts(rest, data, spans);
            }
        };
        if (!read) {
            at = start;
        }
        return read;
    }

    private boolean maybe(List<Layout.TextPart> inner, Todo rest, Datum[] data, int[] spans) {
        Datum[] dataBefore = data.clone();
        int[] spansBefore = spans.clone();
        if (parts(new Todo(inner, 0, rest), data, spans)) {
            return true;
        }
        System.arraycopy(dataBefore, 0, data, 0, data.length);
        System.arraycopy(spansBefore, 0, spans, 0, spans.length);
        return parts(rest, data, spans);
    }

    private List<Datum> many(Layout.Line entry) {
        List<Datum> items = new ArrayList<>();
        while (true) {
            int start = at;
            Datum[] data = empty(entry);
            if (!parts(new Todo(entry.parts(), 0, null), data, FieldSpans.of(entry)) || at == start) {
                return items;
            }
            items.add(new Datum.Rec(entry, data));
        }
    }

    private boolean missed(Layout.TextPart part) {
        if (at > furthest) {
            furthest = at;
            wanted.clear();
        }
        if (at == furthest) {
            wanted.add(part);
        }
        return false;
    }

    private boolean literal(String text, Layout.TextPart part) {
        byte[] literal = text.getBytes(StandardCharsets.UTF_8);
        if (literal.length > octets.length - at
                || !Arrays.equals(literal, 0, literal.length, octets, at, at + literal.length)) {
            return missed(part);
        }
        at += literal.length;
        return true;
    }

    private boolean blank(Layout.TextPart part) {
        int start = at;
        while (at < octets.length && isBlank(octets[at])) {
            at++;
        }
        return at > start || missed(part);
    }

    static boolean isBlank(int c) {
        return c == ' ' || c == '\t';
    }

    private boolean field(Layout.TextField field, Datum[] data, int[] spans) {
        int start = at;
        Datum value = switch (field.codec()) {
            case Layout.Word() -> run(true);
            case Layout.Visible() -> run(false);
            case Layout.Decimal(long low, long high) -> decimal(low, high);
            case Layout.Base64(int count) -> base64(count);
            case Layout.ColonHex(int count) -> colonHex(count);
        };
        if (value == null) {
            at = start;
            return missed(field);
        }
        data[field.slot()] = value;
        spans[2 * field.slot()] = 8 * start;
        spans[2 * field.slot() + 1] = 8 * at;
        return true;
    }

    private @Nullable Datum run(boolean word) {
        int start = at;
        while (at < octets.length && (word ? isWord(octets[at]) : isVisible(octets[at]))) {
            at++;
        }
        return at == start ? null : new Datum.Text(new String(octets, start, at - start, StandardCharsets.US_ASCII));
    }

    static boolean isWord(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    static boolean isVisible(int c) {
        return c > ' ' && c < 0x7F;
    }

    /** Digits without a leading zero, so that each number has one spelling. */
    private @Nullable Datum decimal(long low, long high) {
        int start = at;
        long value = 0;
        while (at < octets.length && octets[at] >= '0' && octets[at] <= '9') {
            int digit = octets[at] - '0';
            if (value > (high - digit) / 10) {
                return null;
            }
            value = 10 * value + digit;
            at++;
        }
        boolean leadingZero = at - start > 1 && octets[start] == '0';
        boolean fits = at > start && !leadingZero && value >= low && value <= high;
        return fits ? new Datum.Num(value, bits(high)) : null;
    }

    /** The width of the type that the language gives a number that may be as great as that. */
    private static int bits(long high) {
        return high < 1L << 32 ? 32 : 64;
    }

    private @Nullable Datum base64(int count) {
        byte[] value = Base64Text.read(octets, at, count);
        if (value == null) {
            return null;
        }
        at += Base64Text.length(count);
        return new Datum.Octets(value);
    }

    private @Nullable Datum colonHex(int count) {
        byte[] value = ColonHexText.read(octets, at, count);
        if (value == null) {
            return null;
        }
        at += ColonHexText.length(count);
        return new Datum.Octets(value);
    }
}
