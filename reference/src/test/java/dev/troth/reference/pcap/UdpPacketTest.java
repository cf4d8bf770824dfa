package dev.troth.reference.pcap;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UdpPacketTest {

    private static final Endpoint A = Endpoint.of("192.0.2.1", 5060);
    private static final Endpoint B = Endpoint.of("198.51.100.255", 65_535);

    @Test
    void aSmallPacketIsTheOneWrittenByHand() {
        // Fields from the figures of RFC 791 section 3.1 and RFC 768, checksums added up by hand as RFC 1071 says:
        // not (4500 + 1f + 4000 + 4011 + c000 + 201 + c633 + 64ff) = not b265 = 4d9a for IP,
        // not (c000 + 201 + c633 + 64ff + 11 + b + 13c4 + ffff + b + 6162 + 6300) = not c582 = 3a7d for UDP.
        assertEquals(
                "4500001f0000400040114d9ac0000201c63364ff" + "13c4ffff000b3a7d" + "616263",
                HexFormat.of().formatHex(UdpPacket.ipv4(A, B, "abc".getBytes(US_ASCII))));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 1199, 1200, UdpPacket.LARGEST_PAYLOAD})
    void checksumsMakeAllWordsAddUpToOnes(int octets) {
        // RFC 1071 section 1: a receiver sums everything, checksum included, and expects all ones.
        byte[] payload = new byte[octets];
        for (int i = 0; i < octets; i++) {
            payload[i] = (byte) (i * 31 + 7);
        }
        byte[] packet = UdpPacket.ipv4(A, B, payload);
        assertEquals(20 + 8 + octets, packet.length);
        assertArrayEquals(payload, Arrays.copyOfRange(packet, 28, packet.length));
        assertEquals(0xffff, onesSum(0, packet, 0, 20));
        int pseudoHeader = onesSum(17 + 8 + octets, packet, 12, 20);
        assertEquals(0xffff, onesSum(pseudoHeader, packet, 20, packet.length));
    }

    @Test
    void aChecksumOfZeroIsSentAsOnes() {
        // RFC 768: all ones, since zero means that no checksum was computed. fee1 makes this datagram's sum all ones.
        byte[] packet = UdpPacket.ipv4(A, B, new byte[] {(byte) 0xfe, (byte) 0xe1});
        assertEquals("ffff", HexFormat.of().formatHex(packet, 26, 28));
    }

    @Test
    void aPayloadThatDoesNotFitIsRefused() {
        byte[] tooLarge = new byte[UdpPacket.LARGEST_PAYLOAD + 1];
        assertThrows(IllegalArgumentException.class, () -> UdpPacket.ipv4(A, B, tooLarge));
    }

    @Test
    void anEndpointReadsAsItIsWritten() {
        assertEquals("192.0.2.1:5060", A.toString());
        assertEquals("198.51.100.255:65535", B.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "192.0.2", "192.0.2.256", "192.0.2.1.", "192.0.2.1 ", "localhost", "192.0.2.0001", "::1"})
    void onlyFourNumbersAreAnAddress(String text) {
        assertThrows(IllegalArgumentException.class, () -> Endpoint.of(text, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void aPortHas16Bits(int port) {
        assertThrows(IllegalArgumentException.class, () -> Endpoint.of("192.0.2.1", port));
    }

    private static int onesSum(int start, byte[] octets, int from, int to) {
        int sum = start;
        for (int i = from; i < to; i += 2) {
            int low = i + 1 < to ? octets[i + 1] & 255 : 0;
            sum += (octets[i] & 255) << 8 | low;
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return sum;
    }
}
