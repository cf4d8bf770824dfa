package dev.troth.reference.sip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SipParserTest {

    /** RFC 4475 section 3.1.1.1, "A Short Tortuous INVITE", in the parts that fit: folding, case, compact names. */
    private static final String TORTUOUS = """
            INVITE sip:vivekg@chair-dnrc.example.com;unknownparam SIP/2.0
            TO :
             sip:vivekg@chair-dnrc.example.com ;   tag    = 1918181833n
            from   : "J Rosenberg \\\\\\""       <sip:jdrosen@example.com>
              ;
              tag = 98asjd8
            MaX-fOrWaRdS: 0068
            Call-ID: wsinv.ndaksdj@192.0.2.1
            Content-Length   : 3
            cseq: 0009
              INVITE
            Via  : SIP  /   2.0
             /UDP
                192.0.2.2;branch=390skdjuw
            s :
            NewFangledHeader:   newfangled value
             continued newfangled value
            UnknownHeaderWithUnusualValue: ;;,,;;,;
            Content-Type: application/sdp
            v:  SIP  / 2.0  / TCP     spindle.example.com   ;
              branch  =   z9hG4bK9ikj8  ,
             SIP  /    2.0   / UDP  192.168.255.111   ; branch=
             z9hG4bK30239
            m:"Quoted string \\"\\"" <sip:jdrosen@example.com> ; newparam =
                  newvalue ;
              secondparam ; q = 0.33

            v=0and more
            """;

    static byte[] octets(String text) {
        return text.replace("\n", "\r\n").getBytes(UTF_8);
    }

    private static SipMessage parsed(String text) {
        return assertInstanceOf(SipParsing.Parsed.class, SipParser.parse(octets(text)))
                .message();
    }

    private static SipParsing.Malformed malformed(String text) {
        return assertInstanceOf(SipParsing.Malformed.class, SipParser.parse(text.getBytes(UTF_8)));
    }

    @Test
    void aTortuousInviteIsRead() {
        SipMessage message = parsed(TORTUOUS);
        Headers headers = message.headers();
        assertEquals("INVITE sip:vivekg@chair-dnrc.example.com;unknownparam SIP/2.0", message.startLine());
        assertEquals("0009 INVITE", headers.first("CSeq").orElseThrow());
        assertEquals("", headers.first("Subject").orElseThrow());
        assertEquals(
                "newfangled value continued newfangled value",
                headers.first("NewFangledHeader").orElseThrow());
        assertEquals(3, headers.values("Via").size());
        assertEquals(1, headers.values("Contact").size());
        assertEquals(
                "98asjd8",
                NameAddr.parse(headers.first("From").orElseThrow())
                        .orElseThrow()
                        .tag()
                        .orElseThrow());
        assertEquals(
                "1918181833n",
                NameAddr.parse(headers.first("To").orElseThrow())
                        .orElseThrow()
                        .tag()
                        .orElseThrow());
        assertEquals(
                new Via("TCP", "spindle.example.com", "z9hG4bK9ikj8"),
                Via.parse(headers.values("Via").get(1)).orElseThrow());
        assertArrayEquals("v=0".getBytes(UTF_8), message.body());
    }

    @Test
    void unknownFieldsKeepTheirPlace() {
        assertEquals(
                List.of(
                        "TO",
                        "from",
                        "MaX-fOrWaRdS",
                        "Call-ID",
                        "cseq",
                        "Via",
                        "Subject",
                        "NewFangledHeader",
                        "UnknownHeaderWithUnusualValue",
                        "Content-Type",
                        "Via",
                        "Contact"),
                parsed(TORTUOUS).headers().lines().stream().map(Header::name).toList());
    }

    @Test
    void theTortuousInviteIsTheSameAfterEncoding() {
        SipMessage message = parsed(TORTUOUS);
        assertEquals(new SipParsing.Parsed(message, message.encode().length), SipParser.parse(message.encode()));
    }

    @Test
    void theOctetsAreExact() {
        SipResponse response = new SipResponse(
                200, "OK", Headers.NONE.with("Call-ID", "a84b4c76e66710").with("CSeq", "1 INVITE"), new byte[] {'x'});
        assertEquals(
                "SIP/2.0 200 OK\r\nCall-ID: a84b4c76e66710\r\nCSeq: 1 INVITE\r\nContent-Length: 1\r\n\r\nx",
                new String(response.encode(), UTF_8));
    }

    /** RFC 3261 section 7.3.3. */
    @ParameterizedTest
    @CsvSource({
        "c,Content-Type",
        "e,Content-Encoding",
        "f,From",
        "i,Call-ID",
        "k,Supported",
        "m,Contact",
        "s,Subject",
        "t,To",
        "v,Via",
        "V,Via",
        "z,z"
    })
    void compactNamesBecomeLongOnes(String compact, String name) {
        SipMessage message = parsed("OPTIONS sip:a SIP/2.0\n" + compact + ": x\n\n");
        assertEquals(name, message.headers().lines().getFirst().name());
    }

    /** RFC 3261 sections 7.5 and 18.3. */
    @Test
    void aMessageEndsWhereItsContentLengthSays() {
        byte[] octets = octets("\n\nOPTIONS sip:a SIP/2.0\nl: 2\n\nabOPTIONS");
        SipParsing.Parsed parsed = assertInstanceOf(SipParsing.Parsed.class, SipParser.parse(octets));
        assertArrayEquals("ab".getBytes(UTF_8), parsed.message().body());
        assertEquals(octets.length - "OPTIONS".length(), parsed.octets());
    }

    @Test
    void withoutContentLengthTheBodyReachesToTheEnd() {
        assertArrayEquals(
                "abc".getBytes(UTF_8), parsed("OPTIONS sip:a SIP/2.0\n\nabc").body());
    }

    @Test
    void statusLinesAreRead() {
        assertEquals(
                new SipResponse(699, "", Headers.NONE, new byte[0]), parsed("sip/2.0 699 \nContent-Length: 0\n\n"));
        assertEquals(
                new SipResponse(180, " It rings: é", Headers.NONE, new byte[0]),
                parsed("SIP/2.0 180  It rings: é\n\n"));
    }

    @Test
    void whatIsMalformedSaysWhyAndWhere() {
        assertEquals(new SipParsing.Malformed("a line does not end", 0), malformed(""));
        assertEquals(21, malformed("OPTIONS sip:a SIP/2.0").offset());
        assertEquals(
                new SipParsing.Malformed("a line ends in CR or LF alone", 21), malformed("OPTIONS sip:a SIP/2.0\n\n"));
        assertEquals(
                new SipParsing.Malformed("Content-Length is 4, but only 3 octets follow", 23),
                malformed("OPTIONS sip:a SIP/2.0\r\nl: 4\r\n\r\nabc"));
        assertEquals(
                new SipParsing.Malformed("Content-Length is there twice", 29),
                malformed("OPTIONS sip:a SIP/2.0\r\nl: 0\r\nl: 0\r\n\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OPTIONS\n\n",
                "OPTIONS sip:a\n\n",
                "OPTIONS  SIP/2.0\n\n",
                "OPTIONS sip:a SIP/3.0\n\n",
                "OPTIONS sip:a b SIP/2.0\n\n",
                "OPT(IONS sip:a SIP/2.0\n\n",
                "SIP/2.0 20 OK\n\n",
                "SIP/2.0 200\n\n",
                "SIP/2.0 999 No\n\n",
                "OPTIONS sip:a SIP/2.0\nNoColon\n\n",
                "OPTIONS sip:a SIP/2.0\n: no name\n\n",
                "OPTIONS sip:a SIP/2.0\n folded: first\n\n",
                "OPTIONS sip:a SIP/2.0\nl: -1\n\n",
                "OPTIONS sip:a SIP/2.0\nl: 99999999999999999999\n\n",
                "OPTIONS sip:a SIP/2.0\nSubject: \u0001\n\n",
                "OPTIONS sip:a SIP/2.0\nSubject: no end\n"
            })
    void whatIsNoMessageIsMalformed(String text) {
        assertInstanceOf(SipParsing.Malformed.class, SipParser.parse(octets(text)));
    }

    @Test
    void octetsThatAreNoUtf8AreMalformed() {
        byte[] octets = octets("OPTIONS sip:a SIP/2.0\nSubject: x\n\n");
        octets[32] = (byte) 0xFF;
        assertEquals(new SipParsing.Malformed("a line is not UTF-8", 23), SipParser.parse(octets));
    }

    @Test
    void everyTruncationIsMalformed() {
        byte[] octets = octets(TORTUOUS);
        int end = assertInstanceOf(SipParsing.Parsed.class, SipParser.parse(octets))
                .octets();
        for (int length = 0; length < end; length++) {
            assertInstanceOf(SipParsing.Malformed.class, SipParser.parse(Arrays.copyOf(octets, length)));
        }
    }
}
