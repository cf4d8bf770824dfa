package dev.troth.statemachine.machine;

import dev.troth.spec.text.Span;

/** A fault of a specification that shows only when it runs, and where in its text it is. */
public final class RunFaultException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Span span;

    /** @param reason a sentence for the user */
    public RunFaultException(Span span, String reason) {
        super(reason);
        this.span = span;
    }

    public Span span() {
        return span;
    }
}
