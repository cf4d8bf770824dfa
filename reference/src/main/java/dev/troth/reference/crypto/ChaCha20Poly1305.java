package dev.troth.reference.crypto;

import java.util.Optional;

/**
 * AEAD_CHACHA20_POLY1305 (RFC 8439 section 2.8), with a nonce of 12 octets and a tag of 16. The tag is the last 16
 * octets of a ciphertext.
 */
public final class ChaCha20Poly1305 {

    private static final int KEY_OCTETS = 32;

    private ChaCha20Poly1305() {}

    /**
     * Encrypts and authenticates.
     *
     * @param key 32 octets
     * @param nonce 12 octets, never used twice with one key
     * @param associatedData authenticated only, any number of octets
     * @param plaintext any number of octets
     * @return the ciphertext and its tag, 16 octets more than the plaintext has
     * @throws IllegalArgumentException if the key or the nonce has another size
     */
    public static byte[] seal(byte[] key, byte[] nonce, byte[] associatedData, byte[] plaintext) {
        Sizes.requireExactly(KEY_OCTETS, key, "A ChaCha20-Poly1305 key");
        return Aead.seal(new org.bouncycastle.crypto.modes.ChaCha20Poly1305(), key, nonce, associatedData, plaintext);
    }

    /**
     * Verifies and decrypts.
     *
     * @param ciphertext the ciphertext and its tag as they arrived, any number of octets
     * @return the plaintext, or empty if the tag is missing or wrong
     * @throws IllegalArgumentException if the key or the nonce has another size than {@link #seal} says
     */
    public static Optional<byte[]> open(byte[] key, byte[] nonce, byte[] associatedData, byte[] ciphertext) {
        Sizes.requireExactly(KEY_OCTETS, key, "A ChaCha20-Poly1305 key");
        return Aead.open(new org.bouncycastle.crypto.modes.ChaCha20Poly1305(), key, nonce, associatedData, ciphertext);
    }
}
