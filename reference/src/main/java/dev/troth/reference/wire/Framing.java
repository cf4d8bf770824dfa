package dev.troth.reference.wire;

import dev.troth.spec.model.Channel;
import dev.troth.spec.model.Layout;
import dev.troth.statemachine.algebra.UnbuildableException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Messages into the packets of a channel and out of them again, as its frame says. */
public final class Framing {
    private final Channel.Frame frame;

    public Framing(Channel.Frame frame) {
        this.frame = frame;
    }

    /**
     * The packet around a message.
     *
     * @param count of the packet among those of its sender; what does not fit in the field of the counter is left away
     * @param variables the values of the sender's variables, by name
     * @throws UnbuildableException if a value does not fit its field
     */
    public byte[] wrap(byte[] message, long count, Function<String, Datum> variables) {
        Layout.Binary layout = frame.layout();
        Datum[] data = new Datum[layout.data().size()];
        for (int slot = 0; slot < data.length; slot++) {
            data[slot] = slot == frame.message()
                    ? new Datum.Octets(message)
                    : variables.apply(layout.data().get(slot).name());
        }
        BitWriter out = new BitWriter();
        new BinaryEncoder(out, count & mask(layout)).payload(layout, data, 0, null);
        return out.done();
    }

    /** The bits of the counter. */
    private static long mask(Layout.Binary layout) {
        for (Layout.Field field : layout.fields()) {
            if (field.source() instanceof Layout.Counter && field.shape() instanceof Layout.Bits(int width)) {
                return width == 64 ? -1 : (1L << width) - 1;
            }
        }
        return 0;
    }

    /** The message in a packet, or null if this is no such packet. */
    public byte @Nullable [] unwrap(byte[] packet) {
        BinaryDecoder in = new BinaryDecoder(packet);
        Datum.Rec rec = in.payload(frame.layout(), Map.of(), FieldSpans.of(frame.layout()));
        return rec != null && in.atEnd() && rec.fields()[frame.message()] instanceof Datum.Octets(byte[] message)
                ? Arrays.copyOf(message, message.length)
                : null;
    }
}
