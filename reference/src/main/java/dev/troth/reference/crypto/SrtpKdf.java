package dev.troth.reference.crypto;

/**
 * The key derivation of SRTP (RFC 3711 section 4.3) with the AES counter mode PRF (section 4.3.3), for master keys of
 * 16, 24 and 32 octets (the last two: RFC 6188).
 *
 * <p>Labels (section 4.3.1 and 4.3.2): 0 encryption, 1 authentication and 2 salting key of SRTP; 3, 4 and 5 the same of
 * SRTCP. An index is always laid out in 48 bits, also for SRTCP: section 4.3.2 speaks of a 32-bit quantity, which read
 * literally would move the label by two octets and which implementations do not follow. The difference does not show
 * in an index but in the label's place, thus also at the key derivation rate 0.
 */
public final class SrtpKdf {

    private static final int SALT_OCTETS = 14;
    private static final int LABEL_AT = 7;
    private static final int INDEX_OCTETS = 6;
    private static final long LARGEST_RATE = 1L << 24;

    private SrtpKdf() {}

    /**
     * Derives a session key or salt with the key derivation rate 0, for which the index has no influence.
     *
     * @param masterKey 16, 24 or 32 octets
     * @param masterSalt 14 octets
     * @param label 0 to 255
     * @param octets how many octets to derive, from 0
     * @throws IllegalArgumentException if the key or the salt has another size, or a number is out of range
     */
    public static byte[] derive(byte[] masterKey, byte[] masterSalt, int label, int octets) {
        return derive(masterKey, masterSalt, label, 0, 0, octets);
    }

    /**
     * Derives the session key or salt that holds at a packet index.
     *
     * @param masterKey 16, 24 or 32 octets
     * @param masterSalt 14 octets
     * @param label 0 to 255
     * @param index the packet index, 0 to 2^48 - 1
     * @param rate the key derivation rate in packets: 0 (derive once), or a power of 2 from 1 to 2^24 (section 3.2.1)
     * @param octets how many octets to derive, from 0
     * @throws IllegalArgumentException if the key or the salt has another size, or a number is out of range
     */
    public static byte[] derive(byte[] masterKey, byte[] masterSalt, int label, long index, long rate, int octets) {
        Sizes.requireExactly(SALT_OCTETS, masterSalt, "The master salt of SRTP");
        if (label >>> 8 != 0) {
            throw new IllegalArgumentException("A label of the SRTP key derivation has 8 bits, but is " + label + ".");
        }
        if (index >>> 48 != 0) {
            throw new IllegalArgumentException("An SRTP packet index has 48 bits, but is " + index + ".");
        }
        if (rate < 0 || rate > LARGEST_RATE || Long.bitCount(rate) > 1) {
            throw new IllegalArgumentException(
                    "The key derivation rate of SRTP is 0 or a power of 2 up to 2^24, but is " + rate + ".");
        }
        byte[] iv = new byte[16];
        System.arraycopy(masterSalt, 0, iv, 0, SALT_OCTETS);
        iv[LABEL_AT] ^= (byte) label;
        long r = rate == 0 ? 0 : index / rate;
        for (int i = 0; i < INDEX_OCTETS; i++) {
            iv[SALT_OCTETS - 1 - i] ^= (byte) (r >>> (8 * i));
        }
        return AesCm.keystream(masterKey, iv, octets);
    }
}
