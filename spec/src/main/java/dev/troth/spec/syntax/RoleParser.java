package dev.troth.spec.syntax;

import dev.troth.spec.text.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Roles: their variables, actions, states and reactions. */
final class RoleParser {
    private static final List<String> MEMBERS =
            List.of("knows", "public", "fresh", "var", "node", "action", "start", "state", "final");
    private static final List<String> REACTIONS =
            List.of("entry", "on", "recv", "malformed", "after", "retransmit", "ignore", "defer", "otherwise", "if");

    private final TokenStream in;
    private final ExprParser exprs;
    private final TypeParser types;
    private final StatementParser statements;

    RoleParser(TokenStream in, ExprParser exprs, TypeParser types, StatementParser statements) {
        this.in = in;
        this.exprs = exprs;
        this.types = types;
        this.statements = statements;
    }

    DeclTree role() {
        Token first = in.next();
        boolean server = first.is("server");
        if (server) {
            in.expect("role", "as in: server role Name(me, a, b)");
        }
        Token name = in.expectWord("the name of the role");
        in.expect("(", "as in: role Name(me, peer)");
        List<String> agents = new ArrayList<>();
        List<DeclTree.@Nullable NameAt> players = new ArrayList<>();
        in.commaList(() -> {
            agents.add(in.expectWord("an agent parameter").text());
            players.add(in.take(":") ? in.nameAt("the role that it plays") : null);
            return Boolean.TRUE;
        });
        in.expect(")", "as in: role Name(me, peer)");
        List<RefTree> refs = in.refs();
        List<DeclTree.Member> members = in.block("role", TokenStream.Starts.with(MEMBERS), this::member);
        return new DeclTree.Role(
                first.span().to(in.last()), name.text(), name.span(), server, agents, players, members, refs);
    }

    private DeclTree.Member member() {
        Token first = in.peek();
        return switch (first.word()) {
            case "knows", "public" -> knows();
            case "fresh", "var", "node" -> variables();
            case "action" -> action();
            case "start", "final", "state" -> state();
            default -> throw in.noneOf("a part of a role", MEMBERS);
        };
    }

    private DeclTree.Member knows() {
        Token first = in.next();
        Token name = in.expectWord("the name of what is known");
        in.expect("=", "as in: knows psk = shared(me, peer) : bytes[16]");
        ExprTree value = exprs.expr();
        in.expect(":", "as in: knows psk = shared(me, peer) : bytes[16]");
        TypeTree type = types.type();
        return new DeclTree.Knows(
                first.span().to(in.last()), name.text(), name.span(), first.is("public"), value, type);
    }

    private DeclTree.Member variables() {
        Token lifetime = in.next();
        List<DeclTree.Variable> variables = in.commaList(() -> {
            Token name = in.expectWord("the name of a variable");
            in.expect(":", "a variable is written name : type");
            TypeTree type = types.type();
            return new DeclTree.Variable(name.span(), name.text(), type);
        });
        return new DeclTree.Variables(lifetime.span().to(in.last()), lifetime.text(), variables);
    }

    private DeclTree.Member action() {
        Token first = in.next();
        Token name = in.expectWord("the name of the action");
        List<DeclTree.ParamTree> params = types.params();
        List<StatementTree> body = statements.block("action");
        return new DeclTree.Action(first.span().to(in.last()), name.text(), name.span(), params, body);
    }

    private DeclTree.Member state() {
        Span start = in.peek().span();
        boolean isStart = in.take("start");
        boolean isFinal = in.take("final");
        in.expect("state", "as in: start state Name, state Name or final state Name");
        Token name = in.expectWord("the name of the state");
        List<RefTree> refs = in.refs();
        List<ReactionTree> reactions = reactions("state");
        return new DeclTree.State(start.to(in.last()), name.text(), name.span(), isStart, isFinal, reactions, refs);
    }

    private List<ReactionTree> reactions(String owner) {
        return in.nested(() -> in.block(owner, TokenStream.Starts.with(REACTIONS), this::reaction));
    }

    private ReactionTree reaction() {
        Token first = in.peek();
        return switch (first.word()) {
            case "entry" -> {
                in.next();
                List<StatementTree> body = statements.block("reaction");
                yield new ReactionTree.Entry(from(first), body);
            }
            case "on" -> {
                in.next();
                ExprTree.Path event = in.path("a local event, such as user.call");
                List<StatementTree> body = statements.block("reaction");
                yield new ReactionTree.Local(from(first), event, body, in.refs());
            }
            case "recv" -> receive();
            case "malformed" -> {
                in.next();
                in.expect("on", "as in: malformed on CHANNEL { ... }");
                ExprTree.Path port = in.path("a channel");
                List<StatementTree> body = statements.block("reaction");
                yield new ReactionTree.Malformed(from(first), port, body, in.refs());
            }
            case "after" -> {
                in.next();
                ExprTree delay = exprs.expr();
                List<StatementTree> body = statements.block("reaction");
                yield new ReactionTree.After(from(first), delay, body, in.refs());
            }
            case "retransmit" -> retransmit();
            case "ignore", "defer" -> {
                in.next();
                List<DeclTree.NameAt> messages = in.commaList(() -> in.nameAt("a message"));
                yield new ReactionTree.Silence(from(first), first.is("defer"), messages);
            }
            case "otherwise" -> {
                in.next();
                Token how = in.peek();
                if (!how.is("ignore") && !how.is("defer")) {
                    throw in.unexpected("`ignore` or `defer`", "as in: otherwise ignore");
                }
                in.next();
                yield new ReactionTree.Otherwise(from(first), how.is("defer"));
            }
            case "if" -> {
                in.next();
                ExprTree condition = exprs.expr();
                List<ReactionTree> then = reactions("branch");
                List<ReactionTree> otherwise = in.take("else") ? reactions("branch") : List.of();
                yield new ReactionTree.Conditional(from(first), condition, then, otherwise);
            }
            default -> throw in.noneOf("a reaction", REACTIONS);
        };
    }

    private ReactionTree receive() {
        Token first = in.next();
        Token message = in.expectWord("a message");
        List<ExprTree.Arg> args = in.at("(") ? exprs.args() : new ArrayList<>();
        String name = in.at("on")
                ? null
                : in.expectWord("a name for the message, or `on`").text();
        in.expect("on", "as in: recv MESSAGE name on CHANNEL { ... }");
        ExprTree.Path port = in.path("a channel, such as media or sip.offer");
        List<StatementTree> body = statements.block("reaction");
        return new ReactionTree.Receive(from(first), message.text(), message.span(), args, name, port, body, in.refs());
    }

    private ReactionTree retransmit() {
        Token first = in.next();
        Token message = in.expectWord("a message sent before");
        in.expect("by", "as in: retransmit MESSAGE by TIMER else ...");
        Token timer = in.expectWord("a timer");
        StatementTree.Failure failure = statements.failure();
        return new ReactionTree.Retransmit(
                from(first), message.text(), message.span(), timer.text(), timer.span(), failure);
    }

    private Span from(Token first) {
        return first.span().to(in.last());
    }
}
