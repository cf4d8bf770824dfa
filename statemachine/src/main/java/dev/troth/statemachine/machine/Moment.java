package dev.troth.statemachine.machine;

/**
 * When a step happens.
 *
 * @param nanos virtual time since the start of the run
 * @param offset how far the agent's clock is ahead of it, in nanoseconds; negative when behind
 */
public record Moment(long nanos, long offset) {
    /** 2026-01-01T00:00:00Z in seconds since 1900-01-01 (the NTP era 0 epoch): where virtual time starts. */
    public static final long EPOCH_NTP_SECONDS = 3_976_214_400L;

    private static final long NANOS = 1_000_000_000L;

    /** What the agent's clock shows, as an unsigned 64-bit NTP timestamp (RFC 3830 section 4.2.8). */
    public long ntp() {
        long local = nanos + offset;
        long seconds = EPOCH_NTP_SECONDS + Math.floorDiv(local, NANOS);
        long fraction = Math.floorMod(local, NANOS);
        return (seconds << 32) | ((fraction << 32) / NANOS);
    }

    /** The difference of two NTP timestamps in nanoseconds, right across the turn of an era (RFC 5905 section 6). */
    public static long nanosBetween(long laterNtp, long earlierNtp) {
        long difference = laterNtp - earlierNtp;
        long seconds = difference >> 32;
        long fraction = difference & 0xFFFFFFFFL;
        return Math.addExact(Math.multiplyExact(seconds, NANOS), (fraction * NANOS) >>> 32);
    }

    /** An NTP timestamp moved by nanoseconds. */
    public static long ntpPlus(long ntp, long nanos) {
        long seconds = Math.floorDiv(nanos, NANOS);
        long fraction = Math.floorMod(nanos, NANOS);
        return ntp + (seconds << 32) + ((fraction << 32) / NANOS);
    }
}
