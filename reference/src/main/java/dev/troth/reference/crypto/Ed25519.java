package dev.troth.reference.crypto;

/** Signatures with Ed25519 (RFC 8032 section 5.1), without context and without prehashing. */
public final class Ed25519 {

    private static final int KEY_OCTETS = 32;
    private static final int SIGNATURE_OCTETS = 64;

    private Ed25519() {}

    /**
     * The public key of a private key.
     *
     * @param privateKey 32 octets, any
     * @return 32 octets
     * @throws IllegalArgumentException if the private key has another size
     */
    public static byte[] publicKey(byte[] privateKey) {
        Sizes.requireExactly(KEY_OCTETS, privateKey, "An Ed25519 private key");
        byte[] publicKey = new byte[KEY_OCTETS];
        org.bouncycastle.math.ec.rfc8032.Ed25519.generatePublicKey(privateKey, 0, publicKey, 0);
        return publicKey;
    }

    /**
     * Signs a message; the same key and message always give the same signature.
     *
     * @param privateKey 32 octets, any
     * @param message any number of octets
     * @return 64 octets
     * @throws IllegalArgumentException if the private key has another size
     */
    public static byte[] sign(byte[] privateKey, byte[] message) {
        Sizes.requireExactly(KEY_OCTETS, privateKey, "An Ed25519 private key");
        byte[] signature = new byte[SIGNATURE_OCTETS];
        org.bouncycastle.math.ec.rfc8032.Ed25519.sign(privateKey, 0, message, 0, message.length, signature, 0);
        return signature;
    }

    /**
     * Whether a signature is the public key's on the message.
     *
     * @param publicKey what arrived, any number of octets
     * @param message any number of octets
     * @param signature what arrived, any number of octets
     * @return false also if the key or the signature is malformed
     */
    public static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        return publicKey.length == KEY_OCTETS
                && signature.length == SIGNATURE_OCTETS
                && org.bouncycastle.math.ec.rfc8032.Ed25519.verify(
                        signature, 0, publicKey, 0, message, 0, message.length);
    }
}
