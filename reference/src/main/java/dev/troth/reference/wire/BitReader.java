package dev.troth.reference.wire;

/** A place in octets, read bit by bit from the most significant. Who reads sees to it that there is enough. */
final class BitReader {
    private final byte[] octets;
    private int bits;

    BitReader(byte[] octets) {
        this.octets = octets;
    }

    int position() {
        return bits;
    }

    /** The octet in which the place lies. */
    int octet() {
        return bits >> 3;
    }

    boolean isAligned() {
        return (bits & 7) == 0;
    }

    void moveTo(int bit) {
        bits = bit;
    }

    void skipOctets(int count) {
        bits += 8 * count;
    }

    /** An unsigned number of 1 to 64 bits. */
    long number(int width) {
        long value = 0;
        int left = width;
        while (left > 0) {
            int room = 8 - (bits & 7);
            int taken = Math.min(room, left);
            int chunk = (octets[bits >> 3] >>> (room - taken)) & ((1 << taken) - 1);
            value = value << taken | chunk;
            bits += taken;
            left -= taken;
        }
        return value;
    }
}
