package dev.troth.reference.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SipPathTest {

    @Test
    void nodesHaveAddressesForDocumentation() {
        SipPath path = SipPath.of(List.of("Alice", "ProxyA", "ProxyB", "Bob"), Transport.UDP, new TestTokens());
        assertEquals(
                List.of("192.0.2.1:5060", "198.51.100.1:5060", "198.51.100.2:5060", "192.0.2.2:5060"),
                path.nodes().stream().map(node -> node.address().hostPort()).toList());
        assertEquals("sip:alice@example.com", path.agent("Alice").addressOfRecord());
    }

    @Test
    void theTransportShowsInViaAndInUris() {
        SipPath path = SipPath.of(List.of("Alice", "ProxyA", "Bob"), Transport.TLS, new TestTokens());
        SipMessage invite = ((Action.Transmit) path.agent("Alice")
                        .invite("sip:bob@example.com", new byte[0])
                        .actions()
                        .getFirst())
                .message();
        assertTrue(invite.headers().first("Via").orElseThrow().startsWith("SIP/2.0/TLS 192.0.2.1:5061;"));
        assertEquals(
                "<sip:alice@192.0.2.1:5061;transport=tls>",
                invite.headers().first("Contact").orElseThrow());
    }

    @Test
    void theSameTokensGiveTheSameOctets() {
        assertEquals(octets(), octets());
    }

    private static List<String> octets() {
        Pump pump = new Pump("Alice", "ProxyA", "ProxyB", "Bob");
        pump.run(
                "Alice",
                pump.path
                        .agent("Alice")
                        .invite("sip:bob@example.com", new byte[] {1})
                        .actions());
        return pump.hops.stream()
                .map(hop -> new String(hop.message().encode(), java.nio.charset.StandardCharsets.ISO_8859_1))
                .toList();
    }

    @Test
    void pathsThatCannotBeAreRefused() {
        Tokens tokens = new TestTokens();
        assertThrows(IllegalArgumentException.class, () -> SipPath.of(List.of("Alice"), Transport.UDP, tokens));
        assertThrows(IllegalArgumentException.class, () -> SipPath.of(List.of("Bob", "bob"), Transport.UDP, tokens));
        SipPath path = SipPath.of(List.of("Alice", "ProxyA", "Bob"), Transport.TCP, tokens);
        assertThrows(IllegalArgumentException.class, () -> path.agent("ProxyA"));
        assertThrows(IllegalArgumentException.class, () -> path.address("Carol"));
    }
}
