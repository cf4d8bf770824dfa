package dev.troth.spec.resolve;

import dev.troth.spec.diagnostic.Code;
import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Port;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.Statement;
import dev.troth.spec.model.Type;
import dev.troth.spec.syntax.DeclTree;
import dev.troth.spec.syntax.ExprTree;
import dev.troth.spec.syntax.RefTree;
import dev.troth.spec.syntax.StatementTree;
import dev.troth.spec.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Statements of one role. Actions are unfolded where they are called; they cannot call themselves. */
final class StatementResolver {
    private static final int MAX_ACTION_DEPTH = 8;
    private static final int MAX_UNFOLDED = 10_000;

    private final Names names;
    private final TypeResolver types;
    private final ExprResolver exprs;
    private final Map<String, Integer> states;
    private final Map<String, DeclTree.Action> actions;
    private final List<String> unfolding = new ArrayList<>();
    private int unfolded;

    StatementResolver(
            Names names,
            TypeResolver types,
            ExprResolver exprs,
            Map<String, Integer> states,
            Map<String, DeclTree.Action> actions) {
        this.names = names;
        this.types = types;
        this.exprs = exprs;
        this.states = states;
        this.actions = actions;
    }

    /** Statements in order. */
    List<Statement> block(List<StatementTree> trees, Scope scope) {
        List<Statement> statements = new ArrayList<>();
        for (StatementTree tree : trees) {
            if (!statements.isEmpty() && ends(statements.getLast())) {
                names.diagnostics.report(
                        Code.T0306,
                        tree.span(),
                        "this is never reached",
                        "the statement before it ends the reaction",
                        null);
                break;
            }
            statement(tree, scope, statements);
        }
        return statements;
    }

    /** True if nothing can follow. */
    static boolean ends(Statement statement) {
        return switch (statement) {
            case Statement.Goto ignored -> true;
            case Statement.Discard ignored -> true;
            case Statement.Spawn ignored -> true;
            case Statement.If branch -> ends(branch.then()) && ends(branch.otherwise());
            case Statement.Assign ignored -> false;
            case Statement.Let ignored -> false;
            case Statement.Send ignored -> false;
            case Statement.Require ignored -> false;
            case Statement.Open ignored -> false;
            case Statement.Choose ignored -> false;
            case Statement.Add ignored -> false;
            case Statement.Put ignored -> false;
            case Statement.Export ignored -> false;
            case Statement.Show ignored -> false;
            case Statement.Resend ignored -> false;
        };
    }

    private static boolean ends(List<Statement> statements) {
        return !statements.isEmpty() && ends(statements.getLast());
    }

    private void statement(StatementTree tree, Scope scope, List<Statement> out) {
        switch (tree) {
            case StatementTree.Assign assign -> assign(assign, scope, out);
            case StatementTree.Let(Span span, String name, Span ignored, ExprTree value, var refs) -> {
                Expr expr = exprs.any(value, scope);
                out.add(new Statement.Let(span, scope.bind(name, expr.type()).slot(), name, expr));
                names.refs(refs);
            }
            case StatementTree.Send send -> send(send, scope, out);
            case StatementTree.Require require ->
                out.add(new Statement.Require(
                        require.span(),
                        exprs.condition(require.condition(), scope),
                        require.condition().span().text().replaceAll("\\s+", " "),
                        failure(require.span(), require.failure(), scope),
                        names.refs(refs(require.refs(), require.failure()))));
            case StatementTree.Open open -> open(open, scope, out);
            case StatementTree.Choose choose -> choose(choose, scope, out);
            case StatementTree.If(Span span, ExprTree condition, var then, var otherwise) ->
                out.add(new Statement.If(
                        span,
                        exprs.condition(condition, scope),
                        block(then, scope.block()),
                        block(otherwise, scope.block())));
            case StatementTree.Goto(Span span, String state, Span stateSpan, ExprTree reason) ->
                out.add(new Statement.Goto(
                        span,
                        state(state, stateSpan),
                        state,
                        reason == null ? null : exprs.value(reason, scope, Type.TEXT)));
            case StatementTree.Discard(Span span, ExprTree reason) ->
                out.add(new Statement.Discard(span, exprs.value(reason, scope, Type.TEXT)));
            case StatementTree.Act act -> act(act, scope, out);
            case StatementTree.Add add -> {
                Role.Store store = store(add.store(), add.storeSpan(), scope, false);
                if (store != null) {
                    Expr value = exprs.value(add.value(), scope, store.key());
                    out.add(new Statement.Add(add.span(), store.index(), store.name(), value));
                }
                names.refs(add.refs());
            }
            case StatementTree.Put put -> {
                Role.Store store = store(put.store(), put.storeSpan(), scope, true);
                if (store != null && store.value() != null) {
                    Expr key = exprs.value(put.key(), scope, store.key());
                    Expr value = exprs.value(put.value(), scope, store.value());
                    out.add(new Statement.Put(put.span(), store.index(), store.name(), key, value));
                }
                names.refs(put.refs());
            }
            case StatementTree.Export(Span span, ExprTree value, ExprTree.Path target, var refs) ->
                out.add(new Statement.Export(
                        span,
                        exprs.octets(value, scope, new Type.Octets(0, Type.Octets.UNBOUNDED)),
                        value.span().text().replaceAll("\\s+", " "),
                        target.toString(),
                        names.refs(refs)));
            case StatementTree.Show(Span span, ExprTree value, String ignored) ->
                out.add(new Statement.Show(
                        span, exprs.any(value, scope), value.span().text().replaceAll("\\s+", " ")));
            case StatementTree.Resend(Span span, String name, Span nameSpan) -> {
                Message message = message(name, nameSpan);
                if (message != null) {
                    out.add(new Statement.Resend(span, message));
                }
            }
            case StatementTree.Spawn(Span span) -> out.add(new Statement.Spawn(span));
        }
    }

