package dev.troth.reference.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class AesCfbTest {
    private static final byte[] KEY = Hex.octets("2b7e151628aed2a6abf7158809cf4f3c");
    private static final byte[] IV = Hex.octets("000102030405060708090a0b0c0d0e0f");
    private static final byte[] PLAIN = Hex.octets("""
            6bc1bee22e409f96e93d7e117393172a
            ae2d8a571e03ac9c9eb76fac45af8e51
            """);
    private static final byte[] CIPHER = Hex.octets("""
            3b3fd92eb72dad20333449f8e83cfb4a
            c8a64537a0b3a93fcde3cdad9f1ce58b
            """);

    /** NIST SP 800-38A appendix F.3.13, CFB128-AES128.Encrypt, the first two blocks. */
    @Test
    void thePublishedBlocks() {
        assertArrayEquals(CIPHER, AesCfb.encrypt(KEY, IV, PLAIN));
        assertArrayEquals(PLAIN, AesCfb.decrypt(KEY, IV, CIPHER));
    }

    /** The last block may be short: its octets are those of the whole one. */
    @Test
    void aShortLastBlock() {
        byte[] shorter = java.util.Arrays.copyOf(PLAIN, 21);
        assertArrayEquals(java.util.Arrays.copyOf(CIPHER, 21), AesCfb.encrypt(KEY, IV, shorter));
        assertArrayEquals(shorter, AesCfb.decrypt(KEY, IV, java.util.Arrays.copyOf(CIPHER, 21)));
    }
}
