package dev.troth.reference.wire;

import dev.troth.spec.model.Chain;
import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Message.Element;
import dev.troth.spec.model.Message.Multiplicity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the payloads of a message in order, then sees whether they are the elements of the message. */
final class MessageDecoder {
    private final Message message;
    private final byte[] octets;
    private final Map<Integer, Datum> parameters;
    private final List<Payload> payloads = new ArrayList<>();

    private record Payload(Datum.Rec value, int[] spans, int offset) {
        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return offset;
        }
    }

    MessageDecoder(Message message, byte[] octets, Map<Integer, Datum> parameters) {
        this.message = message;
        this.octets = octets;
        this.parameters = parameters;
    }

    Decoding decode() {
        Layout first = message.elements().getFirst().layout();
        Decoding.Refused refused = switch (first) {
            case Layout.Line ignored -> lines();
            case Layout.Binary binary -> message.chain() == null ? sequence() : chained(binary, message.chain());
        };
        return refused == null ? assigned() : refused;
    }

    private Decoding.@Nullable Refused payload(BinaryDecoder in, Layout.Binary layout) {
        int start = in.offset();
        int[] spans = FieldSpans.of(layout);
        Datum.Rec value = in.payload(layout, payloads.isEmpty() ? parameters : Map.of(), spans);
        if (value == null) {
            return new Decoding.Refused(in.reason(), in.offset());
        }
        payloads.add(new Payload(value, spans, start));
        return null;
    }

    /** Payloads that name their successor. */
    private Decoding.@Nullable Refused chained(Layout.Binary first, Chain chain) {
        BinaryDecoder in = new BinaryDecoder(octets);
        Layout.Binary layout = first;
        while (true) {
            Decoding.Refused refused = payload(in, layout);
            if (refused != null) {
                return refused;
            }
            long next = in.next();
            if (next <= 0) {
                break;
            }
            String name = chain.names().get(next);
            Layout.Binary following = name == null ? null : layoutOf(name);
            if (following == null) {
                String what = name == null
                        ? "unknown payload " + next
                        : "payload " + name + " is not part of " + message.name();
                return new Decoding.Refused(what + " after " + layout.name(), in.offset());
            }
            layout = following;
        }
        return in.atEnd()
                ? null
                : new Decoding.Refused(octets.length - in.offset() + " octets after the last payload", in.offset());
    }

    private Layout.@Nullable Binary layoutOf(String name) {
        for (Element element : message.elements()) {
            if (element.layout().name().equals(name) && element.layout() instanceof Layout.Binary binary) {
                return binary;
            }
        }
        return null;
    }

    /** Payloads that the message alone puts in order: each element once, the last as often as it fits. */
    private Decoding.@Nullable Refused sequence() {
        BinaryDecoder in = new BinaryDecoder(octets);
        for (Element element : message.elements()) {
            Layout.Binary layout = (Layout.Binary) element.layout();
            boolean list = element.multiplicity().isList();
            boolean needed = element.multiplicity() == Multiplicity.ONE || element.multiplicity() == Multiplicity.MANY;
            while (needed || !in.atEnd()) {
                int before = in.offset();
                Decoding.Refused refused = payload(in, layout);
                if (refused != null) {
                    return refused;
                }
                needed = false;
                if (!list || in.offset() == before) {
                    break;
                }
            }
        }
        return in.atEnd()
                ? null
                : new Decoding.Refused(octets.length - in.offset() + " octets after the end", in.offset());
    }

    private Decoding.@Nullable Refused lines() {
        int at = 0;
        while (at < octets.length) {
            LineDecoder in = new LineDecoder(octets, at);
            Layout.Line layout = (Layout.Line) message.elements()
                    .get(Math.min(payloads.size(), message.elements().size() - 1))
                    .layout();
            int[] spans = FieldSpans.of(layout);
            Datum.Rec value = in.line(layout, spans);
            if (value == null || in.offset() == at) {
                return new Decoding.Refused(
                        "not a line " + layout.name() + " at octet " + in.furthest(), in.furthest());
            }
            payloads.add(new Payload(value, spans, at));
            at = in.offset();
        }
        return null;
    }

    private Decoding assigned() {
        Datum[] elements = new Datum[message.elements().size()];
        int[][] spans = new int[elements.length][];
        if (assign(0, 0, elements, spans)) {
            return new Decoding.Decoded(new Datum.Msg(message, elements, octets, spans));
        }
        return new Decoding.Refused(whyNot(), 0);
    }

    private boolean assign(int element, int at, Datum[] elements, int[][] spans) {
        if (element == elements.length) {
            return at == payloads.size();
        }
        Element wanted = message.elements().get(element);
        boolean list = wanted.multiplicity().isList();
        int most = Math.min(payloads.size() - at, list ? payloads.size() : 1);
        int least = wanted.multiplicity() == Multiplicity.ONE || wanted.multiplicity() == Multiplicity.MANY ? 1 : 0;
        int take = 0;
        while (take < most && misfit(wanted, payloads.get(at + take)) == null) {
            take++;
        }
        for (int taken = take; taken >= least; taken--) {
            if (list) {
                List<Datum> items = new ArrayList<>(taken);
                for (int i = 0; i < taken; i++) {
                    items.add(payloads.get(at + i).value());
                }
                elements[element] = new Datum.Seq(items);
                spans[element] = null;
            } else {
                elements[element] = taken == 0 ? Datum.ABSENT : payloads.get(at).value();
                spans[element] = taken == 0 ? null : payloads.get(at).spans();
            }
            if (assign(element + 1, at + taken, elements, spans)) {
                return true;
            }
        }
        return false;
    }

    /** Why a payload cannot stand for an element, or null if it can. */
    private static @Nullable String misfit(Element wanted, Payload payload) {
        Datum.Rec value = payload.value();
        if (value.layout() != wanted.layout()) {
            return "another payload";
        }
        for (Map.Entry<Integer, Long> fixed : wanted.fixed().entrySet()) {
            if (value.fields()[fixed.getKey()] instanceof Datum.Num(long number, int ignored)
                    && number != fixed.getValue()) {
                Layout.DataField field = wanted.layout().data().get(fixed.getKey());
                return wanted.label() + "." + field.name() + " is " + named(field, number) + ", must be "
                        + named(field, fixed.getValue());
            }
        }
        return null;
    }

    private static String named(Layout.DataField field, long value) {
        String name = field.names().get(value);
        return name == null ? Long.toUnsignedString(value) : name;
    }

    /** The most telling reason for which the payloads are not the message. */
    private String whyNot() {
        Map<Layout, Integer> count = new LinkedHashMap<>();
        payloads.forEach(p -> count.merge(p.value().layout(), 1, Integer::sum));
        Map<Layout, Integer> most = new LinkedHashMap<>();
        for (Element element : message.elements()) {
            int limit = element.multiplicity().isList() ? Integer.MAX_VALUE / 2 : 1;
            most.merge(element.layout(), limit, (a, b) -> Math.min(Integer.MAX_VALUE / 2, a + b));
            boolean needed = element.multiplicity() == Multiplicity.ONE || element.multiplicity() == Multiplicity.MANY;
            if (needed && !count.containsKey(element.layout())) {
                return element.label() + " is missing";
            }
        }
        for (Map.Entry<Layout, Integer> entry : count.entrySet()) {
            int limit = most.getOrDefault(entry.getKey(), 0);
            if (entry.getValue() > limit) {
                return entry.getKey().name() + " stands "
                        + (entry.getValue() == 2 ? "twice" : entry.getValue() + " times");
            }
        }
        for (Element element : message.elements()) {
            for (Payload payload : payloads) {
                if (payload.value().layout() == element.layout()
                        && !element.fixed().isEmpty()) {
                    String misfit = misfit(element, payload);
                    if (misfit != null) {
                        return misfit;
                    }
                }
            }
        }
        return "the payloads stand in another order";
    }
}
