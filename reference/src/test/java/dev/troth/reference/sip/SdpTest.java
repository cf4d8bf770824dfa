package dev.troth.reference.sip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SdpTest {

    private static final Origin ALICE = new Origin("alice", 2891092738L, 2891092738L, "192.0.2.1");
    private static final Origin BOB = new Origin("bob", 2891092897L, 2891092897L, "192.0.2.2");
    private static final String CRYPTO =
            "crypto:1 AES_CM_128_HMAC_SHA1_80 inline:PS1uQCVeeCFCanVmcjkpPywjNWhcYD0mXXtxaVBR|2^20|1:32";

    /** RFC 4567 section 5.1, the offer, with its base64 on one line as the RFC means it. */
    private static final String KEY_MGMT_DATA = "AQAFgM0XflABAAAAAAAAAAAAAAsAyONQ6gAAAAAGEEoo2pee4hp2"
            + "UaDX8ZE22YwKAAAPZG9uYWxkQGR1Y2suY29tAQAAAAAAAQAk0JKpgaVkDaawi9whVBtBt"
            + "0KZ14ymNuu62+Nv3ozPLygwK/GbAV9iemnGUIZ19fWQUOSrzKTAv9zV";

    private static final String RFC_4567_OFFER = """
            v=0
            o=alice 2891092738 2891092738 IN IP4 w-land.example.com
            s=Cool stuff
            e=alice@w-land.example.com
            t=0 0
            c=IN IP4 w-land.example.com
            a=key-mgmt:mikey %s
            m=audio 49000 RTP/SAVP 98
            a=rtpmap:98 AMR/8000
            m=video 52230 RTP/SAVP 31
            a=rtpmap:31 H261/90000
            """.formatted(KEY_MGMT_DATA);

    private static Sdp parsed(String text) {
        return assertInstanceOf(SdpParsing.Parsed.class, SdpParser.parse(SipParserTest.octets(text)))
                .description();
    }

    @Test
    void theOfferOfRfc4567IsReadAndWrittenExactly() {
        Sdp offer = parsed(RFC_4567_OFFER);
        assertArrayEquals(SipParserTest.octets(RFC_4567_OFFER), offer.encode());
        assertEquals(List.of("mikey " + KEY_MGMT_DATA), offer.attributes("key-mgmt"));
        assertEquals(2, offer.media().size());
        SdpMedia video = offer.media().get(1);
        assertEquals("video", video.media());
        assertEquals(52230, video.port());
        assertEquals("RTP/SAVP", video.protocol());
        assertEquals(List.of("31"), video.formats());
        assertEquals(List.of("31 H261/90000"), video.attributes("rtpmap"));
    }

    /** RFC 4567 section 3.1: the media level overrides the session level. */
    @Test
    void anAttributeOfTheSectionOverridesThatOfTheSession() {
        Sdp offer = AudioDescription.offer(ALICE, 49170, List.of("key-mgmt:mikey AAAA"), List.of());
        assertEquals(List.of("mikey AAAA"), offer.attributesFor(offer.media().getFirst(), "key-mgmt"));
        SdpMedia keyed = offer.media().getFirst().with(List.of("key-mgmt:mikey BBBB"));
        assertEquals(List.of("mikey BBBB"), offer.attributesFor(keyed, "key-mgmt"));
        assertEquals(List.of(), offer.attributes("key"));
    }

    @Test
    void anOfferCarriesItsKeyingAtTheLevelAskedFor() {
        Sdp offer = AudioDescription.offer(ALICE, 49170, List.of("key-mgmt:mikey AAAA"), List.of(CRYPTO));
        assertEquals("""
                v=0
                o=alice 2891092738 2891092738 IN IP4 192.0.2.1
                s=-
                c=IN IP4 192.0.2.1
                t=0 0
                a=key-mgmt:mikey AAAA
                m=audio 49170 RTP/SAVP 0
                a=rtpmap:0 PCMU/8000
                a=sendrecv
                a=%s
                """.formatted(CRYPTO), new String(offer.encode(), UTF_8).replace("\r\n", "\n"));
        assertEquals(
                List.of(CRYPTO.substring("crypto:".length())),
                offer.media().getFirst().attributes("crypto"));
        assertEquals(new SdpParsing.Parsed(offer), SdpParser.parse(offer.encode()));
    }

    /** RFC 3264 section 6. */
    @Test
    void anAnswerHasTheSectionsAndTimesOfTheOffer() {
        Sdp offer = parsed(RFC_4567_OFFER.replace("SAVP 98", "SAVP 98 0").replace("t=0 0", "t=3034423619 0"));
        Sdp answer = AudioDescription.answer(offer, BOB, 49172, List.of(), List.of());
        assertEquals(2, answer.media().size());
        assertEquals(49172, answer.media().get(0).port());
        assertEquals(
                "m=video 0 RTP/SAVP 31",
                answer.media().get(1).lines().getFirst().toString());
        assertEquals("t=3034423619 0", answer.session().get(4).toString());
    }

    @Test
    void attributeLinesGoInAndComeOutAsOctets() {
        byte[] lines = ("a=" + CRYPTO + "\r\na=crypto:2 NULL inline:x\r\n").getBytes(UTF_8);
        List<String> attributes = AttributeLines.split(lines).orElseThrow();
        Sdp offer = AudioDescription.offer(ALICE, 49170, List.of(), attributes);
        assertArrayEquals(lines, AttributeLines.join(offer.media().getFirst().lines(), "crypto"));
        assertArrayEquals(new byte[0], AttributeLines.join(offer.session(), "crypto"));
        assertEquals(Optional.of(List.of()), AttributeLines.split(new byte[0]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=x", "b=x\r\n", "a=\r\n", "a=x\n", "a", "\r\n", "a=x\r\na=y\n\r\n"})
    void octetsThatAreNoAttributeLinesAreNotSplit(String octets) {
        assertEquals(Optional.empty(), AttributeLines.split(octets.getBytes(UTF_8)));
    }

    /** RFC 8866 section 5. */
    @Test
    void linesMayEndInLfAlone() {
        assertEquals(new SdpParsing.Parsed(parsed(RFC_4567_OFFER)), SdpParser.parse(RFC_4567_OFFER.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v=0\n",
                "v=1\no=- 1 1 IN IP4 192.0.2.1\ns=-\nt=0 0\n",
                "v=0\ns=-\no=- 1 1 IN IP4 192.0.2.1\nt=0 0\n",
                "v=0\no=- 1 1 IN IP4\ns=-\nt=0 0\n",
                "v=0\no=- 1 1 IN IP4 192.0.2.1\ns=-\n",
                "v=0\no=- 1 1 IN IP4 192.0.2.1\ns=-\nt=0 0\nm=audio 1 RTP/SAVP 0\n",
                "v=0\no=- 1 1 IN IP4 192.0.2.1\ns=-\nc=IN IP4 192.0.2.1\nt=0 0\nm=audio x RTP/SAVP 0\n",
                "v=0\no=- 1 1 IN IP4 192.0.2.1\ns=-\nc=IN IP4 192.0.2.1\nt=0 0\nm=audio 1 RTP/SAVP\n",
                "v=0\no=- 1 1 IN IP4 192.0.2.1\ns=-\nc=IN IP4 192.0.2.1\nt=0 0\nm=audio 1 RTP/SAVP 0\nt=0 0\n",
                "v=0\no=- 1 1 IN IP4 192.0.2.1\ns=-\nt=0 0\nx=1\n",
                "v=0\no=- 1 1 IN IP4 192.0.2.1\ns=-\nt=0 0\na=\n",
                "v=0\no=- 1 1 IN IP4 192.0.2.1\ns=-\nt=0 0\n\n",
                "v=0\no=- 1 1 IN IP4 192.0.2.1\ns=-\nt=0 0\na=cut",
            })
    void whatIsNoDescriptionIsMalformed(String text) {
        assertInstanceOf(SdpParsing.Malformed.class, SdpParser.parse(SipParserTest.octets(text)));
    }

    @Test
    void descriptionsThatCannotBeAreNotBuilt() {
        assertThrows(IllegalArgumentException.class, () -> new SdpLine('x', "1"));
        assertThrows(IllegalArgumentException.class, () -> SdpLine.attribute("two\r\nlines"));
        assertThrows(IllegalArgumentException.class, () -> new Sdp(List.of(), List.of()));
        assertThrows(IllegalArgumentException.class, () -> new SdpMedia(List.of(SdpLine.attribute("x"))));
        assertThrows(IllegalArgumentException.class, () -> new Origin("a b", 1, 1, "192.0.2.1"));
    }
}
