package dev.troth.proofs.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.troth.reference.pcap.CapturedPacket;
import dev.troth.reference.pcap.Endpoint;
import dev.troth.reference.pcap.PcapngWriter;
import dev.troth.reference.pcap.UdpPacket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wireshark reads the captures written here down to the fields of MIKEY, and says no when it should. */
@RequiresPeer(Peer.TSHARK)
class TsharkTest {

    private static final String MALFORMED = "Malformed Packet (Exception occurred)";
    private static final Endpoint A = Endpoint.of("192.0.2.1", 2269);
    private static final Endpoint B = Endpoint.of("192.0.2.2", 2269);

    @TempDir
    Path folder;

    @Test
    void aCaptureIsReadWithItsTimesAndComments() throws IOException {
        Path capture = saved(SipCall.capture(SipCall.keyMgmt(MikeySamples.PSK), ""));
        assertEquals(
                List.of(
                        Map.of(
                                "frame.time_epoch", List.of("1767225600.000000000"),
                                "frame.comment", List.of("offer", "über SIP")),
                        Map.of("frame.time_epoch", List.of("1767225600.001000000"), "frame.comment", List.of("answer")),
                        Map.of("frame.time_epoch", List.of("1767225600.002000000"), "frame.comment", List.of()),
                        Map.of("frame.time_epoch", List.of("1767225600.002000001"), "frame.comment", List.of())),
                Tshark.fields(capture, "", "frame.time_epoch", "frame.comment"));
    }

    @Test
    void mikeyInTheOfferIsDissected() throws IOException {
        Path capture = saved(SipCall.capture(SipCall.keyMgmt(MikeySamples.PSK), ""));
        Tshark.assertNothingMalformed(capture);
        String[] names = {
            "sdp.key_mgmt.kmpid",
            "mikey.type",
            "mikey.csb_id",
            "mikey.srtp_id.ssrc",
            "mikey.srtp_id.roc",
            "mikey.t.ntp",
            "mikey.rand.data",
            "mikey.sp.encr_alg",
            "mikey.sp.auth_tag_len",
            "mikey.kemac.encr_alg",
            "mikey.kemac.key_data_len",
            "mikey.kemac.mac"
        };
        assertEquals(
                List.of(Map.ofEntries(
                        Map.entry("sdp.key_mgmt.kmpid", List.of("mikey")),
                        Map.entry("mikey.type", List.of("0")),
                        Map.entry("mikey.csb_id", List.of("0xdeadbeef")),
                        Map.entry("mikey.srtp_id.ssrc", List.of("0x11111111", "0x22222222")),
                        Map.entry("mikey.srtp_id.roc", List.of("0x00000000", "0x00000007")),
                        Map.entry("mikey.t.ntp", List.of("May  6, 2026 13:11:28.500000000 UTC")),
                        Map.entry("mikey.rand.data", List.of("404142434445464748494a4b4c4d4e4f")),
                        Map.entry("mikey.sp.encr_alg", List.of("1")),
                        Map.entry("mikey.sp.auth_tag_len", List.of("10")),
                        Map.entry("mikey.kemac.encr_alg", List.of("1")),
                        Map.entry("mikey.kemac.key_data_len", List.of("20")),
                        Map.entry("mikey.kemac.mac", List.of(MikeySamples.MAC)))),
                Tshark.fields(capture, "mikey", names));
    }

    @Test
    void mikeyOnItsOwnPortIsDissected() throws IOException {
        // IANA's registry of ports: mikey, 2269.
        Path capture = saved(mikey(MikeySamples.PSK, MikeySamples.VERIFICATION));
        Tshark.assertNothingMalformed(capture);
        assertEquals(List.of(2), Tshark.matching(capture, "mikey.v.ver_data"));
    }

    @Test
    void aTruncatedMessageIsMalformed() throws IOException {
        for (int length : new int[] {9, 60, MikeySamples.PSK.length - 1}) {
            byte[] truncated = Arrays.copyOf(MikeySamples.PSK, length);
            Path inSdp = saved(SipCall.capture(SipCall.keyMgmt(truncated), ""));
            assertEquals(List.of("packet 1: " + MALFORMED), Tshark.findings(inSdp), length + " octets in SDP");
            Path alone = saved(mikey(MikeySamples.PSK, truncated));
            assertEquals(List.of("packet 2: " + MALFORMED), Tshark.findings(alone), length + " octets alone");
        }
    }

    @Test
    void findingsFailUnlessTheyAreTolerated() throws IOException {
        Path capture = saved(mikey(Arrays.copyOf(MikeySamples.PSK, 40)));
        assertThrows(AssertionError.class, () -> Tshark.assertNothingMalformed(capture));
        assertThrows(AssertionError.class, () -> Tshark.assertNothingMalformed(capture, "another"));
        Tshark.assertNothingMalformed(capture, MALFORMED);
    }

