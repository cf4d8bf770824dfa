package dev.troth.spec.syntax;

import dev.troth.spec.text.Span;
import java.util.List;
import java.util.Set;

/**
 * One file: a protocol, or a library of parts for import.
 *
 * @param isProtocol true for {@code protocol}, false for {@code library}
 * @param unread words in the parts that could not be read: they may have been names
 */
public record FileTree(
        Span nameSpan,
        boolean isProtocol,
        String name,
        String title,
        List<DeclTree> declarations,
        Set<String> unread) {}
