package dev.troth.spec.syntax;

import dev.troth.spec.text.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements of reactions and actions. */
final class StatementParser {
    private static final List<String> STATEMENTS = List.of(
            "let", "send", "require", "open", "choose", "if", "goto", "discard", "add", "set", "export", "show",
            "resend", "spawn");

    private final TokenStream in;
    private final ExprParser exprs;

    StatementParser(TokenStream in, ExprParser exprs) {
        this.in = in;
        this.exprs = exprs;
    }

    List<StatementTree> block(String owner) {
        return in.nested(() -> in.block(owner, TokenStream.Starts.with(STATEMENTS, ":=", "("), this::statement));
    }

    private StatementTree statement() {
        Token first = in.peek();
        if (first.kind() == Token.Kind.WORD && in.peek(1).is(":=")) {
            in.next();
            in.next();
            ExprTree value = exprs.expr();
            return new StatementTree.Assign(from(first), first.text(), first.span(), value, in.refs());
        }
        return switch (first.word()) {
            case "let" -> let();
            case "send" -> send();
            case "require" -> require();
            case "open" -> open();
            case "choose" -> choose();
            case "if" -> conditional();
            case "goto" -> go();
            case "discard" -> discard();
            case "add" -> add();
            case "set" -> put();
            case "export" -> export();
            case "show" -> show();
            case "resend" -> resend();
            case "spawn" -> new StatementTree.Spawn(in.next().span());
            default -> {
                if (first.kind() == Token.Kind.WORD && in.peek(1).is("(")) {
                    yield act();
                }
                throw in.noneOf("a statement", STATEMENTS);
            }
        };
    }

    private Span from(Token first) {
        return first.span().to(in.last());
    }

    private StatementTree let() {
        Token first = in.next();
        Token name = in.expectWord("the name of the value");
        in.expect("=", "as in: let name = expression");
        ExprTree value = exprs.expr();
        return new StatementTree.Let(from(first), name.text(), name.span(), value, in.refs());
    }

    private StatementTree send() {
        Token first = in.next();
        StatementTree.Message message = message();
        in.expect("on", "as in: send MESSAGE on CHANNEL");
        ExprTree.Path port = in.path("a channel, such as media or sip.offer");
        DeclTree.NameAt to = in.take("to") ? in.nameAt("the agent parameter that it is for") : null;
        return new StatementTree.Send(from(first), message, port, to, in.refs());
    }

    private StatementTree.Message message() {
        if (in.at(Token.Kind.WORD) && in.peek(1).is("{")) {
            Token name = in.next();
            List<RefTree> refs = new ArrayList<>();
            List<StatementTree.Part> parts = parts(refs);
            return new StatementTree.Built(from(name), name.text(), name.span(), parts, refs);
        }
        ExprTree value = exprs.expr();
        return new StatementTree.Given(value.span(), value);
    }

    /** Payloads in braces; they may share a line. */
    private List<StatementTree.Part> parts(List<RefTree> refs) {
        in.expect("{", "payloads stand in braces");
        List<StatementTree.Part> parts = new ArrayList<>();
        while (!in.at("}") && !in.atEnd()) {
            if (!in.take(";")) {
                parts.add(in.nested(() -> part(refs)));
                refs.addAll(in.refs());
            }
        }
        in.expect("}", "payloads are closed by `}`");
        return parts;
    }

    private StatementTree.Part part(List<RefTree> refs) {
        Token first = in.expectWord("a payload, such as T(ts = t)");
        if (first.is("if")) {
            ExprTree condition = exprs.expr();
            List<StatementTree.Part> then = parts(refs);
            List<StatementTree.Part> otherwise = in.take("else") ? parts(refs) : List.of();
            return new StatementTree.PartIf(from(first), condition, then, otherwise);
        }
        if (!in.at("(")) {
            throw in.unexpected(
                    "`(` after the payload " + first.text(), "a payload lists its fields, such as T(ts = t)");
        }
        ExprTree.Call call = exprs.call(first);
        return new StatementTree.Payload(call.span(), call);
    }

    private StatementTree require() {
        Token first = in.next();
        ExprTree condition = exprs.expr();
        List<RefTree> before = in.refs();
        StatementTree.Failure failure = failure();
        return new StatementTree.Require(from(first), condition, failure, before);
    }

