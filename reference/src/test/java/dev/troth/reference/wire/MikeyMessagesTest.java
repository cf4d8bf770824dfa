package dev.troth.reference.wire;

import static dev.troth.reference.wire.MikeyLayouts.ERROR;
import static dev.troth.reference.wire.MikeyLayouts.INIT;
import static dev.troth.reference.wire.MikeyLayouts.INIT_OCTETS;
import static dev.troth.reference.wire.MikeyLayouts.KEY_DATA;
import static dev.troth.reference.wire.MikeyLayouts.MAC;
import static dev.troth.reference.wire.MikeyLayouts.RESP;
import static dev.troth.reference.wire.MikeyLayouts.RESP_OCTETS;
import static dev.troth.reference.wire.Values.assertRefused;
import static dev.troth.reference.wire.Values.decode;
import static dev.troth.reference.wire.Values.field;
import static dev.troth.reference.wire.Values.hex;
import static dev.troth.reference.wire.Values.rec;
import static dev.troth.reference.wire.Values.refused;
import static dev.troth.reference.wire.Values.shown;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages in pre-shared key mode, with octets written from the figures of RFC 3830 section 6. */
class MikeyMessagesTest {
    private static final String HDR = "01 00 05 80 12345678 00 00";
    private static final String T_THEN = " 00 0102030405060708";
    private static final String RAND_THEN = " 02 abcd";
    private static final String KEMAC = " 00 00 0001 ff 00";

    @Test
    void anOfferIsWrittenAsTheFiguresDrawIt() {
        Datum.Msg written = Codec.encode(INIT, MikeyLayouts.init(new Datum.Octets(MAC)));
        assertEquals(hex(INIT_OCTETS), hex(written.octets()));
    }

    @Test
    void anAnswerIsWrittenAsTheFiguresDrawIt() {
        Datum.Msg written = Codec.encode(RESP, MikeyLayouts.resp(new Datum.Octets(MAC)));
        assertEquals(hex(RESP_OCTETS), hex(written.octets()));
    }

    @Test
    void anOfferIsReadBackToItsValues() {
        Datum.Msg read = decode(INIT, INIT_OCTETS);
        Datum.Msg written = Codec.encode(INIT, MikeyLayouts.init(new Datum.Octets(MAC)));
        assertEquals(shown(written), shown(read));
        assertSame(INIT_OCTETS, read.octets());
    }

    @Test
    void whereTheFieldsLieIsKnownInBits() {
        Datum.Msg read = decode(INIT, INIT_OCTETS);
        int[] header = read.spans()[0];
        assertEquals(24, header[2 * MikeyLayouts.HDR.slot("v")]);
        assertEquals(25, header[2 * MikeyLayouts.HDR.slot("v") + 1]);
        assertEquals(80, header[2 * MikeyLayouts.HDR.slot("cs")]);
        assertEquals(80 + 144, header[2 * MikeyLayouts.HDR.slot("cs") + 1]);
        int mac = 2 * MikeyLayouts.KEMAC.slot("mac");
        assertEquals(8 * (INIT_OCTETS.length - 20), read.spans()[6][mac]);
        assertEquals(8 * INIT_OCTETS.length, read.spans()[6][mac + 1]);
    }

    @Test
    void whatIsWrittenAndWhatIsReadLieInTheSamePlaces() {
        Datum.Msg read = decode(INIT, INIT_OCTETS);
        Datum.Msg written = Codec.encode(INIT, MikeyLayouts.init(new Datum.Octets(MAC)));
        for (int i = 0; i < read.spans().length; i++) {
            assertEquals(List.of(ints(written.spans()[i])), List.of(ints(read.spans()[i])));
        }
    }

    private static String ints(int @org.jspecify.annotations.Nullable [] spans) {
        return java.util.Arrays.toString(spans);
    }

    @Test
    void anOfferWithoutIdentitiesIsAnOffer() {
        Datum.Msg read = decode(INIT, hex(HDR + "0b" + T_THEN + "01" + RAND_THEN + KEMAC));
        assertSame(Datum.ABSENT, read.elements()[INIT.element("IDi")]);
        assertSame(Datum.ABSENT, read.elements()[INIT.element("IDr")]);
        assertEquals("[]", shown(read.elements()[INIT.element("SP")]));
        assertSame(Datum.ABSENT, field(read, "KEMAC", "mac"));
    }

