package dev.troth.reference.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Deterministic encryption to the public half of a {@link LongTermKey}: ECIES with X25519, {@link Hkdf} and
 * {@link AesSiv}. The ephemeral secret is derived from the recipient and the plaintext, so equal inputs give equal
 * octets, and whoever guesses a plaintext can tell that it is the one. The construction is Troth's own and stands for
 * the {@code aenc} of specifications that leave the cipher open.
 *
 * <p>What is sealed is the ephemeral X25519 public key of 32 octets, followed by what AES-SIV gives without associated
 * data under 64 octets derived from the agreed point, the ephemeral public key and the recipient's public half.
 */
public final class PublicKeyBox {

    private static final byte[] NO_SALT = new byte[0];
    private static final byte[] EPHEMERAL_LABEL = "troth public key box ephemeral".getBytes(US_ASCII);
    private static final byte[] KEY_LABEL = "troth public key box key".getBytes(US_ASCII);
    private static final int POINT_OCTETS = 32;
    private static final int SIV_KEY_OCTETS = 64;

    private PublicKeyBox() {}

    /**
     * Seals a plaintext to a recipient. Everyone can do so: that it opens says nothing of who sealed it.
     *
     * @param recipient the public half of a {@link LongTermKey} as it arrived, any number of octets
     * @param plaintext any number of octets
     * @return 48 octets more than the plaintext has, or empty if the recipient's public half does not have 64 octets, or
     *     its point is of low order
     */
    public static Optional<byte[]> seal(byte[] recipient, byte[] plaintext) {
        if (recipient.length != LongTermKey.PUBLIC_OCTETS) {
            return Optional.empty();
        }
        byte[] ephemeralSecret =
                derived(EPHEMERAL_LABEL, POINT_OCTETS, org.bouncycastle.util.Arrays.concatenate(recipient, plaintext));
        byte[] ephemeral = X25519.publicKey(ephemeralSecret);
        return X25519.agree(ephemeralSecret, LongTermKey.agreementKey(recipient))
                .map(agreed -> AesSiv.seal(sivKey(agreed, ephemeral, recipient), List.of(), plaintext))
                .map(ciphertext -> org.bouncycastle.util.Arrays.concatenate(ephemeral, ciphertext));
    }

    /**
     * Opens what was sealed.
     *
     * @param secret the recipient's {@link LongTermKey}, 32 octets
     * @param sealed what arrived, any number of octets
     * @return the plaintext, or empty if this was not sealed to this key, or the point in it is of low order
     * @throws IllegalArgumentException if the secret has another size
     */
    public static Optional<byte[]> open(byte[] secret, byte[] sealed) {
        byte[] recipient = LongTermKey.publicKey(secret);
        if (sealed.length < POINT_OCTETS) {
            return Optional.empty();
        }
        byte[] ephemeral = Arrays.copyOf(sealed, POINT_OCTETS);
        byte[] ciphertext = Arrays.copyOfRange(sealed, POINT_OCTETS, sealed.length);
        return X25519.agree(secret, ephemeral)
                .flatMap(agreed -> AesSiv.open(sivKey(agreed, ephemeral, recipient), List.of(), ciphertext));
    }

    private static byte[] sivKey(byte[] agreed, byte[] ephemeral, byte[] recipient) {
        return derived(
                KEY_LABEL, SIV_KEY_OCTETS, org.bouncycastle.util.Arrays.concatenate(agreed, ephemeral, recipient));
    }

    private static byte[] derived(byte[] label, int octets, byte[] keyingMaterial) {
        return Hkdf.expandSha256(Hkdf.extractSha256(NO_SALT, keyingMaterial), label, octets);
    }
}
