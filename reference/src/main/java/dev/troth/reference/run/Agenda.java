package dev.troth.reference.run;

import java.util.Comparator;
import java.util.PriorityQueue;

/** The totally ordered queue of what is due, and the virtual clock: the time of what is being done. */
final class Agenda {
    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::order));
    private long order;
    private long now;

    private record Due(long at, long order, Runnable action) {}

    long now() {
        return now;
    }

    /** Does something after so many nanoseconds; what is due at one time is done in the order of asking. */
    void after(long nanos, Runnable action) {
        due.add(new Due(Math.addExact(now, Math.max(0, nanos)), order++, action));
    }

    /** When the next thing is due; {@link Long#MAX_VALUE} if nothing is. */
    long next() {
        return due.isEmpty() ? Long.MAX_VALUE : due.peek().at();
    }

    /** Sets the clock to a time before which nothing is due. */
    void advance(long time) {
        now = Math.max(now, time);
    }

    /** Does everything that is due, up to a time in nanoseconds. */
    void run(long limit) {
        while (!due.isEmpty() && due.peek().at() <= limit) {
            Due next = due.remove();
            now = next.at();
            next.action().run();
        }
    }
}
