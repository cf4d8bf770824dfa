package dev.troth.spec.syntax;

import dev.troth.spec.text.Span;

/**
 * One lexical unit.
 *
 * @param text the characters; for {@link Kind#STRING} the value with escapes resolved
 * @param startsLine true if nothing but blanks and comments stands before it on its line
 * @param disturbed true if what stands before it is faulty and told: it may be read wrongly because of that
 */
public record Token(Kind kind, String text, Span span, boolean startsLine, boolean disturbed) {
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

    /** The word, or empty for anything else, for a choice by what a part starts with. */
    public String word() {
        return kind == Kind.WORD ? text : "";
    }

    /** How a diagnostic names it. */
    public String shown() {
        return switch (kind) {
            case END -> "the end of the file";
            case STRING -> "a string";
            case WORD, NUMBER, HEX, SYMBOL ->
                text.length() > 40 ? "`" + text.substring(0, 40) + "...`" : "`" + text + "`";
        };
    }
}
