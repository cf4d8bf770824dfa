package dev.troth.reference.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class X25519Test {

    private static final byte[] NINE = Hex.octets("0900000000000000000000000000000000000000000000000000000000000000");

    /** RFC 7748 section 5.2: scalar, u-coordinate, output. */
    @ParameterizedTest
    @CsvSource({
        "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4,"
                + "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c,"
                + "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552",
        "4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d,"
                + "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493,"
                + "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957"
    })
    void theFunctionGivesThePublishedOutput(String scalar, String u, String output) {
        assertEquals(
                output, Hex.text(X25519.agree(Hex.octets(scalar), Hex.octets(u)).orElseThrow()));
    }

    /** RFC 7748 section 5.2, the second type of test vector. */
    @ParameterizedTest
    @CsvSource({
        "1, 422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079",
        "1000, 684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51"
    })
    void iterationsGiveThePublishedResult(int iterations, String result) {
        byte[] k = NINE;
        byte[] u = NINE;
        for (int i = 0; i < iterations; i++) {
            byte[] next = X25519.agree(k, u).orElseThrow();
            u = k;
            k = next;
        }
        assertEquals(result, Hex.text(k));
    }

    /** RFC 7748 section 6.1. */
    @Test
    void aliceAndBobAgreeOnThePublishedSecret() {
        byte[] a = Hex.octets("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a");
        byte[] b = Hex.octets("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");
        byte[] publicA = X25519.publicKey(a);
        byte[] publicB = X25519.publicKey(b);
        assertEquals("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a", Hex.text(publicA));
        assertEquals("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f", Hex.text(publicB));
        String shared = "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742";
        assertEquals(shared, Hex.text(X25519.agree(a, publicB).orElseThrow()));
        assertEquals(shared, Hex.text(X25519.agree(b, publicA).orElseThrow()));
    }

    @Test
    void aPublicKeyIsTheFunctionAtNine() {
        byte[] a = Hex.repeated(0x42, 32);
        assertArrayEquals(X25519.agree(a, NINE).orElseThrow(), X25519.publicKey(a));
    }

    /** Points of low order: 0, 1, the two of order 8, and p - 1 (RFC 7748 section 7; D. Bernstein's list). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
                "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
            })
    void aLowOrderPointGivesNoSecret(String u) {
        assertTrue(X25519.agree(Hex.repeated(0x42, 32), Hex.octets(u)).isEmpty());
    }

    @Test
    void sizesAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> X25519.publicKey(new byte[31]));
        assertThrows(IllegalArgumentException.class, () -> X25519.agree(new byte[33], NINE));
        assertTrue(X25519.agree(new byte[32], new byte[31]).isEmpty());
    }
}
