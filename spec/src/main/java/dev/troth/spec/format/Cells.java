package dev.troth.spec.format;

import dev.troth.spec.syntax.Outline;
import dev.troth.spec.syntax.Token;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a line that starts a part of a block has columns: the indices of the tokens that start them, or -1. Lines of one
 * kind that follow each other share their columns.
 *
 * @param second what follows a first word that says which sort of thing this is
 * @param sign the sign behind the name of something
 * @param last the brace of a block that is closed on its line, or the condition of a field
 */
record Cells(String kind, int second, int sign, int last) {
    private static @Nullable Cells second(String kind, int from, List<Token> tokens) {
        return tokens.get(from + 1).kind() == Token.Kind.WORD ? new Cells(kind, from + 1, -1, -1) : null;
    }

    /** A sign at the end of its line has no column. */
    private static @Nullable Cells sign(String kind, int sign, List<Token> tokens) {
        return sign < 0 || tokens.get(sign + 1).startsLine() ? null : new Cells(kind, -1, sign, -1);
    }

    private static @Nullable Cells brace(String kind, int brace) {
        return brace < 0 ? null : new Cells(kind, -1, -1, brace);
    }

    /** The columns of a line, or null if it has none. */
    static @Nullable Cells of(Line line, Outline outline) {
        String owner = outline.parts().get(line.from());
        List<Token> tokens = outline.tokens();
        int from = line.from();
        if (owner == null) {
            boolean branch = tokens.get(from).is("else")
                    && from > 0
                    && tokens.get(from - 1).is("}");
            return branch ? brace("if", closed(line, outline)) : null;
        }
        String word = tokens.get(from).word();
        return switch (owner) {
            case "protocol", "library" -> declaration(word, line, outline);
            case "role" ->
                switch (word) {
                    case "knows", "public", "fresh", "var", "node" -> new Cells("member", from + 1, from + 2, -1);
                    case "action" -> brace(word, closed(line, outline));
                    default -> brace("state", closed(line, outline));
                };
            case "layout" -> field(line, tokens);
            case "keys" -> sign("key", find("=", line, tokens), tokens);
            case "scenario" -> word.equals("run") ? sign(word, find("=", line, tokens), tokens) : null;
            case "channel", "claim", "exercise" -> null;
            default -> statement(word, line, outline);
        };
    }

    /** A field that has its line for itself. */
    private static @Nullable Cells field(Line line, List<Token> tokens) {
        int condition = -1;
        for (int i = line.from(); i < line.to(); i++) {
            if (tokens.get(i).is(";")) {
                return null;
            }
            condition = tokens.get(i).is("if") && i > line.from() ? i : condition;
        }
        return tokens.get(line.from() + 1).is(":") ? new Cells("field", -1, line.from() + 1, condition) : null;
    }

    private static @Nullable Cells declaration(String word, Line line, Outline outline) {
        int from = line.from();
        return switch (word) {
            case "option", "param" -> new Cells("option", from + 1, from + 2, -1);
            case "message", "compromise", "timer", "claim", "property" -> sign(word, from + 2, outline.tokens());
            case "scenario" -> brace(word, closed(line, outline));
            case "layout" -> {
                int brace = closed(line, outline);
                int cite = outline.tokens().get(from + 2).is("@") ? from + 2 : -1;
                yield brace < 0 ? null : new Cells(word, -1, cite, brace);
            }
            default -> null;
        };
    }

    /** A statement, or a reaction. */
    private static @Nullable Cells statement(String word, Line line, Outline outline) {
        int from = line.from();
        if (outline.tokens().get(from + 1).is(":=")) {
            return sign("assign", from + 1, outline.tokens());
        }
        return switch (word) {
            case "let" -> sign(word, from + 2, outline.tokens());
            case "if" -> brace(word, closed(line, outline));
            case "ignore", "defer" -> second("silence", from, outline.tokens());
            case "on", "malformed" -> brace("reaction", closed(line, outline));
            default -> null;
        };
    }

    /** The first sign outside parentheses, or -1. */
    private static int find(String sign, Line line, List<Token> tokens) {
        int open = 0;
        for (int i = line.from(); i < line.to(); i++) {
            Token token = tokens.get(i);
            open += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (open == 0 && token.is(sign)) {
                return i;
            }
        }
        return -1;
    }

    /** The first brace of a block, if what it opens ends the line; or -1. */
    private static int closed(Line line, Outline outline) {
        int brace = line.from();
        while (brace < line.cites() && !outline.blocks().contains(brace)) {
            brace++;
        }
        int open = 0;
        for (int i = brace; i < line.cites(); i++) {
            Token token = outline.tokens().get(i);
            open += token.is("{") ? 1 : token.is("}") ? -1 : 0;
            if (open == 0) {
                return i == line.cites() - 1 ? brace : -1;
            }
        }
        return -1;
    }
}
