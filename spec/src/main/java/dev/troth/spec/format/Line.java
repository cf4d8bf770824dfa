package dev.troth.spec.format;

import dev.troth.spec.syntax.Outline;
import dev.troth.spec.syntax.Token;
import dev.troth.spec.text.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a text that is not blank.
 *
 * @param from the index of its first token
 * @param to the index behind its last token; equal to {@code from} on a line with nothing but a comment
 * @param cites the index of the first token of the citations that end it, or {@code to}
 * @param otherwise the index of the {@code else} that says what happens when a check fails, or -1
 * @param comment with its hash, and without blanks at its end
 * @param apart true if a blank line is kept before it
 */
record Line(
        int from,
        int to,
        int cites,
        int otherwise,
        @Nullable String comment,
        boolean apart) {
    boolean hasCode() {
        return from < to;
    }

    /** The lines of a text. Of several blank lines one is kept, and none behind an opening brace or before a closing one. */
    static List<Line> of(Outline outline) {
        List<Line> lines = new ArrayList<>();
        List<Token> tokens = outline.tokens();
        List<Span> comments = outline.comments();
        int token = 0;
        int comment = 0;
        int last = 0;
        while (token < tokens.size() - 1 || comment < comments.size()) {
            int tokenLine = token < tokens.size() - 1 ? tokens.get(token).span().line() : Integer.MAX_VALUE;
            int commentLine = comment < comments.size() ? comments.get(comment).line() : Integer.MAX_VALUE;
            int number = Math.min(tokenLine, commentLine);
            int from = token;
            while (token < tokens.size() - 1 && tokens.get(token).span().line() == number) {
                token++;
            }
            String text = commentLine == number ? comments.get(comment++).text().stripTrailing() : null;
            boolean apart = last > 0
                    && number > last + 1
                    && !opens(lines.getLast(), tokens)
                    && !(from < token && tokens.get(from).is("}"));
            lines.add(new Line(from, token, cites(tokens, from, token), otherwise(tokens, from, token), text, apart));
            last = number;
        }
        return lines;
    }

    private static boolean opens(Line line, List<Token> tokens) {
        return line.hasCode() && tokens.get(line.to - 1).is("{");
    }

    /** Each citation is an at sign, a word and a string. */
    private static int cites(List<Token> tokens, int from, int to) {
        int cites = to;
        while (cites - 3 >= from && tokens.get(cites - 3).is("@")) {
            cites -= 3;
        }
        return cites;
    }

    /** What a timer gives up with, or another branch, is no failure of a check. */
    private static int otherwise(List<Token> tokens, int from, int to) {
        for (int i = from; i < to; i++) {
            if (tokens.get(i).is("retransmit")) {
                return -1;
            }
            if (tokens.get(i).is("else") && i > 0 && !tokens.get(i - 1).is("}")) {
                return i;
            }
        }
        return -1;
    }
}
