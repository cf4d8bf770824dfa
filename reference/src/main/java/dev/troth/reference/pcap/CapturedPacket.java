package dev.troth.reference.pcap;

import java.util.List;

/**
 * One packet of a capture.
 *
 * @param nanoseconds when it was seen, in nanoseconds since 1970-01-01 00:00 UTC, from 0
 * @param ip the packet from its IP header on
 * @param comments shown with the packet by whoever reads the capture, each on its own; none, if empty
 */
@SuppressWarnings("ArrayRecordComponent") // Read once, when the capture is written.
public record CapturedPacket(long nanoseconds, byte[] ip, List<String> comments) {

    public CapturedPacket {
        if (nanoseconds < 0) {
            throw new IllegalArgumentException("A packet was seen in 1970 or later, but is at " + nanoseconds + " ns.");
        }
        comments = List.copyOf(comments);
    }
}
