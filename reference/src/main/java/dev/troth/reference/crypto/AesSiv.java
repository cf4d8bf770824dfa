package dev.troth.reference.crypto;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.macs.CMac;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * AES-SIV, deterministic authenticated encryption (RFC 5297): the synthetic IV is a MAC of everything that is sealed,
 * and is both the tag and the start of the counter. Equal inputs give equal octets, which is all that they give away.
 */
public final class AesSiv {

    private static final int BLOCK_OCTETS = 16;
    private static final int MOST_ASSOCIATED_DATA = 126;

    private AesSiv() {}

    /**
     * Seals a plaintext (RFC 5297 section 2.6).
     *
     * @param key 32, 48 or 64 octets: one AES key for the IV, followed by one of the same size for encryption
     * @param associatedData at most 126 strings of any number of octets, authenticated in their order; no strings and one
     *     empty string are different
     * @param plaintext any number of octets
     * @return the IV of 16 octets, followed by as many octets as the plaintext has
     * @throws IllegalArgumentException if the key has another size, or there are more strings
     */
    public static byte[] seal(byte[] key, List<byte[]> associatedData, byte[] plaintext) {
        byte[] iv = syntheticIv(authenticationKey(key), associatedData, plaintext);
        byte[] sealed = Arrays.copyOf(iv, BLOCK_OCTETS + plaintext.length);
        byte[] ciphertext = AesCm.apply(encryptionKey(key), firstCounter(iv), plaintext);
        System.arraycopy(ciphertext, 0, sealed, BLOCK_OCTETS, ciphertext.length);
        return sealed;
    }

    /**
     * Opens what was sealed (RFC 5297 section 2.7).
     *
     * @param key 32, 48 or 64 octets
     * @param associatedData at most 126 strings of any number of octets
     * @param sealed what arrived, any number of octets
     * @return the plaintext, or empty if this was not sealed under this key with these strings
     * @throws IllegalArgumentException if the key has another size, or there are more strings
     */
    public static Optional<byte[]> open(byte[] key, List<byte[]> associatedData, byte[] sealed) {
        byte[] authenticationKey = authenticationKey(key);
        if (sealed.length < BLOCK_OCTETS) {
            return Optional.empty();
        }
        byte[] iv = Arrays.copyOf(sealed, BLOCK_OCTETS);
        byte[] ciphertext = Arrays.copyOfRange(sealed, BLOCK_OCTETS, sealed.length);
        byte[] plaintext = AesCm.apply(encryptionKey(key), firstCounter(iv), ciphertext);
        byte[] expected = syntheticIv(authenticationKey, associatedData, plaintext);
        return ConstantTime.equal(expected, iv) ? Optional.of(plaintext) : Optional.empty();
    }

    private static byte[] authenticationKey(byte[] key) {
        if (key.length != 32 && key.length != 48 && key.length != 64) {
            throw new IllegalArgumentException(
                    "An AES-SIV key must have 32, 48 or 64 octets, but has " + key.length + ".");
        }
        return Arrays.copyOf(key, key.length / 2);
    }

    private static byte[] encryptionKey(byte[] key) {
        return Arrays.copyOfRange(key, key.length / 2, key.length);
    }

    /** The IV without bits 31 and 63 from the right, so that a counter of 32 or 64 bits would not carry (section 2.5). */
    private static byte[] firstCounter(byte[] iv) {
        byte[] counter = iv.clone();
        counter[8] &= 0x7F;
        counter[12] &= 0x7F;
        return counter;
    }

    /** S2V (section 2.4) of the associated data, then the plaintext. */
    private static byte[] syntheticIv(byte[] key, List<byte[]> associatedData, byte[] plaintext) {
        if (associatedData.size() > MOST_ASSOCIATED_DATA) {
            throw new IllegalArgumentException("AES-SIV authenticates at most " + MOST_ASSOCIATED_DATA
                    + " strings, but there are " + associatedData.size() + ".");
        }
        CMac cmac = new CMac(AESEngine.newInstance());
        cmac.init(new KeyParameter(key));
        byte[] sum = authenticate(cmac, new byte[BLOCK_OCTETS]);
        for (byte[] string : associatedData) {
            sum = doubled(sum);
            addAt(0, sum, authenticate(cmac, string));
        }
        if (plaintext.length >= BLOCK_OCTETS) {
            byte[] last = plaintext.clone();
            addAt(plaintext.length - BLOCK_OCTETS, last, sum);
            return authenticate(cmac, last);
        }
        byte[] padded = Arrays.copyOf(plaintext, BLOCK_OCTETS);
        padded[plaintext.length] = (byte) 0x80;
        addAt(0, padded, doubled(sum));
        return authenticate(cmac, padded);
    }

    private static byte[] authenticate(CMac cmac, byte[] octets) {
        cmac.update(octets, 0, octets.length);
        byte[] tag = new byte[BLOCK_OCTETS];
        cmac.doFinal(tag, 0);
        return tag;
    }

    /** Twice a block in the field of 2^128 elements (section 2.3), whose polynomial is x^128 + x^7 + x^2 + x + 1. */
    private static byte[] doubled(byte[] block) {
        byte[] twice = new byte[BLOCK_OCTETS];
        int carry = 0;
        for (int i = BLOCK_OCTETS - 1; i >= 0; i--) {
            int shifted = (block[i] & 0xFF) << 1 | carry;
            twice[i] = (byte) shifted;
            carry = shifted >>> 8;
        }
        twice[BLOCK_OCTETS - 1] ^= (byte) (0x87 * carry);
        return twice;
    }

    private static void addAt(int position, byte[] target, byte[] block) {
        for (int i = 0; i < BLOCK_OCTETS; i++) {
            target[position + i] ^= block[i];
        }
    }
}
