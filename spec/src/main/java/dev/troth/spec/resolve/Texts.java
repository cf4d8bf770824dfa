package dev.troth.spec.resolve;

import dev.troth.spec.text.Source;
import org.jspecify.annotations.Nullable;

/** Where the texts of specifications come from: files, the shipped library, or a test. */
public interface Texts {
    /**
     * The text that {@code path} names when written in {@code importer}.
     *
     * @return null if there is none
     */
    @Nullable
    Source find(Source importer, String path);

    /** The standard library of primitives. */
    Source prelude();
}
