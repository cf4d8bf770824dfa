package dev.troth.reference.attack;

import dev.troth.reference.attack.Replay.Told;
import dev.troth.reference.pcap.CapturedPacket;
import dev.troth.reference.pcap.Endpoint;
import dev.troth.reference.pcap.PcapngWriter;
import dev.troth.reference.pcap.UdpPacket;
import dev.troth.statemachine.machine.Moment;
import dev.troth.statemachine.search.Cast;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The packets of an attack: what was sent goes to the attacker, who reads it, or to its addressee; what he delivers comes
 * from him. Each message is one datagram, whatever carries it; addresses are those for documentation (RFC 5737).
 */
public final class AttackCapture {
    private static final long NTP_TO_UNIX = 2_208_988_800L;
    private static final int PORT = 49170;

    private final Map<Integer, String> agents = new LinkedHashMap<>();
    private final List<String> places = new ArrayList<>(List.of(Cast.ATTACKER));
    private final List<CapturedPacket> packets = new ArrayList<>();

    private AttackCapture() {}

    /** The attack as a pcapng file. */
    public static byte[] pcapng(Replay.Result result) {
        AttackCapture capture = new AttackCapture();
        result.told().forEach(capture::add);
        return PcapngWriter.write("Troth", capture.packets);
    }

    private void add(Told told) {
        switch (told) {
            case Told.Begins begins -> agents.put(begins.slot(), begins.agents().getFirst());
            case Told.Sends sends ->
                packet(
                        sends.at(),
                        agent(sends.slot()),
                        sends.heard() ? Cast.ATTACKER : sends.to(),
                        sends.octets(),
                        agent(sends.slot()) + " sends " + sends.label() + " to " + sends.to());
            case Told.Delivers delivers ->
                packet(
                        delivers.at(),
                        Cast.ATTACKER,
                        agent(delivers.slot()),
                        delivers.octets(),
                        Cast.ATTACKER + " delivers " + delivers.message() + " to " + agent(delivers.slot()) + ": "
                                + delivers.recipe().shown());
            default -> {}
        }
    }

    private String agent(int slot) {
        return agents.getOrDefault(slot, "?");
    }

    private void packet(long at, String from, String to, byte[] octets, String comment) {
        long nanos = (Moment.EPOCH_NTP_SECONDS - NTP_TO_UNIX) * 1_000_000_000L + at;
        packets.add(new CapturedPacket(nanos, UdpPacket.ipv4(place(from), place(to), octets), List.of(comment)));
    }

    private Endpoint place(String name) {
        if (!places.contains(name)) {
            places.add(name);
        }
        return Endpoint.of("192.0.2." + (places.indexOf(name) + 1), PORT);
    }
}
