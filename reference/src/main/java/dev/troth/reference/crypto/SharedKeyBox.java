package dev.troth.reference.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;
import java.util.Optional;

/**
 * Deterministic authenticated encryption under a shared key of any size: {@link AesSiv} without associated data, under
 * the two AES-256 keys that {@link Hkdf} derives from the shared one (no salt, 64 octets, the information
 * {@code "troth shared key box"}). The construction is Troth's own and stands for the {@code senc} of specifications
 * that leave the cipher open.
 */
public final class SharedKeyBox {

    private static final byte[] LABEL = "troth shared key box".getBytes(US_ASCII);
    private static final int SIV_KEY_OCTETS = 64;

    private SharedKeyBox() {}

    /**
     * Seals a plaintext.
     *
     * @param key any number of octets
     * @param plaintext any number of octets
     * @return 16 octets more than the plaintext has
     */
    public static byte[] seal(byte[] key, byte[] plaintext) {
        return AesSiv.seal(sivKey(key), List.of(), plaintext);
    }

    /**
     * Opens what was sealed.
     *
     * @param key any number of octets
     * @param sealed what arrived, any number of octets
     * @return the plaintext, or empty if this was not sealed under this key
     */
    public static Optional<byte[]> open(byte[] key, byte[] sealed) {
        return AesSiv.open(sivKey(key), List.of(), sealed);
    }

    private static byte[] sivKey(byte[] key) {
        return Hkdf.expandSha256(Hkdf.extractSha256(new byte[0], key), LABEL, SIV_KEY_OCTETS);
    }
}
