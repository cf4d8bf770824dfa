package dev.troth.reference.crypto;

import java.nio.charset.StandardCharsets;

/** ZRTP's short authentication string as people read it (RFC 6189 section 5.1.6). */
public final class Sas {
    private static final byte[] DIGITS = "ybndrfg8ejkmcpqxot1uwisza345h769".getBytes(StandardCharsets.US_ASCII);
    private static final int CHARACTERS = 4;
    private static final int BITS = 5;

    private Sas() {}

    /**
     * The SAS type B32: the first 20 bits as four characters, most significant first.
     *
     * @param hash at least 3 octets
     * @return four octets of ASCII
     * @throws IllegalArgumentException if there are fewer than 20 bits
     */
    public static byte[] base32(byte[] hash) {
        if (hash.length < 3) {
            throw new IllegalArgumentException("A SAS needs 20 bits.");
        }
        int bits = (hash[0] & 0xff) << 12 | (hash[1] & 0xff) << 4 | (hash[2] & 0xff) >> 4;
        byte[] text = new byte[CHARACTERS];
        for (int i = 0; i < CHARACTERS; i++) {
            text[i] = DIGITS[bits >> BITS * (CHARACTERS - 1 - i) & 31];
        }
        return text;
    }
}
