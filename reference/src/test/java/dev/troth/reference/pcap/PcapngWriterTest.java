package dev.troth.reference.pcap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PcapngWriterTest {

    private static final long AT = 1_767_225_600_123_456_789L; // 2026-01-01 00:00:00.123456789 UTC
    private static final byte[] PACKET = {1, 2, 3, 4, 5};

    private static List<CaptureReader.Block> written(CapturedPacket... packets) {
        return CaptureReader.blocks(PcapngWriter.write("troth", List.of(packets)));
    }

    @Test
    void anEmptyCaptureIsTwoBlocksOctetForOctet() {
        // Written by hand from the figures of "Section Header Block" and "Interface Description Block".
        assertEquals(
                "0a0d0d0a0000001c1a2b3c4d00010000ffffffffffffffff0000001c"
                        + "0000000100000034" + "0065000000000000"
                        + "0002000f7669727475616c206e6574776f726b00" // if_name
                        + "0009000109000000" + "00000000" + "00000034",
                HexFormat.of().formatHex(PcapngWriter.write("", List.of())));
    }

    @Test
    void theSectionSaysWhatWroteIt() {
        CaptureReader.Block section = written().getFirst();
        assertEquals(0x0A0D0D0A, section.type());
        assertEquals(0x1A2B3C4D, section.u32(0));
        assertEquals(Map.of(4, List.of("troth")), section.options(16));
    }

    @Test
    void theInterfaceCarriesIpPacketsAndCountsNanoseconds() {
        CaptureReader.Block description = written().get(1);
        assertEquals(1, description.type());
        assertEquals(101, description.u16(0)); // LINKTYPE_RAW
        assertEquals(0, description.u32(4)); // no limit
        assertEquals(Map.of(2, List.of("virtual network"), 9, List.of("\t")), description.options(8)); // if_tsresol = 9
    }

    @Test
    void aPacketIsKeptWholeWithItsTime() {
        CaptureReader.Block packet =
                written(new CapturedPacket(AT, PACKET, List.of())).get(2);
        assertEquals(6, packet.type());
        assertEquals(0, packet.u32(0)); // the interface
        assertEquals((int) (AT >>> 32), packet.u32(4));
        assertEquals((int) AT, packet.u32(8));
        assertEquals(5, packet.u32(12)); // octets kept
        assertEquals(5, packet.u32(16)); // octets there were
        assertArrayEquals(Arrays.copyOf(PACKET, 8), Arrays.copyOfRange(packet.body(), 20, packet.body().length));
    }

    @Test
    void commentsFollowThePacketInTheirOrder() {
        CaptureReader.Block packet = written(new CapturedPacket(AT, PACKET, List.of("Init", "über SIP")))
                .get(2);
        assertEquals(Map.of(1, List.of("Init", "über SIP")), packet.options(28));
    }

    @Test
    void packetsStayInTheirOrder() {
        List<CaptureReader.Block> blocks =
                written(new CapturedPacket(2, new byte[4], List.of()), new CapturedPacket(1, new byte[8], List.of()));
        assertEquals(4, blocks.size());
        assertEquals(2, blocks.get(2).u32(8));
        assertEquals(1, blocks.get(3).u32(8));
    }

    @Test
    void whatTheFormatCannotHoldIsRefused() {
        CapturedPacket tooTalkative = new CapturedPacket(0, PACKET, List.of("x".repeat(65_536)));
        assertThrows(IllegalArgumentException.class, () -> PcapngWriter.write("", List.of(tooTalkative)));
        assertThrows(IllegalArgumentException.class, () -> new CapturedPacket(-1, PACKET, List.of()));
    }
}
