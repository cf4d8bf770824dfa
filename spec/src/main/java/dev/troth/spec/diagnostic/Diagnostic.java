package dev.troth.spec.diagnostic;

import dev.troth.spec.text.Span;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One finding about a text that a user wrote.
 *
 * @param code what kind of finding; `troth explain CODE` shows its page
 * @param span where it is
 * @param message what is wrong, in one sentence without a full stop
 * @param label what stands behind the marker under the source line, or empty
 * @param help how to mend it, or null
 */
public record Diagnostic(
        Code code,
        Span span,
        String message,
        String label,
        @Nullable String help) {
    /** Reading order: by source, then position, then code. */
    public static final Comparator<Diagnostic> IN_READING_ORDER = Comparator.comparing(
                    (Diagnostic d) -> d.span().source().name())
            .thenComparingInt(d -> d.span().start())
            .thenComparing(d -> d.code().id());

    public Severity severity() {
        return code.severity();
    }
}
