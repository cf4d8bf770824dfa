package dev.troth.reference.sip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The call of RFC 3261 section 4 (figure 1), over two proxies that stay on the path. */
class CallTest {

    private static final String BOB = "sip:bob@example.com";
    private static final byte[] OFFER = "offer".getBytes(UTF_8);
    private static final byte[] ANSWER = "answer".getBytes(UTF_8);
    private static final String RECORD_A = "<sip:198.51.100.1:5060;lr>";
    private static final String RECORD_B = "<sip:198.51.100.2:5060;lr>";

    private final Pump pump = new Pump("Alice", "ProxyA", "ProxyB", "Bob");
    private String callId = "";

    @BeforeEach
    void aliceCallsBob() {
        Invitation invitation = pump.path.agent("Alice").invite(BOB, OFFER);
        callId = invitation.callId();
        pump.run("Alice", invitation.actions());
    }

    private void bobAccepts() {
        pump.run("Bob", pump.path.agent("Bob").accept(callId, ANSWER));
    }

    private static String header(SipMessage message, String name) {
        return message.headers().first(name).orElseThrow();
    }

    private static List<String> branches(SipMessage message) {
        return message.headers().values("Via").stream()
                .map(via -> Via.parse(via).orElseThrow().branch())
                .toList();
    }

    @Test
    void messagesTakeEveryHopInTheOrderOfFigureOne() {
        assertEquals(
                List.of(
                        "Alice > ProxyA: INVITE",
                        "ProxyA > Alice: 100 Trying",
                        "ProxyA > ProxyB: INVITE",
                        "ProxyB > ProxyA: 100 Trying",
                        "ProxyB > Bob: INVITE",
                        "Bob > ProxyB: 180 Ringing",
                        "ProxyB > ProxyA: 180 Ringing",
                        "ProxyA > Alice: 180 Ringing"),
                pump.hopNames());
        pump.forget();
        bobAccepts();
        assertEquals(
                List.of(
                        "Bob > ProxyB: 200 OK",
                        "ProxyB > ProxyA: 200 OK",
                        "ProxyA > Alice: 200 OK",
                        "Alice > ProxyA: ACK",
                        "ProxyA > ProxyB: ACK",
                        "ProxyB > Bob: ACK"),
                pump.hopNames());
    }

    @Test
    void bothUsersLearnWhatConcernsThem() {
        bobAccepts();
        assertEquals(List.of("Ringing", "AnswerArrived", "Established"), pump.toldTo("Alice"));
        assertEquals(List.of("OfferArrived", "Established"), pump.toldTo("Bob"));
        Action.OfferArrived offer = pump.told.stream()
                .map(Pump.Told::action)
                .filter(Action.OfferArrived.class::isInstance)
                .map(Action.OfferArrived.class::cast)
                .findFirst()
                .orElseThrow();
        assertEquals(callId, offer.callId());
        assertEquals("sip:alice@example.com", offer.caller());
        assertArrayEquals(OFFER, offer.sdpBody());
    }

    @Test
    void anOfferPassesTheProxiesUnchanged() {
        assertArrayEquals(OFFER, pump.last("ProxyB", "Bob").body());
        assertEquals("application/sdp", header(pump.last("ProxyB", "Bob"), "Content-Type"));
    }

    /** RFC 3261 sections 8.1.1.7 and 16.6 step 8. */
    @Test
    void everyHopPutsItsOwnViaOnTop() {
        SipMessage atBob = pump.first("ProxyB", "Bob", "INVITE");
        List<String> vias = atBob.headers().values("Via");
        assertEquals(3, vias.size());
        assertTrue(vias.get(0).startsWith("SIP/2.0/UDP 198.51.100.2:5060;branch=z9hG4bK"));
        assertTrue(vias.get(1).startsWith("SIP/2.0/UDP 198.51.100.1:5060;branch=z9hG4bK"));
        assertTrue(vias.get(2).startsWith("SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK"));
        assertEquals(3, branches(atBob).stream().distinct().count());
        assertEquals(vias, pump.first("Bob", "ProxyB", "SIP/2.0 180").headers().values("Via"));
        assertEquals(
                vias.subList(1, 3),
                pump.first("ProxyB", "ProxyA", "SIP/2.0 180").headers().values("Via"));
        assertEquals(
                vias.subList(2, 3),
                pump.first("ProxyA", "Alice", "SIP/2.0 180").headers().values("Via"));
    }

