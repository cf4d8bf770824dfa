package dev.troth.reference.draw;

import dev.troth.reference.transcript.Entry;
import dev.troth.reference.transcript.Transcript;
import dev.troth.spec.model.Channel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The messages of a run with their octets: their own, those of the packet that carries them, and the room in an MTU. */
public final class StackView {
    /** Of Ethernet, where the channel says nothing. */
    private static final int MTU = 1500;

    private static final int IP_AND_UDP = 28;

    private StackView() {}

    public static Grid of(Transcript transcript) {
        List<List<String>> rows = new ArrayList<>();
        Set<String> done = new LinkedHashSet<>();
        for (Entry entry : transcript.entries()) {
            if (entry instanceof Entry.Hop hop && !hop.carries().isEmpty() && done.add(hop.carries())) {
                int packet = hop.octets().length + IP_AND_UDP;
                int limit = limit(transcript, hop);
                rows.add(List.of(
                        hop.carries(),
                        hop.transport().toString(),
                        own(transcript, hop.carries()),
                        String.valueOf(hop.octets().length),
                        String.valueOf(packet),
                        room(hop, packet, limit)));
            }
        }
        return new Grid(
                transcript.protocol().name() + ": octets of a run",
                List.of("message", "in", "octets", "packet", "with IP", "room"),
                rows,
                List.of("scenario " + transcript.scenario() + ", seed " + transcript.seed()
                        + "; the first hop of each message, its octets and those of the packet around it; IPv4 and UDP take"
                        + " 28 octets. Room in the largest"
                        + " message that the channel allows (mtu), or else in a packet of 1500 octets"));
    }

    /** The largest message of the channel; 0 where it has no limit of its own. */
    private static int limit(Transcript transcript, Entry.Hop hop) {
        return transcript.protocol().channels().stream()
                .filter(channel -> channel.name().equals(hop.channel()))
                .mapToInt(Channel::mtu)
                .findFirst()
                .orElse(0);
    }

    private static String room(Entry.Hop hop, int packet, int limit) {
        int taken = limit > 0 ? hop.octets().length : packet;
        int whole = limit > 0 ? limit : MTU;
        return taken <= whole
                ? (whole - taken) + " of " + whole + " left"
                : (taken - whole) + " more than " + whole
                        + (hop.transport() == Entry.Transport.SIP ? ": needs TCP" : ": fragments");
    }

    private static String own(Transcript transcript, String label) {
        for (Entry entry : transcript.entries()) {
            if (entry instanceof Entry.MessageSent sent && label.startsWith(sent.label())) {
                return String.valueOf(sent.message().octets().length);
            }
        }
        return "";
    }
}
