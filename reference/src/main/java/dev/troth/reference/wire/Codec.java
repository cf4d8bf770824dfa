package dev.troth.reference.wire;

import dev.troth.spec.model.Chain;
import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Message.Element;
import dev.troth.spec.model.Message.Multiplicity;
import dev.troth.statemachine.algebra.UnbuildableException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages to octets and back, as their layouts say. Encoding fails only for values that a specification should not have
 * built; decoding never fails, whatever the octets: a refusal is a value.
 */
public final class Codec {
    /** Messages are smaller than this; their bits are counted in an int. */
    static final int MAX_OCTETS = 1 << 26;

    private Codec() {}

    /**
     * Encodes a message.
     *
     * @param elements as {@link Datum.Msg#elements()}
     * @throws UnbuildableException if a value does not fit its field; the message names the field
     */
    public static Datum.Msg encode(Message message, Datum[] elements) {
        List<Element> wanted = message.elements();
        if (elements.length != wanted.size()) {
            throw new UnbuildableException(
                    message.name() + " has " + wanted.size() + " payloads, not " + elements.length);
        }
        BitWriter out = new BitWriter();
        int[] @Nullable [] spans = new int[elements.length][];
        for (int i = 0; i < elements.length; i++) {
            Element element = wanted.get(i);
            if (elements[i] instanceof Datum.Rec rec && !element.multiplicity().isList()) {
                int[] places = FieldSpans.of(rec.layout());
                payload(message, element, rec, successor(message, elements, i + 1), out, places);
                spans[i] = places;
            } else if (elements[i] instanceof Datum.Seq(List<Datum> items)
                    && element.multiplicity().isList()) {
                list(message, element, items, successor(message, elements, i + 1), out);
            } else if (elements[i] != Datum.ABSENT) {
                throw fault(message, element, element.multiplicity().isList() ? "is not a list" : "is not a payload");
            } else if (isNeeded(element.multiplicity())) {
                throw fault(message, element, "is missing");
            }
        }
        return new Datum.Msg(message, elements, out.done(), spans);
    }

    static boolean isNeeded(Multiplicity multiplicity) {
        return multiplicity == Multiplicity.ONE || multiplicity == Multiplicity.MANY;
    }

    private static UnbuildableException fault(Message message, Element element, String what) {
        return new UnbuildableException(element.label() + " of " + message.name() + " " + what);
    }

    private static void list(Message message, Element element, List<Datum> items, long after, BitWriter out) {
        if (items.isEmpty() && isNeeded(element.multiplicity())) {
            throw fault(message, element, "is missing");
        }
        for (int i = 0; i < items.size(); i++) {
            if (!(items.get(i) instanceof Datum.Rec rec)) {
                throw fault(message, element, "has an item that is not a payload");
            }
            long next = i + 1 < items.size() ? number(message, element.layout()) : after;
            payload(message, element, rec, next, out, null);
        }
    }

    private static void payload(
            Message message, Element element, Datum.Rec rec, long next, BitWriter out, int @Nullable [] spans) {
        if (rec.layout() != element.layout()) {
            throw fault(
                    message,
                    element,
                    "is a payload " + rec.layout().name() + ", not "
                            + element.layout().name());
        }
        payload(rec, next, out, spans);
    }

    private static void payload(Datum.Rec rec, long next, BitWriter out, int @Nullable [] spans) {
        Layout layout = rec.layout();
        if (rec.fields().length != layout.data().size()) {
            throw new UnbuildableException(
                    layout.name() + " has " + layout.data().size() + " values, not " + rec.fields().length);
        }
        switch (layout) {
            case Layout.Binary binary -> new BinaryEncoder(out).payload(binary, rec.fields(), next, spans);
            case Layout.Line line -> LineEncoder.encode(line, rec.fields(), out, spans);
        }
    }

    /** The number of the first payload from an element on, 0 if there is none. */
    private static long successor(Message message, Datum[] elements, int from) {
        for (int i = from; i < elements.length; i++) {
            if (elements[i] instanceof Datum.Rec
                    || (elements[i] instanceof Datum.Seq(List<Datum> items) && !items.isEmpty())) {
                return number(message, message.elements().get(i).layout());
            }
        }
        return 0;
    }

    private static long number(Message message, Layout layout) {
        Chain chain = message.chain();
        if (chain == null) {
            return 0;
        }
        Long number = chain.number(layout.name());
        if (number == null) {
            throw new UnbuildableException("the chain has no number for " + layout.name());
        }
        return number;
    }

    /** A payload with nothing after it. */
    static byte[] alone(Datum.Rec rec) {
        return before(rec, 0);
    }

    /** A payload, and after it in a chain the one of a number; 0 if there is none. */
    static byte[] before(Datum.Rec rec, long next) {
        BitWriter out = new BitWriter();
        payload(rec, next, out, null);
        return out.done();
    }

    /**
     * Decodes a message. The octets become part of the result and must not be changed afterwards.
     *
     * @param parameters values for the parameters of the layout of a message of one payload, by slot
     */
    public static Decoding decode(Message message, byte[] octets, Map<Integer, Datum> parameters) {
        if (octets.length >= MAX_OCTETS) {
            return new Decoding.Refused("longer than " + MAX_OCTETS + " octets", 0);
        }
        Chain chain = message.chain();
        return chain == null
                ? new SequenceDecoder(message, octets, parameters).decode()
                : new ChainDecoder(message, chain, octets, parameters).decode();
    }
}
