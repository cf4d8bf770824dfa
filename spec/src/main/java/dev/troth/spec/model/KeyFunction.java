package dev.troth.spec.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a {@code keys} block: a named derivation.
 *
 * @param body an expression over {@link Expr.Argument}s
 */
public record KeyFunction(String name, List<String> parameterNames, List<Type> parameters, Expr body, List<Ref> refs) {
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
