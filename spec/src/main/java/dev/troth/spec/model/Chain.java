package dev.troth.spec.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that link payloads to each other (RFC 3830 section 6.1, RFC 7296 section 3.2).
 *
 * @param names payload names by number, in ascending order; 0 ends the chain
 */
public record Chain(int bits, Map<Long, String> names) {
    /** The number of a layout, or null if the chain does not have it. */
    public @Nullable Long number(String layout) {
        for (Map.Entry<Long, String> entry : names.entrySet()) {
            if (entry.getValue().equals(layout)) {
                return entry.getKey();
            }
        }
        return null;
    }
}
