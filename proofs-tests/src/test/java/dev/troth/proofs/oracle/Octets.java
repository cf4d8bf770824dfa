package dev.troth.proofs.oracle;

import java.util.Arrays;
import java.util.HexFormat;

/** A row of octets, compared by what it holds. */
record Octets(String hex) {
    static Octets of(byte[] octets) {
        return new Octets(HexFormat.of().formatHex(octets));
    }

    /** A number in so many octets, most significant first. */
    static Octets of(long number, int octets) {
        byte[] bytes = new byte[octets];
        for (int i = 0; i < octets; i++) {
            bytes[octets - 1 - i] = (byte) (number >>> (8 * i));
        }
        return of(bytes);
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    int length() {
        return hex.length() / 2;
    }

    Octets then(Octets more) {
        return new Octets(hex + more.hex);
    }

    Octets part(int start, int length) {
        return new Octets(hex.substring(2 * start, 2 * (start + length)));
    }

    Octets xor(Octets other) {
        byte[] mine = bytes();
        byte[] theirs = other.bytes();
        for (int i = 0; i < mine.length; i++) {
            mine[i] ^= theirs[i];
        }
        return of(mine);
    }

    int compareTo(Octets other) {
        return Arrays.compareUnsigned(bytes(), other.bytes());
    }

    @Override
    public String toString() {
        return "0x" + hex;
    }
}