    private static List<RefTree> refs(List<RefTree> own, StatementTree.@Nullable Failure failure) {
        List<RefTree> all = new ArrayList<>(own);
        if (failure != null) {
            all.addAll(failure.refs());
        }
        return all;
    }

    private void assign(StatementTree.Assign tree, Scope scope, List<Statement> out) {
        Role.Variable variable = scope.variables.get(tree.name());
        names.refs(tree.refs());
        if (variable == null) {
            List<String> candidates = scope.variables.values().stream()
                    .filter(v -> v.lifetime() == Role.Lifetime.RUN)
                    .map(Role.Variable::name)
                    .toList();
            names.missing(Code.T0201, tree.nameSpan(), "variable", tree.name(), candidates);
            return;
        }
        if (variable.lifetime() != Role.Lifetime.RUN) {
            names.diagnostics.report(
                    Code.T0308,
                    tree.nameSpan(),
                    tree.name() + " has its value from the start",
                    "cannot be set",
                    "declare a `var` for it");
            return;
        }
        Expr value = exprs.value(tree.value(), scope, variable.type());
        out.add(new Statement.Assign(tree.span(), variable.index(), tree.name(), value));
    }

    private void send(StatementTree.Send tree, Scope scope, List<Statement> out) {
        Port port = names.port(tree.port());
        List<RefTree> refs = new ArrayList<>(tree.refs());
        Expr value = switch (tree.message()) {
            case StatementTree.Built built -> {
                refs.addAll(built.refs());
                yield exprs.builds().message(built, scope);
            }
            case StatementTree.Given(Span ignored, ExprTree given) -> exprs.any(given, scope);
        };
        if (value.type() instanceof Type.Msg(Message message)) {
            if (port != null) {
                out.add(new Statement.Send(
                        tree.span(), message, value, port, addressee(tree, scope), names.refs(refs)));
            }
        } else if (!Fit.isUnknown(value.type())) {
            names.diagnostics.report(
                    Code.T0401, tree.message().span(), "only a message can be sent", "this is " + value.type(), null);
        }
    }

    /** The agent parameter that a message is for: the second, unless the text says another. */
    private int addressee(StatementTree.Send tree, Scope scope) {
        DeclTree.NameAt to = tree.to();
        if (to == null) {
            return 1;
        }
        int index = scope.agents.indexOf(to.name());
        if (index < 1) {
            names.missing(
                    Code.T0211, to.span(), "other agent", to.name(), scope.agents.subList(1, scope.agents.size()));
        }
        return Math.max(1, index);
    }

    private void open(StatementTree.Open tree, Scope scope, List<Statement> out) {
        Expr value = exprs.octets(tree.value(), scope, new Type.Octets(0, Type.Octets.UNBOUNDED));
        Message message = message(tree.layout(), tree.layoutSpan());
        List<Statement> failure = failure(tree.span(), tree.failure(), scope);
        if (message != null) {
            int slot = scope.bind(tree.name(), new Type.Msg(message)).slot();
            out.add(new Statement.Open(
                    tree.span(),
                    value,
                    message,
                    slot,
                    tree.name(),
                    failure,
                    names.refs(refs(tree.refs(), tree.failure()))));
        } else {
            scope.bind(tree.name(), TypeResolver.UNKNOWN);
        }
    }

