package dev.troth.reference.wire;

import static dev.troth.reference.wire.LayoutBuilder.exactly;
import static dev.troth.reference.wire.LayoutBuilder.layout;
import static dev.troth.reference.wire.Values.hex;
import static dev.troth.reference.wire.Values.message;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.troth.spec.model.Chain;
import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Message.Multiplicity;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Octets made to break a reader: it answers, soon, and never with an exception. */
class HostileOctetsTest {
    private static final Map<Integer, Datum> TAG = Map.of(0, new Datum.Num(4, 16));

    enum Valid {
        INIT(MikeyLayouts.INIT, MikeyLayouts.INIT_OCTETS, Map.of()),
        RESP(MikeyLayouts.RESP, MikeyLayouts.RESP_OCTETS, Map.of()),
        SRTP(SrtpPacketTest.PACKET, hex("80 88 0001 000000a0 decafbad 68656c6c6f c0c1c2c3"), TAG),
        SDES(
                SdesLayouts.OFFER,
                ("a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:PS1uQCVeeCFCanVmcjkpPywjNWhcYD0mXXtxaVBR|2^20|1:32\r\n"
                                + "a=crypto:2 AES_CM_128_HMAC_SHA1_32"
                                + " inline:NzB4d1BINUAvLEw6UzF3WSJ+PSdFcGdUJShpX1Zj KDR=1 WSH=64\r\n")
                        .getBytes(US_ASCII),
                Map.of());

        private final Message message;
        private final byte[] octets;
        private final Map<Integer, Datum> parameters;

        Valid(Message message, byte[] octets, Map<Integer, Datum> parameters) {
            this.message = message;
            this.octets = octets;
            this.parameters = parameters;
        }

        Decoding decode(byte[] octets) {
            Decoding decoding = Codec.decode(message, octets, parameters);
            if (decoding instanceof Decoding.Decoded(Datum.Msg read)) {
                Dissection.dissect(read);
                assertArrayEquals(
                        canonical(octets),
                        Codec.encode(message, read.elements()).octets());
            }
            return decoding;
        }

        /** Runs of blanks in a line are written as one space; everything else has one spelling. */
        private byte[] canonical(byte[] octets) {
            return this == SDES
                    ? new String(octets, ISO_8859_1).replaceAll("[ \t]+", " ").getBytes(ISO_8859_1)
                    : octets;
        }
    }

    @ParameterizedTest
    @EnumSource
    void theMessageItselfIsRead(Valid valid) {
        assertInstanceOf(Decoding.Decoded.class, valid.decode(valid.octets));
    }

