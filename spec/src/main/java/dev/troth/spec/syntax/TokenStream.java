package dev.troth.spec.syntax;

import dev.troth.spec.diagnostic.Code;
import dev.troth.spec.diagnostic.Diagnostics;
import dev.troth.spec.diagnostic.Suggestion;
import dev.troth.spec.text.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The parser's place in the tokens, with the two tools of every parser here: <em>expect</em>, which reports what was
 * expected, and <em>recover</em>, which goes on at the next place where a statement can start.
 */
final class TokenStream {
    /** How deep blocks and expressions may nest: specifications come from strangers. */
    private static final int MAX_DEPTH = 64;

    private final List<Token> tokens;
    private final Diagnostics diagnostics;
    private int at;
    private int depth;
    /** How many braces are open at the current token. */
    private int braces;
    /** What the items of the blocks around this place start with. */
    private final Deque<Starts> outer = new ArrayDeque<>();

    /** What the items of blocks that are closed already started with. */
    private final Set<String> inner = new HashSet<>();

    /** Where the parts of blocks start, by the index of their first token: whose part it is. */
    private final Map<Integer, String> parts = new HashMap<>();

    /** The indices of the braces that open blocks. */
    private final Set<Integer> blocks = new HashSet<>();

    private boolean surplusBrace;
    private final Set<String> unread = new HashSet<>();
    private final boolean stringsNotClosed;

    TokenStream(List<Token> tokens, Diagnostics diagnostics) {
        this.tokens = tokens;
        this.diagnostics = diagnostics;
        boolean open = false;
        for (int i = 1; i < tokens.size(); i++) {
            open |= tokens.get(i - 1).kind() == Token.Kind.STRING
                    && tokens.get(i).disturbed();
        }
        this.stringsNotClosed = open;
    }

    Token peek() {
        return tokens.get(at);
    }

    Token peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    boolean at(String text) {
        return peek().is(text);
    }

    boolean at(Token.Kind kind) {
        return peek().kind() == kind;
    }

    boolean atEnd() {
        return at(Token.Kind.END);
    }

    /** The place just read, for spans that end there. */
    Span last() {
        return tokens.get(Math.max(0, at - 1)).span();
    }

    Token next() {
        Token token = peek();
        if (!atEnd()) {
            braces += token.is("{") ? 1 : token.is("}") ? -1 : 0;
            at++;
        }
        return token;
    }

    /** Takes the token if it reads so. */
    boolean take(String text) {
        if (at(text)) {
            next();
            return true;
        }
        return false;
    }

    Token expect(String text, String help) {
        if (at(text)) {
            return next();
        }
        throw unexpected("`" + text + "`", help);
    }

    Token expectWord(String what) {
        if (at(Token.Kind.WORD)) {
            return next();
        }
        throw unexpected(what, null);
    }

    /** As {@link #expectWord}, on the same line. */
    Token expectWordHere(String what) {
        if (peek().startsLine()) {
            throw unexpected(what, null);
        }
        return expectWord(what);
    }

    Token expectString(String what) {
        if (at(Token.Kind.STRING)) {
            return next();
        }
        throw unexpected(what, "write it in double quotes");
    }

    ExprTree.Number expectNumber(String what) {
        if (at(Token.Kind.NUMBER)) {
            Token token = next();
            return new ExprTree.Number(token.span(), token.text());
        }
        throw unexpected(what, null);
    }

    /** A number that fits an int; reports otherwise. */
    int small(String what) {
        ExprTree.Number number = expectNumber(what);
        if (number.digits().length() > 9) {
            diagnostics.report(Code.T0107, number.span(), what + " is out of range", "at most 999999999", null);
            return 1;
        }
        return Integer.parseInt(number.digits());
    }

    /** Reports what was expected at the current token and unwinds to the nearest recovery. */
    Fault unexpected(String expected, @Nullable String help) {
        complain("expected " + expected, help);
        return new Fault();
    }

    /** As {@link #unexpected}, where one of several words was expected. */
    Fault noneOf(String expected, Collection<String> words) {
        String word = peek().word();
        String near = Suggestion.nearest(word, words);
        if (near == null && inner.contains(word)) {
            if (!surplusBrace) {
                surplusBrace = true;
                complain(
                        peek().span(),
                        "expected " + expected,
                        "this belongs inside braces: perhaps a `}` too many stands before it");
            }
            return new Fault();
        }
        complain(
                peek().span(),
                "expected " + expected,
                near != null
                        ? "did you mean `" + near + "`?"
                        : expected + " starts with " + (words.size() == 1 ? "" : "one of: ")
                                + String.join(", ", words));
        return new Fault();
    }

    /** Reports the current token. What is missing at the end of a line is told there, not on the next line. */
    private void complain(String expected, @Nullable String help) {
        Token token = peek();
        boolean nextLine = at > 0 && token.startsLine() && !token.is("}");
        int end = last().end();
        complain(nextLine ? new Span(token.span().source(), end, end) : token.span(), expected, help);
    }

    private void complain(Span span, String expected, @Nullable String help) {
        Token token = peek();
        if (!token.disturbed()) {
            boolean here = span.equals(token.span());
            diagnostics.report(
                    Code.T0105,
                    span,
                    expected + ", found " + token.shown() + (here ? "" : " on the next line"),
                    here ? "unexpected" : "missing here",
                    help);
        }
    }

    Diagnostics diagnostics() {
        return diagnostics;
    }

