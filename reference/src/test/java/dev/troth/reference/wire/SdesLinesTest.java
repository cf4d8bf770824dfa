package dev.troth.reference.wire;

import static dev.troth.reference.wire.SdesLayouts.ANSWER;
import static dev.troth.reference.wire.SdesLayouts.CRYPTO;
import static dev.troth.reference.wire.SdesLayouts.OFFER;
import static dev.troth.reference.wire.Values.decode;
import static dev.troth.reference.wire.Values.encode;
import static dev.troth.reference.wire.Values.field;
import static dev.troth.reference.wire.Values.rec;
import static dev.troth.reference.wire.Values.refused;
import static dev.troth.reference.wire.Values.shown;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Type;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Crypto lines; RFC 4568 prints its examples on several lines each, here they are joined as its section 4 says. */
class SdesLinesTest {
    /** RFC 4568 section 4, the example of the attribute. */
    private static final String SECTION_4 =
            "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:PS1uQCVeeCFCanVmcjkpPywjNWhcYD0mXXtxaVBR|2^20|1:32\r\n";

    /** RFC 4568 section 6.1, the inline value without lifetime. */
    private static final String WITHOUT_LIFETIME =
            "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:YUJDZGVmZ2hpSktMbW9QUXJzVHVWd3l6MTIzNDU2|1066:4\r\n";

    /** RFC 4568 appendix A, the first line of the offer. */
    private static final String WITH_PARAMETER = "a=crypto:1 AES_CM_128_HMAC_SHA1_80"
            + " inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz|2^20|1:4 FEC_ORDER=FEC_SRTP\r\n";

    /** RFC 4568 appendix A, the second line of the offer: two keys, which a layout with one key does not read. */
    private static final String TWO_KEYS = "a=crypto:2 F8_128_HMAC_SHA1_80"
            + " inline:MTIzNDU2Nzg5QUJDREUwMTIzNDU2Nzg5QUJjZGVm|2^20|1:4;"
            + "inline:QUJjZGVmMTIzNDU2Nzg5QUJDREUwMTIzNDU2Nzg5|2^20|2:4 FEC_ORDER=FEC_SRTP\r\n";

    private static Datum.Rec line(String text) {
        return decode(CRYPTO, text.getBytes(UTF_8));
    }

    @Test
    void lifetimeAndKeyIdentifierAreRead() {
        Datum.Rec line = line(SECTION_4);
        assertEquals(new Datum.Num(1, 32), field(line, "tag"));
        assertEquals(new Datum.Text("AES_CM_128_HMAC_SHA1_80"), field(line, "suite"));
        // What the base 64 stands for: RFC 4568 chose printable octets.
        assertEquals("=-n@%^x!Bjufr9)?,#5h\\`=&]{qiPQ", new String(Octetting.octets(field(line, "ks")), UTF_8));
        assertEquals(new Datum.Num(20, 32), field(line, "power"));
        assertSame(Datum.ABSENT, field(line, "life"));
        assertEquals(new Datum.Num(1, 32), field(line, "mki"));
        assertEquals(new Datum.Num(32, 32), field(line, "mkilen"));
        assertEquals("[]", shown(field(line, "params")));
    }

    @Test
    void aKeyIdentifierIsNotTakenForALifetime() {
        Datum.Rec line = line(WITHOUT_LIFETIME);
        assertSame(Datum.ABSENT, field(line, "power"));
        assertSame(Datum.ABSENT, field(line, "life"));
        assertEquals(new Datum.Num(1066, 32), field(line, "mki"));
        assertEquals(new Datum.Num(4, 32), field(line, "mkilen"));
    }

    @Test
    void aLifetimeAloneIsRead() {
        Datum.Rec line = line(WITHOUT_LIFETIME.replace("|1066:4", "|1066"));
        assertEquals(new Datum.Num(1066, 64), field(line, "life"));
        assertSame(Datum.ABSENT, field(line, "mki"));
    }

    @Test
    void sessionParametersAreRead() {
        assertEquals("[Crypto.params[\"FEC_ORDER=FEC_SRTP\"]]", shown(field(line(WITH_PARAMETER), "params")));
        Datum.Rec two = line(WITH_PARAMETER.replace("\r\n", " KDR=24\r\n"));
        assertEquals("[Crypto.params[\"FEC_ORDER=FEC_SRTP\"], Crypto.params[\"KDR=24\"]]", shown(field(two, "params")));
    }

    @ParameterizedTest
    @ValueSource(strings = {SECTION_4, WITHOUT_LIFETIME, WITH_PARAMETER})
    void whatIsReadIsWrittenTheSameWay(String text) {
        assertEquals(text, new String(encode(line(text)), UTF_8));
    }

    @Test
    void severalLinesAreOneOffer() {
        byte[] octets = (SECTION_4 + WITH_PARAMETER).getBytes(UTF_8);
        Datum.Msg offer = decode(OFFER, octets);
        Datum.Seq lines = (Datum.Seq) offer.elements()[0];
        assertEquals(2, lines.items().size());
        assertArrayEquals(octets, Codec.encode(OFFER, offer.elements()).octets());
    }

