package dev.troth.reference.mutate;

import dev.troth.spec.text.Source;
import java.util.List;

/**
 * One protection taken away from the text of a specification.
 *
 * @param place where, as line and column
 * @param what is taken away, in the words of the text
 * @param explanation what the author says of it in a comment, or empty
 * @param text the specification without it
 */
public record Mutation(Kind kind, String place, String what, String explanation, Source text) {
    /** What kinds there are. */
    public enum Kind {
        /** A {@code require}, or one of the conditions that it joins. */
        CHECK,
        /** A field or operand under a MAC, a signature, a hash, or in a derivation. */
        BINDING,
        /** An entry in a store. */
        STORE,
        /** A state in which a message is waited for. */
        ORDER;

        /** The name on the command line. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /** All names. */
        public static List<String> words() {
            return List.of(values()).stream().map(Kind::word).toList();
        }
    }
}
