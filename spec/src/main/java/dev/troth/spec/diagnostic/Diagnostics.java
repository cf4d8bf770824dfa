package dev.troth.spec.diagnostic;

import dev.troth.spec.text.Source;
import dev.troth.spec.text.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects findings while a specification is read. At most one error is kept for one place, so one fault is told
 * once.
 */
public final class Diagnostics {
    /** Nobody reads more. */
    private static final int MAX_FOUND = 1000;

    private final List<Diagnostic> found = new ArrayList<>();
    private final Set<Place> told = new HashSet<>();
    private boolean errors;

    private record Place(Source source, int start, Severity severity) {}

    public void report(Code code, Span span, String message, String label, @Nullable String help) {
        errors |= code.severity() == Severity.ERROR;
        if (found.size() < MAX_FOUND && told.add(new Place(span.source(), span.start(), code.severity()))) {
            found.add(new Diagnostic(code, span, message, label, help));
        }
    }

    public void report(Code code, Span span, String message, @Nullable String help) {
        report(code, span, message, "", help);
    }

    public boolean hasErrors() {
        return errors;
    }

    /** True if no more findings are kept. */
    public boolean isFull() {
        return found.size() >= MAX_FOUND;
    }

    /** True if an error is told inside the span: then what is missing there may be missing because of it. */
    public boolean hasErrorsIn(Span span) {
        return errors
                && found.stream()
                        .anyMatch(d -> d.severity() == Severity.ERROR
                                && d.span().source() == span.source()
                                && d.span().start() >= span.start()
                                && d.span().start() <= span.end());
    }

    /** All findings in reading order. */
    public List<Diagnostic> all() {
        return found.stream().sorted(Diagnostic.IN_READING_ORDER).toList();
    }
}
