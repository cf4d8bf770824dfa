package dev.troth.reference.run;

import dev.troth.reference.wire.Datum;
import dev.troth.reference.wire.Framing;
import dev.troth.spec.model.Channel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What lies between messages and datagrams. */
interface Packaging {
    /**
     * The datagrams of a message.
     *
     * @param sender the session that sends, or null for the attacker
     */
    List<byte[]> pack(String from, @Nullable Call sender, byte[] message);

    /**
     * The messages that a datagram completes at an agent, or null if it belongs to another channel.
     *
     * @param from who seems to have sent it
     */
    @Nullable
    List<byte[]> unpack(String from, String to, byte[] datagram);

    static Packaging of(World world, Channel channel) {
        if (channel.kind() == Channel.Kind.DTLS) {
            return new DtlsRecords(channel.mtu());
        }
        return channel.frame() == null ? new Bare() : new Framed(world, new Framing(channel.frame()));
    }

    /** Each message is a datagram. */
    record Bare() implements Packaging {
        @Override
        public List<byte[]> pack(String from, @Nullable Call sender, byte[] message) {
            return List.of(message);
        }

        @Override
        public List<byte[]> unpack(String from, String to, byte[] datagram) {
            return List.of(datagram);
        }
    }

    /** A packet around each message; the attacker's has no variables of a session in it. */
    record Framed(World world, Framing framing, Map<String, Long> counts) implements Packaging {
        Framed(World world, Framing framing) {
            this(world, framing, new HashMap<>());
        }

        @Override
        public List<byte[]> pack(String from, @Nullable Call sender, byte[] message) {
            long count = counts.merge(from, 1L, Long::sum);
            return List.of(framing.wrap(
                    message, count, name -> sender == null ? new Datum.Num(0, 0) : world.variable(sender, name)));
        }

        @Override
        public @Nullable List<byte[]> unpack(String from, String to, byte[] datagram) {
            byte[] message = framing.unwrap(datagram);
            return message == null ? null : List.of(message);
        }
    }
}
