package dev.troth.reference.wire;

import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Ref;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Every field of a message with its place and value, for people. Reads the octets again, so it shows what is there. */
public final class Dissection {
    private final byte[] octets;
    private final List<FieldView> views = new ArrayList<>();
    private int bits;

    private Dissection(byte[] octets) {
        this.octets = octets;
    }

    /**
     * One field.
     *
     * @param path such as {@code KEMAC.mac} or {@code HDR.cs[0].ssrc}
     * @param shown numbers in decimal with their name, octets in hexadecimal, text in quotes
     */
    public record FieldView(String path, int bitStart, int bitLength, String shown, List<Ref> refs) {}

    /** The fields in wire order, those that compute themselves among them. */
    public static List<FieldView> dissect(Datum.Msg message) {
        Dissection dissection = new Dissection(message.octets());
        List<Message.Element> elements = message.message().elements();
        for (int i = 0; i < elements.size(); i++) {
            Message.Element element = elements.get(i);
            switch (message.elements()[i]) {
                case Datum.Rec rec ->
                    dissection.payload(message.message().single() ? "" : element.label(), rec, message.spans()[i]);
                case Datum.Seq(List<Datum> items) -> {
                    for (int j = 0; j < items.size(); j++) {
                        dissection.payload(element.label() + "[" + j + "]", (Datum.Rec) items.get(j), null);
                    }
                }
                default -> {}
            }
        }
        return dissection.views;
    }

    private void payload(String label, Datum.Rec rec, int @org.jspecify.annotations.Nullable [] spans) {
        switch (rec.layout()) {
            case Layout.Binary binary -> binary(label, binary, rec.fields());
            case Layout.Line line -> line(label, line, rec, spans);
        }
    }

    private static String path(String label, String field) {
        return label.isEmpty() ? field : label + "." + field;
    }

    private void binary(String label, Layout.Binary layout, Datum[] data) {
        long[] numbers = new long[layout.fields().size()];
        for (int i = 0; i < numbers.length; i++) {
            Layout.Field field = layout.fields().get(i);
            if (!BinaryEncoder.isPresent(field, numbers)) {
                continue;
            }
            String path = path(label, field.name());
            switch (field.shape()) {
                case Layout.Bits(int width) -> {
                    numbers[i] = read(width);
                    Map<Long, String> names = field.slot() < 0
                            ? Map.of()
                            : layout.data().get(field.slot()).names();
                    String name = names.get(numbers[i]);
                    String shown = Long.toUnsignedString(numbers[i]) + (name == null ? "" : " (" + name + ")");
                    view(path, width, shown, field.refs());
                }
                case Layout.NtpTime() ->
                    view(path, 64, "NTP 0x" + HexFormat.of().toHexDigits(read(64)), field.refs());
                case Layout.Octets ignored -> octets(path, data[field.slot()], field.refs());
                case Layout.Chars ignored -> octets(path, data[field.slot()], field.refs());
                case Layout.Vector(int lengthBits, int elementBits) -> {
                    int length = (int) read(lengthBits);
                    bits += 8 * length;
                    view(path, lengthBits + 8 * length, shown(data[field.slot()]), field.refs());
                }
                case Layout.Group(Layout.Size ignored, Layout.Binary entry) -> {
                    if (data[field.slot()] instanceof Datum.Seq(List<Datum> items)) {
                        for (int j = 0; j < items.size(); j++) {
                            binary(path + "[" + j + "]", entry, ((Datum.Rec) items.get(j)).fields());
                        }
                    }
                }
            }
        }
    }

    private long read(int width) {
        long value = 0;
        for (int i = 0; i < width; i++) {
            value = value << 1 | (octets[bits / 8] >>> (7 - bits % 8) & 1);
            bits++;
        }
        return value;
    }

    private void octets(String path, Datum value, List<Ref> refs) {
        int length = Octetting.octets(value).length;
        bits += 8 * length;
        view(path, 8 * length, shown(value), refs);
    }

    private void view(String path, int length, String shown, List<Ref> refs) {
        views.add(new FieldView(path, bits - length, length, shown, refs));
    }

    private void line(
            String label, Layout.Line layout, Datum.Rec rec, int @org.jspecify.annotations.Nullable [] spans) {
        int[] places = spans;
        if (places == null) {
            places = FieldSpans.of(layout);
            LineDecoder again = new LineDecoder(octets, bits / 8);
            if (again.line(layout, places) != null) {
                bits = 8 * again.offset();
            }
        }
        for (int slot = 0; slot < layout.data().size(); slot++) {
            Datum value = rec.fields()[slot];
            boolean empty = value instanceof Datum.Seq(List<Datum> items) && items.isEmpty();
            if (value != Datum.ABSENT && !empty) {
                int start = places[2 * slot];
                String path = path(label, layout.data().get(slot).name());
                views.add(new FieldView(path, start, places[2 * slot + 1] - start, shown(value), layout.refs()));
            }
        }
    }

    /** A value for people. */
    public static String shown(Datum value) {
        return switch (value) {
            case Datum.Num(long number, int ignored) -> Long.toUnsignedString(number);
            case Datum.Octets(byte[] octets) -> HexFormat.of().formatHex(octets);
            case Datum.Text(String text) -> "\"" + text + "\"";
            case Datum.Agent agent -> agent.identity();
            case Datum.Flag(boolean flag) -> flag ? "true" : "false";
            case Datum.Time(long ntp) -> "NTP 0x" + HexFormat.of().toHexDigits(ntp);
            case Datum.Duration(long nanos) -> nanos + " ns";
            case Datum.Seq(List<Datum> items) ->
                items.stream().map(Dissection::shown).toList().toString();
            case Datum.Rec rec -> HexFormat.of().formatHex(Octetting.octets(rec));
            case Datum.Msg message -> message.message().name() + ", " + message.octets().length + " octets";
            case Datum.Pending(int octets) -> octets + " octets to come";
            case Datum.Absent ignored -> "absent";
        };
    }
}
