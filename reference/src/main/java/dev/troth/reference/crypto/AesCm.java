package dev.troth.reference.crypto;

import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * AES in counter mode as SRTP defines it (RFC 3711 section 4.1.1; RFC 6188 for keys of 24 and 32 octets): block
 * {@code j} of the keystream is AES of {@code IV + j mod 2^128}, with {@code j} counted from 0.
 *
 * <p>The RFC allows at most 2^16 blocks for one packet, so that the keystreams of two packets cannot meet. That is a
 * rule about packets and is left to the caller.
 */
public final class AesCm {

    private static final int BLOCK_OCTETS = 16;
    private static final int SALT_OCTETS = 14;

    private AesCm() {}

    /**
     * Encrypts or decrypts (which is the same here): the data XOR the keystream.
     *
     * @param key 16, 24 or 32 octets
     * @param iv 16 octets, the first counter block
     * @param data any number of octets
     * @return as many octets as the data has
     * @throws IllegalArgumentException if the key or the IV has another size
     */
    public static byte[] apply(byte[] key, byte[] iv, byte[] data) {
        byte[] output = keystream(key, iv, data.length);
        for (int i = 0; i < data.length; i++) {
            output[i] ^= data[i];
        }
        return output;
    }

    /**
     * The keystream itself.
     *
     * @param key 16, 24 or 32 octets
     * @param iv 16 octets, the first counter block
     * @param octets how many octets of keystream, from 0
     * @throws IllegalArgumentException if the key or the IV has another size, or the length is negative
     */
    public static byte[] keystream(byte[] key, byte[] iv, int octets) {
        Sizes.requireAesKey(key);
        Sizes.requireExactly(BLOCK_OCTETS, iv, "The IV of AES counter mode");
        Sizes.requireNotNegative(octets, "A keystream");
        BlockCipher aes = AESEngine.newInstance();
        aes.init(true, new KeyParameter(key));
        byte[] counter = iv.clone();
        byte[] keystream = new byte[octets];
        int done = 0;
        for (; octets - done >= BLOCK_OCTETS; done += BLOCK_OCTETS) {
            aes.processBlock(counter, 0, keystream, done);
            increment(counter);
        }
        if (done < octets) {
            byte[] last = new byte[BLOCK_OCTETS];
            aes.processBlock(counter, 0, last, 0);
            System.arraycopy(last, 0, keystream, done, octets - done);
        }
        return keystream;
    }

    /**
     * The IV of an SRTP or SRTCP packet: {@code (salt * 2^16) XOR (SSRC * 2^64) XOR (index * 2^16)} (RFC 3711 section
     * 4.1.1). For SRTCP the index is the 31-bit SRTCP index, without the E-bit (section 3.4).
     *
     * @param salt the session salting key, 14 octets
     * @param ssrc the synchronization source, 0 to 2^32 - 1
     * @param index the packet index, 0 to 2^48 - 1
     * @return 16 octets
     * @throws IllegalArgumentException if the salt has another size, or a number is out of range
     */
    public static byte[] srtpIv(byte[] salt, long ssrc, long index) {
        Sizes.requireExactly(SALT_OCTETS, salt, "The session salting key of SRTP");
        if (ssrc >>> 32 != 0) {
            throw new IllegalArgumentException("An SSRC has 32 bits, but is " + ssrc + ".");
        }
        if (index >>> 48 != 0) {
            throw new IllegalArgumentException("An SRTP packet index has 48 bits, but is " + index + ".");
        }
        byte[] iv = new byte[BLOCK_OCTETS];
        System.arraycopy(salt, 0, iv, 0, SALT_OCTETS);
        for (int i = 0; i < 4; i++) {
            iv[7 - i] ^= (byte) (ssrc >>> (8 * i));
        }
        for (int i = 0; i < 6; i++) {
            iv[13 - i] ^= (byte) (index >>> (8 * i));
        }
        return iv;
    }

    private static void increment(byte[] counter) {
        int i = BLOCK_OCTETS - 1;
        while (++counter[i] == 0 && i > 0) {
            i--;
        }
    }
}