    private void choose(StatementTree.Choose tree, Scope scope, List<Statement> out) {
        Expr from = exprs.any(tree.from(), scope);
        Type element = from.type() instanceof Type.Seq(Type of) ? of : TypeResolver.UNKNOWN;
        if (!(from.type() instanceof Type.Seq) && !Fit.isUnknown(from.type())) {
            names.diagnostics.report(
                    Code.T0401, tree.from().span(), "choose needs a list", "this is " + from.type(), null);
        }
        List<Statement> failure = failure(tree.span(), tree.failure(), scope);
        int slot = scope.bind(tree.name(), element).slot();
        Expr condition = exprs.condition(tree.condition(), scope);
        out.add(new Statement.Choose(
                tree.span(),
                slot,
                tree.name(),
                from,
                condition,
                failure,
                names.refs(refs(tree.refs(), tree.failure()))));
    }

    /** The statements of a failure; discarding, with a warning, when none is named. */
    private List<Statement> failure(Span span, StatementTree.@Nullable Failure tree, Scope scope) {
        if (tree == null) {
            names.diagnostics.report(
                    Code.T0305,
                    span,
                    "this check does not say what happens when it fails",
                    "no else",
                    "add: else discard(\"...\") or else goto Failed(\"...\")");
            return List.of(new Statement.Discard(span, new Expr.TextLiteral("check failed")));
        }
        List<Statement> statements = block(tree.statements(), scope.block());
        if (!ends(statements) && !names.diagnostics.hasErrorsIn(tree.span())) {
            names.diagnostics.report(
                    Code.T0308,
                    tree.span(),
                    "a failure ends the reaction",
                    "goto or discard is missing",
                    "end it with goto STATE(\"...\") or discard(\"...\")");
        }
        return statements;
    }

    private void act(StatementTree.Act tree, Scope scope, List<Statement> out) {
        DeclTree.Action action = actions.get(tree.action());
        if (action == null) {
            names.missing(Code.T0212, tree.actionSpan(), "action", tree.action(), actions.keySet());
            return;
        }
        names.used.add("action " + action.nameSpan());
        if (unfolding.contains(tree.action())) {
            names.diagnostics.report(
                    Code.T0409,
                    tree.actionSpan(),
                    "action " + tree.action() + " leads back to itself",
                    "a circle",
                    "an action is a name for statements, unfolded where it is called");
            return;
        }
        boolean toldBefore = unfolded > MAX_UNFOLDED;
        unfolded += action.body().size();
        if (toldBefore) {
            return;
        }
        if (unfolding.size() >= MAX_ACTION_DEPTH || unfolded > MAX_UNFOLDED) {
            names.diagnostics.report(
                    Code.T0106,
                    tree.actionSpan(),
                    unfolded > MAX_UNFOLDED
                            ? "the actions of this role unfold to more than " + MAX_UNFOLDED + " statements"
                            : "actions call each other more than " + MAX_ACTION_DEPTH + " levels deep",
                    "here",
                    "an action is a name for statements, unfolded where it is called");
            return;
        }
        if (tree.args().size() != action.params().size()) {
            names.diagnostics.report(
                    Code.T0402,
                    tree.span(),
                    CallResolver.takes(tree.action(), action.params().size()),
                    "given " + tree.args().size(),
                    null);
            return;
        }
        Scope inner = scope.block();
        List<Expr> values = new ArrayList<>();
        for (int i = 0; i < tree.args().size(); i++) {
            values.add(exprs.value(
                    tree.args().get(i),
                    scope,
                    types.value(action.params().get(i).type())));
        }
        for (int i = 0; i < values.size(); i++) {
            String name = action.params().get(i).name();
            out.add(new Statement.Let(
                    tree.span(), inner.bind(name, values.get(i).type()).slot(), name, values.get(i)));
        }
        unfolding.add(tree.action());
        out.addAll(block(action.body(), inner));
        unfolding.removeLast();
    }

    private Role.@Nullable Store store(String name, Span span, Scope scope, boolean map) {
        Role.Store store = scope.stores.get(name);
        if (store == null) {
            names.missing(Code.T0214, span, "store", name, scope.stores.keySet());
            return null;
        }
        names.used.add("store " + store.span());
        if ((store.value() != null) != map) {
            names.diagnostics.report(
                    Code.T0401,
                    span,
                    name + (map ? " is a set" : " is a map"),
                    "the other kind",
                    map ? "write: add VALUE to " + name : "write: set " + name + "[KEY] := VALUE");
            return null;
        }
        return store;
    }

    int state(String name, Span span) {
        Integer index = states.get(name);
        if (index == null) {
            names.missing(Code.T0206, span, "state", name, states.keySet());
            return 0;
        }
        return index;
    }

    @Nullable
    Message message(String name, Span span) {
        Message message = names.message(name);
        if (message == null) {
            names.missing(Code.T0207, span, "message", name, names.messageNames());
        }
        return message;
    }

    static Map<String, Integer> stateIndex(List<DeclTree.State> states) {
        Map<String, Integer> index = new LinkedHashMap<>();
        for (DeclTree.State state : states) {
            index.putIfAbsent(state.name(), index.size());
        }
        return index;
    }
}