    @Test
    void blanksMayBeManyAndTheOctetsStayAsReceived() {
        byte[] octets = SECTION_4.replace(" ", " \t ").getBytes(UTF_8);
        Datum.Msg read = decode(ANSWER, octets);
        assertEquals(shown(line(SECTION_4)), shown(read.elements()[0]));
        assertSame(octets, read.octets());
    }

    @Test
    void whereTheFieldsLieIsKnown() {
        Datum.Msg read = decode(ANSWER, SECTION_4.getBytes(UTF_8));
        int[] spans = read.spans()[0];
        assertEquals(8 * SECTION_4.indexOf("PS1u"), spans[2 * CRYPTO.slot("ks")]);
        assertEquals(8 * SECTION_4.indexOf("|2^"), spans[2 * CRYPTO.slot("ks") + 1]);
        assertEquals(-1, spans[2 * CRYPTO.slot("life")]);
        Datum.Msg written = Codec.encode(ANSWER, read.elements());
        assertArrayEquals(spans, written.spans()[0]);
    }

    @Test
    void reasonsForRefusalSayWhatWasExpected() {
        assertReason("Crypto: a blank or \"\\r\\n\" expected at octet 87", ANSWER, TWO_KEYS);
        assertReason("Crypto: tag (1 to 999999999) expected at octet 9", ANSWER, SECTION_4.replace(":1 ", ":01 "));
        assertReason("Crypto: tag (1 to 999999999) expected at octet 9", ANSWER, SECTION_4.replace(":1 ", ":0 "));
        assertReason(
                "Crypto: tag (1 to 999999999) expected at octet 9", ANSWER, SECTION_4.replace(":1 ", ":1000000000 "));
        // 2 to the 64th plus 5: a number that wraps around.
        assertReason(
                "Crypto: tag (1 to 999999999) expected at octet 9",
                ANSWER,
                SECTION_4.replace(":1 ", ":18446744073709551621 "));
        assertReason("Crypto: suite (letters, digits, _) expected at octet 11", ANSWER, "a=crypto:1 -");
        assertReason("Crypto: a blank expected at octet 10", ANSWER, "a=crypto:1\r\n");
        assertReason("Crypto: ks (30 octets in base64) expected at octet 42", ANSWER, SECTION_4.replace("PS1u", "PS1"));
        assertReason("Crypto: a blank or \"\\r\\n\" expected at octet 92", ANSWER, SECTION_4.replace("\r\n", "\n"));
        assertReason("3 octets after the end", ANSWER, SECTION_4 + "abc");
        assertReason("Crypto: \"a=crypto:\" expected at octet 94", OFFER, SECTION_4 + "abc");
        assertReason("Crypto: \"a=crypto:\" expected at octet 0", OFFER, "");
    }

    private static void assertReason(String reason, Message message, String text) {
        assertEquals(reason, refused(message, text.getBytes(UTF_8)).reason());
    }

    @Test
    void valuesThatDoNotFitAreFaultsOfTheSpecification() {
        assertFault("tag of Crypto is 0, not between 1 and 999999999", "tag", 0);
        assertFault("tag of Crypto has no value", "tag", Datum.ABSENT);
        assertFault("suite of Crypto is not letters, digits and _", "suite", "AES CM");
        assertFault("ks of Crypto has 2 octets, not 30", "ks", new byte[2]);
        assertFault("Crypto.params of Crypto is not a list", "params", "KDR=1");
    }

    private static void assertFault(String fault, String field, Object value) {
        Datum.Rec line = rec(
                CRYPTO,
                "tag",
                1,
                "suite",
                "AES",
                "ks",
                new byte[30],
                "params",
                SdesLayouts.params(List.of()),
                field,
                value);
        assertEquals(
                fault,
                assertThrows(IllegalArgumentException.class, () -> encode(line)).getMessage());
    }

    @Test
    void anOptionalListThatIsLeftOutIsEmpty() {
        Layout.Line line = new Layout.Line(
                "L",
                List.of(
                        new Layout.Literal("é"),
                        new Layout.Maybe(List.of(new Layout.Literal(";"), new Layout.Many(SdesLayouts.PARAM, 0)))),
                List.of(new Layout.DataField("list", Type.BYTES, true, null, Map.of())),
                List.of());
        assertEquals("L[[]]", shown(decode(line, "é".getBytes(UTF_8))));
        Datum.Rec two = decode(line, "é; a b".getBytes(UTF_8));
        assertEquals("L[[Crypto.params[\"a\"], Crypto.params[\"b\"]]]", shown(two));
        assertEquals("é; a b", new String(encode(two), UTF_8));
        assertEquals("é", new String(encode(rec(line, "list", Values.seq())), UTF_8));
    }
}
