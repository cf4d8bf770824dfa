package dev.troth.reference.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AesSivTest {

    record Case(String section, String key, List<String> associatedData, String plaintext, String sealed) {
        List<byte[]> strings() {
            return associatedData.stream().map(Hex::octets).toList();
        }
    }

    /** RFC 5297 appendix A, all vectors; the nonce of A.2 is the last string before the plaintext (section 3). */
    static Stream<Case> rfc5297() {
        return Stream.of(
                new Case(
                        "A.1",
                        "fffefdfc fbfaf9f8 f7f6f5f4 f3f2f1f0 f0f1f2f3 f4f5f6f7 f8f9fafb fcfdfeff",
                        List.of("10111213 14151617 18191a1b 1c1d1e1f 20212223 24252627"),
                        "11223344 55667788 99aabbcc ddee",
                        "85632d07 c6e8f37f 950acd32 0a2ecc93 40c02b96 90c4dc04 daef7f6a fe5c"),
                new Case(
                        "A.2",
                        "7f7e7d7c 7b7a7978 77767574 73727170 40414243 44454647 48494a4b 4c4d4e4f",
                        List.of("""
                                00112233 44556677 8899aabb ccddeeff deaddada deaddada
                                ffeeddcc bbaa9988 77665544 33221100
                                """, "10203040 50607080 90a0", "09f91102 9d74e35b d84156c5 635688c0"),
                        """
                        74686973 20697320 736f6d65 20706c61 696e7465 78742074
                        6f20656e 63727970 74207573 696e6720 5349562d 414553
                        """,
                        """
                        7bdb6e3b 432667eb 06f4d14b ff2fbd0f cb900f2f ddbe4043
                        26601965 c889bf17 dba77ceb 094fa663 b7a3f748 ba8af829
                        ea64ad54 4a272e9c 485b62a3 fd5c0d
                        """));
    }

    @ParameterizedTest
    @MethodSource("rfc5297")
    void sealAndOpenGiveThePublishedOctets(Case published) {
        byte[] key = Hex.octets(published.key);
        byte[] sealed = AesSiv.seal(key, published.strings(), Hex.octets(published.plaintext));
        assertEquals(Hex.text(published.sealed), Hex.text(sealed));
        assertArrayEquals(
                Hex.octets(published.plaintext),
                AesSiv.open(key, published.strings(), sealed).orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("rfc5297")
    void anyChangedBitFailsToOpen(Case published) {
        byte[] key = Hex.octets(published.key);
        byte[] sealed = Hex.octets(published.sealed);
        for (byte[] changed : Changes.ofOneBit(sealed)) {
            assertTrue(AesSiv.open(key, published.strings(), changed).isEmpty());
        }
        assertTrue(AesSiv.open(key, List.of(), sealed).isEmpty());
    }

    @Property(seed = "5297", tries = 200)
    void whatIsSealedOpensUnderTheSameKeyAndStringsOnly(
            @ForAll @Size(64) byte[] key,
            @ForAll @Size(max = 4) List<byte[]> associatedData,
            @ForAll @Size(max = 70) byte[] plaintext) {
        byte[] sealed = AesSiv.seal(key, associatedData, plaintext);
        assertEquals(plaintext.length + 16, sealed.length);
        assertArrayEquals(plaintext, AesSiv.open(key, associatedData, sealed).orElseThrow());
        // The other half of the key is not asked: of nothing, or of one octet, two keys may well make the same.
        for (byte[] changed : Changes.ofOneBitInEveryOctet(Arrays.copyOf(key, 32))) {
            byte[] other = key.clone();
            System.arraycopy(changed, 0, other, 0, 32);
            assertTrue(AesSiv.open(other, associatedData, sealed).isEmpty());
        }
        List<byte[]> more =
                Stream.concat(associatedData.stream(), Stream.of(new byte[0])).toList();
        assertTrue(AesSiv.open(key, more, sealed).isEmpty());
    }

    @Test
    void whatIsTooShortForAnIvFailsToOpen() {
        for (int octets = 0; octets < 16; octets++) {
            assertTrue(AesSiv.open(new byte[32], List.of(), new byte[octets]).isEmpty());
        }
    }

    @Test
    void wrongKeysAndTooManyStringsAreRefused() {
        byte[] none = new byte[0];
        for (int octets : new int[] {0, 16, 31, 33, 63, 65}) {
            assertThrows(IllegalArgumentException.class, () -> AesSiv.seal(new byte[octets], List.of(), none));
            assertThrows(IllegalArgumentException.class, () -> AesSiv.open(new byte[octets], List.of(), none));
        }
        byte[] sealed = AesSiv.seal(new byte[48], Collections.nCopies(126, none), none);
        assertTrue(AesSiv.open(new byte[48], Collections.nCopies(126, none), sealed)
                .isPresent());
        assertThrows(
                IllegalArgumentException.class, () -> AesSiv.seal(new byte[48], Collections.nCopies(127, none), none));
    }
}
