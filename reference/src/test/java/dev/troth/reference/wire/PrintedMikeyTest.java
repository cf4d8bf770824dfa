package dev.troth.reference.wire;

import static dev.troth.reference.wire.Values.decode;
import static dev.troth.reference.wire.Values.field;
import static dev.troth.reference.wire.Values.hex;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Base64;
import org.junit.jupiter.api.Test;

/**
 * The two MIKEY messages that RFC 4567 section 5.1 prints whole. Both are well-formed: every length agrees and nothing is
 * left over. Three things are worth knowing of them. The offer has one identity only, and a policy payload without any
 * parameter. Its encrypted part has 36 octets: room for one key of 16 octets with a salt of 14. And the answer repeats the
 * V flag of the offer, which RFC 3830 section 6.1 gives a meaning only when the Initiator sets it.
 */
class PrintedMikeyTest {
    private static final byte[] OFFER = Base64.getDecoder()
            .decode("AQAFgM0XflABAAAAAAAAAAAAAAsAyONQ6gAAAAAGEEoo2pee4hp2"
                    + "UaDX8ZE22YwKAAAPZG9uYWxkQGR1Y2suY29tAQAAAAAAAQAk0JKpgaVkDaawi9whVBtBt"
                    + "0KZ14ymNuu62+Nv3ozPLygwK/GbAV9iemnGUIZ19fWQUOSrzKTAv9zV");

    private static final byte[] ANSWER = Base64.getDecoder()
            .decode("AQEFgM0XflABAAAAAAAAAAAAAAYAyONQ6gAAAAAJAAAQbWlja2"
                    + "V5QG1vdXNlLmNvbQABn8HdGE5BMDXFIuGEga+62AgY5cc=");

    @Test
    void thePrintedOfferIsRead() {
        Datum.Msg offer = decode(MikeyLayouts.INIT, OFFER);
        assertEquals(new Datum.Num(0xCD177E50L, 32), field(offer, "HDR", "csb"));
        assertEquals(new Datum.Num(1, 1), field(offer, "HDR", "v"));
        assertEquals(new Datum.Time(0xC8E350EA00000000L), field(offer, "T", "ts"));
        assertEquals(new Datum.Num(0, 8), field(offer, "IDi", "kind"));
        assertEquals(new Datum.Text("donald@duck.com"), field(offer, "IDi", "name"));
        assertSame(Datum.ABSENT, offer.elements()[4]);
        assertEquals("[SP[0, 0, []]]", Values.shown(offer.elements()[5]));
        assertEquals(36, Octetting.octets(field(offer, "KEMAC", "data")).length);
        assertEquals("5f627a69c6508675f5f59050e4abcca4c0bfdcd5", hex(Octetting.octets(field(offer, "KEMAC", "mac"))));
    }

    @Test
    void thePrintedAnswerIsRead() {
        Datum.Msg answer = decode(MikeyLayouts.RESP, ANSWER);
        assertEquals(new Datum.Num(0xCD177E50L, 32), field(answer, "HDR", "csb"));
        assertEquals(new Datum.Num(1, 1), field(answer, "HDR", "v"));
        assertEquals(new Datum.Time(0xC8E350EA00000000L), field(answer, "T", "ts"));
        assertEquals(new Datum.Text("mickey@mouse.com"), field(answer, "IDr", "name"));
        assertEquals("9fc1dd184e413035c522e18481afbad80818e5c7", hex(Octetting.octets(field(answer, "V", "ver"))));
    }

    @Test
    void whatWasReadIsWrittenTheSameWay() {
        assertArrayEquals(
                OFFER,
                Codec.encode(MikeyLayouts.INIT, decode(MikeyLayouts.INIT, OFFER).elements())
                        .octets());
        assertArrayEquals(
                ANSWER,
                Codec.encode(
                                MikeyLayouts.RESP,
                                decode(MikeyLayouts.RESP, ANSWER).elements())
                        .octets());
    }

    @Test
    void theOfferIsNoAnswer() {
        assertEquals(
                "payload RAND is not part of Resp",
                Values.refused(MikeyLayouts.RESP, OFFER).reason());
    }
}
