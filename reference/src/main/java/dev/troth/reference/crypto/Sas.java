package dev.troth.reference.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

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

    /**
     * The SAS type B256: the first 16 bits as two words of the PGP word list, of two and of three syllables.
     *
     * @param hash at least 2 octets
     * @return octets of ASCII, such as {@code topmost:Istanbul}
     * @throws IllegalArgumentException if there are fewer than 16 bits
     */
    public static byte[] base256(byte[] hash) {
        if (hash.length < 2) {
            throw new IllegalArgumentException("A SAS needs 16 bits.");
        }
        String text = Words.EVEN.get(hash[0] & 0xff) + ":" + Words.ODD.get(hash[1] & 0xff);
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The PGP word list (Juola, Zimmermann 1996): a line for each octet, the word at even places and that at odd ones. */
    private static final class Words {
        static final List<String> LINES = lines();
        static final List<String> EVEN =
                LINES.stream().map(l -> l.substring(0, l.indexOf(' '))).toList();
        static final List<String> ODD =
                LINES.stream().map(l -> l.substring(l.indexOf(' ') + 1)).toList();

        private static List<String> lines() {
            try (InputStream in = Objects.requireNonNull(Sas.class.getResourceAsStream("pgp-words.txt"))) {
                return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                        .lines()
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
