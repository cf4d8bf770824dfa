package dev.troth.reference.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.HexFormat;

/** Octets written as RFCs print them: hexadecimal digits in either case, with white space anywhere. */
final class Hex {

    private Hex() {}

    static byte[] octets(String digits) {
        return HexFormat.of().parseHex(digits.replaceAll("\\s", ""));
    }

    static String text(byte[] octets) {
        return HexFormat.of().formatHex(octets);
    }

    /** The digits alone, in lower case, to compare with {@link #text}. */
    static String text(String digits) {
        return text(octets(digits));
    }

    static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

    static byte[] repeated(int octet, int times) {
        byte[] octets = new byte[times];
        Arrays.fill(octets, (byte) octet);
        return octets;
    }
}
