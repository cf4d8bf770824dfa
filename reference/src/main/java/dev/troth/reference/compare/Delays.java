package dev.troth.reference.compare;

import java.util.Arrays;

/**
 * Delays of many calls.
 *
 * @param sorted of the calls that got there, in nanoseconds, ascending
 * @param missing how many did not
 */
@SuppressWarnings("ArrayRecordComponent") // never changed
public record Delays(long[] sorted, int missing) {
    static Delays of(long[] all) {
        long[] there = Arrays.stream(all).filter(d -> d >= 0).sorted().toArray();
        return new Delays(there, all.length - there.length);
    }

    /** The smallest delay that so many percent of the calls that got there do not exceed; -1 if none got there. */
    public long percentile(int percent) {
        if (sorted.length == 0) {
            return -1;
        }
        long rank = (long) Math.ceilDiv((long) percent * sorted.length, 100);
        return sorted[(int) Math.max(0, rank - 1)];
    }
}
