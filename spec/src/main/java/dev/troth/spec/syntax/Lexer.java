package dev.troth.spec.syntax;

import dev.troth.spec.diagnostic.Code;
import dev.troth.spec.diagnostic.Diagnostics;
import dev.troth.spec.text.Source;
import dev.troth.spec.text.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Cuts a text into tokens. Characters that cannot start a token are reported and skipped. */
public final class Lexer {
    private static final String[] SYMBOLS = {
        "--", ":=", "..", "||", "<=", ">=", "!=", "{", "}", "(", ")", "[", "]", ";", ",", ".", ":", "=", "<", ">", "+",
        "-", "*", "?", "@", "|", "#", "%"
    };

    /** More than any number of the language: those of 64 bits have 20. */
    private static final int MAX_DIGITS = 40;

    private final Source source;
    private final String text;
    private final Diagnostics diagnostics;
    private final List<Token> tokens = new ArrayList<>();
    private final List<Span> comments;
    private int at;
    private boolean lineStart = true;
    private boolean disturbed;

    private Lexer(Source source, Diagnostics diagnostics, List<Span> comments) {
        this.source = source;
        this.text = source.text();
        this.diagnostics = diagnostics;
        this.comments = comments;
    }

    /** The tokens of a source, the last of kind {@link Token.Kind#END}. */
    public static List<Token> tokens(Source source, Diagnostics diagnostics) {
        return tokens(source, diagnostics, new ArrayList<>());
    }

    /** As {@link #tokens(Source, Diagnostics)}; comments, from the hash to the end of the line, are added to a list. */
    public static List<Token> tokens(Source source, Diagnostics diagnostics, List<Span> comments) {
        return new Lexer(source, diagnostics, comments).run();
    }

    private List<Token> run() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n') {
                lineStart = true;
                at++;
            } else if (c == ' ' || c == '\t' || c == '\r') {
                at++;
            } else if (c == '#' && !hashNamesAnOccurrence()) {
                comment();
            } else if (isWordStart(c)) {
                word();
            } else if (isDigit(c)) {
                number();
            } else if (c == '"') {
                string();
            } else {
                symbol();
            }
        }
        tokens.add(new Token(Token.Kind.END, "", new Span(source, text.length(), text.length()), true, disturbed));
        return tokens;
    }

    /** {@code Init#1} and {@code #2} name occurrences of messages; any other hash starts a comment. */
    private boolean hashNamesAnOccurrence() {
        return at + 1 < text.length()
                && isDigit(text.charAt(at + 1))
                && (at == 0 || text.charAt(at - 1) != '\n')
                && !lineStart;
    }

    private void comment() {
        int start = at;
        while (at < text.length() && text.charAt(at) != '\n') {
            at++;
        }
        comments.add(new Span(source, start, at));
    }

    private void word() {
        int start = at;
        while (at < text.length() && (isWordStart(text.charAt(at)) || isDigit(text.charAt(at)))) {
            at++;
        }
        add(Token.Kind.WORD, start, text.substring(start, at));
    }

    private void number() {
        int start = at;
        boolean hex = text.startsWith("0x", at) || text.startsWith("0X", at);
        at += hex ? 2 : 1;
        while (at < text.length() && (hex ? isHex(text.charAt(at)) : isDigit(text.charAt(at)))) {
            at++;
        }
        String digits = text.substring(start, at);
        if (hex && (digits.length() == 2 || digits.length() % 2 != 0)) {
            diagnostics.report(
                    Code.T0102,
                    new Span(source, start, at),
                    "a hexadecimal literal has whole octets",
                    "two digits an octet",
                    digits.length() == 2
                            ? "write at least one octet: `0x00`"
                            : "write `0x0" + digits.substring(2) + "`");
            digits = (digits.length() == 2 ? "0x00" : "0x0") + digits.substring(2);
        }
        if (!hex && digits.length() > MAX_DIGITS) {
            diagnostics.report(
                    Code.T0107,
                    new Span(source, start, at),
                    "a number has at most " + MAX_DIGITS + " digits",
                    "out of range",
                    "longer values are octets: 0x00");
            digits = "0";
        }
        add(hex ? Token.Kind.HEX : Token.Kind.NUMBER, start, digits);
    }

    private void string() {
        int start = at++;
        StringBuilder value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\n') {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length() && text.charAt(at + 1) != '\n' && text.charAt(at + 1) != '\r') {
                at++;
                value.append(escape(text.charAt(at)));
            } else {
                value.append(c);
            }
            at++;
        }
        boolean closed = at < text.length() && text.charAt(at) == '"';
        at += closed ? 1 : 0;
        add(Token.Kind.STRING, start, value.toString());
        if (!closed) {
            disturbed = true;
            diagnostics.report(
                    Code.T0103,
                    new Span(source, start, at),
                    "this string is not closed on its line",
                    "starts here",
                    "add a closing \"");
        }
    }

    private char escape(char c) {
        return switch (c) {
            case 'r' -> '\r';
            case 'n' -> '\n';
            case 't' -> '\t';
            case '0' -> '\0';
            case '"', '\\' -> c;
            default -> {
                diagnostics.report(
                        Code.T0104,
                        new Span(source, at - 1, at + 1),
                        "unknown escape in a string",
                        "known: \\r \\n \\t \\0 \\\" \\\\",
                        "write \\\\ for a backslash");
                yield c;
            }
        };
    }

    private void symbol() {
        for (String symbol : SYMBOLS) {
            if (text.startsWith(symbol, at)) {
                int start = at;
                at += symbol.length();
                add(Token.Kind.SYMBOL, start, symbol);
                return;
            }
        }
        strange();
    }

    /** Characters outside the language, told once for those that stand together. */
    private void strange() {
        int start = at;
        int close = text.charAt(at) == '\'' ? text.indexOf('\'', at + 1) : -1;
        if (close >= 0 && text.substring(at, close).indexOf('\n') < 0) {
            at = close + 1;
            diagnostics.report(
                    Code.T0101, new Span(source, start, at), "a string stands in double quotes", "single quotes", null);
            add(Token.Kind.STRING, start, text.substring(start + 1, close));
            return;
        }
        while (at < text.length() && isStrange(at)) {
            at += Character.charCount(text.codePointAt(at));
        }
        disturbed = true;
        int first = text.codePointAt(start);
        boolean one = at == start + Character.charCount(first);
        diagnostics.report(
                Code.T0101,
                new Span(source, start, at),
                one ? "this character means nothing here" : "these characters mean nothing here",
                (one ? "" : "first: ") + String.format(Locale.ROOT, "U+%04X", first),
                switch (first) {
                    case '!' -> "write `not`, or `!=` between two values";
                    case '&' -> "write `and`";
                    case '^' -> "write `xor`";
                    case '/' -> "a comment starts with #";
                    case '\'', '`' -> "strings stand in double quotes";
                    default ->
                        first < 0x80
                                ? "LANGUAGE.md lists the characters that have a meaning"
                                : "outside strings and comments a specification is written in ASCII";
                });
    }

    private boolean isStrange(int index) {
        char c = text.charAt(index);
        return !(c == '\n' || c == ' ' || c == '\t' || c == '\r' || c == '"' || isWordStart(c) || isDigit(c))
                && Arrays.stream(SYMBOLS).noneMatch(symbol -> text.startsWith(symbol, index));
    }

    private void add(Token.Kind kind, int start, String value) {
        tokens.add(new Token(kind, value, new Span(source, start, at), lineStart, disturbed));
        lineStart = false;
        disturbed = false;
    }

    private static boolean isWordStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isHex(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }
}
