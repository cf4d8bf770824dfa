package dev.troth.reference.wire;

import dev.troth.spec.model.Chain;
import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Messages to octets and back, as their layouts say. Encoding fails only for values that a specification should not have
 * built; decoding never fails, whatever the octets: a refusal is a value.
 */
public final class Codec {
    private Codec() {}

    /**
     * Encodes a message.
     *
     * @param elements as {@link Datum.Msg#elements()}
     * @throws IllegalArgumentException if a value does not fit its field; the message names the field
     */
    public static Datum.Msg encode(Message message, Datum[] elements) {
        List<Datum.Rec> payloads = new ArrayList<>();
        List<Integer> owners = new ArrayList<>();
        for (int i = 0; i < elements.length; i++) {
            switch (elements[i]) {
                case Datum.Rec rec -> {
                    payloads.add(rec);
                    owners.add(i);
                }
                case Datum.Seq(List<Datum> items) -> {
                    for (Datum item : items) {
                        payloads.add((Datum.Rec) item);
                        owners.add(-1);
                    }
                }
                case Datum.Absent ignored -> {}
                default ->
                    throw new IllegalArgumentException(
                            "payload " + i + " of " + message.name() + " is no payload: " + elements[i]);
            }
        }
        BitWriter out = new BitWriter();
        int[][] spans = new int[elements.length][];
        for (int i = 0; i < payloads.size(); i++) {
            Datum.Rec payload = payloads.get(i);
            long next = i + 1 < payloads.size()
                    ? number(message, payloads.get(i + 1).layout())
                    : 0;
            int[] fieldSpans = FieldSpans.of(payload.layout());
            switch (payload.layout()) {
                case Layout.Binary binary -> BinaryEncoder.encode(binary, payload.fields(), next, out, fieldSpans);
                case Layout.Line line -> LineEncoder.encode(line, payload.fields(), out, fieldSpans);
            }
            if (owners.get(i) >= 0) {
                spans[owners.get(i)] = fieldSpans;
            }
        }
        return new Datum.Msg(message, elements, out.done(), spans);
    }

    private static long number(Message message, Layout layout) {
        Chain chain = message.chain();
        if (chain == null) {
            return 0;
        }
        Long number = chain.number(layout.name());
        if (number == null) {
            throw new IllegalArgumentException("the chain has no number for " + layout.name());
        }
        return number;
    }

    /**
     * Decodes a message.
     *
     * @param parameters values for the parameters of the layout of a message of one payload, by slot
     */
    public static Decoding decode(Message message, byte[] octets, Map<Integer, Datum> parameters) {
        return new MessageDecoder(message, octets, parameters).decode();
    }
}
