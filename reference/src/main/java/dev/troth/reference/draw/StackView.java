package dev.troth.reference.draw;

import dev.troth.reference.transcript.Entry;
import dev.troth.reference.transcript.Transcript;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The messages of a run with their octets: their own, those of the packet that carries them, and the room in an MTU. */
public final class StackView {
    private static final int MTU = 1500;
    private static final int IP_AND_UDP = 28;

    private StackView() {}

    public static Grid of(Transcript transcript) {
        List<List<String>> rows = new ArrayList<>();
        Set<String> done = new LinkedHashSet<>();
        for (Entry entry : transcript.entries()) {
            if (entry instanceof Entry.Hop hop && !hop.carries().isEmpty() && done.add(hop.carries())) {
                int packet = hop.octets().length + IP_AND_UDP;
                rows.add(List.of(
                        hop.carries(),
                        hop.transport().toString(),
                        own(transcript, hop.carries()),
                        String.valueOf(hop.octets().length),
                        String.valueOf(packet),
                        packet <= MTU ? "fits, " + (MTU - packet) + " left" : "fragments"));
            }
        }
        return new Grid(
                transcript.protocol().name() + ": octets of a run",
                List.of("message", "in", "message", "datagram", "with IP and UDP", "MTU " + MTU),
                rows,
                List.of("scenario " + transcript.scenario() + ", seed " + transcript.seed()
                        + "; the first hop of each message; IPv4 and UDP take 28 octets"));
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
