package dev.troth.reference.wire;

import dev.troth.spec.model.Layout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one line of text. Optional parts are tried first as there, then as not there, so that
 * {@code ["|2^" power] ["|" life] ["|" mki ":" len]} is read as RFC 4568 section 9.2 means it. The work is bounded.
 */
final class LineDecoder {
    private static final int MAX_STEPS = 20_000;
    private static final int MAX_REPEATS = 64;

    private final byte[] octets;
    private int at;
    private int furthest;
    private int steps;

    LineDecoder(byte[] octets, int start) {
        this.octets = octets;
        this.at = start;
        this.furthest = start;
    }

    int offset() {
        return at;
    }

    int furthest() {
        return furthest;
    }

    /** A line, or null. */
    Datum.@Nullable Rec line(Layout.Line layout, int[] spans) {
        Datum[] data = empty(layout);
        if (parts(new Todo(layout.parts(), 0, null), data, spans)) {
            return new Datum.Rec(layout, data);
        }
        return null;
    }

    private static Datum[] empty(Layout.Line layout) {
        Datum[] data = new Datum[layout.data().size()];
        for (int i = 0; i < data.length; i++) {
            data[i] = layout.data().get(i).type() instanceof dev.troth.spec.model.Type.Seq
                    ? new Datum.Seq(List.of())
                    : Datum.ABSENT;
        }
        return data;
    }

    /** What is still to be read: parts from an index, then what follows them. */
    private record Todo(
            List<Layout.TextPart> parts,
            int index,
            @Nullable Todo then) {}

    private boolean parts(@Nullable Todo todo, Datum[] data, int[] spans) {
        if (++steps > MAX_STEPS) {
            return false;
        }
        if (todo == null) {
            return true;
        }
        if (todo.index() == todo.parts().size()) {
            return parts(todo.then(), data, spans);
        }
        Todo rest = new Todo(todo.parts(), todo.index() + 1, todo.then());
        int start = at;
        boolean read = switch (todo.parts().get(todo.index())) {
            case Layout.Literal(String text) -> literal(text) && parts(rest, data, spans);
            case Layout.Blank() -> blank() && parts(rest, data, spans);
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
        int start = at;
        if (parts(new Todo(inner, 0, rest), data, spans)) {
            return true;
        }
        at = start;
        System.arraycopy(dataBefore, 0, data, 0, data.length);
        System.arraycopy(spansBefore, 0, spans, 0, spans.length);
        return parts(rest, data, spans);
    }

    private List<Datum> many(Layout.Line entry) {
        List<Datum> items = new ArrayList<>();
        while (items.size() < MAX_REPEATS) {
            int start = at;
            Datum[] data = empty(entry);
            if (!parts(new Todo(entry.parts(), 0, null), data, FieldSpans.of(entry)) || at == start) {
                at = start;
                break;
            }
            items.add(new Datum.Rec(entry, data));
        }
        return items;
    }

    private void seen() {
        furthest = Math.max(furthest, at);
    }

    private boolean literal(String text) {
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        seen();
        if (wanted.length > octets.length - at
                || !Arrays.equals(wanted, 0, wanted.length, octets, at, at + wanted.length)) {
            return false;
        }
        at += wanted.length;
        seen();
        return true;
    }

    private boolean blank() {
        int start = at;
        while (at < octets.length && (octets[at] == ' ' || octets[at] == '\t')) {
            at++;
        }
        seen();
        return at > start;
    }

    static boolean isWord(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    static boolean isVisible(int c) {
        return c > ' ' && c < 0x7F;
    }

    private boolean field(Layout.TextField field, Datum[] data, int[] spans) {
        int start = at;
        Datum value = switch (field.codec()) {
            case Layout.Word() -> run(true);
            case Layout.Visible() -> run(false);
            case Layout.Decimal(long low, long high) -> decimal(low, high, bits(high));
            case Layout.Base64(int count) -> base64(count);
        };
        seen();
        if (value == null) {
            at = start;
            return false;
        }
        data[field.slot()] = value;
        spans[2 * field.slot()] = 8 * start;
        spans[2 * field.slot() + 1] = 8 * at;
        return true;
    }

    private static int bits(long high) {
        return high < 1L << 32 ? 32 : 64;
    }

    private @Nullable Datum run(boolean word) {
        int start = at;
        while (at < octets.length && (word ? isWord(octets[at]) : isVisible(octets[at]))) {
            at++;
        }
        return at == start ? null : new Datum.Text(new String(octets, start, at - start, StandardCharsets.US_ASCII));
    }

    /** Digits without a leading zero, so that each number has one spelling. */
    private @Nullable Datum decimal(long low, long high, int bits) {
        int start = at;
        long value = 0;
        while (at < octets.length && octets[at] >= '0' && octets[at] <= '9' && at - start < 18) {
            value = 10 * value + octets[at] - '0';
            at++;
        }
        boolean leadingZero = at - start > 1 && octets[start] == '0';
        boolean fits = at > start && !leadingZero && value >= low && value <= high;
        return fits ? new Datum.Num(value, bits) : null;
    }

    private @Nullable Datum base64(int count) {
        int length = (count + 2) / 3 * 4;
        if (length > octets.length - at) {
            return null;
        }
        byte[] text = Arrays.copyOfRange(octets, at, at + length);
        try {
            byte[] value = Base64.getDecoder().decode(text);
            boolean canonical = Arrays.equals(Base64.getEncoder().encode(value), text);
            if (value.length != count || !canonical) {
                return null;
            }
            at += length;
            return new Datum.Octets(value);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }
}