    @Test
    void mediaAnnouncedAsSavpIsSrtp() throws IOException {
        Path capture = saved(SipCall.capture(SipCall.keyMgmt(MikeySamples.PSK), ""));
        // Without knowledge of the profile, Wireshark shows ciphertext and tag as one.
        assertEquals(
                List.of(Map.of(
                        "_ws.col.Protocol", List.of("SRTP"),
                        "rtp.setup-method", List.of("SDP"),
                        "srtp.enc_payload", List.of("4d875f3dde" + "ab".repeat(10)),
                        "srtp.auth_tag", List.of())),
                Tshark.fields(
                        capture, "rtp", "_ws.col.Protocol", "rtp.setup-method", "srtp.enc_payload", "srtp.auth_tag"));
    }

    @Test
    void sdesSaysWhereTheTagBegins() throws IOException {
        // RFC 4568 section 6.1: master key 01 to 10 and master salt 11 to 1e, in Base64.
        Path capture = saved(SipCall.capture(
                "", "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0e\r\n"));
        Tshark.assertNothingMalformed(capture);
        assertEquals(
                List.of(Map.of("srtp.enc_payload", List.of("4d875f3dde"), "srtp.auth_tag", List.of("ab".repeat(10)))),
                Tshark.fields(capture, "rtp", "srtp.enc_payload", "srtp.auth_tag"));
        assertEquals(
                Map.of(
                        "sdp.crypto.crypto_suite", List.of("AES_CM_128_HMAC_SHA1_80"),
                        "sdp.crypto.master_key", List.of("0102030405060708090a0b0c0d0e0f10"),
                        "sdp.crypto.master_salt", List.of("1112131415161718191a1b1c1d1e")),
                Tshark.fields(
                                capture,
                                "sip.Method == INVITE && sdp",
                                "sdp.crypto.crypto_suite",
                                "sdp.crypto.master_key",
                                "sdp.crypto.master_salt")
                        .getFirst());
    }

    @Test
    void theLargestPacketHasRightChecksums() throws IOException {
        byte[] payload = new byte[UdpPacket.LARGEST_PAYLOAD];
        Arrays.fill(payload, (byte) 0xa5);
        Path capture = saved(udp(Endpoint.of("192.0.2.1", 40_000), Endpoint.of("192.0.2.2", 40_001), payload));
        Tshark.assertNothingMalformed(capture);
        assertEquals(List.of(1), Tshark.matching(capture, "ip.checksum.status == 1 && udp.checksum.status == 1"));
        assertEquals(
                HexFormat.of().formatHex(payload),
                Tshark.fields(capture, "", "udp.payload")
                        .getFirst()
                        .get("udp.payload")
                        .getFirst());
    }

    @Test
    void aWrongChecksumIsAFinding() throws IOException {
        byte[] packet = UdpPacket.ipv4(A, B, MikeySamples.PSK);
        String right = HexFormat.of().formatHex(packet, 26, 28);
        packet[27] ^= 1;
        Path capture = saved(PcapngWriter.write("troth", List.of(new CapturedPacket(0, packet, List.of()))));
        assertEquals(List.of("packet 1: Bad checksum [should be 0x" + right + "]"), Tshark.findings(capture));
    }

    @Test
    void aFileThatEndsEarlyIsNotRead() throws IOException {
        byte[] capture = mikey(MikeySamples.PSK);
        Path cut = saved(Arrays.copyOf(capture, capture.length - 8));
        assertThrows(AssertionError.class, () -> Tshark.verbose(cut));
    }

    @Test
    void theDissectionCanBeReadAsTextAndAsJson() throws IOException {
        Path capture = saved(mikey(MikeySamples.PSK));
        assertTrue(Tshark.verbose(capture).contains("CSB ID: 0xdeadbeef"));
        JsonNode header = new ObjectMapper().readTree(Tshark.json(capture)).at("/0/_source/layers/mikey/mikey.hdr");
        assertEquals("0xdeadbeef", header.path("mikey.csb_id").asText());
        assertEquals(
                "0x22222222", header.at("/mikey.srtp_id/1/mikey.srtp_id.ssrc").asText());
    }

    private static byte[] mikey(byte[]... messages) {
        return udp(A, B, messages);
    }

    private static byte[] udp(Endpoint source, Endpoint destination, byte[]... payloads) {
        return PcapngWriter.write(
                "troth",
                Arrays.stream(payloads)
                        .map(payload -> new CapturedPacket(0, UdpPacket.ipv4(source, destination, payload), List.of()))
                        .toList());
    }

    private Path saved(byte[] capture) throws IOException {
        return Files.write(folder.resolve("capture.pcapng"), capture);
    }
}
