package dev.troth.spec;

import dev.troth.spec.diagnostic.Diagnostic;
import dev.troth.spec.diagnostic.Diagnostics;
import dev.troth.spec.lint.Lint;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.resolve.Resolver;
import dev.troth.spec.resolve.Texts;
import dev.troth.spec.text.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one way from a text to a {@link Protocol}: parse, resolve, type, lint.
 *
 * @param protocol null if there are errors among the findings
 * @param findings errors and warnings in reading order
 */
public record Specification(@Nullable Protocol protocol, List<Diagnostic> findings) {
    public static Specification read(Source source, Texts texts) {
        Diagnostics diagnostics = new Diagnostics();
        Protocol protocol = Resolver.resolve(source, texts, diagnostics);
        if (protocol != null) {
            Lint.check(protocol, diagnostics);
        }
        return new Specification(protocol, diagnostics.all());
    }
}
