package dev.troth.reference.wire;

import java.util.Arrays;

/** Octets under construction, written bit by bit from the most significant. */
final class BitWriter {
    private byte[] octets = new byte[256];
    private int bits;

    int position() {
        return bits;
    }

    void bits(long value, int width) {
        if (bits % 8 == 0 && width % 8 == 0) {
            reserve(width / 8);
            for (int shift = width - 8; shift >= 0; shift -= 8) {
                octets[bits / 8] = (byte) (value >>> shift);
                bits += 8;
            }
            return;
        }
        reserve(width / 8 + 2);
        for (int i = width - 1; i >= 0; i--) {
            if ((value >>> i & 1) != 0) {
                octets[bits / 8] |= (byte) (0x80 >>> (bits % 8));
            }
            bits++;
        }
    }

    /** Whole octets; the position must be on one. */
    void octets(byte[] value) {
        if (bits % 8 != 0) {
            throw new IllegalStateException("octets start inside an octet, at bit " + bits);
        }
        reserve(value.length);
        System.arraycopy(value, 0, octets, bits / 8, value.length);
        bits += 8 * value.length;
    }

    private void reserve(int more) {
        int needed = bits / 8 + more + 1;
        if (needed > octets.length) {
            octets = Arrays.copyOf(octets, Math.max(needed, 2 * octets.length));
        }
    }

    byte[] done() {
        return Arrays.copyOf(octets, (bits + 7) / 8);
    }
}
