package dev.troth.reference.crypto;

import java.util.Arrays;
import java.util.Optional;

/**
 * A message behind its Ed25519 signature (RFC 8032 section 5.1), so that the signed octets can be read from the
 * signature: 64 octets of signature, then the message. The key is a {@link LongTermKey}.
 */
public final class SignedMessage {

    private static final int SIGNATURE_OCTETS = 64;

    private SignedMessage() {}

    /**
     * Signs a message; the same secret and message always give the same octets.
     *
     * @param secret 32 octets, any
     * @param message any number of octets
     * @return 64 octets more than the message has
     * @throws IllegalArgumentException if the secret has another size
     */
    public static byte[] sign(byte[] secret, byte[] message) {
        return org.bouncycastle.util.Arrays.concatenate(Ed25519.sign(secret, message), message);
    }

    /**
     * The message, if the signature before it is the public key's.
     *
     * @param publicKey the public half of a {@link LongTermKey} as it arrived, any number of octets
     * @param signed what arrived, any number of octets
     * @return empty also if the key or what arrived is malformed
     */
    public static Optional<byte[]> verified(byte[] publicKey, byte[] signed) {
        if (publicKey.length != LongTermKey.PUBLIC_OCTETS) {
            return Optional.empty();
        }
        byte[] verificationKey = LongTermKey.verificationKey(publicKey);
        return message(signed)
                .filter(message -> Ed25519.verify(verificationKey, message, Arrays.copyOf(signed, SIGNATURE_OCTETS)));
    }

    /**
     * The message, whoever signed it and whether or not the signature is right.
     *
     * @param signed what arrived, any number of octets
     * @return empty if it is too short to hold a signature
     */
    public static Optional<byte[]> message(byte[] signed) {
        return signed.length < SIGNATURE_OCTETS
                ? Optional.empty()
                : Optional.of(Arrays.copyOfRange(signed, SIGNATURE_OCTETS, signed.length));
    }
}
