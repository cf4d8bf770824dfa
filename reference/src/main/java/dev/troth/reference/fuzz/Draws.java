package dev.troth.reference.fuzz;

/** Where the choices of a schedule come from. */
@FunctionalInterface
public interface Draws {
    /** A number from 0 to {@code bound - 1}; {@code bound} is at least 1. */
    int below(int bound);

    /** True so many times in a hundred. */
    default boolean percent(int chance) {
        return below(100) < chance;
    }

    /**
     * The choices of one schedule of a campaign: SplitMix64 (Steele, Lea and Flood, Fast splittable pseudorandom number
     * generators, 2014) from a seed and the number of the schedule.
     */
    static Draws of(long seed, long number) {
        return new SplitMix(mixed(seed) ^ mixed(number + 1));
    }

    private static long mixed(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** A sequence of numbers from a state. */
    final class SplitMix implements Draws {
        private long state;

        private SplitMix(long state) {
            this.state = state;
        }

        @Override
        public int below(int bound) {
            state += 0x9E3779B97F4A7C15L;
            return (int) Long.remainderUnsigned(mixed(state), bound);
        }
    }
}
