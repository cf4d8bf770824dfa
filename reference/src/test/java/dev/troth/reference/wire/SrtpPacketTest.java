package dev.troth.reference.wire;

import static dev.troth.reference.wire.LayoutBuilder.layout;
import static dev.troth.reference.wire.Values.hex;
import static dev.troth.reference.wire.Values.rec;
import static dev.troth.reference.wire.Values.shown;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Message;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A packet of RFC 3711 section 3.1, figure 1, whose tag has as many octets as the key exchange agreed. */
class SrtpPacketTest {
    static final Layout.Binary SRTP = layout("Srtp")
            .parameter("n", 16)
            .fixed("version", 2, 2)
            .fixed("padding", 1, 0)
            .fixed("extension", 1, 0)
            .fixed("cc", 4, 0)
            .bits("marker", 1)
            .bits("pt", 7)
            .bits("seq", 16)
            .bits("ts", 32)
            .bits("ssrc", 32)
            .octets("payload", new Layout.Rest(0, 0))
            .octets("tag", new Layout.ParameterSize(0))
            .build();

    static final Message PACKET = Values.message(SRTP);

    private static final byte[] OCTETS = hex("80 88 0001 000000a0 decafbad 68656c6c6f c0c1c2c3");

    static Datum.Rec packet(int n, byte[] payload, byte[] tag) {
        return rec(
                SRTP,
                "n",
                n,
                "marker",
                1,
                "pt",
                8,
                "seq",
                1,
                "ts",
                160,
                "ssrc",
                0xDECAFBADL,
                "payload",
                payload,
                "tag",
                tag);
    }

    private static Decoding decode(byte[] octets, int n) {
        return Codec.decode(PACKET, octets, Map.of(0, new Datum.Num(n, 16)));
    }

    @Test
    void aPacketIsWrittenAsTheFigureDrawsIt() {
        assertEquals(hex(OCTETS), hex(Values.encode(packet(4, hex("68656c6c6f"), hex("c0c1c2c3")))));
    }

    @Test
    void theParameterDividesPayloadAndTag() {
        Datum.Msg four =
                assertInstanceOf(Decoding.Decoded.class, decode(OCTETS, 4)).message();
        assertEquals(shown(packet(4, hex("68656c6c6f"), hex("c0c1c2c3"))), shown(four.elements()[0]));
        Datum.Msg none =
                assertInstanceOf(Decoding.Decoded.class, decode(OCTETS, 0)).message();
        assertEquals(shown(packet(0, hex("68656c6c6fc0c1c2c3"), new byte[0])), shown(none.elements()[0]));
    }

    @Test
    void aTagThatDoesNotFitIsRefused() {
        assertEquals(
                new Decoding.Refused("Srtp.payload: 10 octets must follow, 9 left at octet 12", 12),
                decode(OCTETS, 10));
        assertEquals(new Decoding.Refused("Srtp: no value for n", 0), Codec.decode(PACKET, OCTETS, Map.of()));
    }

    @Test
    void aTagOfAnotherLengthIsAFault() {
        Datum.Rec packet = packet(10, new byte[1], new byte[4]);
        assertEquals(
                "tag of Srtp has 4 octets, not 10",
                assertThrows(IllegalArgumentException.class, () -> Values.encode(packet))
                        .getMessage());
    }
}
