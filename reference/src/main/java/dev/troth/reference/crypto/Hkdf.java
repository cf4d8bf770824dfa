package dev.troth.reference.crypto;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/** HKDF, the HMAC-based extract-and-expand key derivation function (RFC 5869), with SHA-256. */
public final class Hkdf {

    private static final int HASH_OCTETS = 32;
    private static final int LONGEST_EXPANSION = 255 * HASH_OCTETS;

    private Hkdf() {}

    /**
     * HKDF-Extract (RFC 5869 section 2.2): the pseudorandom key of 32 octets.
     *
     * @param salt any number of octets; none stands for 32 zero octets, as the RFC says
     * @param inputKeyingMaterial any number of octets
     */
    public static byte[] extractSha256(byte[] salt, byte[] inputKeyingMaterial) {
        return Hmac.hmacSha256(salt, inputKeyingMaterial);
    }

    /**
     * HKDF-Expand (RFC 5869 section 2.3).
     *
     * @param pseudorandomKey at least 32 octets, usually from {@link #extractSha256}
     * @param info the context, any number of octets
     * @param octets how many octets to derive, 0 to 8160
     * @throws IllegalArgumentException if the key is shorter than 32 octets, or the length is out of range
     */
    public static byte[] expandSha256(byte[] pseudorandomKey, byte[] info, int octets) {
        if (pseudorandomKey.length < HASH_OCTETS) {
            throw new IllegalArgumentException("The pseudorandom key of HKDF-Expand must have at least " + HASH_OCTETS
                    + " octets, but has " + pseudorandomKey.length + ".");
        }
        if (octets < 0 || octets > LONGEST_EXPANSION) {
            throw new IllegalArgumentException("HKDF-Expand with SHA-256 gives 0 to " + LONGEST_EXPANSION
                    + " octets, but " + octets + " were asked for.");
        }
        HMac hmac = new HMac(new SHA256Digest());
        hmac.init(new KeyParameter(pseudorandomKey));
        byte[] output = new byte[octets];
        byte[] block = new byte[HASH_OCTETS];
        int counter = 1;
        for (int done = 0; done < octets; done += HASH_OCTETS) {
            if (done > 0) {
                hmac.update(block, 0, HASH_OCTETS);
            }
            hmac.update(info, 0, info.length);
            hmac.update((byte) counter++);
            hmac.doFinal(block, 0);
            System.arraycopy(block, 0, output, done, Math.min(HASH_OCTETS, octets - done));
        }
        return output;
    }
}
