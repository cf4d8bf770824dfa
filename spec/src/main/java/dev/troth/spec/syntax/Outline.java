package dev.troth.spec.syntax;

import dev.troth.spec.text.Span;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A text without a fault, as its layout sees it.
 *
 * @param tokens all tokens, the last of kind {@link Token.Kind#END}
 * @param comments from the hash to the end of the line, in the order of the text
 * @param parts the parts of blocks, and the expectations of claims, by the index of their first token: whose part it is,
 *     such as {@code role}, {@code layout} or {@code claim}
 * @param blocks the indices of the braces that open blocks; other braces stand inside of a part
 */
public record Outline(List<Token> tokens, List<Span> comments, Map<Integer, String> parts, Set<Integer> blocks) {
    public Outline {
        tokens = List.copyOf(tokens);
        comments = List.copyOf(comments);
        parts = Map.copyOf(parts);
        blocks = Set.copyOf(blocks);
    }
}
