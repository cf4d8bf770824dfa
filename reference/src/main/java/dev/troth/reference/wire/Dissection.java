package dev.troth.reference.wire;

import dev.troth.spec.model.Chain;
import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Message.Element;
import dev.troth.spec.model.Ref;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every field of a message with its place and value, for people. Reads the octets again, so it shows what is there. */
public final class Dissection {
    private final byte[] octets;
    private final BitReader in;
    private final @Nullable Chain chain;
    private final List<FieldView> views = new ArrayList<>();

    private Dissection(byte[] octets, @Nullable Chain chain) {
        this.octets = octets;
        this.in = new BitReader(octets);
        this.chain = chain;
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
        Message of = message.message();
        Dissection dissection = new Dissection(message.octets(), of.chain());
        for (int i = 0; i < of.elements().size(); i++) {
            Element element = of.elements().get(i);
            if (message.elements()[i] instanceof Datum.Rec rec) {
                dissection.payload(of.single() ? "" : element.label(), rec);
            } else if (message.elements()[i] instanceof Datum.Seq(List<Datum> items)) {
                for (int j = 0; j < items.size(); j++) {
                    if (items.get(j) instanceof Datum.Rec rec) {
                        dissection.payload(element.label() + "[" + j + "]", rec);
                    }
                }
            }
        }
        return dissection.views;
    }

    private void payload(String label, Datum.Rec rec) {
        switch (rec.layout()) {
            case Layout.Binary binary -> fields(label, binary, rec.fields());
            case Layout.Line line -> parts(label, line, line.parts(), rec.fields());
        }
    }

    private static String path(String label, String field) {
        return label.isEmpty() ? field : label + "." + field;
    }

    private void view(String path, int start, String shown, List<Ref> refs) {
        views.add(new FieldView(path, start, in.position() - start, shown, refs));
    }

    private void fields(String label, Layout.Binary layout, Datum[] data) {
        List<Layout.Field> fields = layout.fields();
        long[] numbers = new long[fields.size()];
        for (int i = 0; i < numbers.length; i++) {
            Layout.Field field = fields.get(i);
            if (!Presence.holds(fields, field, numbers)) {
                continue;
            }
            String path = path(label, field.name());
            Datum value = field.slot() < 0 ? Datum.ABSENT : data[field.slot()];
            int start = in.position();
            if (field.shape() instanceof Layout.Group) {
                entries(path, value);
                continue;
            }
            String shown = switch (field.shape()) {
                case Layout.Bits(int width) -> {
                    numbers[i] = in.number(width);
                    yield number(layout, field, numbers[i]);
                }
                case Layout.NtpTime() -> shown(new Datum.Time(in.number(64)));
                case Layout.Octets ignored -> skipped(value);
                case Layout.Chars ignored
                when field.source() instanceof Layout.FixedText(String text) -> skipped(new Datum.Text(text));
                case Layout.Chars ignored -> skipped(value);
                case Layout.Vector(int lengthBits, int ignored) -> {
                    in.skipOctets((int) in.number(lengthBits));
                    yield shown(value);
                }
                case Layout.Group ignored -> "";
            };
            view(path, start, shown, field.refs());
        }
    }

    private void entries(String path, Datum value) {
        if (value instanceof Datum.Seq(List<Datum> items)) {
            for (int i = 0; i < items.size(); i++) {
                if (items.get(i) instanceof Datum.Rec rec) {
                    payload(path + "[" + i + "]", rec);
                }
            }
        }
    }

    private String skipped(Datum value) {
        in.skipOctets(Octetting.length(value));
        return shown(value);
    }

    private String number(Layout.Binary layout, Layout.Field field, long number) {
        Map<Long, String> names =
                field.slot() >= 0 ? layout.data().get(field.slot()).names() : Map.of();
        if (field.source() instanceof Layout.NextInChain && chain != null) {
            names = chain.names();
        }
        String name = names.get(number);
        return Long.toUnsignedString(number) + (name == null ? "" : " (" + name + ")");
    }

    private void parts(String label, Layout.Line line, List<Layout.TextPart> parts, Datum[] data) {
        for (Layout.TextPart part : parts) {
            switch (part) {
                case Layout.Literal(String text) -> in.skipOctets(text.getBytes(StandardCharsets.UTF_8).length);
                case Layout.Blank() -> {
                    while (in.octet() < octets.length && LineDecoder.isBlank(octets[in.octet()])) {
                        in.skipOctets(1);
                    }
                }
                case Layout.TextField(String name, Layout.TextCodec codec, int slot) -> {
                    int start = in.position();
                    in.skipOctets(
                            LineEncoder.text(line, name, codec, data[slot]).length());
                    view(path(label, name), start, shown(data[slot]), line.refs());
                }
                case Layout.Maybe(List<Layout.TextPart> inner) -> {
                    if (LineEncoder.isThere(inner, data)) {
                        parts(label, line, inner, data);
                    }
                }
                case Layout.Many(Layout.Line ignored, int slot) ->
                    entries(path(label, line.data().get(slot).name()), data[slot]);
            }
        }
    }

    /** A value for people. */
    public static String shown(Datum value) {
        return switch (value) {
            case Datum.Num(long number, int ignored) -> Long.toUnsignedString(number);
            case Datum.Octets(byte[] octets) -> HexFormat.of().formatHex(octets);
            case Datum.Text(String text) -> Quoted.text(text);
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