    /** RFC 3261 section 16.6 step 3. */
    @Test
    void everyHopTakesOneOffMaxForwards() {
        assertEquals("70", header(pump.first("Alice", "ProxyA", "INVITE"), "Max-Forwards"));
        assertEquals("69", header(pump.first("ProxyA", "ProxyB", "INVITE"), "Max-Forwards"));
        assertEquals("68", header(pump.first("ProxyB", "Bob", "INVITE"), "Max-Forwards"));
    }

    /** RFC 3261 sections 16.6 step 4, 12.1.1 and 12.1.2. */
    @Test
    void proxiesRecordTheirRouteAndTheCallerReversesIt() {
        bobAccepts();
        List<String> recorded = List.of(RECORD_B, RECORD_A);
        assertEquals(recorded, pump.first("ProxyB", "Bob", "INVITE").headers().values("Record-Route"));
        assertEquals(
                recorded, pump.first("ProxyA", "Alice", "SIP/2.0 200").headers().values("Record-Route"));
        assertEquals(
                recorded, pump.first("ProxyA", "Alice", "SIP/2.0 180").headers().values("Record-Route"));
        assertEquals(
                List.of(RECORD_A, RECORD_B),
                pump.first("Alice", "ProxyA", "ACK").headers().values("Route"));
        assertEquals(
                List.of(RECORD_B),
                pump.first("ProxyA", "ProxyB", "ACK").headers().values("Route"));
        assertEquals(List.of(), pump.first("ProxyB", "Bob", "ACK").headers().values("Route"));
    }

    /** RFC 3261 sections 16.5 and 12.2.1.1. */
    @Test
    void theLastProxyPutsTheContactIntoTheRequestUriAndTheAckGoesThere() {
        bobAccepts();
        assertEquals(
                "INVITE " + BOB + " SIP/2.0",
                pump.first("ProxyA", "ProxyB", "INVITE").startLine());
        assertEquals(
                "INVITE sip:bob@192.0.2.2:5060 SIP/2.0",
                pump.first("ProxyB", "Bob", "INVITE").startLine());
        assertEquals(
                "ACK sip:bob@192.0.2.2:5060 SIP/2.0",
                pump.first("Alice", "ProxyA", "ACK").startLine());
        assertEquals("<sip:alice@192.0.2.1:5060>", header(pump.first("ProxyB", "Bob", "INVITE"), "Contact"));
        assertEquals("<sip:bob@192.0.2.2:5060>", header(pump.first("ProxyA", "Alice", "SIP/2.0 200"), "Contact"));
    }

    /** RFC 3261 sections 8.2.6.2, 12.1.1 and 13.2.2.4. */
    @Test
    void tagsAndNumbersStayTheSameThroughTheHandshake() {
        bobAccepts();
        SipMessage invite = pump.first("Alice", "ProxyA", "INVITE");
        SipMessage ringing = pump.first("ProxyA", "Alice", "SIP/2.0 180");
        SipMessage ok = pump.first("ProxyA", "Alice", "SIP/2.0 200");
        SipMessage ack = pump.first("ProxyB", "Bob", "ACK");
        assertEquals("<" + BOB + ">", header(invite, "To"));
        assertTrue(header(invite, "From").startsWith("Alice <sip:alice@example.com>;tag="));
        for (SipMessage message : List.of(ringing, ok, ack)) {
            assertEquals(header(invite, "From"), header(message, "From"));
            assertEquals(header(ok, "To"), header(message, "To"));
            assertEquals(callId, header(message, "Call-ID"));
        }
        assertTrue(header(ok, "To").startsWith("<" + BOB + ">;tag="));
        assertEquals("1 INVITE", header(ok, "CSeq"));
        assertEquals("1 ACK", header(ack, "CSeq"));
    }

