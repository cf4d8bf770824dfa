package dev.troth.reference.crypto;

import java.util.Arrays;

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
        return derive("SHA-1", inputKey, label, octets);
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
        return derive("SHA-256", inputKey, label, octets);
    }

    private static byte[] derive(String hash, byte[] inputKey, byte[] label, int octets) {
        if (inputKey.length == 0) {
            throw new IllegalArgumentException("The input key of the MIKEY PRF must have at least 1 octet.");
        }
        Sizes.requireNotNegative(octets, "The output of the MIKEY PRF");
        byte[] output = new byte[octets];
        for (int start = 0; start < inputKey.length; start += KEY_BLOCK_OCTETS) {
            int end = Math.min(start + KEY_BLOCK_OCTETS, inputKey.length);
            addP(Hmac.key(hash, Arrays.copyOfRange(inputKey, start, end)), label, output);
        }
        return output;
    }

    /** XORs as much of P(s, label, m) into the output as the output holds; {@code s} is the key. */
    private static void addP(HmacKey s, byte[] label, byte[] output) {
        byte[] a = label;
        for (int done = 0; done < output.length; ) {
            a = s.authenticate(a);
            byte[] block = s.authenticate(a, label);
            int length = Math.min(block.length, output.length - done);
            for (int i = 0; i < length; i++) {
                output[done + i] ^= block[i];
            }
            done += block.length;
        }
    }
}
