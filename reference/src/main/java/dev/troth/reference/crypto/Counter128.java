package dev.troth.reference.crypto;

/** Unsigned integers of 128 bits, big-endian, modulo 2^128: the nonces that older protocols answer plus one. */
public final class Counter128 {

    private static final int OCTETS = 16;

    private Counter128() {}

    /**
     * The value plus one; after the largest comes zero.
     *
     * @param value 16 octets
     * @return 16 octets
     * @throws IllegalArgumentException if the value has another size
     */
    public static byte[] next(byte[] value) {
        return stepped(value, 1, 0x00);
    }

    /**
     * The value minus one; before zero comes the largest.
     *
     * @param value 16 octets
     * @return 16 octets
     * @throws IllegalArgumentException if the value has another size
     */
    public static byte[] previous(byte[] value) {
        return stepped(value, -1, 0xFF);
    }

    /** Adds the step from the last octet on, as long as octets wrap around to the given one. */
    private static byte[] stepped(byte[] value, int step, int wrapped) {
        Sizes.requireExactly(OCTETS, value, "A counter of 128 bits");
        byte[] result = value.clone();
        for (int i = OCTETS - 1; i >= 0; i--) {
            result[i] += (byte) step;
            if (result[i] != (byte) wrapped) {
                break;
            }
        }
        return result;
    }
}