    /** RFC 3261 section 16.2: the 100 of a proxy; section 8.2.6.2: no tag is needed in it. */
    @Test
    void tryingComesFromEachProxyAndGoesNoFurther() {
        SipMessage trying = pump.first("ProxyA", "Alice", "SIP/2.0 100");
        assertEquals("<" + BOB + ">", header(trying, "To"));
        assertEquals(
                1,
                pump.hopNames().stream()
                        .filter(h -> h.equals("ProxyA > Alice: 100 Trying"))
                        .count());
    }

    /** RFC 3261 section 13.2.2.4: a new transaction. */
    @Test
    void theAckOfAnAcceptanceHasBranchesOfItsOwn() {
        bobAccepts();
        List<String> invite = branches(pump.first("ProxyB", "Bob", "INVITE"));
        List<String> ack = branches(pump.first("ProxyB", "Bob", "ACK"));
        assertEquals(3, ack.size());
        assertEquals(6, Stream.concat(invite.stream(), ack.stream()).distinct().count());
        assertEquals("70", header(pump.first("Alice", "ProxyA", "ACK"), "Max-Forwards"));
    }

    @Test
    void anAcceptanceThatComesAgainIsAcknowledgedAgainByTheSameAck() {
        bobAccepts();
        SipMessage ok = pump.first("ProxyA", "Alice", "SIP/2.0 200");
        SipMessage ack = pump.first("Alice", "ProxyA", "ACK");
        SipMessage ackAtBob = pump.first("ProxyB", "Bob", "ACK");
        pump.forget();
        pump.inject("Alice", "ProxyA", ok);
        assertEquals(List.of("Alice > ProxyA: ACK", "ProxyA > ProxyB: ACK", "ProxyB > Bob: ACK"), pump.hopNames());
        assertEquals(ack, pump.first("Alice", "ProxyA", "ACK"));
        assertEquals(ackAtBob, pump.first("ProxyB", "Bob", "ACK"));
        assertEquals(List.of(), pump.toldTo("Alice"));
        assertEquals(List.of("Discarded"), pump.toldTo("Bob"));
    }

    /** RFC 3261 sections 17.1.1.3 and 16.7 step 5; RFC 4567 section 4.1.2 for the 488. */
    @Test
    void aRefusalIsAcknowledgedOnEveryHopWithTheBranchOfThatHop() {
        pump.forget();
        pump.run("Bob", pump.path.agent("Bob").reject(callId, 488, "Not Acceptable Here", ANSWER));
        assertEquals(
                List.of(
                        "Bob > ProxyB: 488 Not Acceptable Here",
                        "ProxyB > Bob: ACK",
                        "ProxyB > ProxyA: 488 Not Acceptable Here",
                        "ProxyA > ProxyB: ACK",
                        "ProxyA > Alice: 488 Not Acceptable Here",
                        "Alice > ProxyA: ACK"),
                pump.hopNames());
        List<String> vias = pump.first("Bob", "ProxyB", "SIP").headers().values("Via");
        assertEquals(vias.subList(0, 1), pump.last("ProxyB", "Bob").headers().values("Via"));
        assertEquals(vias.subList(1, 2), pump.last("ProxyA", "ProxyB").headers().values("Via"));
        assertEquals(vias.subList(2, 3), pump.last("Alice", "ProxyA").headers().values("Via"));
        assertEquals(header(pump.first("Bob", "ProxyB", "SIP"), "To"), header(pump.last("Alice", "ProxyA"), "To"));
        assertEquals(
                "ACK sip:bob@192.0.2.2:5060 SIP/2.0", pump.last("ProxyB", "Bob").startLine());
        assertEquals("ACK " + BOB + " SIP/2.0", pump.last("Alice", "ProxyA").startLine());
        assertEquals(List.of(), pump.toldTo("Bob"));
        assertEquals(List.of("CallRejected"), pump.toldTo("Alice"));
        Action.CallRejected rejected =
                assertInstanceOf(Action.CallRejected.class, pump.told.getFirst().action());
        assertEquals(488, rejected.status());
        assertEquals("Not Acceptable Here", rejected.reason());
        assertArrayEquals(ANSWER, rejected.body());
        assertThrows(IllegalStateException.class, () -> pump.path.agent("Bob").accept(callId, ANSWER));
    }