    /** Of a packet without lengths of its own and of an offer of lines, a part can be whole. */
    @ParameterizedTest
    @EnumSource
    void everyTruncationHasAnAnswer(Valid valid) {
        for (int length = 0; length < valid.octets.length; length++) {
            Decoding decoding = valid.decode(Arrays.copyOf(valid.octets, length));
            if (valid == Valid.INIT || valid == Valid.RESP) {
                assertInstanceOf(Decoding.Refused.class, decoding);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyFlippedBitHasAnAnswer(Valid valid) {
        for (int bit = 0; bit < 8 * valid.octets.length; bit++) {
            byte[] flipped = valid.octets.clone();
            flipped[bit / 8] ^= (byte) (0x80 >>> (bit % 8));
            valid.decode(flipped);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyOctetAtEveryPlaceHasAnAnswer(Valid valid) {
        for (int at = 0; at < valid.octets.length; at++) {
            for (int octet = 0; octet < 256; octet++) {
                byte[] changed = valid.octets.clone();
                changed[at] = (byte) octet;
                valid.decode(changed);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everythingAfterTheEndHasAnAnswer(Valid valid) {
        byte[] twice = Arrays.copyOf(valid.octets, 2 * valid.octets.length);
        System.arraycopy(valid.octets, 0, twice, valid.octets.length, valid.octets.length);
        for (int length = valid.octets.length + 1; length <= twice.length; length++) {
            valid.decode(Arrays.copyOf(twice, length));
        }
    }

    private static final Duration SOON = Duration.ofSeconds(5);

    private static Decoding soon(Message message, byte[] octets) {
        return assertTimeoutPreemptively(SOON, () -> Codec.decode(message, octets, Map.of()));
    }

    @Test
    void entriesWithoutOctetsEnd() {
        Layout.Binary nothing = layout("L.items").octets("none", exactly(0)).build();
        LayoutBuilder builder = layout("L").bits("n", 32);
        Layout.Binary layout = builder.group("items", builder.of("n"), nothing).build();
        byte[] huge = Arrays.copyOf(hex("ffffffff"), 1000);
        assertEquals(
                new Decoding.Refused("L.items: 4294967295 entries in 996 octets at octet 4", 4),
                soon(message(layout), huge));
        byte[] some = Arrays.copyOf(hex("00000010"), 1000);
        assertEquals(new Decoding.Refused("L.items has entries without octets", 4), soon(message(layout), some));
        Layout.Binary endless =
                layout("E").group("items", LayoutBuilder.rest(), nothing).build();
        assertEquals(new Decoding.Refused("E.items has entries without octets", 0), soon(message(endless), some));
    }

    @Test
    void lengthsOfSixtyFourBitsAreUnsigned() {
        LayoutBuilder builder = layout("L").bits("n", 64);
        Layout.Binary layout = builder.octets("data", builder.of("n")).build();
        assertEquals(
                new Decoding.Refused("L.data: 18446744073709551615 octets needed, 1 left at octet 8", 8),
                soon(message(layout), hex("ffffffffffffffff 00")));
    }

    @Test
    void countsOfSixtyFourBitsAreUnsigned() {
        LayoutBuilder builder = layout("L").bits("n", 64);
        Layout.Binary octet = layout("L.items").bits("x", 8).build();
        Layout.Binary counted = builder.group("items", builder.of("n"), octet).build();
        assertEquals(
                new Decoding.Refused("L.items: 18446744073709551615 entries in 1 octets at octet 8", 8),
                soon(message(counted), hex("ffffffffffffffff 00")));
        LayoutBuilder other = layout("L").bits("n", 64);
        Layout.Binary filled = other.group("items", other.fill("n"), octet).build();
        assertEquals(
                new Decoding.Refused("L.items: 18446744073709551615 octets needed, 1 left at octet 8", 8),
                soon(message(filled), hex("ffffffffffffffff 00")));
    }

    @Test
    void linkedListsOfOneLayoutAreReadSoon() {
        Layout.Binary link = layout("L").next().build();
        Layout.Binary last = layout("N").next().bits("n", 8).build();
        Message message = message(
                "M",
                new Chain(8, Map.of(0L, "Last", 1L, "L", 2L, "N")),
                Values.element("a", link, Multiplicity.ANY),
                Values.element("b", link, Multiplicity.ANY),
                Values.element("c", link, Multiplicity.ANY),
                Values.element("d", link, Multiplicity.ANY),
                Values.element("n", last, Multiplicity.MANY),
                Values.element("e", link, Multiplicity.ONE));
        byte[] octets = new byte[3_000];
        Arrays.fill(octets, (byte) 1);
        octets[octets.length - 3] = 2;
        octets[octets.length - 2] = 0;
        assertInstanceOf(Decoding.Refused.class, soon(message, octets));
    }

    @Test
    void threeListsOfOneLayoutAreReadSoon() {
        Layout.Binary octet = layout("A").bits("a", 8).build();
        Layout.Binary never = layout("N").fixed("n", 8, 1).build();
        Message message = message(
                "M",
                null,
                Values.element("a", octet, Multiplicity.ANY),
                Values.element("b", octet, Multiplicity.ANY),
                Values.element("c", octet, Multiplicity.ANY),
                Values.element("n", never, Multiplicity.ONE));
        assertInstanceOf(Decoding.Refused.class, soon(message, new byte[60_000]));
    }

    @Test
    void aLongChainIsReadSoon() {
        byte[] octets = new byte[60_000];
        byte[] start = hex("01 06 05 00 12345678 00 00 0c 00 0102030405060708");
        System.arraycopy(start, 0, octets, 0, start.length);
        for (int i = start.length; i + 4 <= octets.length; i += 4) {
            octets[i] = (byte) (i + 8 <= octets.length ? 12 : 0);
        }
        assertInstanceOf(Decoding.Decoded.class, soon(MikeyLayouts.ERROR, octets));
    }

    @Test
    void aLongLineIsReadSoon() {
        String line = "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:PS1uQCVeeCFCanVmcjkpPywjNWhcYD0mXXtxaVBR|2^20|1:32"
                + " x".repeat(30_000);
        assertInstanceOf(Decoding.Refused.class, soon(SdesLayouts.OFFER, line.getBytes(US_ASCII)));
        assertInstanceOf(Decoding.Decoded.class, soon(SdesLayouts.OFFER, (line + "\r\n").getBytes(US_ASCII)));
    }
}
