package dev.troth.reference.wire;

import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Message.Element;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a message whose payloads stand one after another as the message alone puts them in order: each as often as it
 * fits, then less often. What is refused is told of the place that was furthest read.
 */
final class SequenceDecoder {
    private final Message message;
    private final byte[] octets;
    private final Map<Integer, Datum> parameters;
    private final Datum[] elements;
    private final int[] @Nullable [] spans;
    /** From which octet which element cannot go on: the octet times the number of elements, plus the element. */
    private @Nullable Set<Long> dead;

    private final BinaryDecoder in;
    private long readsLeft;
    private String reason = "";
    private int furthest = -1;

    SequenceDecoder(Message message, byte[] octets, Map<Integer, Datum> parameters) {
        this.message = message;
        this.octets = octets;
        this.parameters = parameters;
        this.elements = new Datum[message.elements().size()];
        this.spans = new int[elements.length][];
        this.in = new BinaryDecoder(octets);
        this.readsLeft = 1_000 + 4L * octets.length;
    }

    Decoding decode() {
        return from(0, 0)
                ? new Decoding.Decoded(new Datum.Msg(message, elements, octets, spans))
                : new Decoding.Refused(reason, furthest);
    }

    /** Reads the elements from one on, from an octet on, to the end. */
    private boolean from(int element, int at) {
        if (element == elements.length) {
            if (at < octets.length) {
                refuse(octets.length - at + " octets after the end", at);
            }
            return at == octets.length;
        }
        long key = (long) at * elements.length + element;
        if (dead != null && dead.contains(key)) {
            return false;
        }
        Element wanted = message.elements().get(element);
        boolean list = wanted.multiplicity().isList();
        int least = Codec.isNeeded(wanted.multiplicity()) ? 1 : 0;
        List<Payload> run = run(element, wanted, at, list, least);
        for (int taken = run.size(); taken >= least; taken--) {
            if (from(element + 1, taken == 0 ? at : run.get(taken - 1).end)) {
                put(element, list, run.subList(0, taken));
                return true;
            }
        }
        if (dead == null) {
            dead = new HashSet<>();
        }
        dead.add(key);
        return false;
    }

    private void refuse(String why, int at) {
        if (at > furthest) {
            furthest = at;
            reason = why;
        }
    }

    /** As many payloads of an element as there are. */
    private List<Payload> run(int element, Element wanted, int start, boolean list, int least) {
        List<Payload> run = new ArrayList<>(list ? 4 : 1);
        int at = start;
        while (run.isEmpty() || (list && at > run.getLast().start)) {
            if (at == octets.length && run.size() >= least) {
                break;
            }
            Payload payload = payload(element, wanted, at);
            if (payload == null) {
                break;
            }
            run.add(payload);
            at = payload.end;
        }
        return run;
    }

    private @Nullable Payload payload(int element, Element wanted, int at) {
        if (readsLeft-- <= 0) {
            furthest = octets.length;
            reason = "there are too many ways to read " + message.name();
            return null;
        }
        int[] places = FieldSpans.of(wanted.layout());
        Payload payload = switch (wanted.layout()) {
            case Layout.Binary binary -> binary(binary, element == 0 ? parameters : Map.of(), at, places);
            case Layout.Line line -> line(line, at, places);
        };
        if (payload != null && !payload.fits(wanted)) {
            String misfit = payload.misfit(wanted);
            refuse(misfit == null ? wanted.label() + " is another payload" : misfit, at);
            return null;
        }
        return payload;
    }

    private @Nullable Payload binary(Layout.Binary layout, Map<Integer, Datum> given, int at, int[] places) {
        in.moveTo(at);
        Datum.Rec value = in.payload(layout, given, places);
        if (value == null) {
            refuse(in.reason(), in.offset());
            return null;
        }
        return new Payload(value, places, at, in.offset());
    }

    private @Nullable Payload line(Layout.Line layout, int at, int[] places) {
        LineDecoder lines = new LineDecoder(octets, at);
        Datum.Rec value = lines.line(layout, places);
        if (value == null) {
            refuse(lines.reason(layout), lines.furthest());
            return null;
        }
        return new Payload(value, places, at, lines.offset());
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
}
