package dev.troth.reference.crypto;

import java.util.Optional;

/**
 * Diffie-Hellman by ZRTP's names of groups (RFC 6189 section 5.1.5, and {@code X255} for X25519, which later
 * implementations added). Secrets have 32 octets in each of them.
 */
public final class ZrtpGroup {
    private ZrtpGroup() {}

    /**
     * The public value of a secret.
     *
     * @param secret 32 octets
     * @return empty for an unknown group or a secret of another size
     */
    public static Optional<byte[]> publicValue(String group, byte[] secret) {
        if (secret.length != 32) {
            return Optional.empty();
        }
        return switch (group) {
            case "X255" -> Optional.of(X25519.publicKey(secret));
            case "EC25" -> Optional.of(EllipticCurveDh.P256.publicKey(secret));
            case "DH3k" -> Optional.of(FiniteFieldDh.MODP_3072.publicKey(secret));
            default -> Optional.empty();
        };
    }

    /**
     * The shared secret.
     *
     * @param secret 32 octets
     * @param publicValue what arrived
     * @return empty for an unknown group, or a public value that is none or a weak one
     */
    public static Optional<byte[]> agree(String group, byte[] secret, byte[] publicValue) {
        if (secret.length != 32) {
            return Optional.empty();
        }
        return switch (group) {
            case "X255" -> X25519.agree(secret, publicValue);
            case "EC25" -> EllipticCurveDh.P256.agree(secret, publicValue);
            case "DH3k" -> FiniteFieldDh.MODP_3072.agree(secret, publicValue);
            default -> Optional.empty();
        };
    }
}
