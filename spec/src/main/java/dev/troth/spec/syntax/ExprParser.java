package dev.troth.spec.syntax;

import dev.troth.spec.diagnostic.Code;
import dev.troth.spec.text.Span;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Expressions, from the weakest binding: {@code or}, {@code and}, {@code not}, comparison and membership, {@code ||},
 * {@code xor}, {@code + -}, then calls, fields and indices.
 */
final class ExprParser {
    private static final List<String> COMPARISONS = List.of("=", "!=", "<=", ">=", "<", ">");
    static final Map<String, Long> UNITS = Map.of(
            "us", 1_000L, "ms", 1_000_000L, "s", 1_000_000_000L, "min", 60_000_000_000L, "h", 3_600_000_000_000L);

    /** How many operators one expression may have. */
    private static final int MAX_OPERATORS = 1000;

    private final TokenStream in;
    private int open;
    private int operators;

    ExprParser(TokenStream in) {
        this.in = in;
    }

    ExprTree expr() {
        boolean outermost = open == 0;
        operators = outermost ? 0 : operators;
        open++;
        try {
            return in.nested(this::or);
        } finally {
            open--;
        }
    }

    /** Operators in a row nest in the tree as parentheses do. */
    private void operator() {
        operators++;
        if (operators > MAX_OPERATORS) {
            in.diagnostics()
                    .report(
                            Code.T0106,
                            in.peek().span(),
                            "this expression has more than " + MAX_OPERATORS + " operators",
                            "here",
                            "name a part of it with let, or in keys");
            throw new TokenStream.Fault();
        }
    }

    private ExprTree or() {
        Span start = in.peek().span();
        ExprTree left = and();
        while (in.at("or")) {
            in.next();
            left = binary(start, "or", left, and());
        }
        return left;
    }

    private ExprTree and() {
        Span start = in.peek().span();
        ExprTree left = negation();
        while (in.at("and")) {
            in.next();
            left = binary(start, "and", left, negation());
        }
        return left;
    }

    private ExprTree negation() {
        if (in.at("not") && !in.peek(1).is("in")) {
            Span start = in.next().span();
            ExprTree operand = in.nested(this::negation);
            return new ExprTree.Not(start.to(in.last()), operand);
        }
        return comparison();
    }

    private ExprTree comparison() {
        Span start = in.peek().span();
        ExprTree left = concatenation();
        for (String operator : COMPARISONS) {
            if (in.at(operator)) {
                in.next();
                return binary(start, operator, left, concatenation());
            }
        }
        if (in.at("in")) {
            in.next();
            return binary(start, "in", left, concatenation());
        }
        if (in.at("not") && in.peek(1).is("in")) {
            in.next();
            in.next();
            return binary(start, "not_in", left, concatenation());
        }
        return left;
    }

    private ExprTree concatenation() {
        Span start = in.peek().span();
        ExprTree left = exclusiveOr();
        while (in.at("||")) {
            in.next();
            left = binary(start, "||", left, exclusiveOr());
        }
        return left;
    }

    private ExprTree exclusiveOr() {
        Span start = in.peek().span();
        ExprTree left = sum();
        while (in.at("xor")) {
            in.next();
            left = binary(start, "xor", left, sum());
        }
        return left;
    }

    private ExprTree sum() {
        Span start = in.peek().span();
        ExprTree left = postfix();
        while (in.at("+") || in.at("-")) {
            String operator = in.next().text();
            left = binary(start, operator, left, postfix());
        }
        return left;
    }

    private ExprTree postfix() {
        Span start = in.peek().span();
        ExprTree target = primary();
        while (true) {
            if (in.at(".") && in.peek(1).kind() == Token.Kind.WORD) {
                in.next();
                Token name = in.next();
                operator();
                target = new ExprTree.Select(start.to(name.span()), target, name.text(), name.span());
            } else if (in.at("[") && !in.peek().startsLine()) {
                in.next();
                operator();
                ExprTree index = expr();
                Span end = in.expect("]", "an index is closed by `]`").span();
                target = new ExprTree.Index(start.to(end), target, index);
            } else {
                return target;
            }
        }
    }

    private ExprTree primary() {
        Token token = in.peek();
        switch (token.kind()) {
            case NUMBER -> {
                return number();
            }
            case HEX -> {
                in.next();
                return new ExprTree.Hex(token.span(), token.text().substring(2));
            }
            case STRING -> {
                in.next();
                return new ExprTree.Str(token.span(), token.text());
            }
            case WORD -> {
                return nameOrCall();
            }
            case SYMBOL, END -> {
                if (token.is("(")) {
                    return parenthesis();
                }
                if (token.is("[")) {
                    return list();
                }
            }
        }
        throw in.unexpected("an expression", token.is("=") ? "equality is written with one `=`" : null);
    }

