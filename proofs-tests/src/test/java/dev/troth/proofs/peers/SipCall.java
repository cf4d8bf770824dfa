package dev.troth.proofs.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.troth.reference.pcap.CapturedPacket;
import dev.troth.reference.pcap.Endpoint;
import dev.troth.reference.pcap.PcapngWriter;
import dev.troth.reference.pcap.UdpPacket;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** A call made by hand from the examples of RFC 3261 section 24.2 and RFC 4567 section 7: INVITE, 200, ACK, media. */
final class SipCall {

    private static final long START = 1_767_225_600_000_000_000L; // 2026-01-01 00:00:00 UTC
    private static final Endpoint ALICE = Endpoint.of("192.0.2.1", 5060);
    private static final Endpoint BOB = Endpoint.of("192.0.2.2", 5060);
    private static final Endpoint ALICE_MEDIA = Endpoint.of("192.0.2.1", 49_170);
    private static final Endpoint BOB_MEDIA = Endpoint.of("192.0.2.2", 49_172);

    /** RTP header, five octets of ciphertext, a tag of 80 bits; keys mean nothing here. */
    private static final byte[] SRTP =
            HexFormat.of().parseHex("800000010000000a12345678" + "4d875f3dde" + "ab".repeat(10));

    private SipCall() {}

    /** RFC 4567 section 3.1: the session-level attribute that carries MIKEY. */
    static String keyMgmt(byte[] mikey) {
        return "a=key-mgmt:mikey " + Base64.getEncoder().encodeToString(mikey) + "\r\n";
    }

    /** A capture of four packets; the offer has this attribute for the session, and both sides that for the stream. */
    static byte[] capture(String ofTheSession, String ofTheStream) {
        byte[] invite = message(
                "INVITE sip:bob@example.com SIP/2.0",
                "",
                "1 INVITE",
                "Max-Forwards: 70\r\nContact: <sip:alice@192.0.2.1>\r\n",
                sdp("alice", ALICE_MEDIA, "192.0.2.1", ofTheSession, ofTheStream));
        byte[] ok = message(
                "SIP/2.0 200 OK",
                ";tag=a6c85cf",
                "1 INVITE",
                "Contact: <sip:bob@192.0.2.2>\r\n",
                sdp("bob", BOB_MEDIA, "192.0.2.2", "", ofTheStream));
        byte[] ack = message("ACK sip:bob@192.0.2.2 SIP/2.0", ";tag=a6c85cf", "1 ACK", "Max-Forwards: 70\r\n", "");
        return PcapngWriter.write(
                "troth",
                List.of(
                        new CapturedPacket(START, UdpPacket.ipv4(ALICE, BOB, invite), List.of("offer", "über SIP")),
                        new CapturedPacket(START + 1_000_000, UdpPacket.ipv4(BOB, ALICE, ok), List.of("answer")),
                        new CapturedPacket(START + 2_000_000, UdpPacket.ipv4(ALICE, BOB, ack), List.of()),
                        new CapturedPacket(
                                START + 2_000_001, UdpPacket.ipv4(ALICE_MEDIA, BOB_MEDIA, SRTP), List.of())));
    }

    private static byte[] message(String start, String toTag, String cseq, String headers, String body) {
        String type = body.isEmpty() ? "" : "Content-Type: application/sdp\r\n";
        String text = start + "\r\n"
                + "Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK776asdhds" + cseq.charAt(cseq.length() - 1) + "\r\n"
                + "To: <sip:bob@example.com>" + toTag + "\r\n"
                + "From: <sip:alice@example.com>;tag=1928301774\r\n"
                + "Call-ID: a84b4c76e66710\r\n"
                + "CSeq: " + cseq + "\r\n"
                + headers
                + type
                + "Content-Length: " + body.length() + "\r\n\r\n"
                + body;
        return text.getBytes(UTF_8);
    }

    private static String sdp(String user, Endpoint media, String address, String ofTheSession, String ofTheStream) {
        return "v=0\r\n"
                + "o=" + user + " 2890844526 2890844526 IN IP4 " + address + "\r\n"
                + "s=-\r\n"
                + "c=IN IP4 " + address + "\r\n"
                + "t=0 0\r\n"
                + ofTheSession
                + "m=audio " + media.port() + " RTP/SAVP 0\r\n"
                + ofTheStream
                + "a=rtpmap:0 PCMU/8000\r\n";
    }
}
