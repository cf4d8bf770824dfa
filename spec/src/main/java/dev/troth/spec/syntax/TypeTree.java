package dev.troth.spec.syntax;

import dev.troth.spec.text.Span;
import org.jspecify.annotations.Nullable;

/** A type as written: {@code u32}, {@code bytes[16]}, {@code bytes[8..32]}, {@code set of bytes[20] for life}. */
public sealed interface TypeTree {
    Span span();

    record Simple(Span span, String name) implements TypeTree {}

    record Bytes(Span span, ExprTree low, @Nullable ExprTree high) implements TypeTree {}

    record ListOf(Span span, TypeTree element) implements TypeTree {}

    record SetOf(Span span, TypeTree element, @Nullable ExprTree life) implements TypeTree {}

    record MapOf(
            Span span,
            TypeTree key,
            TypeTree value,
            @Nullable ExprTree life) implements TypeTree {}
}