    /** Runs a nested production; refuses to nest without bound. */
    <T> T nested(Supplier<T> production) {
        if (depth >= MAX_DEPTH) {
            diagnostics.report(
                    Code.T0106,
                    peek().span(),
                    "this is nested more than " + MAX_DEPTH + " levels deep",
                    "here",
                    "name a part of it and use the name");
            throw new Fault();
        }
        depth++;
        try {
            return production.get();
        } finally {
            depth--;
        }
    }

    /**
     * What an item of a block starts with.
     *
     * @param words words that start one
     * @param followers what follows a first word of the user's own choice
     */
    record Starts(Set<String> words, Set<String> followers) {
        static Starts with(Collection<String> words, String... followers) {
            return new Starts(Set.copyOf(words), Set.of(followers));
        }
    }

    /** Reads {@code { item item ... }}; a faulty item is skipped and the rest is read. */
    <T> List<T> block(String owner, Starts starts, Supplier<@Nullable T> item) {
        blocks.add(at);
        Token open = expect("{", "as in: " + owner + " ... { ... }");
        List<T> items = new ArrayList<>();
        while (!at("}")) {
            if (atEnd() || leaves(starts)) {
                braces--;
                notClosed(owner, open);
                return items;
            }
            if (take(";")) {
                continue;
            }
            outer.addLast(starts);
            part(owner);
            T read = attempt(item);
            outer.removeLast();
            if (read != null) {
                items.add(read);
                endOfItem(owner);
            }
        }
        next();
        inner.addAll(starts.words);
        return items;
    }

    /** Notes that a part of something starts here. */
    void part(String owner) {
        parts.put(at, owner);
    }

    /** What was noted of the file while it was read. */
    Outline outline(List<Span> comments) {
        return new Outline(tokens, comments, parts, blocks);
    }

    /** True if the next line can only be an item of a block around this one: a brace is missing before it. */
    private boolean leaves(Starts starts) {
        Token token = peek();
        return token.startsLine()
                && token.kind() == Token.Kind.WORD
                && !starts.words.contains(token.text())
                && !starts.followers.contains(peek(1).text())
                && outer.stream().anyMatch(o -> o.words.contains(token.text()));
    }

    private void notClosed(String owner, Token open) {
        if (!stringsNotClosed) {
            diagnostics.report(
                    Code.T0108,
                    open.span(),
                    "this " + owner + " is not closed",
                    "opened here",
                    atEnd()
                            ? "add a `}` at its end"
                            : "add a `}` before line " + peek().span().line());
        }
    }

    private void endOfItem(String owner) {
        if (!at("}") && !at(";") && !atEnd() && !peek().startsLine()) {
            complain(
                    "expected the end of this part of the " + owner,
                    at("#")
                            ? "a comment behind something starts with `# `, with a blank"
                            : "parts stand on lines of their own, or are separated by `;`");
            skip(braces);
        }
    }

    /** One production with recovery: null when it was faulty. */
    <T> @Nullable T attempt(Supplier<@Nullable T> production) {
        int before = at;
        int depthBefore = depth;
        int bracesBefore = braces;
        int outerBefore = outer.size();
        try {
            return production.get();
        } catch (Fault fault) {
            depth = depthBefore;
            while (outer.size() > outerBefore) {
                outer.removeLast();
            }
            note(before);
            if (at == before && !at("}")) {
                next();
            }
            skip(bracesBefore);
            return null;
        }
    }

    /** Leaves the braces opened since, then goes on to the next line start, `;` or closing brace. */
    private void skip(int level) {
        int from = at;
        while (!atEnd() && (braces > level || !(at("}") || at(";") || peek().startsLine()))) {
            next();
        }
        note(from);
    }

    /** Nothing may follow; passes over what does. */
    void expectEnd() {
        if (!atEnd() && !surplusBrace) {
            complain(
                    peek().span(),
                    "expected the end of the file",
                    "a `}` too many stands before this place, or this part belongs inside the braces");
        }
        int from = at;
        while (!atEnd()) {
            next();
        }
        note(from);
    }

    /** Words that were passed over may have been declarations: not to be told as unknown names. */
    private void note(int from) {
        for (Token token : tokens.subList(from, Math.min(at + 1, tokens.size()))) {
            if (token.kind() == Token.Kind.WORD) {
                unread.add(token.text());
            }
        }
    }

    /** Words in parts of the text that could not be read. */
    Set<String> unread() {
        return unread;
    }

    List<RefTree> refs() {
        List<RefTree> refs = new ArrayList<>();
        while (at("@")) {
            Span start = next().span();
            Token alias = expectWord("the alias of a cited document, such as R");
            Token section = expectString("a section");
            refs.add(new RefTree(start.to(section.span()), alias.text(), section.text()));
        }
        return refs;
    }

    /** A dotted name. */
    ExprTree.Path path(String what) {
        Token first = expectWord(what);
        List<String> names = new ArrayList<>();
        names.add(first.text());
        while (at(".") && peek(1).kind() == Token.Kind.WORD) {
            next();
            names.add(next().text());
        }
        return new ExprTree.Path(first.span().to(last()), names);
    }

    DeclTree.NameAt nameAt(String what) {
        Token token = expectWord(what);
        return new DeclTree.NameAt(token.span(), token.text());
    }

    /** {@code a, b, c} of anything. */
    <T> List<T> commaList(Supplier<T> item) {
        List<T> items = new ArrayList<>();
        items.add(item.get());
        while (take(",")) {
            items.add(item.get());
        }
        return items;
    }

    /** Unwinds the parser to the nearest recovery; what was wrong is reported already. */
    static final class Fault extends RuntimeException {
        private static final long serialVersionUID = 1;

        Fault() {
            super(null, null, false, false);
        }
    }
}