    @Test
    void eitherSideEndsTheCallAlongTheSamePath() {
        bobAccepts();
        pump.forget();
        pump.run("Bob", pump.path.agent("Bob").bye(callId));
        assertEquals(
                List.of(
                        "Bob > ProxyB: BYE",
                        "ProxyB > ProxyA: BYE",
                        "ProxyA > Alice: BYE",
                        "Alice > ProxyA: 200 OK",
                        "ProxyA > ProxyB: 200 OK",
                        "ProxyB > Bob: 200 OK"),
                pump.hopNames());
        assertEquals(
                "BYE sip:alice@192.0.2.1:5060 SIP/2.0",
                pump.last("ProxyA", "Alice").startLine());
        assertEquals(
                List.of(RECORD_B, RECORD_A),
                pump.last("Bob", "ProxyB").headers().values("Route"));
        assertEquals(List.of("Ended"), pump.toldTo("Alice"));
        assertEquals(List.of("Ended"), pump.toldTo("Bob"));
        assertThrows(IllegalStateException.class, () -> pump.path.agent("Alice").bye(callId));
    }

    /** RFC 3261 section 17.2.1. */
    @Test
    void anInviteThatComesAgainBeforeTheAnswerGetsTheLastResponseAgain() {
        SipMessage invite = pump.first("ProxyB", "Bob", "INVITE");
        SipMessage ringing = pump.first("Bob", "ProxyB", "SIP/2.0 180");
        pump.forget();
        assertEquals(List.of(new Action.Transmit("ProxyB", ringing)), pump.inject("Bob", "ProxyB", invite));
        assertEquals(List.of(), pump.toldTo("Bob"));
    }

    @Test
    void anInviteThatComesAgainAfterTheAckIsAbsorbed() {
        SipMessage invite = pump.first("ProxyB", "Bob", "INVITE");
        SipMessage atProxy = pump.first("Alice", "ProxyA", "INVITE");
        bobAccepts();
        pump.forget();
        assertInstanceOf(
                Action.Discarded.class, pump.inject("Bob", "ProxyB", invite).getFirst());
        assertInstanceOf(
                Action.Discarded.class, pump.inject("ProxyA", "Alice", atProxy).getFirst());
        assertEquals(List.of(), pump.hopNames());
    }

    @Test
    void anInviteWithAnotherCallIdAndBranchIsANewCall() {
        SipMessage invite = pump.first("ProxyB", "Bob", "INVITE");
        bobAccepts();
        pump.forget();
        Headers changed = invite.headers()
                .replaced("Call-ID", "replayed@192.0.2.1")
                .replaced("Via", "SIP/2.0/UDP 198.51.100.2:5060;branch=z9hG4bKother");
        List<Action> actions = pump.path.node("Bob").receive(invite.with(changed), "ProxyB");
        assertTrue(((Action.Transmit) actions.get(0)).message().startLine().startsWith("SIP/2.0 180"));
        Action.OfferArrived offer = assertInstanceOf(Action.OfferArrived.class, actions.get(1));
        assertEquals("replayed@192.0.2.1", offer.callId());
        assertArrayEquals(OFFER, offer.sdpBody());
    }

