package dev.troth.spec.model;

import java.util.List;

/** A retransmission timer: the first wait, doubled up to a limit, so many tries. Times in nanoseconds. */
public record Timer(String name, long first, long limit, int tries, List<Ref> refs) {}
