package dev.troth.reference.crypto;

import org.bouncycastle.util.Arrays;

/** Comparison of secrets and tags in a time that does not tell where they differ. */
public final class ConstantTime {

    private ConstantTime() {}

    /**
     * Whether two octet strings are equal. The time taken depends on their lengths only; strings of different lengths
     * are different.
     */
    public static boolean equal(byte[] expected, byte[] received) {
        return Arrays.constantTimeAreEqual(expected, received);
    }
}