    @Test
    void errorsAreReadAsAList() {
        Datum.Msg read = decode(ERROR, hex("01 06 05 00 12345678 00 00 0c" + T_THEN + "0c 00 0000 00 0c 0000"));
        assertEquals("[ERR[0, 0], ERR[12, 0]]", shown(read.elements()[2]));
    }

    @Test
    void aKeyWithSaltAndSpiHasItsOptionalFields() {
        Datum.Rec key =
                rec(MikeyLayouts.KEY, "type", 1, "kv", 1, "key", hex("c0c1"), "salt", hex("d0d1d2"), "spi", hex("e0"));
        Datum.Msg written = Codec.encode(KEY_DATA, new Datum[] {Values.seq(key)});
        // RFC 3830 sections 6.13 and 6.14: type and KV share an octet.
        assertEquals(hex(hex("00 11 0002 c0c1 0003 d0d1d2 01 e0")), hex(written.octets()));
        assertEquals(shown(written), shown(decode(KEY_DATA, written.octets())));
    }

    @Test
    void reasonsForRefusalAreReadable() {
        assertRefused("HDR.version is 2, must be 1", INIT, "02 00 05 80 12345678 00 00");
        assertRefused("HDR.ncs: 1 octet needed, 0 left at octet 8", INIT, "01 00 05 80 12345678");
        assertRefused("HDR.cs: 200 entries in 3 octets at octet 10", INIT, "01 00 05 80 12345678 c8 00 000000");
        assertRefused("HDR.cs.ssrc: 4 octets needed, 2 left at octet 11", INIT, "01 00 05 80 12345678 01 00 000000");
        assertRefused("T.kind is 7, must be 0", INIT, HDR + "0b 07 0102030405060708");
        assertRefused(
                "RAND.rand: 12 octets needed, 5 left at octet 22", INIT, HDR + "0b" + T_THEN + "01 0c 0102030405");
        assertRefused("KEMAC is missing", INIT, HDR + "0b" + T_THEN + "00" + RAND_THEN);
        assertRefused("T stands twice", INIT, HDR + "0b" + T_THEN + "05" + RAND_THEN + "01" + T_THEN + KEMAC);
        assertRefused("payload V is not part of Init", INIT, HDR + "09" + T_THEN);
        assertRefused("payload PKE is not part of Init", INIT, HDR + "02" + T_THEN);
        assertRefused("unknown payload 99 after T", INIT, HDR + "63" + T_THEN);
        assertRefused("1 octets after the last payload", INIT, HDR + "0b" + T_THEN + "01" + RAND_THEN + KEMAC + "00");
        assertRefused(
                "HDR.type is PskResp, must be PskInit",
                INIT,
                "01 01 05 80 12345678 00 00 0b" + T_THEN + "01" + RAND_THEN + KEMAC);
        assertRefused("RAND stands out of order", INIT, "01 00 0b 80 12345678 00 00 05 02 abcd 01" + T_THEN + KEMAC);
        assertRefused(
                "ID stands 3 times",
                INIT,
                HDR + "0b" + T_THEN + "06" + RAND_THEN + "06 000000 06 000000 01 000000" + KEMAC);
        assertRefused(
                "SP.params.value: 9 octets needed, 1 left at octet 31",
                INIT,
                HDR + "0b" + T_THEN + "0a" + RAND_THEN + "01 00 00 0003 00 09 01" + KEMAC);
        assertRefused("ID.name is not UTF-8", INIT, HDR + "0b" + T_THEN + "06" + RAND_THEN + "01 00 0002 c080" + KEMAC);
    }

    @Test
    void theOffsetPointsAtTheOffendingPayload() {
        assertEquals(
                24,
                refused(INIT, hex(HDR + "0b" + T_THEN + "05" + RAND_THEN + "01" + T_THEN + KEMAC))
                        .offset());
    }

    @Test
    void identitiesAreTakenFromTheLeft() {
        Datum.Msg read = decode(INIT, hex(HDR + "0b" + T_THEN + "06" + RAND_THEN + "01 00 0001 61" + KEMAC));
        assertEquals(new Datum.Text("a"), field(read, "IDi", "name"));
        assertSame(Datum.ABSENT, read.elements()[INIT.element("IDr")]);
    }
}
