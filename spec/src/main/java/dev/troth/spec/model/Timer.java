package dev.troth.spec.model;

import java.util.List;

/** A retransmission timer: the first wait, doubled up to a limit, so many tries. Times in nanoseconds. */
public record Timer(String name, long first, long limit, int tries, List<Ref> refs) {
    /** The wait before try number {@code tries} + 1. */
    public long delay(int tries) {
        long delay = first;
        for (int i = 0; i < tries && delay < limit; i++) {
            delay = Math.min(limit, delay * 2);
        }
        return delay;
    }

    /** How long it takes until the tries are used up. */
    public long total() {
        long total = 0;
        for (int i = 0; i <= tries; i++) {
            total += delay(i);
        }
        return total;
    }
}
