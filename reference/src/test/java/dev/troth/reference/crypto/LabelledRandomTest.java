package dev.troth.reference.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The golden values hold us to the documented construction; transcripts depend on them. They come from
 * <pre>
 * python3 - <<'END'
 * import hmac, struct
 * u32 = lambda n: struct.pack('>i', n)
 * text = lambda s: u32(len(s.encode())) + s.encode()
 * def value(seed, agent, session, variable, occurrence, octets):
 *     label = text(agent) + u32(session) + text(variable) + u32(occurrence) + u32(octets)
 *     t = lambda i: hmac.new(struct.pack('>q', seed), u32(i) + label, 'sha256').digest()
 *     return b''.join(t(i) for i in range(1, octets // 32 + 2))[:octets].hex()
 * print(value(1, 'alice', 0, 'nonce', 0, 16))
 * print(value(1, 'alice', 0, 'nonce', 0, 32))
 * print(value(-1, 'Zo\u00eb', 7, '\U0001d4dd', 3, 80))
 * END
 * </pre>
 */
class LabelledRandomTest {

    private final LabelledRandom random = new LabelledRandom(1);

    @Test
    void aShortValueIsTheDocumentedOne() {
        assertEquals("43de6d403f099a6455e09da224fdd03e", Hex.text(random.bytes("alice", 0, "nonce", 0, 16)));
    }

    @Test
    void aValueOfOneHashIsTheDocumentedOne() {
        assertEquals(
                "2f08af72b4e8f95763151a7584598f5097065dd057cd78b2bda1d4e03e259cad",
                Hex.text(random.bytes("alice", 0, "nonce", 0, 32)));
    }

    @Test
    void aLongValueWithANegativeSeedAndNamesBeyondAsciiIsTheDocumentedOne() {
        assertEquals(Hex.text("""
                f46bda925fc811ed596f3e650f016cd8d2cf8fd76b68c67fba7a45bf0d48f779
                147e4b1af2956b7868e7db8ab9c7ccc376f60b3e7b090fa6d097cfb36951e74f
                ed06a92ac0e7551be1170713a1100a74
                """), Hex.text(new LabelledRandom(-1).bytes("Zo\u00eb", 7, "\ud835\udcdd", 3, 80)));
    }

    @Test
    void everyFieldOfTheLabelCounts() {
        byte[][] values = {
            random.bytes("alice", 0, "nonce", 0, 16),
            new LabelledRandom(2).bytes("alice", 0, "nonce", 0, 16),
            random.bytes("bob", 0, "nonce", 0, 16),
            random.bytes("alice", 1, "nonce", 0, 16),
            random.bytes("alice", 0, "key", 0, 16),
            random.bytes("alice", 0, "nonce", 1, 16),
            random.bytes("alice", 0, "nonce", 0, 17),
            random.bytes("alicen", 0, "once", 0, 16),
            random.bytes("", 0, "alicenonce", 0, 16),
        };
        Set<String> distinct = new HashSet<>();
        for (byte[] value : values) {
            distinct.add(Hex.text(value).substring(0, 32));
        }
        assertEquals(values.length, distinct.size());
    }

    @Test
    void aValueCanBeDrawnAgainAndFromManyThreads() {
        byte[] value = random.bytes("alice", 0, "nonce", 0, 100);
        IntStream.range(0, 1000)
                .parallel()
                .forEach(_ -> assertArrayEquals(value, random.bytes("alice", 0, "nonce", 0, 100)));
    }

    @Test
    void anyLengthCanBeDrawn() {
        for (int octets : new int[] {0, 1, 31, 32, 33, 63, 64, 65, 1000}) {
            assertEquals(octets, random.bytes("alice", 0, "nonce", 0, octets).length);
        }
        assertThrows(IllegalArgumentException.class, () -> random.bytes("alice", 0, "nonce", 0, -1));
    }

    @Test
    void aNameThatUtf8CannotWriteIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> random.bytes("\ud800", 0, "nonce", 0, 16));
        assertThrows(IllegalArgumentException.class, () -> random.bytes("alice", 0, "\udc00", 0, 16));
        assertEquals(16, random.bytes("?", 0, "nonce", 0, 16).length);
    }
}
