package dev.troth.spec.resolve;

import dev.troth.spec.text.Source;
import org.jspecify.annotations.Nullable;

/** Where the texts of specifications come from: files, the shipped library, or a test. */
public interface Texts {
    /**
     * The text that {@code path} names when written in {@code importer}.
     *
     * @return null if there is none
     * @throws UnreadableException if there is one and it cannot be read; the message says why
     */
    @Nullable
    Source find(Source importer, String path);

    /** The standard library of primitives. */
    Source prelude();

    /** A text that cannot be read as a specification; the message is for the user. */
    class UnreadableException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final String help;

        public UnreadableException(String message) {
            this(message, "a specification is a UTF-8 text");
        }

        /** @param help what to do about it */
        public UnreadableException(String message, String help) {
            super(message);
            this.help = help;
        }

        public String help() {
            return help;
        }
    }
}
