package dev.troth.spec.diagnostic;

import dev.troth.spec.text.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects findings while a specification is read. At most one error is kept for one place, so one fault is told once. */
public final class Diagnostics {
    private final List<Diagnostic> found = new ArrayList<>();

    public void report(Code code, Span span, String message, String label, @Nullable String help) {
        boolean toldHere = found.stream()
                .anyMatch(d -> d.span().source() == span.source()
                        && d.span().start() == span.start()
                        && d.severity() == code.severity());
        if (!toldHere) {
            found.add(new Diagnostic(code, span, message, label, help));
        }
    }

    public void report(Code code, Span span, String message, @Nullable String help) {
        report(code, span, message, "", help);
    }

    public boolean hasErrors() {
        return found.stream().anyMatch(d -> d.severity() == Severity.ERROR);
    }

    /** All findings in reading order. */
    public List<Diagnostic> all() {
        return found.stream().sorted(Diagnostic.IN_READING_ORDER).toList();
    }
}
