package dev.troth.statemachine.term;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Every vector that comes from some given ones by adding them and taking them away, modulo a power of two. With one bit, adding is
 * exclusive or and this is Gaussian elimination. With more, some numbers have no inverse: rows are kept in Howell form, in which what
 * begins with noughts comes from rows that begin with as many.
 *
 * <p>Source: Howell, Spans in the module (Z_m)^s (Linear and Multilinear Algebra 19, 1986); Storjohann and Mulders, Fast algorithms
 * for linear algebra modulo N (ESA 1998).
 */
final class Span {
    private final int bits;
    /** Rows by the first place in which they are not nought. */
    private final Map<Integer, Row> rows = new TreeMap<>();

    /** A vector, and how often each of the given ones goes into it; places that are not there are nought. */
    private record Row(TreeMap<Integer, Long> entries, TreeMap<Integer, Long> sources) {}

    Span(int bits) {
        this.bits = bits;
    }

    /** Gives a vector, which is known by a number. */
    void add(Map<Integer, Long> vector, int source) {
        Row given = new Row(reduced(vector), new TreeMap<>(Map.of(source, 1L)));
        Deque<Row> waiting = new ArrayDeque<>();
        waiting.add(given);
        while (!waiting.isEmpty()) {
            insert(waiting.removeFirst(), waiting);
        }
    }

    private void insert(Row given, Deque<Row> waiting) {
        Row row = given;
        while (!row.entries().isEmpty()) {
            int place = row.entries().firstKey();
            Row leading = rows.get(place);
            int halves = Long.numberOfTrailingZeros(row.entries().firstEntry().getValue());
            if (leading == null || halves < Long.numberOfTrailingZeros(first(leading))) {
                rows.put(place, row);
                if (halves > 0) {
                    waiting.add(plus(new Row(new TreeMap<>(), new TreeMap<>()), 1L << (bits - halves), row));
                }
                if (leading == null) {
                    return;
                }
                Row better = row;
                row = leading;
                leading = better;
            }
            row = plus(row, -quotient(first(row), first(leading)), leading);
        }
    }

    /** How often each of the given vectors goes into one; null if it does not come from them. */
    @Nullable
    SortedMap<Integer, Long> made(Map<Integer, Long> vector) {
        Row row = new Row(reduced(vector), new TreeMap<>());
        while (!row.entries().isEmpty()) {
            Row leading = rows.get(row.entries().firstKey());
            if (leading == null
                    || Long.numberOfTrailingZeros(first(row)) < Long.numberOfTrailingZeros(first(leading))) {
                return null;
            }
            row = plus(row, -quotient(first(row), first(leading)), leading);
        }
        row.sources().replaceAll((source, times) -> Sums.reduced(-times, bits));
        return row.sources();
    }

    private static long first(Row row) {
        return row.entries().firstEntry().getValue();
    }

    private TreeMap<Integer, Long> reduced(Map<Integer, Long> vector) {
        TreeMap<Integer, Long> entries = new TreeMap<>(vector);
        entries.replaceAll((place, value) -> Sums.reduced(value, bits));
        entries.values().removeIf(value -> value == 0);
        return entries;
    }

    private Row plus(Row row, long times, Row other) {
        return new Row(plus(row.entries(), times, other.entries()), plus(row.sources(), times, other.sources()));
    }

    private TreeMap<Integer, Long> plus(Map<Integer, Long> left, long times, Map<Integer, Long> right) {
        TreeMap<Integer, Long> sum = new TreeMap<>(left);
        right.forEach((place, value) -> sum.merge(place, times * value, Long::sum));
        return reduced(sum);
    }

    /** How often a number goes into another that is divisible by as many twos or more. */
    private static long quotient(long number, long by) {
        int halves = Long.numberOfTrailingZeros(by);
        return (number >>> halves) * inverse(by >>> halves);
    }

    /** Of an odd number, modulo 2 to the power of 64: each step of Newton's doubles the bits that are right. */
    private static long inverse(long odd) {
        long inverse = odd;
        for (int right = 3; right < Long.SIZE; right *= 2) {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }
}
