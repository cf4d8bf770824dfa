package dev.troth.spec.model;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that link payloads to each other (RFC 3830 section 6.1, RFC 7296 section 3.2).
 *
 * @param names payload names by number, in ascending order; 0 ends the chain
 * @param numbers the same the other way round
 */
public record Chain(int bits, Map<Long, String> names, Map<String, Long> numbers) {
    public Chain(int bits, Map<Long, String> names) {
        this(bits, names, reversed(names));
    }

    private static Map<String, Long> reversed(Map<Long, String> names) {
        Map<String, Long> numbers = new HashMap<>();
        names.forEach((number, name) -> numbers.putIfAbsent(name, number));
        return numbers;
    }

    /** The number of a layout, or null if the chain does not have it. */
    public @Nullable Long number(String layout) {
        return numbers.get(layout);
    }
}
