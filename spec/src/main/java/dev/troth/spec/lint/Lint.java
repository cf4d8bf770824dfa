package dev.troth.spec.lint;

import dev.troth.spec.diagnostic.Diagnostics;
import dev.troth.spec.model.Protocol;

/** All findings about a specification that reads well. */
public final class Lint {
    private Lint() {}

    public static void check(Protocol protocol, Diagnostics diagnostics) {
        Totality.check(protocol, diagnostics);
        Flow.check(protocol, diagnostics);
        Assigned.check(protocol, diagnostics);
        Endless.check(protocol, diagnostics);
    }
}
