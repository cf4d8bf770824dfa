package dev.troth.reference.crypto;

import java.util.Optional;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.AEADCipher;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.gcm.BasicGCMMultiplier;

/**
 * AES in Galois/counter mode with a nonce of 12 octets and a tag of 16 (NIST SP 800-38D; RFC 5116 section 5.1), as SRTP
 * (RFC 7714), TLS and DTLS use it. The tag is the last 16 octets of a ciphertext.
 */
public final class AesGcm {

    private AesGcm() {}

    /**
     * Encrypts and authenticates.
     *
     * @param key 16, 24 or 32 octets
     * @param nonce 12 octets, never used twice with one key
     * @param associatedData authenticated only, any number of octets
     * @param plaintext any number of octets
     * @return the ciphertext and its tag, 16 octets more than the plaintext has
     * @throws IllegalArgumentException if the key or the nonce has another size
     */
    public static byte[] seal(byte[] key, byte[] nonce, byte[] associatedData, byte[] plaintext) {
        Sizes.requireAesKey(key);
        return Aead.seal(cipher(), key, nonce, associatedData, plaintext);
    }

    /**
     * Verifies and decrypts.
     *
     * @param ciphertext the ciphertext and its tag as they arrived, any number of octets
     * @return the plaintext, or empty if the tag is missing or wrong
     * @throws IllegalArgumentException if the key or the nonce has another size than {@link #seal} says
     */
    public static Optional<byte[]> open(byte[] key, byte[] nonce, byte[] associatedData, byte[] ciphertext) {
        Sizes.requireAesKey(key);
        return Aead.open(cipher(), key, nonce, associatedData, ciphertext);
    }

    /** Without the usual multiplication table, which costs more than it saves when a key seals one short message. */
    private static AEADCipher cipher() {
        return GCMBlockCipher.newInstance(AESEngine.newInstance(), new BasicGCMMultiplier());
    }
}
