package dev.troth.reference.crypto;

import java.util.Optional;

/**
 * Diffie-Hellman over Curve25519 (RFC 7748). Scalars and u-coordinates are 32 octets, little-endian; the scalar is
 * clamped as section 5 says, so any 32 octets are a private key.
 */
public final class X25519 {

    private static final int OCTETS = 32;

    private X25519() {}

    /**
     * The public key of a private key: X25519(privateKey, 9).
     *
     * @param privateKey 32 octets
     * @return 32 octets
     * @throws IllegalArgumentException if the private key has another size
     */
    public static byte[] publicKey(byte[] privateKey) {
        Sizes.requireExactly(OCTETS, privateKey, "An X25519 private key");
        byte[] publicKey = new byte[OCTETS];
        org.bouncycastle.math.ec.rfc7748.X25519.scalarMultBase(privateKey, 0, publicKey, 0);
        return publicKey;
    }

    /**
     * The shared secret: X25519(privateKey, peerPublicKey).
     *
     * @param privateKey 32 octets
     * @param peerPublicKey what arrived, any number of octets
     * @return 32 octets, or empty if the peer's key does not have 32 octets, or is of low order so that the result is
     *     all zero (the check of RFC 7748 section 6.1)
     * @throws IllegalArgumentException if the private key has another size
     */
    public static Optional<byte[]> agree(byte[] privateKey, byte[] peerPublicKey) {
        Sizes.requireExactly(OCTETS, privateKey, "An X25519 private key");
        if (peerPublicKey.length != OCTETS) {
            return Optional.empty();
        }
        byte[] secret = new byte[OCTETS];
        boolean contributory =
                org.bouncycastle.math.ec.rfc7748.X25519.calculateAgreement(privateKey, 0, peerPublicKey, 0, secret, 0);
        return contributory ? Optional.of(secret) : Optional.empty();
    }
}
