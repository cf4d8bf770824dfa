package dev.troth.reference.wire;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Octets as pairs of upper-case hexadecimal digits with colons between (RFC 8122 section 5): one spelling for each value. */
final class ColonHexText {
    private static final HexFormat FORMAT = HexFormat.ofDelimiter(":").withUpperCase();

    private ColonHexText() {}

    /** How many characters so many octets take; at least one octet. */
    static int length(int octets) {
        return 3 * octets - 1;
    }

    static String write(byte[] octets) {
        return FORMAT.formatHex(octets);
    }

    /** So many octets from the characters at a place, or null if they are not there. */
    static byte @Nullable [] read(byte[] text, int start, int octets) {
        if (length(octets) > text.length - start) {
            return null;
        }
        byte[] value = new byte[octets];
        for (int i = 0; i < octets; i++) {
            int high = digit(text[start + 3 * i]);
            int low = digit(text[start + 3 * i + 1]);
            boolean colon = i + 1 == octets || text[start + 3 * i + 2] == ':';
            if (high < 0 || low < 0 || !colon) {
                return null;
            }
            value[i] = (byte) (high << 4 | low);
        }
        return value;
    }

    private static int digit(int c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    }
}
