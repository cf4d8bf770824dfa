package dev.troth.statemachine.algebra;

/** What no value of a specification may be larger than: nothing in a key exchange is, and what grows without end ends here. */
public final class Limits {
    /** Octets of a value: one mebibyte. */
    public static final int MAX_OCTETS = 1 << 20;

    private Limits() {}

    /**
     * Values in a row.
     *
     * @param octets how many they have together, as far as that is known
     * @throws UnbuildableException if these are too many
     */
    public static void check(long octets) {
        if (octets > MAX_OCTETS) {
            throw new UnbuildableException("a value has at most " + MAX_OCTETS + " octets, and this one more");
        }
    }
}
