package dev.troth.spec.syntax;

import dev.troth.spec.diagnostic.Code;
import dev.troth.spec.diagnostic.Diagnostics;
import dev.troth.spec.text.Span;
import java.util.ArrayList;
import java.util.List;
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

    TokenStream(List<Token> tokens, Diagnostics diagnostics) {
        this.tokens = tokens;
        this.diagnostics = diagnostics;
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

    Token expect(String text, String where) {
        if (at(text)) {
            return next();
        }
        throw unexpected("`" + text + "`", where);
    }

    Token expectWord(String what) {
        if (at(Token.Kind.WORD)) {
            return next();
        }
        throw unexpected(what, null);
    }

    Token expectString(String what) {
        if (at(Token.Kind.STRING)) {
            return next();
        }
        throw unexpected(what, "it stands in double quotes");
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
        Token token = peek();
        diagnostics.report(
                Code.T0105,
                token.span(),
                "expected " + expected + ", found " + token.shown(),
                "expected " + expected,
                help);
        return new Fault();
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

    /** Reads {@code { item item ... }}; a faulty item is skipped and the rest is read. */
    <T> List<T> block(String owner, Supplier<@Nullable T> item) {
        Token open = expect("{", "a " + owner + " is written in braces");
        List<T> items = new ArrayList<>();
        while (!at("}")) {
            if (atEnd()) {
                diagnostics.report(
                        Code.T0108,
                        open.span(),
                        "this " + owner + " is not closed",
                        "opened here",
                        "add a `}` at its end");
                break;
            }
            if (take(";")) {
                continue;
            }
            T read = attempt(item);
            if (read != null) {
                items.add(read);
                endOfItem(owner);
            }
        }
        take("}");
        return items;
    }

    private void endOfItem(String owner) {
        if (!at("}") && !at(";") && !atEnd() && !peek().startsLine()) {
            diagnostics.report(
                    Code.T0105,
                    peek().span(),
                    "expected the end of this part of the " + owner + ", found " + peek().shown(),
                    "expected `;`, `}` or a new line",
                    null);
            recover(braces);
        }
    }

    /** One production with recovery: null when it was faulty. */
    <T> @Nullable T attempt(Supplier<@Nullable T> production) {
        int before = at;
        int depthBefore = depth;
        int bracesBefore = braces;
        try {
            return production.get();
        } catch (Fault fault) {
            depth = depthBefore;
            if (at == before && !at("}")) {
                next();
            }
            recover(bracesBefore);
            return null;
        }
    }

    /** Leaves the braces opened since, then goes on to the next line start, `;` or closing brace. */
    private void recover(int level) {
        while (!atEnd() && (braces > level || !(at("}") || at(";") || peek().startsLine()))) {
            next();
        }
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
