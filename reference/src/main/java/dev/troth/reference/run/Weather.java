package dev.troth.reference.run;

import dev.troth.reference.crypto.LabelledRandom;
import dev.troth.spec.model.Channel;
import dev.troth.spec.model.Scenario.Network;
import java.nio.ByteBuffer;

/**
 * What a channel does to a packet: how long it takes, whether it is lost, doubled or late. All from the seed, labelled by
 * channel, hop and packet, so that one more packet on one hop changes nothing elsewhere.
 */
final class Weather {
    /** How long a lost segment of a reliable transport takes to come again: 500 ms, SIP's T1 (RFC 3261 17.1.1.1). */
    private static final long RETRANSMISSION = 500_000_000L;

    private final LabelledRandom random;
    private final Channel channel;
    private final Network network;
    private int packets;

    Weather(LabelledRandom random, Channel channel, Network network) {
        this.random = random;
        this.channel = channel;
        this.network = network;
    }

    /** The delays in nanoseconds of the copies of one packet; none if it is lost. */
    long[] packet(String hop) {
        int number = ++packets;
        String label = hop + "#" + number;
        long delay = network.latency() + jitter(label);
        boolean reliable = channel.order().contains(Channel.Property.RELIABLE);
        boolean lost = network.drops().contains(number) || chance("loss", label, network.loss());
        if (lost) {
            return reliable ? new long[] {delay + RETRANSMISSION} : new long[0];
        }
        if (!reliable && chance("reorder", label, network.reorder())) {
            delay += 2 * Math.max(network.latency(), network.jitter());
        }
        if (!reliable && chance("duplicate", label, network.duplicate())) {
            return new long[] {delay, delay + network.latency() / 2};
        }
        return new long[] {delay};
    }

    private boolean chance(String what, String label, int percent) {
        return percent > 0 && number(what, label) % 100 < percent;
    }

    private long jitter(String label) {
        return network.jitter() == 0 ? 0 : number("jitter", label) % (network.jitter() + 1);
    }

    private long number(String what, String label) {
        byte[] drawn = random.bytes("network", 0, channel.name() + "/" + what + "/" + label, 0, 8);
        return ByteBuffer.wrap(drawn).getLong() & Long.MAX_VALUE;
    }
}
