package dev.troth.reference.run;

import dev.troth.reference.transcript.Entry;
import dev.troth.spec.model.Channel;
import dev.troth.spec.model.Port;

/** Datagrams to and from a real peer. */
final class LiveCarriage implements Carriage {
    private final World world;
    private final Channel channel;
    private final LiveRun.Wire wire;
    private final Addresses addresses;
    private final Packaging packaging;

    LiveCarriage(World world, Channel channel, LiveRun.Wire wire, Addresses addresses) {
        this.world = world;
        this.channel = channel;
        this.wire = wire;
        this.addresses = addresses;
        this.packaging = Packaging.of(world, channel);
    }

    @Override
    public void send(Call call, String to, Port port, String label, byte[] octets, int sending) {
        for (byte[] packet : packaging.pack(call.agent(), call, octets)) {
            hop(call.agent(), to, label.substring(0, label.indexOf('#')), label, packet);
            if (channel.kind() != Channel.Kind.HUMAN) {
                wire.send(packet);
            }
        }
    }

    @Override
    public void inject(String agent, String claimedSender, Port port, String label, byte[] octets, int sending) {
        throw new IllegalStateException("nobody attacks a run with a real peer");
    }

    /** Whether any datagram could be a message of this channel. */
    boolean isBare() {
        return packaging instanceof Packaging.Bare;
    }

    /** Takes a datagram from the peer; false if it does not belong to this channel. */
    boolean take(String from, Call call, byte[] datagram) {
        if (channel.kind() == Channel.Kind.HUMAN || channel.kind() == Channel.Kind.SIGNALLING) {
            return false;
        }
        Iterable<byte[]> messages = packaging.unpack(from, call.agent(), datagram);
        if (messages == null) {
            return false;
        }
        hop(from, call.agent(), "packet", "packet", datagram);
        Port port = new Port(channel.index(), channel.name(), "");
        messages.forEach(message -> world.received(call, port, message, -1));
        return true;
    }

    private void hop(String from, String to, String name, String label, byte[] packet) {
        world.recorder.record(new Entry.Hop(
                world.agenda.now(),
                world.agenda.now(),
                addresses.media(from),
                addresses.media(to),
                channel.name(),
                Entry.Transport.UDP,
                channel.hop().fixed(),
                name,
                label,
                packet,
                Entry.Fate.ARRIVES));
    }
}
