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
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.troth.spec.model.Layout;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Vectors of variable length as TLS writes them: their length in octets, then the elements (RFC 5246 section 4.3). */
class VectorsTest {
    /** From the ClientHello of RFC 5246 section 7.4.1.2: session_id, cipher_suites, compression_methods. */
    private static final Layout.Binary HELLO = layout("Hello")
            .vector("session", 8, 0)
            .vector("suites", 16, 16)
            .vector("compression", 8, 8)
            .build();

    private static Datum.Rec hello() {
        // Suites of RFC 5246 appendix A.5: TLS_RSA_WITH_AES_128_CBC_SHA and _256_.
        return rec(
                HELLO,
                "session",
                hex("0102"),
                "suites",
                Values.seq(new Datum.Num(0x002F, 16), new Datum.Num(0x0035, 16)),
                "compression",
                Values.seq(new Datum.Num(0, 8)));
    }

    @Test
    void theLengthCountsOctets() {
        assertEquals("020102" + "0004002f0035" + "0100", hex(encode(hello())));
    }

    @Test
    void vectorsAreReadBack() {
        assertEquals(shown(hello()), shown(decode(HELLO, hex("020102 0004002f0035 0100"))));
    }

    @Test
    void vectorsThatLieAboutTheirLengthAreRefused() {
        assertRefused("Hello.session: 3 octets needed, 2 left at octet 1", message(HELLO), "03 0102");
        assertRefused("Hello.suites: 65535 octets needed, 1 left at octet 3", message(HELLO), "00 ffff 00");
        assertRefused("Hello.suites: 3 octets are not whole elements", message(HELLO), "00 0003 002f00 00");
    }

    @Test
    void aVectorThatIsTooLongIsAFault() {
        Datum.Rec value = rec(HELLO, "session", new byte[256], "suites", List.of(), "compression", List.of());
        assertEquals(
                "session of Hello is 256, which does not fit in 8 bits",
                assertThrows(IllegalArgumentException.class, () -> encode(value))
                        .getMessage());
    }
}
