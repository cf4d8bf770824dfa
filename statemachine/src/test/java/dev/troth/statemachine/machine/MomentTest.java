package dev.troth.statemachine.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** NTP timestamps (RFC 5905 section 6): seconds since 1900 in the upper half, fractions of 2^-32 s in the lower. */
class MomentTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long EPOCH = Moment.EPOCH_NTP_SECONDS << 32;

    @Test
    void aClockAheadShowsMoreAndOneBehindShowsLess() {
        assertEquals(EPOCH + (3L << 32), new Moment(2 * SECOND, SECOND).ntp());
        assertEquals(EPOCH + (1L << 32), new Moment(2 * SECOND, -SECOND).ntp());
        assertEquals(EPOCH - (1L << 32) + (3L << 30), new Moment(0, -SECOND / 4).ntp());
    }

    @Test
    void aDifferenceHasItsSignAndItsFraction() {
        assertEquals(SECOND / 4, Moment.nanosBetween(EPOCH + (1L << 30), EPOCH));
        assertEquals(-SECOND / 4, Moment.nanosBetween(EPOCH, EPOCH + (1L << 30)));
        assertEquals(5 * SECOND + SECOND / 2, Moment.nanosBetween(EPOCH + (5L << 32) + (1L << 31), EPOCH));
    }

    @Test
    void aTimestampMovesByNanoseconds() {
        assertEquals(EPOCH + (2L << 32) + (1L << 31), Moment.ntpPlus(EPOCH, 2 * SECOND + SECOND / 2));
        assertEquals(EPOCH - (1L << 32) + (1L << 31), Moment.ntpPlus(EPOCH, -SECOND / 2));
    }

    /** To a nanosecond, which is less than five of the units. */
    @Property(seed = "5905")
    void whatIsMovedDiffersByAsMuch(
            @ForAll @LongRange(min = -1_000_000_000_000L, max = 1_000_000_000_000L) long nanos) {
        long between = Moment.nanosBetween(Moment.ntpPlus(EPOCH, nanos), EPOCH);
        assertEquals(0, Math.max(0, Math.abs(between - nanos) - 1));
    }
}
