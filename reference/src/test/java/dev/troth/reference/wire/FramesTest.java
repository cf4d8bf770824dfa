package dev.troth.reference.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.spec.Specification;
import dev.troth.spec.library.Library;
import dev.troth.spec.model.Channel;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Protocol;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Frames of a channel, lengths to the end of a layout, and fixed texts, on the packets of ZRTP (RFC 6189 section 5). */
class FramesTest {
    private static final Protocol ZRTP = protocol();

    private static Protocol protocol() {
        Library library = new Library();
        return Objects.requireNonNull(Specification.read(Objects.requireNonNull(library.named("zrtp-dh")), library)
                .protocol());
    }

    private static Message message(String name) {
        return ZRTP.messages().stream()
                .filter(m -> m.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Framing framing() {
        Channel channel = ZRTP.channels().getFirst();
        return new Framing(Objects.requireNonNull(channel.frame()));
    }

    /** A HelloACK by hand, section 5.3: preamble, three words, its name. */
    private static final byte[] HELLO_ACK = HexFormat.of().parseHex("505a000348656c6c6f41434b");

    @Test
    void aHelloAckIsThreeWords() {
        Decoding decoded = Codec.decode(message("HelloAck"), HELLO_ACK, Map.of());
        assertTrue(decoded instanceof Decoding.Decoded, decoded.toString());
        Datum.Msg built = Codec.encode(message("HelloAck"), new Datum[] {
            new Datum.Rec(message("HelloAck").elements().getFirst().layout(), new Datum[0])
        });
        assertArrayEquals(HELLO_ACK, built.octets());
    }

    @Test
    void anotherLengthOrNameIsRefused() {
        for (String changed : new String[] {
            "505a000248656c6c6f41434b",
            "505a000448656c6c6f41434b",
            "505a000348656c6c6f41434c",
            "505b000348656c6c6f41434b",
            "505a000348656c6c6f4143",
            "505a000348656c6c6f41434b00000000"
        }) {
            Decoding decoded = Codec.decode(message("HelloAck"), HexFormat.of().parseHex(changed), Map.of());
            assertTrue(decoded instanceof Decoding.Refused, changed);
        }
    }

    @Test
    void aPacketHasTheNumberTheSourceAndTheCheckAroundIt() {
        byte[] packet = framing().wrap(HELLO_ACK, 65_537, name -> {
            assertEquals("ssrc", name);
            return new Datum.Num(0x11223344, 32);
        });
        String hex = HexFormat.of().formatHex(packet);
        assertEquals("10000001" + "5a525450" + "11223344", hex.substring(0, 24));
        assertEquals(HexFormat.of().formatHex(HELLO_ACK), hex.substring(24, 48));
        assertEquals(28, packet.length);
        assertArrayEquals(HELLO_ACK, framing().unwrap(packet));
    }

    @Test
    void whatIsNoSuchPacketIsNotUnwrapped() {
        byte[] packet = framing().wrap(HELLO_ACK, 1, name -> new Datum.Num(7, 32));
        for (int i = 0; i < packet.length; i++) {
            byte[] changed = packet.clone();
            changed[i] ^= 1;
            assertEquals(null, framing().unwrap(changed), "octet " + i);
        }
        assertEquals(null, framing().unwrap(new byte[0]));
        assertEquals(null, framing().unwrap(java.util.Arrays.copyOf(packet, packet.length - 1)));
    }

    @Test
    void octetsInHexadecimalHaveOneSpelling() {
        byte[] value = {(byte) 0xAB, 0, 0x7F};
        assertEquals("AB:00:7F", ColonHexText.write(value));
        assertArrayEquals(
                value, ColonHexText.read("AB:00:7F".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, 3));
        for (String other : new String[] {"ab:00:7F", "AB-00:7F", "AB:00:7", "AB:0G:7F"}) {
            assertEquals(
                    null, ColonHexText.read(other.getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, 3), other);
        }
    }
}