    /** {@code else discard("...")}, {@code else goto S("...")}, {@code else action(...)}, {@code else { ... }}. */
    StatementTree.@Nullable Failure failure() {
        if (!in.at("else")) {
            return null;
        }
        Token first = in.next();
        List<StatementTree> statements = in.at("{") ? block("failure") : List.of(in.nested(this::statement));
        return new StatementTree.Failure(from(first), statements, in.refs());
    }

    private StatementTree open() {
        Token first = in.next();
        ExprTree value = exprs.expr();
        in.expect("as", "as in: open EXPRESSION as LAYOUT name");
        Token layout = in.expectWord("a message or layout");
        Token name = in.expectWord("the name of what is opened");
        List<RefTree> refs = in.refs();
        StatementTree.Failure failure = failure();
        return new StatementTree.Open(
                from(first), value, layout.text(), layout.span(), name.text(), name.span(), failure, refs);
    }

    private StatementTree choose() {
        Token first = in.next();
        Token name = in.expectWord("the name of the chosen item");
        in.expect("in", "as in: choose x in list where condition");
        ExprTree from = exprs.expr();
        in.expect("where", "as in: choose x in list where condition");
        ExprTree condition = exprs.expr();
        List<RefTree> refs = in.refs();
        StatementTree.Failure failure = failure();
        return new StatementTree.Choose(from(first), name.text(), name.span(), from, condition, failure, refs);
    }

    private StatementTree conditional() {
        Token first = in.next();
        ExprTree condition = exprs.expr();
        List<StatementTree> then = block("branch");
        List<StatementTree> otherwise = List.of();
        if (in.take("else")) {
            otherwise = in.at("if") ? List.of(in.nested(this::conditional)) : block("branch");
        }
        return new StatementTree.If(from(first), condition, then, otherwise);
    }

    private StatementTree go() {
        Token first = in.next();
        Token state = in.expectWordHere("a state");
        ExprTree reason = null;
        if (in.at("(") && !in.peek().startsLine()) {
            in.next();
            reason = exprs.expr();
            in.expect(")", "as in: goto State(\"reason\")");
        }
        return new StatementTree.Goto(from(first), state.text(), state.span(), reason);
    }

    private StatementTree discard() {
        Token first = in.next();
        in.expect("(", "as in: discard(\"reason\")");
        ExprTree reason = exprs.expr();
        in.expect(")", "as in: discard(\"reason\")");
        return new StatementTree.Discard(from(first), reason);
    }

    private StatementTree act() {
        Token name = in.next();
        List<ExprTree> args =
                exprs.call(name).args().stream().map(ExprTree.Arg::value).toList();
        return new StatementTree.Act(from(name), name.text(), name.span(), args);
    }

    private StatementTree add() {
        Token first = in.next();
        ExprTree value = exprs.expr();
        in.expect("to", "as in: add VALUE to STORE");
        Token store = in.expectWord("a `node` variable that is a set");
        return new StatementTree.Add(from(first), value, store.text(), store.span(), in.refs());
    }

    private StatementTree put() {
        Token first = in.next();
        Token store = in.expectWord("a `node` variable that is a map");
        in.expect("[", "as in: set STORE[KEY] := VALUE");
        ExprTree key = exprs.expr();
        in.expect("]", "as in: set STORE[KEY] := VALUE");
        in.expect(":=", "as in: set STORE[KEY] := VALUE");
        ExprTree value = exprs.expr();
        return new StatementTree.Put(from(first), store.text(), store.span(), key, value, in.refs());
    }

    private StatementTree export() {
        Token first = in.next();
        ExprTree value = exprs.expr();
        in.expect("to", "as in: export VALUE to srtp.out");
        ExprTree.Path target = in.path("what the key is for, such as srtp.out");
        return new StatementTree.Export(from(first), value, target, in.refs());
    }

    private StatementTree show() {
        Token first = in.next();
        ExprTree value = exprs.expr();
        in.expect("to", "as in: show VALUE to user");
        Token to = in.expect("user", "as in: show VALUE to user");
        return new StatementTree.Show(from(first), value, to.text());
    }

    private StatementTree resend() {
        Token first = in.next();
        Token message = in.expectWord("a message sent before");
        return new StatementTree.Resend(from(first), message.text(), message.span());
    }
}