    /** RFC 3261 section 8.2.2.2. */
    @Test
    void anInviteWithAnotherBranchAloneIsALoop() {
        SipMessage invite = pump.first("ProxyB", "Bob", "INVITE");
        Headers changed = invite.headers().replaced("Via", "SIP/2.0/UDP 198.51.100.2:5060;branch=z9hG4bKother");
        List<Action> actions = pump.path.node("Bob").receive(invite.with(changed), "ProxyB");
        assertEquals(1, actions.size());
        assertTrue(((Action.Transmit) actions.getFirst()).message().startLine().startsWith("SIP/2.0 482"));
    }

    /** RFC 3261 section 14. */
    @Test
    void aNewOfferWithinTheCallKeepsItsCallIdAndTags() {
        bobAccepts();
        pump.forget();
        byte[] again = "offer again".getBytes(UTF_8);
        pump.run("Alice", pump.path.agent("Alice").reinvite(callId, again));
        SipMessage invite = pump.first("ProxyB", "Bob", "INVITE");
        assertEquals("2 INVITE", header(invite, "CSeq"));
        assertNotEquals("<" + BOB + ">", header(invite, "To"));
        pump.run("Bob", pump.path.agent("Bob").accept(callId, ANSWER));
        assertEquals(List.of("OfferArrived", "Established"), pump.toldTo("Bob"));
        assertEquals(List.of("AnswerArrived", "Established"), pump.toldTo("Alice"));
        pump.forget();
        pump.run("Bob", pump.path.agent("Bob").reinvite(callId, again));
        pump.run("Alice", pump.path.agent("Alice").reject(callId, 488, "Not Acceptable Here"));
        assertEquals(List.of("CallRejected"), pump.toldTo("Bob"));
        pump.run("Alice", pump.path.agent("Alice").bye(callId));
        assertEquals(List.of("CallRejected", "Ended"), pump.toldTo("Bob"));
    }

    /** RFC 3261 section 14.1: glare. */
    @Test
    void offersThatCrossAreBothRefused() {
        bobAccepts();
        pump.forget();
        pump.send("Alice", pump.path.agent("Alice").reinvite(callId, OFFER));
        pump.run("Bob", pump.path.agent("Bob").reinvite(callId, OFFER));
        assertEquals(List.of("CallRejected"), pump.toldTo("Alice"));
        assertEquals(List.of("CallRejected"), pump.toldTo("Bob"));
        assertTrue(pump.hopNames().contains("Bob > ProxyB: 491 Request Pending"));
        assertTrue(pump.hopNames().contains("Alice > ProxyA: 491 Request Pending"));
    }

    @Test
    void aByeBeforeTheAnswerEndsTheCallAndItsInvite() {
        SipMessage invite = pump.first("ProxyB", "Bob", "INVITE");
        SipMessage ringing = pump.first("Bob", "ProxyB", "SIP/2.0 180");
        Headers headers = invite.headers()
                .replaced("Via", "SIP/2.0/UDP 198.51.100.2:5060;branch=z9hG4bKbye")
                .replaced("To", header(ringing, "To"))
                .replaced("CSeq", "2 BYE");
        pump.forget();
        pump.inject("Bob", "ProxyB", new SipRequest("BYE", "sip:bob@192.0.2.2:5060", headers, new byte[0]));
        assertTrue(pump.hopNames().contains("Bob > ProxyB: 487 Request Terminated"));
        assertTrue(pump.hopNames().contains("Bob > ProxyB: 200 OK"));
        assertEquals(List.of("Ended"), pump.toldTo("Bob"));
        assertEquals(List.of("CallRejected"), pump.toldTo("Alice"));
    }

    @Test
    void aByeOutsideAnyDialogIsRefused() {
        bobAccepts();
        pump.run("Bob", pump.path.agent("Bob").bye(callId));
        SipRequest bye = (SipRequest) pump.last("ProxyA", "Alice");
        Headers other = bye.headers().replaced("Via", "SIP/2.0/UDP 198.51.100.1:5060;branch=z9hG4bKother");
        List<Action> actions = pump.path.node("Alice").receive(bye.with(other), "ProxyA");
        assertTrue(((Action.Transmit) actions.getFirst()).message().startLine().startsWith("SIP/2.0 481"));
    }
}
