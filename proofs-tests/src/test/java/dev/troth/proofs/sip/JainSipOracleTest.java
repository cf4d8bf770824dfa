package dev.troth.proofs.sip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.reference.sip.Action;
import dev.troth.reference.sip.AudioDescription;
import dev.troth.reference.sip.Invitation;
import dev.troth.reference.sip.KeyMgmt;
import dev.troth.reference.sip.Origin;
import dev.troth.reference.sip.Sdp;
import dev.troth.reference.sip.SipMessage;
import dev.troth.reference.sip.SipParser;
import dev.troth.reference.sip.SipParsing;
import dev.troth.reference.sip.SipPath;
import dev.troth.reference.sip.SipRequest;
import dev.troth.reference.sip.SipResponse;
import dev.troth.reference.sip.Transport;
import gov.nist.javax.sdp.parser.SDPAnnounceParser;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.text.ParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.sdp.MediaDescription;
import javax.sdp.SdpException;
import javax.sdp.SessionDescription;
import javax.sip.header.HeaderAddress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message of two calls, one accepted and one refused, and every description in them, as JAIN SIP reads them. */
class JainSipOracleTest {

    private static final List<String> NAMES = List.of("Alice", "ProxyA", "ProxyB", "Bob");
    private static final String CRYPTO =
            "crypto:1 AES_CM_128_HMAC_SHA1_80 inline:PS1uQCVeeCFCanVmcjkpPywjNWhcYD0mXXtxaVBR|2^20|1:32";
    private static final KeyMgmt KEY_MGMT = new KeyMgmt("mikey", new byte[] {1, 0, 5, (byte) 0x80});

    private record Sent(String from, String to, SipMessage message) {}

    private static Sdp offer() {
        return AudioDescription.offer(
                new Origin("alice", 1, 1, "192.0.2.1"), 49170, List.of(KEY_MGMT.attribute()), List.of(CRYPTO));
    }

    private static Sdp answer() {
        return AudioDescription.answer(
                offer(), new Origin("bob", 2, 1, "192.0.2.2"), 49172, List.of(KEY_MGMT.attribute()), List.of(CRYPTO));
    }

    private static List<Sent> calls(Transport transport) {
        int[] count = {0};
        SipPath path = SipPath.of(NAMES, transport, purpose -> "t" + ++count[0]);
        List<Sent> sent = new ArrayList<>();
        Invitation call = path.agent("Alice").invite("sip:bob@example.com", offer().encode());
        deliver(path, sent, "Alice", call.actions());
        deliver(path, sent, "Bob", path.agent("Bob").accept(call.callId(), answer().encode()));
        deliver(path, sent, "Bob", path.agent("Bob").reinvite(call.callId(), offer().encode()));
        deliver(path, sent, "Alice", path.agent("Alice").accept(call.callId(), answer().encode()));
        deliver(path, sent, "Alice", path.agent("Alice").bye(call.callId()));
        Invitation refused = path.agent("Bob").invite("sip:alice@example.com", offer().encode());
        deliver(path, sent, "Bob", refused.actions());
        deliver(
                path,
                sent,
                "Alice",
                path.agent("Alice").reject(refused.callId(), 488, "Not Acceptable Here", answer().encode()));
        return sent;
    }

    private static void deliver(SipPath path, List<Sent> sent, String node, List<Action> actions) {
        Deque<Sent> queue = new ArrayDeque<>();
        enqueue(queue, node, actions);
        while (!queue.isEmpty()) {
            Sent next = queue.remove();
            sent.add(next);
            enqueue(queue, next.to, path.node(next.to).receive(next.message, next.from));
        }
    }

    private static void enqueue(Deque<Sent> queue, String node, List<Action> actions) {
        for (Action action : actions) {
            assertTrue(!(action instanceof Action.Discarded), action::toString);
            if (action instanceof Action.Transmit(String to, SipMessage message)) {
                queue.add(new Sent(node, to, message));
            }
        }
    }

