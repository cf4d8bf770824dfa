package dev.troth.reference.attack;

import dev.troth.reference.pcap.CapturedPacket;
import dev.troth.reference.pcap.Endpoint;
import dev.troth.reference.pcap.PcapngWriter;
import dev.troth.reference.pcap.UdpPacket;
import dev.troth.statemachine.machine.Moment;
import dev.troth.statemachine.search.Cast;
import java.util.ArrayList;
import java.util.List;

/** Messages between parties as datagrams; addresses are those for documentation (RFC 5737). */
public final class PacketLog {
    private static final long NTP_TO_UNIX = 2_208_988_800L;
    private static final int PORT = 49170;

    private final List<String> places = new ArrayList<>(List.of(Cast.ATTACKER));
    private final List<CapturedPacket> packets = new ArrayList<>();

    /** Adds a message at a virtual time in nanoseconds. */
    public void add(long at, String from, String to, byte[] octets, String comment) {
        long nanos = (Moment.EPOCH_NTP_SECONDS - NTP_TO_UNIX) * 1_000_000_000L + at;
        packets.add(new CapturedPacket(nanos, UdpPacket.ipv4(place(from), place(to), octets), List.of(comment)));
    }

    /** All of them as a pcapng file. */
    public byte[] pcapng() {
        return PcapngWriter.write("Troth", packets);
    }

    private Endpoint place(String name) {
        if (!places.contains(name)) {
            places.add(name);
        }
        return Endpoint.of("192.0.2." + (places.indexOf(name) + 1), PORT);
    }
}
