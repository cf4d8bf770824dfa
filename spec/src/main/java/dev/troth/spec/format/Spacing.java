package dev.troth.spec.format;

import dev.troth.spec.syntax.Outline;
import dev.troth.spec.syntax.Token;
import java.util.List;
import java.util.Set;

/** Between which tokens of one line a blank stands. */
final class Spacing {
    /** Words that no parenthesis or bracket belongs to. */
    private static final Set<String> OPERATORS = Set.of("and", "or", "not", "xor", "in", "if", "where", "else");

    /** Words that start a part and are followed by an expression. */
    private static final Set<String> STARTS =
            Set.of("require", "open", "send", "add", "export", "show", "after", "equation");

    private static final Set<String> CLAIMS = Set.of("secret", "fresh", "never");

    private final List<Token> tokens;
    private final Outline outline;
    /** What the part around the current token starts with. */
    private String part = "";
    /** How many parentheses and brackets are open. */
    private int open;
    /** True between the equals sign and the end of a message of payloads. */
    private boolean payloads;

    private Spacing(Outline outline) {
        this.outline = outline;
        this.tokens = outline.tokens();
    }

    /** For each token, whether a blank stands before it when it does not start its line. */
    static boolean[] of(Outline outline) {
        return new Spacing(outline).run();
    }

    private boolean[] run() {
        boolean[] blanks = new boolean[tokens.size()];
        for (int i = 0; i < blanks.length; i++) {
            Token token = tokens.get(i);
            if (outline.parts().containsKey(i)) {
                part = token.word();
                payloads = false;
            }
            blanks[i] = i > 0 && blank(i, tokens.get(i - 1), token);
            payloads |= part.equals("message") && token.is("=") && open == 0;
            open += opens(token) ? 1 : closes(token) ? -1 : 0;
        }
        return blanks;
    }

    private static boolean opens(Token token) {
        return token.is("(") || token.is("[");
    }

    private static boolean closes(Token token) {
        return token.is(")") || token.is("]");
    }

    private boolean blank(int i, Token before, Token token) {
        if (opens(before) || closes(token) || token.is(",") || before.is(".") || token.is(".") || before.is("@")) {
            return false;
        }
        if (token.kind() == Token.Kind.STRING && i > 1 && tokens.get(i - 2).is("@")) {
            return false;
        }
        if (opens(token)) {
            return beforeParenthesis(i, before);
        }
        if (token.is("..")) {
            return tokens.get(i + 1).is(")");
        }
        if (before.is("..") || before.is("#")) {
            return false;
        }
        if (token.is("#")) {
            return before.is(",") || (i > 1 && tokens.get(i - 2).is("drop"));
        }
        boolean element = payloads && open == 0;
        return !(element && (token.is(":") || before.is(":") || token.is("?") || token.is("*") || token.is("+")));
    }

    /** None behind the name of what is called or looked up in. */
    private boolean beforeParenthesis(int i, Token before) {
        if (before.kind() == Token.Kind.WORD) {
            String word = before.text();
            return OPERATORS.contains(word)
                    || (STARTS.contains(word) && outline.parts().containsKey(i - 1))
                    || (CLAIMS.contains(word)
                            && part.equals("claim")
                            && tokens.get(i - 2).is(":"));
        }
        return before.kind() == Token.Kind.SYMBOL && !closes(before);
    }
}