    private ExprTree number() {
        Token token = in.next();
        if (in.at(Token.Kind.WORD)
                && UNITS.containsKey(in.peek().text())
                && !in.peek().startsLine()) {
            long nanos = nanos(token, in.peek().text());
            Span end = in.next().span();
            return new ExprTree.Duration(token.span().to(end), nanos);
        }
        return new ExprTree.Number(token.span(), token.text());
    }

    /** {@code 300 s}, required. */
    long duration(String what) {
        Token number = in.peek();
        if (number.kind() == Token.Kind.NUMBER && UNITS.containsKey(in.peek(1).text())) {
            in.next();
            return nanos(number, in.next().text());
        }
        throw in.unexpected(what + ", such as 300 s or 20 ms", "units: us, ms, s, min, h");
    }

    private long nanos(Token number, String unit) {
        BigInteger nanos = new BigInteger(number.text()).multiply(BigInteger.valueOf(UNITS.getOrDefault(unit, 1L)));
        if (nanos.bitLength() > 61) {
            in.diagnostics()
                    .report(Code.T0107, number.span(), "this time is out of range", "at most some 70 years", null);
            return 0;
        }
        return nanos.longValue();
    }

    private ExprTree nameOrCall() {
        Token name = in.next();
        if (name.text().equals("bytes") && in.at("(")) {
            return coverage(name);
        }
        if (in.at("(") && !in.peek().startsLine()) {
            return call(name);
        }
        return new ExprTree.Name(name.span(), name.text());
    }

    /** {@code name(args)}, the name being read. */
    ExprTree.Call call(Token name) {
        List<ExprTree.Arg> args = args();
        return new ExprTree.Call(name.span().to(in.last()), name.text(), name.span(), args);
    }

    private ExprTree coverage(Token bytes) {
        in.expect("(", "as in: bytes(message, until field)");
        ExprTree.Path target = in.path("a message");
        in.expect(",", "as in: bytes(message, until field) or bytes(message, without field)");
        Token mode = in.peek();
        if (!mode.is("until") && !mode.is("without")) {
            throw in.unexpected("`until` or `without`", "as in: bytes(m, until V.mac)");
        }
        in.next();
        ExprTree.Path field = in.path("a field");
        Span end = in.expect(")", "as in: bytes(message, until field)").span();
        return new ExprTree.Coverage(bytes.span().to(end), target, mode.text(), field);
    }

    /** {@code (a, name = b)}. */
    List<ExprTree.Arg> args() {
        in.expect("(", "arguments stand in parentheses");
        List<ExprTree.Arg> args = new ArrayList<>();
        while (!in.at(")")) {
            args.add(arg());
            if (!in.take(",")) {
                break;
            }
        }
        in.expect(")", "arguments are separated by `,` and closed by `)`");
        return args;
    }

    private ExprTree.Arg arg() {
        if (in.at(Token.Kind.WORD) && in.peek(1).is("=")) {
            Token name = in.next();
            in.next();
            ExprTree value = expr();
            return new ExprTree.Arg(name.text(), value, name.span().to(in.last()));
        }
        ExprTree value = expr();
        return new ExprTree.Arg(null, value, value.span());
    }

    private ExprTree parenthesis() {
        in.next();
        ExprTree inner = expr();
        in.expect(")", "a parenthesis is closed by `)`");
        return inner;
    }

    /** {@code [a, b]}, or entries of a repeated group: {@code [(ssrc = x), (ssrc = 0)]}. */
    private ExprTree list() {
        Span start = in.next().span();
        List<ExprTree> items = new ArrayList<>();
        while (!in.at("]")) {
            items.add(atEntry() ? entry() : expr());
            if (!in.take(",")) {
                break;
            }
        }
        Span end = in.expect("]", "a list is closed by `]`").span();
        return new ExprTree.ListOf(start.to(end), items);
    }

    private boolean atEntry() {
        return in.at("(")
                && (in.peek(1).is(")")
                        || (in.peek(1).kind() == Token.Kind.WORD && in.peek(2).is("=")));
    }

    private ExprTree entry() {
        Span start = in.peek().span();
        List<ExprTree.Arg> fields = args();
        return new ExprTree.Entry(start.to(in.last()), fields);
    }

    /** Two operands that are read; the whole reaches over the parentheses that either stands in. */
    private ExprTree binary(Span start, String operator, ExprTree left, ExprTree right) {
        operator();
        return new ExprTree.Binary(start.to(in.last()), operator, left, right);
    }
}