    /** Fails on the first complaint, where JAIN SIP by itself would go on with what it understood. */
    private static SIPMessage judged(byte[] octets) throws ParseException {
        return new StringMsgParser()
                .parseSIPMessage(octets, true, true, (complaint, message, header, headerText, messageText) -> {
                    throw complaint;
                });
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void everyMessageReadsTheSameToJainSip(Transport transport) throws ParseException {
        List<Sent> sent = calls(transport);
        // Two offers accepted, a goodbye, an offer refused; each over three hops, with the 100s.
        assertEquals(14 + 12 + 6 + 14, sent.size());
        for (Sent one : sent) {
            same(one.message, judged(one.message.encode()));
        }
    }

    private static void same(SipMessage ours, SIPMessage theirs) throws ParseException {
        switch (ours) {
            case SipRequest request -> {
                SIPRequest judged = assertInstanceOf(SIPRequest.class, theirs);
                judged.checkHeaders();
                assertEquals(request.method(), judged.getMethod());
                assertEquals(request.uri(), judged.getRequestURI().toString());
                assertEquals(
                        only(ours, "Max-Forwards"), "" + judged.getMaxForwards().getMaxForwards());
            }
            case SipResponse response -> {
                SIPResponse judged = assertInstanceOf(SIPResponse.class, theirs);
                judged.checkHeaders();
                assertEquals(response.status(), judged.getStatusCode());
                assertEquals(response.reason(), judged.getReasonPhrase());
            }
        }
        List<String> vias = ours.headers().values("Via");
        assertEquals(vias.size(), theirs.getViaHeaders().size());
        for (int i = 0; i < vias.size(); i++) {
            Via via = theirs.getViaHeaders().get(i);
            assertEquals(
                    vias.get(i),
                    "SIP/2.0/" + via.getTransport() + " " + via.getHost() + ":" + via.getPort() + ";branch="
                            + via.getBranch());
        }
        assertEquals(only(ours, "Call-ID"), theirs.getCallId().getCallId());
        assertEquals(
                only(ours, "CSeq"),
                theirs.getCSeq().getSeqNumber() + " " + theirs.getCSeq().getMethod());
        assertEquals(tag(only(ours, "From")), theirs.getFromTag());
        assertEquals(tag(only(ours, "To")), theirs.getToTag());
        assertEquals(
                uri(only(ours, "From")), theirs.getFrom().getAddress().getURI().toString());
        assertEquals(uri(only(ours, "To")), theirs.getTo().getAddress().getURI().toString());
        for (String name : List.of("Route", "Record-Route", "Contact")) {
            assertEquals(
                    ours.headers().values(name).stream()
                            .map(JainSipOracleTest::uri)
                            .toList(),
                    uris(theirs, name));
        }
        assertEquals(ours.body().length, theirs.getContentLength().getContentLength());
        byte @Nullable [] body = theirs.getRawContent();
        assertArrayEquals(ours.body(), body == null ? new byte[0] : body);
        assertEquals(ours.body().length > 0, theirs.getContentTypeHeader() != null);
    }

    private static String only(SipMessage message, String name) {
        assertEquals(1, message.headers().count(name), name);
        return message.headers().first(name).orElseThrow();
    }

    private static String uri(String value) {
        return value.substring(value.indexOf('<') + 1, value.indexOf('>'));
    }

    private static @Nullable String tag(String value) {
        int tag = value.indexOf(";tag=");
        return tag < 0 ? null : value.substring(tag + 5);
    }

    private static List<String> uris(SIPMessage message, String name) {
        List<String> uris = new ArrayList<>();
        message.getHeaders(name)
                .forEachRemaining(header ->
                        uris.add(((HeaderAddress) header).getAddress().getURI().toString()));
        return uris;
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void whatJainSipWritesReadsTheSameToUs(Transport transport) throws ParseException {
        for (Sent one : calls(transport)) {
            byte[] written = judged(one.message.encode()).encodeAsBytes(transport.name());
            SipParsing.Parsed parsed = assertInstanceOf(SipParsing.Parsed.class, SipParser.parse(written));
            same(parsed.message(), judged(one.message.encode()));
        }
    }

    static Stream<Sdp> descriptions() {
        return Stream.of(offer(), answer());
    }

    @ParameterizedTest
    @MethodSource("descriptions")
    void everyDescriptionReadsTheSameToJainSip(Sdp ours) throws ParseException, SdpException {
        SessionDescription theirs = new SDPAnnounceParser(new String(ours.encode(), UTF_8)).parse();
        assertEquals(
                ours.session().get(1).value(),
                theirs.getOrigin().getUsername() + " " + theirs.getOrigin().getSessionId() + " "
                        + theirs.getOrigin().getSessionVersion() + " IN IP4 "
                        + theirs.getOrigin().getAddress());
        assertEquals(
                ours.session().get(3).value(),
                "IN IP4 " + theirs.getConnection().getAddress());
        assertEquals(
                ours.attributes("key-mgmt").getFirst(),
                Objects.requireNonNull(theirs.getAttribute("key-mgmt")).strip());
        assertEquals(1, theirs.getTimeDescriptions(false).size());
        List<?> sections = theirs.getMediaDescriptions(false);
        assertEquals(1, sections.size());
        MediaDescription section = assertInstanceOf(MediaDescription.class, sections.getFirst());
        assertEquals("audio", section.getMedia().getMediaType());
        assertEquals(ours.media().getFirst().port(), section.getMedia().getMediaPort());
        assertEquals("RTP/SAVP", section.getMedia().getProtocol());
        assertEquals(List.of("0"), section.getMedia().getMediaFormats(false));
        assertEquals(
                ours.media().getFirst().attributes("crypto").getFirst(),
                Objects.requireNonNull(section.getAttribute("crypto")).strip());
        assertEquals(
                ours.media().getFirst().lines().size() - 1,
                section.getAttributes(false).size());
        assertEquals(new String(ours.encode(), UTF_8), theirs.toString());
    }
}
