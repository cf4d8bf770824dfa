package dev.troth.reference.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.troth.spec.model.Chain;
import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Message.Element;
import dev.troth.spec.model.Message.Multiplicity;
import dev.troth.spec.model.Type;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Short forms for values and messages. */
final class Values {
    private Values() {}

    /** Octets as RFCs print them: hexadecimal digits with white space anywhere. */
    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replaceAll("\\s", ""));
    }

    static String hex(byte[] octets) {
        return HexFormat.of().formatHex(octets);
    }

    /** A value of a layout from names and values: numbers, octets, strings, lists or data. The others are absent. */
    static Datum.Rec rec(Layout layout, Object... namesAndValues) {
        Datum[] data = new Datum[layout.data().size()];
        Arrays.fill(data, Datum.ABSENT);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            int slot = layout.slot((String) namesAndValues[i]);
            data[slot] = datum(namesAndValues[i + 1], layout.data().get(slot).type());
        }
        return new Datum.Rec(layout, data);
    }

    private static Datum datum(Object value, Type type) {
        return switch (value) {
            case Datum datum -> datum;
            case Number number -> new Datum.Num(number.longValue(), type instanceof Type.Int(int bits) ? bits : 64);
            case byte[] octets -> new Datum.Octets(octets);
            case String text -> new Datum.Text(text);
            case List<?> items -> {
                Type of = type instanceof Type.Seq(Type element) ? element : Type.BYTES;
                yield new Datum.Seq(items.stream().map(item -> datum(item, of)).toList());
            }
            default -> throw new IllegalArgumentException(value.toString());
        };
    }

    static Datum.Seq seq(Datum... items) {
        return new Datum.Seq(List.of(items));
    }

    static Element one(Layout layout) {
        return new Element(layout.name(), layout, Multiplicity.ONE, Map.of());
    }

    static Element element(String label, Layout layout, Multiplicity multiplicity) {
        return new Element(label, layout, multiplicity, Map.of());
    }

    static Message message(Layout layout) {
        return new Message(layout.name(), List.of(one(layout)), true, null, List.of());
    }

    static Message message(String name, @Nullable Chain chain, Element... elements) {
        return new Message(name, List.of(elements), false, chain, List.of());
    }

    static byte[] encode(Datum.Rec only) {
        return Codec.encode(message(only.layout()), new Datum[] {only}).octets();
    }

    static Datum.Msg decode(Message message, byte[] octets) {
        return assertInstanceOf(Decoding.Decoded.class, Codec.decode(message, octets, Map.of()))
                .message();
    }

    /** The one payload of a message. */
    static Datum.Rec decode(Layout layout, byte[] octets) {
        return (Datum.Rec) decode(message(layout), octets).elements()[0];
    }

    static Decoding.Refused refused(Message message, byte[] octets) {
        return assertInstanceOf(Decoding.Refused.class, Codec.decode(message, octets, Map.of()));
    }

    static void assertRefused(String reason, Message message, String octets) {
        assertEquals(reason, refused(message, hex(octets)).reason());
    }

    static Datum field(Datum.Msg message, String label, String field) {
        Datum.Rec rec = (Datum.Rec) message.elements()[message.message().element(label)];
        return field(rec, field);
    }

    static Datum field(Datum.Rec rec, String field) {
        return rec.fields()[rec.layout().slot(field)];
    }

    /** A value in a form that is equal if the values are; numbers without their width. */
    static String shown(Datum value) {
        return switch (value) {
            case Datum.Rec(Layout layout, Datum[] fields) ->
                layout.name() + Arrays.stream(fields).map(Values::shown).toList();
            case Datum.Seq(List<Datum> items) ->
                items.stream().map(Values::shown).toList().toString();
            case Datum.Msg message ->
                message.message().name()
                        + Arrays.stream(message.elements()).map(Values::shown).toList();
            case Datum.Agent agent -> Dissection.shown(new Datum.Text(agent.identity()));
            default -> Dissection.shown(value);
        };
    }
}
