package dev.troth.reference.run;

import dev.troth.reference.transcript.Entry;
import dev.troth.reference.wire.Datum;
import dev.troth.reference.wire.Framing;
import dev.troth.spec.model.Channel;
import dev.troth.spec.model.Port;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Datagrams from end to end: may be lost, doubled, late, as the channel's order says; each one is one hop. */
final class UdpCarriage implements Carriage {
    private final World world;
    private final Channel channel;
    private final String protection;
    private final Weather weather;
    private final Addresses addresses;
    private final @Nullable Framing framing;
    private final Map<String, Long> counts = new HashMap<>();

    UdpCarriage(World world, Channel channel, String protection, Weather weather, Addresses addresses) {
        this.world = world;
        this.channel = channel;
        this.protection = protection;
        this.weather = weather;
        this.addresses = addresses;
        this.framing = channel.frame() == null ? null : new Framing(channel.frame());
    }

    @Override
    public void send(Call call, String to, Port port, String label, byte[] octets, int sending) {
        travel(call.agent(), to, call.key, port, label, octets, sending, call);
    }

    @Override
    public void inject(String agent, String claimedSender, Port port, String label, byte[] octets, int sending) {
        Call target = world.find(agent, "");
        travel(claimedSender, agent, target == null ? "" : target.key, port, label, octets, sending, null);
    }

    private void travel(
            String from,
            String to,
            String key,
            Port port,
            String label,
            byte[] octets,
            int sending,
            @Nullable Call sender) {
        byte[] packet = framed(from, octets, sender);
        if (channel.mtu() > 0 && packet.length > channel.mtu()) {
            hop(from, to, label, packet, 0, Entry.Fate.LOST);
            return;
        }
        long[] delays = weather.packet(from + ">" + to);
        if (delays.length == 0) {
            hop(from, to, label, packet, 0, Entry.Fate.LOST);
        }
        for (int i = 0; i < delays.length; i++) {
            hop(from, to, label, packet, delays[i], i == 0 ? Entry.Fate.ARRIVES : Entry.Fate.DUPLICATE);
            world.agenda.after(delays[i], () -> world.arrive(to, key, port, octets, sending));
        }
    }

    /** The packet on the wire; the attacker's has no variables of a session in it. */
    private byte[] framed(String from, byte[] octets, @Nullable Call sender) {
        if (framing == null || !(world.recorder.isOn() || channel.mtu() > 0)) {
            return octets;
        }
        long count = counts.merge(from, 1L, Long::sum);
        return framing.wrap(
                octets, count, name -> sender == null ? new Datum.Num(0, 0) : world.variable(sender, name));
    }

    private void hop(String from, String to, String label, byte[] octets, long delay, Entry.Fate fate) {
        if (world.recorder.isOn()) {
            String name = label.substring(0, label.indexOf('#'));
            world.recorder.record(new Entry.Hop(
                    world.agenda.now(),
                    world.agenda.now() + delay,
                    addresses.media(from),
                    addresses.media(to),
                    channel.name(),
                    Entry.Transport.UDP,
                    protection,
                    name,
                    label,
                    octets,
                    fate));
        }
    }
}
