package dev.troth.proofs.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.reference.sip.SipMessage;
import dev.troth.reference.sip.SipParser;
import dev.troth.reference.sip.SipParsing;
import dev.troth.reference.sip.SipRequest;
import dev.troth.reference.sip.SipResponse;
import dev.troth.reference.transcript.Entry;
import gov.nist.javax.sdp.fields.AttributeField;
import gov.nist.javax.sdp.parser.SDPAnnounceParser;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Vector;
import java.util.stream.Stream;
import javax.sdp.MediaDescription;
import javax.sdp.SdpException;
import javax.sdp.SessionDescription;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every SIP message on every hop of every run, and the keying in it, as JAIN SIP reads them. */
class CallToJainSipTest {

    static Stream<Run> runs() {
        return Stream.concat(Run.all(), Stream.of(Run.of(Run.MIKEY, "basic", "confirm=off")));
    }

    /** Fails on the first complaint, where JAIN SIP by itself would go on with what it understood. */
    private static SIPMessage judged(Entry.Hop hop) throws ParseException {
        SIPMessage message = new StringMsgParser()
                .parseSIPMessage(hop.octets(), true, true, (complaint, m, header, headerText, messageText) -> {
                    throw complaint;
                });
        switch (message) {
            case SIPRequest request -> request.checkHeaders();
            case SIPResponse response -> response.checkHeaders();
            default -> throw new AssertionError(message);
        }
        return message;
    }

    @ParameterizedTest
    @MethodSource("runs")
    void everyMessageIsReadAsItWasSent(Run run) throws ParseException {
        assertTrue(!run.signalling().isEmpty());
        for (Entry.Hop hop : run.signalling()) {
            SipMessage ours = assertInstanceOf(SipParsing.Parsed.class, SipParser.parse(hop.octets()))
                    .message();
            SIPMessage theirs = judged(hop);
            switch (ours) {
                case SipRequest request -> {
                    SIPRequest judged = assertInstanceOf(SIPRequest.class, theirs);
                    assertEquals(hop.summary(), judged.getMethod() + " " + judged.getRequestURI() + " SIP/2.0");
                    assertEquals(request.method(), judged.getMethod());
                }
                case SipResponse response -> {
                    SIPResponse judged = assertInstanceOf(SIPResponse.class, theirs);
                    assertEquals(hop.summary(), "SIP/2.0 " + judged.getStatusCode() + " " + judged.getReasonPhrase());
                    assertEquals(response.status(), judged.getStatusCode());
                }
            }
            assertEquals(
                    ours.headers().values("Call-ID"), List.of(theirs.getCallId().getCallId()));
            assertEquals(
                    ours.headers().values("CSeq"),
                    List.of(theirs.getCSeq().getSeqNumber() + " "
                            + theirs.getCSeq().getMethod()));
            assertEquals(ours.body().length, theirs.getContentLength().getContentLength());
        }
    }

    @ParameterizedTest
    @MethodSource("runs")
    void everyBodyCarriesWhatTheTranscriptSays(Run run) throws ParseException, SdpException {
        boolean mikey = run.name().startsWith(Run.MIKEY);
        List<String> carried = new ArrayList<>();
        for (Entry.Hop hop : run.signalling()) {
            byte[] body = judged(hop).getRawContent();
            List<String> keying = body == null ? List.of() : keying(new String(body, UTF_8), mikey);
            if (hop.carries().isEmpty()) {
                assertEquals(List.of(), keying, hop.summary());
            } else if (!run.isCorrupted(hop)) {
                byte[] octets = run.sent(hop.carries()).message().octets();
                assertEquals(
                        mikey
                                ? List.of(
                                        "key-mgmt:mikey " + Base64.getEncoder().encodeToString(octets))
                                : new String(octets, UTF_8)
                                        .lines()
                                        .map(line -> line.substring("a=".length()))
                                        .toList(),
                        keying);
                carried.add(hop.carries());
            }
        }
        assertTrue(!carried.isEmpty());
    }

    /** The attributes that carry keying, of the session for MIKEY and of the stream for SDES. */
    private static List<String> keying(String body, boolean ofTheSession) throws ParseException, SdpException {
        SessionDescription description = new SDPAnnounceParser(body).parse();
        assertEquals(1, description.getMediaDescriptions(false).size());
        MediaDescription stream = assertInstanceOf(
                MediaDescription.class, description.getMediaDescriptions(false).getFirst());
        Vector<?> attributes = ofTheSession ? description.getAttributes(false) : stream.getAttributes(false);
        List<String> keying = new ArrayList<>();
        for (Object attribute : attributes == null ? List.of() : attributes) {
            AttributeField field = assertInstanceOf(AttributeField.class, attribute);
            if (field.getName().equals("key-mgmt") || field.getName().equals("crypto")) {
                keying.add(field.getName() + ":" + field.getValue().strip());
            }
        }
        return keying;
    }
}
