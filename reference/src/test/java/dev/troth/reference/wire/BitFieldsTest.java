package dev.troth.reference.wire;

import static dev.troth.reference.wire.LayoutBuilder.layout;
import static dev.troth.reference.wire.Values.assertRefused;
import static dev.troth.reference.wire.Values.decode;
import static dev.troth.reference.wire.Values.encode;
import static dev.troth.reference.wire.Values.hex;
import static dev.troth.reference.wire.Values.message;
import static dev.troth.reference.wire.Values.rec;
import static dev.troth.reference.wire.Values.shown;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.troth.spec.model.Layout;
import org.junit.jupiter.api.Test;

/** Fields of bits that do not keep to octets, most significant bit first. */
class BitFieldsTest {
    /** The first line of the IPv6 header (RFC 8200 section 3): two of its fields lie across octets. */
    private static final Layout.Binary IPV6 =
            layout("Ipv6").bits("version", 4).bits("class", 8).bits("flow", 20).build();

    @Test
    void fieldsCrossOctets() {
        Datum.Rec header = rec(IPV6, "version", 6, "class", 0xB8, "flow", 0x12345);
        assertEquals("6b812345", hex(encode(header)));
        assertEquals(shown(header), shown(decode(IPV6, hex("6b812345"))));
    }

    @Test
    void aNumberOfSixtyFourBitsMayStartInsideAnOctet() {
        Layout.Binary wide =
                layout("Wide").bits("a", 3).bits("b", 64).bits("c", 5).build();
        Datum.Rec value = rec(wide, "a", 5, "b", 0xFEDCBA9876543210L, "c", 9);
        // 101 1111111011011100...0001000 01001, in octets
        assertEquals("bfdb97530eca864209", hex(encode(value)));
        assertEquals(shown(value), shown(decode(wide, hex("bfdb97530eca864209"))));
    }

    @Test
    void aMessageThatEndsInsideAFieldIsRefused() {
        assertRefused("Ipv6.flow: 20 bits needed, 12 left at octet 1", message(IPV6), "6b8123");
    }

    @Test
    void everyWidthAtEveryPlaceIsReadAsWritten() {
        for (int before = 1; before <= 16; before++) {
            for (int width = 1; width <= 64; width++) {
                int after = 8 + (128 - before - width) % 8;
                Layout.Binary layout = layout("L")
                        .bits("before", before)
                        .bits("it", width)
                        .bits("after", after)
                        .build();
                long number = 0xA5C396F00FF0693AL >>> (64 - width);
                Datum.Rec value = rec(layout, "before", 1, "it", number, "after", 1);
                assertEquals(shown(value), shown(decode(layout, encode(value))));
            }
        }
    }
}
