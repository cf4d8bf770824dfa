package dev.troth.reference.crypto;

import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;

/**
 * The Secure Hash Standard (FIPS 180-4). Each operation hashes the concatenation of its parts, in their order, without
 * building that concatenation; no parts at all hash as the empty string.
 */
public final class Hashes {

    private Hashes() {}

    /** SHA-1 of the parts, 20 octets. */
    public static byte[] sha1(byte[]... parts) {
        return hash(new SHA1Digest(), parts);
    }

    /** SHA-256 of the parts, 32 octets. */
    public static byte[] sha256(byte[]... parts) {
        return hash(new SHA256Digest(), parts);
    }

    /** SHA-384 of the parts, 48 octets. */
    public static byte[] sha384(byte[]... parts) {
        return hash(new SHA384Digest(), parts);
    }

    /** SHA-512 of the parts, 64 octets. */
    public static byte[] sha512(byte[]... parts) {
        return hash(new SHA512Digest(), parts);
    }

    private static byte[] hash(Digest digest, byte[][] parts) {
        for (byte[] part : parts) {
            digest.update(part, 0, part.length);
        }
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        return hash;
    }
}
