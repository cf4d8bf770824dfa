package dev.troth.reference.pcap;

import java.nio.ByteBuffer;

/**
 * A UDP datagram (RFC 768) in one IPv4 packet (RFC 791).
 *
 * <p>Packets are never fragmented and say so (DF); their identification is then without meaning and always 0 (RFC 6864
 * section 4.1), so that one packet more does not change those after it.
 */
public final class UdpPacket {

    /** What fits into one packet: 65,535 octets less the two headers. */
    public static final int LARGEST_PAYLOAD = 65_507;

    private static final int IP_HEADER_OCTETS = 20;
    private static final int IP_CHECKSUM_AT = 10;
    private static final int UDP_HEADER_OCTETS = 8;
    private static final int UDP_CHECKSUM_AT = 6;

    /** Version 4, header length of five 32-bit words, no special service. */
    private static final short VERSION_LENGTH_SERVICE = 0x4500;

    private static final short DO_NOT_FRAGMENT = 0x4000;
    private static final byte TIME_TO_LIVE = 64;
    private static final byte UDP = 17;

    private UdpPacket() {}

    /**
     * The packet from its IP header on, with both checksums.
     *
     * @param payload at most {@value #LARGEST_PAYLOAD} octets
     * @throws IllegalArgumentException if the payload does not fit
     */
    public static byte[] ipv4(Endpoint source, Endpoint destination, byte[] payload) {
        if (payload.length > LARGEST_PAYLOAD) {
            throw new IllegalArgumentException("A UDP datagram carries at most " + LARGEST_PAYLOAD
                    + " octets over IPv4, but this one has " + payload.length + ".");
        }
        byte[] udp = udp(source, destination, payload);
        ByteBuffer packet = ByteBuffer.allocate(IP_HEADER_OCTETS + udp.length)
                .putShort(VERSION_LENGTH_SERVICE)
                .putShort((short) (IP_HEADER_OCTETS + udp.length))
                .putShort((short) 0) // identification
                .putShort(DO_NOT_FRAGMENT)
                .put(TIME_TO_LIVE)
                .put(UDP)
                .putShort((short) 0) // checksum, below
                .putInt(source.address())
                .putInt(destination.address());
        packet.putShort(IP_CHECKSUM_AT, checksum(sum(0, packet.array(), IP_HEADER_OCTETS)));
        return packet.put(udp).array();
    }

    private static byte[] udp(Endpoint source, Endpoint destination, byte[] payload) {
        int length = UDP_HEADER_OCTETS + payload.length;
        ByteBuffer datagram = ByteBuffer.allocate(length)
                .putShort((short) source.port())
                .putShort((short) destination.port())
                .putShort((short) length)
                .putShort((short) 0) // checksum, below
                .put(payload);
        // RFC 768: the checksum covers a pseudo header of addresses, protocol and length as well.
        byte[] pseudoHeader = ByteBuffer.allocate(12)
                .putInt(source.address())
                .putInt(destination.address())
                .putShort(UDP)
                .putShort((short) length)
                .array();
        long sum = sum(0, pseudoHeader, pseudoHeader.length);
        short checksum = checksum(sum(sum, datagram.array(), length));
        // RFC 768: 0 means that there is no checksum; a computed 0 is sent as its other form in ones' complement.
        datagram.putShort(UDP_CHECKSUM_AT, checksum == 0 ? (short) 0xffff : checksum);
        return datagram.array();
    }

    /** Adds 16-bit words to a sum (RFC 1071), the last octet of an odd number as if a zero followed. */
    private static long sum(long start, byte[] octets, int length) {
        long sum = start;
        for (int i = 0; i < length; i++) {
            sum += (octets[i] & 0xffL) << ((i & 1) == 0 ? 8 : 0);
        }
        return sum;
    }

    /** The ones' complement of the ones' complement sum. */
    private static short checksum(long sum) {
        long folded = sum;
        while (folded >>> 16 != 0) {
            folded = (folded & 0xffff) + (folded >>> 16);
        }
        return (short) ~folded;
    }
}
