package dev.troth.spec.format;

import dev.troth.spec.diagnostic.Diagnostics;
import dev.troth.spec.syntax.Lexer;
import dev.troth.spec.syntax.Outline;
import dev.troth.spec.syntax.Parser;
import dev.troth.spec.syntax.Token;
import dev.troth.spec.text.Source;
import dev.troth.spec.text.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The canonical layout of a specification. It keeps the tokens, the comments and the line breaks of the author, and
 * depends on nothing else: two texts that differ in blanks only have the same canonical layout.
 */
public final class Format {
    private Format() {}

    /**
     * A text in canonical layout; null, and the faults reported, if the text cannot be parsed.
     *
     * @throws IllegalStateException if the layout would change what the text says, which is a bug
     */
    public static @Nullable String canonical(Source source, Diagnostics diagnostics) {
        Outline outline = Parser.outline(source, diagnostics);
        if (outline == null) {
            return null;
        }
        List<Line> lines = Line.of(outline);
        int[] blanks = Columns.of(lines, outline, Spacing.of(outline));
        String text = Margin.write(lines, Code.of(lines, outline, blanks), outline);
        if (!said(source).equals(said(new Source(source.name(), text)))) {
            throw new IllegalStateException("the layout of " + source.name() + " changes what it says");
        }
        return text;
    }

    /** The tokens of a text, which of them start a line, and its comments. */
    private static List<String> said(Source source) {
        List<Span> comments = new ArrayList<>();
        List<String> said = new ArrayList<>();
        for (Token token : Lexer.tokens(source, new Diagnostics(), comments)) {
            said.add((token.startsLine() ? "\n" : " ")
                    + token.kind()
                    + token.span().text());
        }
        comments.forEach(comment -> said.add(comment.text().stripTrailing()));
        return said;
    }
}
