package dev.troth.reference.wire;

import dev.troth.spec.model.Chain;
import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Message.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a message whose payloads name their successor (RFC 3830 section 6.1), then sees whether the payloads are the
 * elements of the message, in order.
 */
final class ChainDecoder {
    private final Message message;
    private final Chain chain;
    private final byte[] octets;
    private final Map<Integer, Datum> parameters;
    private final List<Payload> payloads = new ArrayList<>();
    private final Datum[] elements;
    private final int[] @Nullable [] spans;
    /** The payloads with which the elements from one on cannot go on, by element; made at the first such end. */
    private boolean @Nullable [][] dead;

    private int furthest;

    ChainDecoder(Message message, Chain chain, byte[] octets, Map<Integer, Datum> parameters) {
        this.message = message;
        this.chain = chain;
        this.octets = octets;
        this.parameters = parameters;
        this.elements = new Datum[message.elements().size()];
        this.spans = new int[elements.length][];
    }

    Decoding decode() {
        Decoding.Refused refused = read();
        if (refused != null) {
            return refused;
        }
        return assign(0, 0) ? new Decoding.Decoded(new Datum.Msg(message, elements, octets, spans)) : whyNot();
    }

    /** Follows the chain to its end. */
    private Decoding.@Nullable Refused read() {
        BinaryDecoder in = new BinaryDecoder(octets);
        Layout layout = message.elements().getFirst().layout();
        Map<Integer, Datum> given = parameters;
        while (true) {
            if (!(layout instanceof Layout.Binary binary)) {
                return new Decoding.Refused(layout.name() + " is a line and cannot stand in a chain", in.offset());
            }
            int start = in.offset();
            int[] places = FieldSpans.of(binary);
            Datum.Rec value = in.payload(binary, given, places);
            if (value == null) {
                return new Decoding.Refused(in.reason(), in.offset());
            }
            payloads.add(new Payload(value, places, start, in.offset()));
            if (in.next() == 0) {
                break;
            }
            Layout following = layoutOf(in.next());
            if (following == null) {
                return new Decoding.Refused(unknown(in.next(), layout), in.offset());
            }
            layout = following;
            given = Map.of();
        }
        int left = octets.length - in.offset();
        return left == 0 ? null : new Decoding.Refused(left + " octets after the last payload", in.offset());
    }

    private @Nullable Layout layoutOf(long number) {
        String name = chain.names().get(number);
        List<Element> wanted = message.elements();
        for (int i = 0; name != null && i < wanted.size(); i++) {
            if (wanted.get(i).layout().name().equals(name)) {
                return wanted.get(i).layout();
            }
        }
        return null;
    }

    private String unknown(long number, Layout after) {
        String name = chain.names().get(number);
        return name == null
                ? "unknown payload " + Long.toUnsignedString(number) + " after " + after.name()
                : "payload " + name + " is not part of " + message.name();
    }

    /** Gives the payloads from one on to the elements from one on: as many as fit first, then fewer. */
    private boolean assign(int element, int at) {
        furthest = Math.max(furthest, at);
        if (element == elements.length) {
            return at == payloads.size();
        }
        if (dead != null && dead[element][at]) {
            return false;
        }
        Element wanted = message.elements().get(element);
        boolean list = wanted.multiplicity().isList();
        int most = Math.min(payloads.size() - at, list ? payloads.size() : 1);
        int least = Codec.isNeeded(wanted.multiplicity()) ? 1 : 0;
        int fit = 0;
        while (fit < most && payloads.get(at + fit).fits(wanted)) {
            fit++;
        }
        for (int taken = fit; taken >= least; taken--) {
            if (assign(element + 1, at + taken)) {
                put(element, list, payloads.subList(at, at + taken));
                return true;
            }
        }
        if (dead == null) {
            dead = new boolean[elements.length][payloads.size() + 1];
        }
        dead[element][at] = true;
        return false;
    }

    private void put(int element, boolean list, List<Payload> taken) {
        if (list) {
            elements[element] = Payload.values(taken);
        } else if (taken.isEmpty()) {
            elements[element] = Datum.ABSENT;
        } else {
            elements[element] = taken.getFirst().value;
            spans[element] = taken.getFirst().spans;
        }
    }

    /** The most telling reason for which the payloads are not the message. */
    private Decoding.Refused whyNot() {
        for (Element element : message.elements()) {
            if (Codec.isNeeded(element.multiplicity())
                    && payloads.stream().noneMatch(p -> p.value.layout() == element.layout())) {
                return new Decoding.Refused(element.label() + " is missing", octets.length);
            }
        }
        for (Payload payload : payloads) {
            Layout layout = payload.value.layout();
            List<Element> same = message.elements().stream()
                    .filter(e -> e.layout() == layout)
                    .toList();
            List<Payload> alike =
                    payloads.stream().filter(p -> p.value.layout() == layout).toList();
            if (alike.size() > same.size()
                    && same.stream().noneMatch(e -> e.multiplicity().isList())) {
                String times = alike.size() == 2 ? "twice" : alike.size() + " times";
                return new Decoding.Refused(layout.name() + " stands " + times, alike.get(same.size()).start);
            }
        }
        for (Payload payload : payloads) {
            String misfit = misfit(payload);
            if (misfit != null) {
                return new Decoding.Refused(misfit, payload.start);
            }
        }
        if (furthest == payloads.size()) {
            return new Decoding.Refused("the message ends too early", octets.length);
        }
        Payload odd = payloads.get(furthest);
        return new Decoding.Refused(odd.value.layout().name() + " stands out of order", odd.start);
    }

    /** Why a payload can stand for no element, or null if it can for one. */
    private @Nullable String misfit(Payload payload) {
        String misfit = null;
        for (Element element : message.elements()) {
            if (payload.fits(element)) {
                return null;
            }
            if (payload.value.layout() == element.layout()) {
                misfit = payload.misfit(element);
            }
        }
        return misfit;
    }
}
