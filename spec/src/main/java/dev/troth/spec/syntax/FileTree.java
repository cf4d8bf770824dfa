package dev.troth.spec.syntax;

import dev.troth.spec.text.Span;
import java.util.List;

/**
 * One file: a protocol, or a library of parts for import.
 *
 * @param isProtocol true for {@code protocol}, false for {@code library}
 */
public record FileTree(Span nameSpan, boolean isProtocol, String name, String title, List<DeclTree> declarations) {}
