package dev.troth.spec.diagnostic;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The pages behind the codes: what a finding means, a small wrong example, and how to mend it. */
public final class Explanations {
    private Explanations() {}

    /** The page of a code such as {@code T0301}, or null if there is no such code. */
    public static @Nullable String of(String id) {
        return Arrays.stream(Code.values()).anyMatch(code -> code.id().equals(id)) ? page(id) : null;
    }

    private static String page(String id) {
        try (InputStream in = Explanations.class.getResourceAsStream(id + ".md")) {
            if (in == null) {
                throw new IllegalStateException("the page of " + id + " is missing from this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
