package dev.troth.reference.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every message of a call, cut at each octet and with bits of each octet flipped, at its node: nothing throws. */
class HostileInputTest {

    /** The lowest bit, the one between small and capital letters, and the one that leaves ASCII. */
    private static final byte[] BITS = {0x01, 0x20, (byte) 0x80};

    private static final Sdp OFFER = AudioDescription.offer(
            new Origin("alice", 1, 1, "192.0.2.1"),
            49170,
            List.of(),
            List.of("crypto:1 AES_CM_128_HMAC_SHA1_80 inline:PS1uQCVeeCFCanVmcjkpPywjNWhcYD0mXXtxaVBR"));

    private static Pump call() {
        Pump pump = new Pump("Alice", "ProxyA", "Bob");
        Invitation invitation = pump.path.agent("Alice").invite("sip:bob@example.com", OFFER.encode());
        pump.run("Alice", invitation.actions());
        pump.run("Bob", pump.path.agent("Bob").accept(invitation.callId(), OFFER.encode()));
        return pump;
    }

    @Test
    void noTruncationThrows() {
        Pump pump = call();
        for (Pump.Hop hop : List.copyOf(pump.hops)) {
            byte[] octets = hop.message().encode();
            for (int length = 0; length < octets.length; length++) {
                assertInstanceOf(SipParsing.Malformed.class, SipParser.parse(Arrays.copyOf(octets, length)));
            }
        }
    }

    @Test
    void noFlippedBitThrowsAnywhere() {
        Pump pump = call();
        int parsed = 0;
        for (Pump.Hop hop : List.copyOf(pump.hops)) {
            byte[] octets = hop.message().encode();
            for (int flip = 0; flip < 3 * octets.length; flip++) {
                byte[] flipped = octets.clone();
                flipped[flip / 3] ^= BITS[flip % 3];
                if (SipParser.parse(flipped) instanceof SipParsing.Parsed(SipMessage message, int ignored)) {
                    parsed++;
                    assertEquals(message, reparsed(message));
                    everySent(pump.path.node(hop.to()).receive(message, hop.from()))
                            .forEach(HostileInputTest::reparsed);
                }
            }
        }
        assertTrue(parsed > 1000);
    }

    /** Flips in fresh calls as well, so that a flipped INVITE or answer meets a node that still waits for it. */
    @Test
    void noFlippedFirstMessageThrows() {
        byte[] invite = call().first("ProxyA", "Bob", "INVITE").encode();
        byte[] ok = call().first("ProxyA", "Alice", "SIP/2.0 200").encode();
        for (int octet = 0; octet < invite.length; octet++) {
            byte[] flipped = invite.clone();
            flipped[octet] ^= 1;
            if (SipParser.parse(flipped) instanceof SipParsing.Parsed(SipMessage message, int ignored)) {
                Pump fresh = new Pump("Alice", "ProxyA", "Bob");
                fresh.path.node("Bob").receive(message, "ProxyA");
            }
        }
        for (int octet = 0; octet < ok.length; octet++) {
            byte[] flipped = ok.clone();
            flipped[octet] ^= 2;
            if (SipParser.parse(flipped) instanceof SipParsing.Parsed(SipMessage message, int ignored)) {
                Pump fresh = new Pump("Alice", "ProxyA", "Bob");
                fresh.run(
                        "Alice",
                        fresh.path
                                .agent("Alice")
                                .invite("sip:bob@example.com", OFFER.encode())
                                .actions());
                everySent(fresh.path.node("Alice").receive(message, "ProxyA")).forEach(HostileInputTest::reparsed);
            }
        }
    }

    @Test
    void noTruncatedOrFlippedDescriptionThrows() {
        byte[] octets = OFFER.encode();
        for (int length = 0; length < octets.length; length++) {
            SdpParser.parse(Arrays.copyOf(octets, length));
        }
        for (int bit = 0; bit < 8 * octets.length; bit++) {
            byte[] flipped = octets.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            if (SdpParser.parse(flipped) instanceof SdpParsing.Parsed(Sdp description)) {
                assertEquals(new SdpParsing.Parsed(description), SdpParser.parse(description.encode()));
            }
        }
    }

    private static List<SipMessage> everySent(List<Action> actions) {
        List<SipMessage> sent = new ArrayList<>();
        for (Action action : actions) {
            if (action instanceof Action.Transmit(String ignored, SipMessage message)) {
                sent.add(message);
            }
        }
        return sent;
    }

    private static SipMessage reparsed(SipMessage message) {
        return assertInstanceOf(SipParsing.Parsed.class, SipParser.parse(message.encode()))
                .message();
    }
}
