package dev.troth.reference.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A call without proxies, and requests that an agent refuses. */
class UserAgentTest {

    private final Pump pump = new Pump("Alice", "Bob");
    private final Invitation invitation = pump.path.agent("Alice").invite("sip:bob@example.com", new byte[] {'v'});
    private final SipRequest invite =
            (SipRequest) ((Action.Transmit) invitation.actions().getFirst()).message();

    private String answerTo(SipRequest request) {
        Action.Transmit transmit = assertInstanceOf(
                Action.Transmit.class,
                pump.path.node("Bob").receive(request, "Alice").getFirst());
        assertEquals("Alice", transmit.toNode());
        return transmit.message().startLine().substring(8);
    }

    @Test
    void aCallWithoutProxiesHasNoRoute() {
        pump.run("Alice", invitation.actions());
        pump.run("Bob", pump.path.agent("Bob").accept(invitation.callId(), new byte[] {'v'}));
        pump.run("Alice", pump.path.agent("Alice").bye(invitation.callId()));
        assertEquals(
                List.of(
                        "Alice > Bob: INVITE",
                        "Bob > Alice: 180 Ringing",
                        "Bob > Alice: 200 OK",
                        "Alice > Bob: ACK",
                        "Alice > Bob: BYE",
                        "Bob > Alice: 200 OK"),
                pump.hopNames());
        assertEquals(0, pump.last("Alice", "Bob").headers().count("Route"));
    }

    @Test
    void requestsThatDoNotFitAreRefused() {
        assertEquals("404 Not Found", answerTo(invite.to("sip:carol@example.com")));
        assertEquals("405 Method Not Allowed", answerTo(other("OPTIONS", 1)));
        assertEquals("481 Call/Transaction Does Not Exist", answerTo(other("BYE", 2)));
        assertEquals("420 Bad Extension", answerTo(again(invite.headers().with("Require", "100rel"), 3)));
        assertEquals("400 Missing Contact", answerTo(again(invite.headers().without("Contact"), 4)));
        assertEquals(
                "415 Unsupported Media Type",
                answerTo(again(invite.headers().replaced("Content-Type", "text/plain"), 5)));
    }

    private SipRequest other(String method, int branch) {
        Headers headers = invite.headers()
                .replaced("Via", "SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK" + branch)
                .replaced("CSeq", "1 " + method);
        return new SipRequest(method, invite.uri(), headers, new byte[0]);
    }

    private SipRequest again(Headers headers, int branch) {
        return invite.with(headers.replaced("Via", "SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK" + branch));
    }

    /** RFC 3261 section 12.2.2. */
    @Test
    void anOldNumberWithinTheCallIsRefused() {
        pump.run("Alice", invitation.actions());
        pump.run("Bob", pump.path.agent("Bob").accept(invitation.callId(), new byte[] {'v'}));
        pump.run("Alice", pump.path.agent("Alice").reinvite(invitation.callId(), new byte[] {'v'}));
        pump.run("Bob", pump.path.agent("Bob").accept(invitation.callId(), new byte[] {'v'}));
        SipRequest reinvite = pump.hops.stream()
                .map(Pump.Hop::message)
                .filter(SipRequest.class::isInstance)
                .map(SipRequest.class::cast)
                .filter(request -> request.headers().first("CSeq").orElseThrow().equals("2 INVITE"))
                .findFirst()
                .orElseThrow();
        Headers replayed = reinvite.headers().replaced("Via", "SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK9");
        assertEquals("500 CSeq Out Of Order", answerTo(reinvite.with(replayed)));
    }

    @Test
    void aStrangerMayClaimAnyAddressOfRecord() {
        NodeAddress place = new NodeAddress("Mallory", "203.0.113.1", 5060);
        UserAgent mallory = new UserAgent(
                place, "sip:alice@example.com", Transport.UDP, pump.path.directory(), "Bob", new TestTokens());
        Action.Transmit sent = (Action.Transmit) mallory.invite("sip:bob@example.com", new byte[] {'v'})
                .actions()
                .getFirst();
        List<Action> actions = pump.path.node("Bob").receive(sent.message(), "Mallory");
        assertEquals(
                "sip:alice@example.com",
                assertInstanceOf(Action.OfferArrived.class, actions.get(1)).caller());
        assertEquals("Mallory", ((Action.Transmit) actions.getFirst()).toNode());
    }

    @Test
    void whatItsUserCannotDoThrows() {
        UserAgent bob = pump.path.agent("Bob");
        assertThrows(IllegalStateException.class, () -> bob.accept("none", new byte[0]));
        assertThrows(IllegalStateException.class, () -> bob.bye("none"));
        pump.run("Alice", invitation.actions());
        assertThrows(IllegalStateException.class, () -> bob.bye(invitation.callId()));
        assertThrows(IllegalStateException.class, () -> bob.reinvite(invitation.callId(), new byte[0]));
        assertThrows(IllegalArgumentException.class, () -> bob.reject(invitation.callId(), 200, "OK"));
    }
}
