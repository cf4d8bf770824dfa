package dev.troth.reference.run;

import dev.troth.reference.transcript.Entry;
import dev.troth.spec.model.Channel;
import dev.troth.spec.model.Port;
import org.jspecify.annotations.Nullable;

/** Datagrams from end to end: may be lost, doubled, late, as the channel's order says; each one is one hop. */
final class UdpCarriage implements Carriage {
    private final World world;
    private final Channel channel;
    private final String protection;
    private final Weather weather;
    private final Addresses addresses;
    private final Packaging packaging;

    UdpCarriage(World world, Channel channel, String protection, Weather weather, Addresses addresses) {
        this.world = world;
        this.channel = channel;
        this.protection = protection;
        this.weather = weather;
        this.addresses = addresses;
        this.packaging = Packaging.of(world, channel);
    }

    @Override
    public void send(Call call, String to, Port port, String label, byte[] octets, int sending) {
        travel(call.agent(), call, new Way(call.reach(to), call.key, port, label, sending), octets);
    }

    @Override
    public void inject(String agent, String claimedSender, Port port, String label, byte[] octets, int sending) {
        Call target = world.find(agent, "");
        travel(claimedSender, null, new Way(agent, target == null ? "" : target.key, port, label, sending), octets);
    }

    /** Where a message goes, and what it is called. */
    private record Way(String to, String key, Port port, String label, int sending) {}

    private void travel(String from, @Nullable Call sender, Way way, byte[] octets) {
        for (byte[] packet : packaging.pack(from, sender, octets)) {
            travel(from, way, packet);
        }
    }

    private void travel(String from, Way way, byte[] packet) {
        if (channel.mtu() > 0 && packet.length > channel.mtu()) {
            hop(from, way, packet, 0, Entry.Fate.LOST);
            return;
        }
        long[] delays = weather.packet(from + ">" + way.to());
        if (delays.length == 0) {
            hop(from, way, packet, 0, Entry.Fate.LOST);
        }
        for (int i = 0; i < delays.length; i++) {
            hop(from, way, packet, delays[i], i == 0 ? Entry.Fate.ARRIVES : Entry.Fate.DUPLICATE);
            world.agenda.after(delays[i], () -> arrive(from, way, packet));
        }
    }

    private void arrive(String from, Way way, byte[] packet) {
        Iterable<byte[]> messages = packaging.unpack(from, way.to(), packet);
        if (messages != null) {
            messages.forEach(message -> world.arrive(way.to(), way.key(), way.port(), message, way.sending()));
        }
    }

    private void hop(String from, Way way, byte[] octets, long delay, Entry.Fate fate) {
        if (world.recorder.isOn()) {
            world.recorder.record(new Entry.Hop(
                    world.agenda.now(),
                    world.agenda.now() + delay,
                    addresses.media(from),
                    addresses.media(way.to()),
                    channel.name(),
                    Entry.Transport.UDP,
                    protection,
                    way.label().substring(0, way.label().indexOf('#')),
                    way.label(),
                    octets,
                    fate));
        }
    }
}
