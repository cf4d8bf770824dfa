package dev.troth.reference.wire;

import static dev.troth.reference.wire.Values.decode;
import static dev.troth.reference.wire.Values.hex;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.troth.spec.Specification;
import dev.troth.spec.library.Library;
import dev.troth.spec.model.Message;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The specifications of the library lay their messages out as the layouts that these tests write by hand. */
class SpecifiedLayoutsTest {
    private static Message specified(String specification, String message) {
        Library library = new Library();
        Specification read = Specification.read(Objects.requireNonNull(library.named(specification)), library);
        return Objects.requireNonNull(read.protocol()).messages().stream()
                .filter(m -> m.name().equals(message))
                .findFirst()
                .orElseThrow();
    }

    private static void assertSameLayout(Message byHand, Message specified, byte[] octets) {
        Datum.Msg read = decode(specified, octets);
        assertEquals(places(decode(byHand, octets)), places(read));
        assertArrayEquals(octets, Codec.encode(specified, read.elements()).octets());
    }

    private static List<String> places(Datum.Msg message) {
        return Dissection.dissect(message).stream()
                .map(view -> view.path() + " " + view.bitStart() + " " + view.bitLength())
                .toList();
    }

    @Test
    void mikeyMessages() {
        assertSameLayout(MikeyLayouts.INIT, specified("mikey-psk", "Init"), MikeyLayouts.INIT_OCTETS);
        assertSameLayout(MikeyLayouts.RESP, specified("mikey-psk", "Resp"), MikeyLayouts.RESP_OCTETS);
    }

    @Test
    void cryptoLines() {
        String line = "a=crypto:1 AES_CM_128_HMAC_SHA1_80"
                + " inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz|2^20|1:4 FEC_ORDER=FEC_SRTP\r\n";
        assertSameLayout(
                SdesLayouts.OFFER, specified("sdes", "Offer"), line.repeat(2).getBytes(US_ASCII));
        assertSameLayout(SdesLayouts.ANSWER, specified("sdes", "Answer"), line.getBytes(US_ASCII));
    }

    @Test
    void srtpPackets() {
        byte[] packet = hex("80 88 0001 000000a0 decafbad 68656c6c6f c0c1c2c3");
        Map<Integer, Datum> tag = Map.of(0, new Datum.Num(4, 16));
        List<Message> messages = List.of(SrtpPacketTest.PACKET, specified("mikey-psk", "Srtp"));
        List<List<String>> places = messages.stream()
                .map(message -> assertInstanceOf(Decoding.Decoded.class, Codec.decode(message, packet, tag)))
                .map(decoded -> places(decoded.message()))
                .toList();
        assertEquals(places.getFirst(), places.getLast());
    }
}
