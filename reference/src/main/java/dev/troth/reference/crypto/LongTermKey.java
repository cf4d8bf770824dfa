package dev.troth.reference.crypto;

import java.util.Arrays;

/**
 * One secret of 32 octets that signs and opens. Its public half has 64 octets: the Ed25519 public key (RFC 8032), under
 * which signatures verify, followed by the X25519 public key (RFC 7748), to which messages are sealed. Ed25519 hashes
 * the secret before it uses it and X25519 does not, so the two scalars are unrelated.
 */
public final class LongTermKey {

    /** How many octets the public half has. */
    static final int PUBLIC_OCTETS = 64;

    private static final int SECRET_OCTETS = 32;

    private LongTermKey() {}

    /**
     * The public half of a secret.
     *
     * @param secret 32 octets, any
     * @return 64 octets
     * @throws IllegalArgumentException if the secret has another size
     */
    public static byte[] publicKey(byte[] secret) {
        Sizes.requireExactly(SECRET_OCTETS, secret, "A long-term secret");
        byte[] publicKey = Arrays.copyOf(Ed25519.publicKey(secret), PUBLIC_OCTETS);
        byte[] agreement = X25519.publicKey(secret);
        System.arraycopy(agreement, 0, publicKey, PUBLIC_OCTETS - agreement.length, agreement.length);
        return publicKey;
    }

    /** The Ed25519 public key in a public half of 64 octets. */
    static byte[] verificationKey(byte[] publicKey) {
        return Arrays.copyOf(publicKey, PUBLIC_OCTETS / 2);
    }

    /** The X25519 public key in a public half of 64 octets. */
    static byte[] agreementKey(byte[] publicKey) {
        return Arrays.copyOfRange(publicKey, PUBLIC_OCTETS / 2, PUBLIC_OCTETS);
    }
}
