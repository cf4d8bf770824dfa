package dev.troth.spec.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message: payloads in order. A value of a message is one value for each element: a payload, an absent payload, or a
 * list of payloads.
 *
 * @param single true if the message is one layout, whose fields are reached without naming the payload
 */
public record Message(
        String name,
        List<Element> elements,
        boolean single,
        @Nullable Chain chain,
        List<Ref> refs) {
    /**
     * One payload.
     *
     * @param label the name it is reached by, such as {@code IDi}
     * @param fixed values that the message prescribes for fields, by slot
     */
    public record Element(String label, Layout layout, Multiplicity multiplicity, Map<Integer, Long> fixed) {}

    /** How often a payload may stand there. */
    public enum Multiplicity {
        ONE,
        OPTIONAL,
        ANY,
        MANY;

        public boolean isList() {
            return this == ANY || this == MANY;
        }
    }

    /** The index of the element of that label, or -1. */
    public int element(String label) {
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i).label().equals(label)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public String toString() {
        return name;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
