package dev.troth.spec.syntax;

import dev.troth.spec.text.Span;

/**
 * One lexical unit.
 *
 * @param text the characters; for {@link Kind#STRING} the value with escapes resolved
 * @param startsLine true if nothing but blanks and comments stands before it on its line
 */
public record Token(Kind kind, String text, Span span, boolean startsLine) {
    /** Words are not reserved: what a word means depends on where it stands. */
    public enum Kind {
        WORD,
        NUMBER,
        HEX,
        STRING,
        SYMBOL,
        END
    }

    public boolean is(String symbolOrWord) {
        return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equals(symbolOrWord);
    }

    /** How a diagnostic names it. */
    public String shown() {
        return switch (kind) {
            case END -> "the end of the file";
            case STRING -> "\"" + text + "\"";
            case WORD, NUMBER, HEX, SYMBOL -> "`" + text + "`";
        };
    }
}
