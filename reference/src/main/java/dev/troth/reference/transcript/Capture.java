package dev.troth.reference.transcript;

import dev.troth.reference.pcap.CapturedPacket;
import dev.troth.reference.pcap.Endpoint;
import dev.troth.reference.pcap.PcapngWriter;
import dev.troth.reference.pcap.UdpPacket;
import dev.troth.statemachine.machine.Moment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transcript as packets, for a dissector that no one here wrote. Signalling is shown as SIP over UDP also where the hop
 * is protected, and the comment of the packet says so: the capture shows what the ends of the hop see.
 */
public final class Capture {
    /** 1900 to 1970 in seconds (RFC 868). */
    private static final long NTP_TO_UNIX = 2_208_988_800L;

    private Capture() {}

    /** The packets that a viewer can read, or all for null, as a pcapng file. */
    public static byte[] pcapng(Transcript transcript, @Nullable String viewerName) {
        Viewer viewer = viewerName == null ? null : Viewer.of(viewerName);
        List<CapturedPacket> packets = new ArrayList<>();
        for (Entry entry : transcript.entries()) {
            if (entry instanceof Entry.Hop hop && (viewer == null || viewer.reads(hop))) {
                packets.add(packet(hop));
            }
        }
        return PcapngWriter.write("Troth", packets);
    }

    private static CapturedPacket packet(Entry.Hop hop) {
        Endpoint from = Endpoint.of(hop.from().address(), hop.from().port());
        Endpoint to = Endpoint.of(hop.to().address(), hop.to().port());
        List<String> comments = new ArrayList<>();
        comments.add(hop.from().name() + " -> " + hop.to().name() + " on " + hop.channel()
                + (hop.carries().isEmpty() ? "" : ", carries " + hop.carries()));
        if (!hop.isClear()) {
            comments.add("this hop is protected (" + hop.protection() + "); shown as its ends see it");
        }
        if (hop.fate() != Entry.Fate.ARRIVES) {
            comments.add(hop.fate() == Entry.Fate.LOST ? "lost on the way" : "duplicate");
        }
        long nanos = (Moment.EPOCH_NTP_SECONDS - NTP_TO_UNIX) * 1_000_000_000L + hop.at();
        return new CapturedPacket(nanos, UdpPacket.ipv4(from, to, hop.octets()), comments);
    }
}
