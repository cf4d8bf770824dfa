package dev.troth.reference.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProxyTest {

    private static final String BOB = "sip:bob@example.com";

    private final Pump pump = new Pump("Alice", "ProxyA", "Bob");
    private final SipRequest invite = (SipRequest) ((Action.Transmit) pump.path
                    .agent("Alice")
                    .invite(BOB, new byte[] {'v'})
                    .actions()
                    .getFirst())
            .message();

    private SipMessage refusal(SipRequest request) {
        List<Action> actions = pump.path.node("ProxyA").receive(request, "Alice");
        assertEquals(1, actions.size());
        return assertInstanceOf(Action.Transmit.class, actions.getFirst()).message();
    }

    private SipRequest forwarded(SipRequest request) {
        List<Action> actions = pump.path.node("ProxyA").receive(request, "Alice");
        return (SipRequest)
                assertInstanceOf(Action.Transmit.class, actions.getLast()).message();
    }

    /** RFC 3261 section 16.3 step 3. */
    @Test
    void exhaustedMaxForwardsIsRefusedAndTheRefusalAcknowledged() {
        SipRequest exhausted = invite.with(invite.headers().replaced("Max-Forwards", "0"));
        pump.inject("ProxyA", "Alice", exhausted);
        assertEquals(List.of("ProxyA > Alice: 483 Too Many Hops", "Alice > ProxyA: ACK"), pump.hopNames());
        assertEquals(List.of("CallRejected"), pump.toldTo("Alice"));
    }

    @Test
    void maxForwardsIsAddedWhereItIsMissing() {
        SipRequest without = invite.with(invite.headers().without("Max-Forwards"));
        assertEquals("70", forwarded(without).headers().first("Max-Forwards").orElseThrow());
    }

    @Test
    void maxForwardsThatIsNoNumberIsRefused() {
        assertTrue(refusal(invite.with(invite.headers().replaced("Max-Forwards", "many")))
                .startLine()
                .startsWith("SIP/2.0 400"));
    }

    /** RFC 3261 section 16.3 steps 2 and 5. */
    @Test
    void whatAProxyCannotDoIsRefused() {
        SipMessage extension = refusal(invite.with(invite.headers().with("Proxy-Require", "privacy")));
        assertTrue(extension.startLine().startsWith("SIP/2.0 420"));
        assertEquals("privacy", extension.headers().first("Unsupported").orElseThrow());
        Headers other = invite.headers().replaced("Via", "SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK2");
        assertTrue(refusal(invite.to("tel:+358555123").with(other)).startLine().startsWith("SIP/2.0 416"));
        Headers third = invite.headers().replaced("Via", "SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK3");
        assertTrue(refusal(invite.to("sip:carol@example.com").with(third))
                .startLine()
                .startsWith("SIP/2.0 404"));
    }

    /** RFC 3261 section 16.6 step 1: order and unknown fields stay. */
    @Test
    void unknownFieldsPassInTheirPlace() {
        SipRequest marked = invite.with(invite.headers().with("X-First", "1").with("X-Second", "2"));
        List<String> names =
                forwarded(marked).headers().lines().stream().map(Header::name).toList();
        assertEquals(
                List.of(
                        "Via",
                        "Via",
                        "Record-Route",
                        "Max-Forwards",
                        "To",
                        "From",
                        "Call-ID",
                        "CSeq",
                        "Contact",
                        "Content-Type",
                        "X-First",
                        "X-Second"),
                names);
    }

    /** RFC 3261 section 16.4, first paragraph: the example of 16.12.1.2 in small. */
    @Test
    void theRewritingOfAStrictRouterIsUndone() {
        SipRequest strict =
                invite.to("sip:198.51.100.1:5060;lr").with(invite.headers().with("Route", "<sip:bob@192.0.2.2:5060>"));
        SipRequest next = forwarded(strict);
        assertEquals("sip:bob@192.0.2.2:5060", next.uri());
        assertEquals(List.of(), next.headers().values("Route"));
    }

    /** RFC 3261 section 16.6 step 6. */
    @Test
    void aStrictRouterGetsItselfInTheRequestUri() {
        SipRequest routed = invite.with(invite.headers().with("Route", "<sip:192.0.2.2:5060>"));
        SipRequest next = forwarded(routed);
        assertEquals("sip:192.0.2.2:5060", next.uri());
        assertEquals(List.of("<" + BOB + ">"), next.headers().values("Route"));
    }

    @Test
    void aRouteThroughTheProxyIsTakenOff() {
        SipRequest routed =
                invite.with(invite.headers().with("Route", "<sip:198.51.100.1:5060;lr>, <sip:192.0.2.2:5060;lr>"));
        assertEquals(
                List.of("<sip:192.0.2.2:5060;lr>"), forwarded(routed).headers().values("Route"));
    }

    @Test
    void aResponseToNothingIsDiscarded() {
        SipResponse stray = Responses.to(invite, 200, "OK", "t");
        assertInstanceOf(
                Action.Discarded.class,
                pump.path.node("ProxyA").receive(stray, "Bob").getFirst());
        assertInstanceOf(
                Action.Discarded.class,
                pump.path.node("Bob").receive(stray, "ProxyA").getFirst());
    }

    @Test
    void aMessageWithoutItsEnvelopeIsDiscardedByEveryNode() {
        for (String name : List.of("Via", "From", "To", "Call-ID", "CSeq")) {
            SipRequest bare = invite.with(invite.headers().without(name));
            for (Node node : pump.path.nodes()) {
                assertInstanceOf(
                        Action.Discarded.class, node.receive(bare, "Alice").getFirst());
            }
        }
    }
}
