package dev.troth.reference.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RoundTripPropertiesTest {

    @Property
    void decodingAnEncodedMessageGivesTheMessage(@ForAll("messages") SipMessage message) {
        byte[] octets = message.encode();
        assertEquals(new SipParsing.Parsed(message, octets.length), SipParser.parse(octets));
    }

    @Property
    void decodingAnEncodedDescriptionGivesTheDescription(@ForAll("descriptions") Sdp description) {
        assertEquals(new SdpParsing.Parsed(description), SdpParser.parse(description.encode()));
    }

    @Property
    void parsingAFormattedKeyMgmtGivesTheKeyMgmt(@ForAll byte[] octets) {
        KeyMgmt keyMgmt = new KeyMgmt("mikey", octets);
        String value = SdpLine.attribute(keyMgmt.attribute()).attributeValue();
        assertEquals(new KeyMgmt.Parsed(keyMgmt), KeyMgmt.parse(value));
    }

    @Property
    void noOctetsThrow(@ForAll byte[] octets) {
        SipParser.parse(octets);
        SdpParser.parse(octets);
        AttributeLines.split(octets);
    }

    @Property
    void noFieldsThrow(@ForAll("fields") List<Header> fields, @ForAll("values") String value) {
        SipRequest request = new SipRequest("INVITE", "sip:bob@example.com", new Headers(fields), new byte[0]);
        for (Node node : new Pump("Alice", "ProxyA", "Bob").path.nodes()) {
            node.receive(request, "Alice");
        }
        NameAddr.parse(value);
        SipUri.parse(value);
        Via.parse(value);
        CSeq.parse(value);
        KeyMgmt.parse(value);
    }

    @Provide
    Arbitrary<SipMessage> messages() {
        Arbitrary<Headers> headers = fields().map(Headers::new);
        Arbitrary<byte[]> bodies = Arbitraries.bytes().array(byte[].class).ofMaxSize(40);
        Arbitrary<SipMessage> requests = Combinators.combine(tokens(), uris(), headers, bodies)
                .as((method, uri, h, body) -> new SipRequest(method, uri, h, body));
        Arbitrary<SipMessage> responses = Combinators.combine(
                        Arbitraries.integers().between(100, 699), lineTexts(), headers, bodies)
                .as((status, reason, h, body) -> new SipResponse(status, reason, h, body));
        return Arbitraries.oneOf(requests, responses);
    }

    @Provide
    Arbitrary<List<Header>> fields() {
        Arbitrary<String> names = Arbitraries.oneOf(
                tokens().filter(name -> name.length() > 1 && !name.equalsIgnoreCase("Content-Length")),
                Arbitraries.of("Via", "To", "From", "CSeq", "Call-ID", "Contact", "Route", "Record-Route"));
        return Combinators.combine(names, values()).as(Header::new).list().ofMaxSize(12);
    }

    @Provide
    Arbitrary<String> values() {
        Arbitrary<String> telling =
                Arbitraries.strings().withChars("<>\";:=,@\\ sipaz9./[]?").ofMaxLength(30);
        Arbitrary<String> good = Arbitraries.of(
                "SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1",
                "<sip:bob@example.com>;tag=1",
                "\"Al \\\" ice\" <sip:alice@example.com>",
                "1 INVITE",
                "abc@192.0.2.1");
        return Arbitraries.oneOf(lineTexts().map(Grammar::trimmed), telling.map(Grammar::trimmed), good);
    }

    @Provide
    Arbitrary<Sdp> descriptions() {
        Arbitrary<List<String>> attributes =
                lineTexts().filter(text -> !text.isEmpty()).list().ofMaxSize(4);
        return Combinators.combine(Arbitraries.integers().between(0, 65535), attributes, attributes)
                .as((port, session, media) ->
                        AudioDescription.offer(new Origin("alice", 1, 1, "192.0.2.1"), port, session, media));
    }

    private static Arbitrary<String> tokens() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .withCharRange('0', '9')
                .withChars("-.!%*_+`'~")
                .ofMinLength(1)
                .ofMaxLength(12);
    }

    private static Arbitrary<String> uris() {
        return Arbitraries.strings()
                .withCharRange('!', '~')
                .ofMinLength(1)
                .ofMaxLength(20)
                .filter(SipRequest::isUriText);
    }

    /** Any text of one line, whatever the script. */
    private static Arbitrary<String> lineTexts() {
        return Arbitraries.strings().all().ofMaxLength(20).filter(Grammar::isLineText);
    }
}
