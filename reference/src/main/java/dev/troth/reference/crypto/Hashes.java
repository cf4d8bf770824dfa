package dev.troth.reference.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The Secure Hash Standard (FIPS 180-4). Each operation hashes the concatenation of its parts, in their order, without
 * building that concatenation; no parts at all hash as the empty string.
 *
 * <p>The functions are the platform's, which use the processor's instructions for them: every fresh value, fingerprint
 * and message authentication of every call goes through here.
 */
public final class Hashes {

    private Hashes() {}

    /** SHA-1 of the parts, 20 octets. */
    public static byte[] sha1(byte[]... parts) {
        return hash("SHA-1", parts);
    }

    /** SHA-256 of the parts, 32 octets. */
    public static byte[] sha256(byte[]... parts) {
        return hash("SHA-256", parts);
    }

    /** SHA-384 of the parts, 48 octets. */
    public static byte[] sha384(byte[]... parts) {
        return hash("SHA-384", parts);
    }

    /** SHA-512 of the parts, 64 octets. */
    public static byte[] sha512(byte[]... parts) {
        return hash("SHA-512", parts);
    }

    /** A hash that has read nothing yet, of the name that the platform gives it. */
    static MessageDigest start(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the Java platform has no " + name, e);
        }
    }

    private static byte[] hash(String name, byte[][] parts) {
        MessageDigest digest = start(name);
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }
}
