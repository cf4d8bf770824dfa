package dev.troth.reference.pcap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * Writes a capture file in the pcapng format (draft-ietf-opsawg-pcapng): one section, one interface that carries IP
 * packets without a link layer, and one block per packet. Numbers are big-endian, which the format leaves to the
 * writer. Sections of the draft are named by their titles, since their numbers have changed between its versions.
 */
public final class PcapngWriter {

    /** "Section Header Block". */
    private static final int SECTION_HEADER = 0x0A0D0D0A;

    private static final int BYTE_ORDER_MAGIC = 0x1A2B3C4D;
    private static final int SHB_USERAPPL = 4;

    /** "Interface Description Block". */
    private static final int INTERFACE_DESCRIPTION = 1;

    /** LINKTYPE_RAW: each packet begins with its IPv4 or IPv6 header. */
    private static final int LINKTYPE_RAW = 101;

    private static final int IF_NAME = 2;

    private static final int IF_TSRESOL = 9;

    /** Timestamps count units of 10^-9 seconds. */
    private static final byte[] NANOSECONDS = {9};

    /** "Enhanced Packet Block". */
    private static final int ENHANCED_PACKET = 6;

    /** "Options": of every block. */
    private static final int OPT_ENDOFOPT = 0;

    private static final int OPT_COMMENT = 1;

    private static final int LONGEST_OPTION = 0xffff;

    private PcapngWriter() {}

    /**
     * The whole file.
     *
     * @param application what wrote the capture, for its readers; nothing is said if it is empty
     * @param packets in the order in which they were seen
     * @throws IllegalArgumentException if a text takes more than 65,535 octets of UTF-8
     */
    public static byte[] write(String application, List<CapturedPacket> packets) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        sectionHeader(application).writeTo(file);
        interfaceDescription().writeTo(file);
        for (CapturedPacket packet : packets) {
            enhancedPacket(packet).writeTo(file);
        }
        return file.toByteArray();
    }

    private static Block sectionHeader(String application) {
        Block block = new Block(SECTION_HEADER)
                .u32(BYTE_ORDER_MAGIC)
                .u16(1) // major version
                .u16(0) // minor version
                .u64(-1); // length of the section: not given
        return application.isEmpty()
                ? block
                : option(block, SHB_USERAPPL, application.getBytes(UTF_8)).u32(OPT_ENDOFOPT);
    }

    private static Block interfaceDescription() {
        Block block = new Block(INTERFACE_DESCRIPTION)
                .u16(LINKTYPE_RAW)
                .u16(0) // reserved
                .u32(0); // no limit to what is kept of a packet
        option(block, IF_NAME, "virtual network".getBytes(UTF_8));
        return option(block, IF_TSRESOL, NANOSECONDS).u32(OPT_ENDOFOPT);
    }

    private static Block enhancedPacket(CapturedPacket packet) {
        Block block = new Block(ENHANCED_PACKET)
                .u32(0) // the interface
                .u64(packet.nanoseconds()) // upper half first, in either byte order
                .u32(packet.ip().length) // octets kept
                .u32(packet.ip().length) // octets the packet had
                .padded(packet.ip());
        for (String comment : packet.comments()) {
            option(block, OPT_COMMENT, comment.getBytes(UTF_8));
        }
        return packet.comments().isEmpty() ? block : block.u32(OPT_ENDOFOPT);
    }

    private static Block option(Block block, int code, byte[] value) {
        if (value.length > LONGEST_OPTION) {
            throw new IllegalArgumentException(
                    "A text in a capture takes at most 65,535 octets, but this takes " + value.length + ".");
        }
        return block.u16(code).u16(value.length).padded(value);
    }
}
