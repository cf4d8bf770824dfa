package dev.troth.reference.crypto;

import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * HMAC (RFC 2104) over SHA-1 (RFC 2202) and the SHA-2 family (RFC 4231). Each operation authenticates the concatenation
 * of its parts, in their order, without building that concatenation. A key may have any number of octets, also none.
 * Results are whole; a protocol that carries a truncated tag keeps its leftmost octets.
 */
public final class Hmac {

    private Hmac() {}

    /** HMAC-SHA-1 of the parts, 20 octets. */
    public static byte[] hmacSha1(byte[] key, byte[]... parts) {
        return authenticate(new SHA1Digest(), key, parts);
    }

    /** HMAC-SHA-256 of the parts, 32 octets. */
    public static byte[] hmacSha256(byte[] key, byte[]... parts) {
        return authenticate(new SHA256Digest(), key, parts);
    }

    /** HMAC-SHA-384 of the parts, 48 octets. */
    public static byte[] hmacSha384(byte[] key, byte[]... parts) {
        return authenticate(new SHA384Digest(), key, parts);
    }

    /** HMAC-SHA-512 of the parts, 64 octets. */
    public static byte[] hmacSha512(byte[] key, byte[]... parts) {
        return authenticate(new SHA512Digest(), key, parts);
    }

    private static byte[] authenticate(Digest digest, byte[] key, byte[][] parts) {
        HMac hmac = new HMac(digest);
        hmac.init(new KeyParameter(key));
        for (byte[] part : parts) {
            hmac.update(part, 0, part.length);
        }
        byte[] tag = new byte[hmac.getMacSize()];
        hmac.doFinal(tag, 0);
        return tag;
    }
}
