package dev.troth.reference.wire;

import dev.troth.spec.model.Layout;
import dev.troth.statemachine.algebra.UnbuildableException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one line of text, part by part. */
final class LineEncoder {
    private LineEncoder() {}

    /**
     * Writes a line.
     *
     * @param spans filled with where each data field lies; null if nobody asks
     * @throws UnbuildableException if a value does not fit its field
     */
    static void encode(Layout.Line line, Datum[] data, BitWriter out, int @Nullable [] spans) {
        parts(line, line.parts(), data, out, spans);
    }

    private static void parts(
            Layout.Line line, List<Layout.TextPart> parts, Datum[] data, BitWriter out, int @Nullable [] spans) {
        for (Layout.TextPart part : parts) {
            int start = out.position();
            switch (part) {
                case Layout.Literal(String text) -> out.text(text);
                case Layout.Blank() -> out.text(" ");
                case Layout.TextField(String name, Layout.TextCodec codec, int slot) -> {
                    out.text(text(line, name, codec, data[slot]));
                    span(spans, slot, start, out);
                }
                case Layout.Maybe(List<Layout.TextPart> inner) -> {
                    if (isThere(inner, data)) {
                        parts(line, inner, data, out, spans);
                    }
                }
                case Layout.Many(Layout.Line entry, int slot) -> {
                    many(line, entry, data[slot], out);
                    span(spans, slot, start, out);
                }
            }
        }
    }

    private static void span(int @Nullable [] spans, int slot, int start, BitWriter out) {
        if (spans != null) {
            spans[2 * slot] = start;
            spans[2 * slot + 1] = out.position();
        }
    }

    private static void many(Layout.Line line, Layout.Line entry, Datum value, BitWriter out) {
        if (value == Datum.ABSENT) {
            return;
        }
        if (!(value instanceof Datum.Seq(List<Datum> items))) {
            throw fault(line, entry.name(), "is not a list");
        }
        for (Datum item : items) {
            if (!(item instanceof Datum.Rec(Layout of, Datum[] data)) || of != entry) {
                throw fault(line, entry.name(), "has an item that is not an entry");
            }
            encode(entry, data, out, null);
        }
    }

    /** True if the first field of an optional part has a value. */
    static boolean isThere(List<Layout.TextPart> parts, Datum[] data) {
        for (Layout.TextPart part : parts) {
            if (part instanceof Layout.TextField(String ignored, Layout.TextCodec alsoIgnored, int slot)) {
                return data[slot] != Datum.ABSENT;
            }
            if (part instanceof Layout.Many(Layout.Line ignored, int slot)) {
                return data[slot] instanceof Datum.Seq(List<Datum> items) && !items.isEmpty();
            }
        }
        return false;
    }

    /** A value as it stands in a line. */
    static String text(Layout.Line line, String name, Layout.TextCodec codec, Datum value) {
        if (value == Datum.ABSENT) {
            throw fault(line, name, "has no value");
        }
        return switch (codec) {
            case Layout.Decimal(long low, long high) -> {
                if (value instanceof Datum.Num(long number, int ignored) && number >= low && number <= high) {
                    yield Long.toString(number);
                }
                throw fault(line, name, "is " + Dissection.shown(value) + ", not between " + low + " and " + high);
            }
            case Layout.Base64(int octets) -> Base64Text.write(sized(line, name, value, octets));
            case Layout.ColonHex(int octets) -> ColonHexText.write(sized(line, name, value, octets));
            case Layout.Word() -> checked(line, name, value, true);
            case Layout.Visible() -> checked(line, name, value, false);
        };
    }

    private static byte[] sized(Layout.Line line, String name, Datum value, int octets) {
        byte[] bytes = Octetting.octets(value);
        if (bytes.length != octets) {
            throw fault(line, name, "has " + bytes.length + " octets, not " + octets);
        }
        return bytes;
    }

    private static String checked(Layout.Line line, String name, Datum value, boolean word) {
        String text = new String(Octetting.octets(value), StandardCharsets.UTF_8);
        boolean fits = !text.isEmpty();
        for (int i = 0; fits && i < text.length(); i++) {
            fits = word ? LineDecoder.isWord(text.charAt(i)) : LineDecoder.isVisible(text.charAt(i));
        }
        if (!fits) {
            throw fault(line, name, word ? "is not letters, digits and _" : "is not visible characters");
        }
        return text;
    }

    private static UnbuildableException fault(Layout.Line line, String name, String what) {
        return new UnbuildableException(name + " of " + line.name() + " " + what);
    }
}
