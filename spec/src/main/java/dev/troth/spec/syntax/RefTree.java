package dev.troth.spec.syntax;

import dev.troth.spec.text.Span;

/** {@code @R"5.4"}: the element before it follows section 5.4 of the document cited as R. */
public record RefTree(Span span, String alias, String section) {}
