package dev.troth.reference.wire;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Base 64 (RFC 4648 section 4) of a known number of octets: padded, and with one spelling for each value. */
final class Base64Text {
    private Base64Text() {}

    /** How many characters so many octets take. */
    static int length(int octets) {
        return (octets + 2) / 3 * 4;
    }

    static String write(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }

    /** So many octets from the characters at a place, or null if they are not there. */
    static byte @Nullable [] read(byte[] text, int start, int octets) {
        int length = length(octets);
        if (length > text.length - start) {
            return null;
        }
        byte[] value = new byte[octets];
        int buffer = 0;
        int bits = 0;
        int filled = 0;
        int digits = (8 * octets + 5) / 6;
        for (int i = 0; i < digits; i++) {
            int digit = digit(text[start + i]);
            if (digit < 0) {
                return null;
            }
            buffer = buffer << 6 | digit;
            bits += 6;
            if (bits >= 8) {
                bits -= 8;
                value[filled++] = (byte) (buffer >>> bits);
            }
        }
        if ((buffer & ((1 << bits) - 1)) != 0) {
            return null;
        }
        for (int i = digits; i < length; i++) {
            if (text[start + i] != '=') {
                return null;
            }
        }
        return value;
    }

    private static int digit(int c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return c == '+' ? 62 : c == '/' ? 63 : -1;
    }
}
