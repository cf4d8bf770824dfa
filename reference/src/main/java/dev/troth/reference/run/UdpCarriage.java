package dev.troth.reference.run;

import dev.troth.reference.transcript.Entry;
import dev.troth.spec.model.Channel;
import dev.troth.spec.model.Port;

/** Datagrams from end to end: may be lost, doubled, late, as the channel's order says; each one is one hop. */
final class UdpCarriage implements Carriage {
    private final World world;
    private final Channel channel;
    private final String protection;
    private final Weather weather;
    private final Addresses addresses;

    UdpCarriage(World world, Channel channel, String protection, Weather weather, Addresses addresses) {
        this.world = world;
        this.channel = channel;
        this.protection = protection;
        this.weather = weather;
        this.addresses = addresses;
    }

    @Override
    public void send(Call call, String to, Port port, String label, byte[] octets, int sending) {
        travel(call.agent(), to, call.key, port, label, octets, sending);
    }

    @Override
    public void inject(String agent, String claimedSender, Port port, String label, byte[] octets, int sending) {
        Call target = world.find(agent, "");
        travel(claimedSender, agent, target == null ? "" : target.key, port, label, octets, sending);
    }

    private void travel(String from, String to, String key, Port port, String label, byte[] octets, int sending) {
        if (channel.mtu() > 0 && octets.length > channel.mtu()) {
            hop(from, to, label, octets, 0, Entry.Fate.LOST);
            return;
        }
        long[] delays = weather.packet(from + ">" + to);
        if (delays.length == 0) {
            hop(from, to, label, octets, 0, Entry.Fate.LOST);
        }
        for (int i = 0; i < delays.length; i++) {
            hop(from, to, label, octets, delays[i], i == 0 ? Entry.Fate.ARRIVES : Entry.Fate.DUPLICATE);
            world.agenda.after(delays[i], () -> world.arrive(to, key, port, octets, sending));
        }
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
