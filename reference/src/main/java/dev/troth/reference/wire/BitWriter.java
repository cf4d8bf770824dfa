package dev.troth.reference.wire;

import dev.troth.statemachine.algebra.UnbuildableException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Octets under construction, written bit by bit from the most significant. */
final class BitWriter {
    private byte[] octets = new byte[256];
    private int bits;

    int position() {
        return bits;
    }

    void bits(long value, int width) {
        reserve((width + 7) / 8);
        int left = width;
        while (left > 0) {
            int room = 8 - (bits & 7);
            int taken = Math.min(room, left);
            int chunk = (int) (value >>> (left - taken)) & ((1 << taken) - 1);
            octets[bits >> 3] |= (byte) (chunk << (room - taken));
            bits += taken;
            left -= taken;
        }
    }

    /** Writes over bits that are zero. */
    void overwrite(int position, long value, int width) {
        int end = bits;
        bits = position;
        bits(value, width);
        bits = end;
    }

    /** Whole octets; the position must be on one. */
    void octets(byte[] value) {
        reserve(value.length);
        System.arraycopy(value, 0, octets, octet(), value.length);
        bits += 8 * value.length;
    }

    /** So many octets of zero; the position must be on a whole octet. */
    void zeros(int count) {
        reserve(count);
        bits = 8 * (octet() + count);
    }

    /** Text in UTF-8; the position must be on a whole octet. */
    void text(String text) {
        int length = text.length();
        reserve(length);
        int start = octet();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                octets(text.getBytes(StandardCharsets.UTF_8));
                return;
            }
            octets[start + i] = (byte) c;
        }
        bits += 8 * length;
    }

    private int octet() {
        if ((bits & 7) != 0) {
            throw new IllegalStateException("octets start inside an octet, at bit " + bits);
        }
        return bits >> 3;
    }

    /** Room for so many octets and the rest of a begun one. */
    private void reserve(int more) {
        long needed = (bits >> 3) + (long) more + 1;
        if (needed > Codec.MAX_OCTETS) {
            throw new UnbuildableException("a message has at most " + Codec.MAX_OCTETS + " octets");
        }
        if (needed > octets.length) {
            octets = Arrays.copyOf(octets, Math.max((int) needed, 2 * octets.length));
        }
    }

    byte[] done() {
        return Arrays.copyOf(octets, (bits + 7) >> 3);
    }
}
