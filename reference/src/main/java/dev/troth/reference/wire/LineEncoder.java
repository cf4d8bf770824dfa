package dev.troth.reference.wire;

import dev.troth.spec.model.Layout;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** One line of text from its parts. */
final class LineEncoder {
    private LineEncoder() {}

    static void encode(Layout.Line line, Datum[] data, BitWriter out, int[] spans) {
        parts(line, line.parts(), data, out, spans);
    }

    private static void parts(Layout.Line line, List<Layout.TextPart> parts, Datum[] data, BitWriter out, int[] spans) {
        for (Layout.TextPart part : parts) {
            switch (part) {
                case Layout.Literal(String text) -> out.octets(text.getBytes(StandardCharsets.UTF_8));
                case Layout.Blank() -> out.octets(new byte[] {' '});
                case Layout.TextField(String name, Layout.TextCodec codec, int slot) -> {
                    spans[2 * slot] = out.position();
                    out.octets(text(line, name, codec, data[slot]).getBytes(StandardCharsets.UTF_8));
                    spans[2 * slot + 1] = out.position();
                }
                case Layout.Maybe(List<Layout.TextPart> inner) -> {
                    if (isThere(inner, data)) {
                        parts(line, inner, data, out, spans);
                    }
                }
                case Layout.Many(Layout.Line entry, int slot) -> {
                    spans[2 * slot] = out.position();
                    if (data[slot] instanceof Datum.Seq(List<Datum> items)) {
                        for (Datum item : items) {
                            encode(entry, ((Datum.Rec) item).fields(), out, FieldSpans.of(entry));
                        }
                    }
                    spans[2 * slot + 1] = out.position();
                }
            }
        }
    }

    private static boolean isThere(List<Layout.TextPart> parts, Datum[] data) {
        for (Layout.TextPart part : parts) {
            if (part instanceof Layout.TextField(String ignored, Layout.TextCodec alsoIgnored, int slot)) {
                return data[slot] != Datum.ABSENT;
            }
        }
        return false;
    }

    private static String text(Layout.Line line, String name, Layout.TextCodec codec, Datum value) {
        return switch (codec) {
            case Layout.Decimal(long low, long high) -> {
                if (value instanceof Datum.Num(long number, int ignored) && number >= low && number <= high) {
                    yield Long.toString(number);
                }
                throw fault(line, name, "is not between " + low + " and " + high);
            }
            case Layout.Base64(int octets) -> {
                byte[] bytes = Octetting.octets(value);
                if (bytes.length != octets) {
                    throw fault(line, name, "has " + bytes.length + " octets, not " + octets);
                }
                yield Base64.getEncoder().encodeToString(bytes);
            }
            case Layout.Word() -> checked(line, name, value, true);
            case Layout.Visible() -> checked(line, name, value, false);
        };
    }

    private static String checked(Layout.Line line, String name, Datum value, boolean word) {
        String text = new String(Octetting.octets(value), StandardCharsets.UTF_8);
        boolean fits =
                !text.isEmpty() && text.chars().allMatch(c -> word ? LineDecoder.isWord(c) : LineDecoder.isVisible(c));
        if (fits) {
            return text;
        }
        throw fault(line, name, word ? "is not letters, digits and _" : "has characters that are not visible");
    }

    private static IllegalArgumentException fault(Layout.Line line, String name, String what) {
        return new IllegalArgumentException(name + " of " + line.name() + " " + what);
    }
}
