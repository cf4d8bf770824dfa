package dev.troth.reference.crypto;

import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * The pseudorandom functions of MIKEY: {@code MIKEY-1} over HMAC-SHA-1 (RFC 3830 section 4.1.2) and its variant over
 * HMAC-SHA-256 (RFC 6043 section 6.1).
 *
 * <p>The input key is cut into blocks {@code s_1 || ... || s_n} of 256 bits, of which the last may be shorter. With
 * <pre>
 *   P(s, label, m) = HMAC(s, A_1 || label) || ... || HMAC(s, A_m || label)
 *   A_0 = label,  A_i = HMAC(s, A_(i-1))
 * </pre>
 * the output is the leftmost part of {@code P(s_1, label, m) XOR ... XOR P(s_n, label, m)}, where {@code m} is the
 * number of HMAC results that the output needs. A longer output therefore begins with every shorter one.
 */
public final class MikeyPrf {

    private static final int KEY_BLOCK_OCTETS = 32;

    private MikeyPrf() {}

    /**
     * The default PRF, {@code MIKEY-1}, over HMAC-SHA-1 (RFC 3830 section 4.1.2).
     *
     * @param inputKey the input key, at least 1 octet
     * @param label the label, any number of octets
     * @param octets how many octets to derive, from 0
     * @throws IllegalArgumentException if the input key is empty, or the length is negative
     */
    public static byte[] derive(byte[] inputKey, byte[] label, int octets) {
        return derive(new SHA1Digest(), inputKey, label, octets);
    }

    /**
     * {@code PRF-HMAC-SHA-256} (RFC 6043 section 6.1): the same with HMAC-SHA-256.
     *
     * @param inputKey the input key, at least 1 octet
     * @param label the label, any number of octets
     * @param octets how many octets to derive, from 0
     * @throws IllegalArgumentException if the input key is empty, or the length is negative
     */
    public static byte[] deriveSha256(byte[] inputKey, byte[] label, int octets) {
        return derive(new SHA256Digest(), inputKey, label, octets);
    }

    private static byte[] derive(ExtendedDigest hash, byte[] inputKey, byte[] label, int octets) {
        if (inputKey.length == 0) {
            throw new IllegalArgumentException("The input key of the MIKEY PRF must have at least 1 octet.");
        }
        Sizes.requireNotNegative(octets, "The output of the MIKEY PRF");
        HMac hmac = new HMac(hash);
        byte[] output = new byte[octets];
        for (int start = 0; start < inputKey.length; start += KEY_BLOCK_OCTETS) {
            int length = Math.min(KEY_BLOCK_OCTETS, inputKey.length - start);
            hmac.init(new KeyParameter(inputKey, start, length));
            addP(hmac, label, output);
        }
        return output;
    }

    /** XORs as much of P(s, label, m) into the output as the output holds; the HMAC is keyed with s. */
    private static void addP(HMac hmac, byte[] label, byte[] output) {
        byte[] a = new byte[hmac.getMacSize()];
        byte[] block = new byte[a.length];
        for (int done = 0; done < output.length; done += block.length) {
            byte[] before = done == 0 ? label : a;
            hmac.update(before, 0, before.length);
            hmac.doFinal(a, 0);
            hmac.update(a, 0, a.length);
            hmac.update(label, 0, label.length);
            hmac.doFinal(block, 0);
            int length = Math.min(block.length, output.length - done);
            for (int i = 0; i < length; i++) {
                output[done + i] ^= block[i];
            }
        }
    }
}
