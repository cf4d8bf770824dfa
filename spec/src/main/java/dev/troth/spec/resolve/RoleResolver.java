package dev.troth.spec.resolve;

import dev.troth.spec.diagnostic.Code;
import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Port;
import dev.troth.spec.model.Reaction;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.State;
import dev.troth.spec.model.Timer;
import dev.troth.spec.model.Type;
import dev.troth.spec.syntax.DeclTree;
import dev.troth.spec.syntax.ExprTree;
import dev.troth.spec.syntax.ReactionTree;
import dev.troth.spec.syntax.StatementTree;
import dev.troth.spec.syntax.TypeTree;
import dev.troth.spec.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One role: variables, stores, states and their reactions. */
final class RoleResolver {
    private final Names names;
    private final TypeResolver types;
    private final ExprResolver exprs;
    private final Map<String, Role.Variable> variables = new LinkedHashMap<>();
    private final Map<String, Role.Store> stores = new LinkedHashMap<>();

    RoleResolver(Names names, TypeResolver types, ExprResolver exprs) {
        this.names = names;
        this.types = types;
        this.exprs = exprs;
    }

    /** @param servers the names of all server roles */
    /** @param others every role of the protocol, with whether it is a server role */
    Role role(DeclTree.Role tree, int index, Map<String, Boolean> others) {
        if (tree.agents().stream().distinct().count() < tree.agents().size()) {
            names.diagnostics.report(
                    Code.T0202, tree.nameSpan(), "role " + tree.name() + " names an agent twice", "again", null);
        }
        Map<String, DeclTree.Action> actions = new LinkedHashMap<>();
        List<DeclTree.State> stateTrees = new ArrayList<>();
        for (DeclTree.Member member : tree.members()) {
            switch (member) {
                case DeclTree.Knows knows -> knows(knows, tree);
                case DeclTree.Variables declared -> variables(declared, tree);
                case DeclTree.Action action -> {
                    if (names.declare("action of " + tree.name(), action.name(), action.nameSpan())) {
                        names.distinct(action.params());
                        actions.put(action.name(), action);
                    }
                }
                case DeclTree.State state -> {
                    if (names.declare("state of " + tree.name(), state.name(), state.nameSpan())) {
                        stateTrees.add(state);
                    }
                }
            }
        }
        Scope scope = Scope.ofRole(tree.name(), tree.agents(), variables, stores);
        Map<String, Integer> stateIndex = StatementResolver.stateIndex(stateTrees);
        StatementResolver statements = new StatementResolver(names, types, exprs, stateIndex, actions);
        List<State> states = new ArrayList<>();
        for (DeclTree.State state : stateTrees) {
            List<Reaction> reactions = new ArrayList<>();
            reactions(state.reactions(), List.of(), scope, statements, reactions);
            states.add(new State(
                    state.name(),
                    states.size(),
                    state.start(),
                    state.isFinal(),
                    List.copyOf(reactions),
                    state.nameSpan(),
                    names.refs(state.refs())));
        }
        return new Role(
                tree.name(),
                index,
                tree.agents(),
                players(tree, others, true),
                players(tree, others, false),
                tree.server(),
                List.copyOf(variables.values()),
                List.copyOf(stores.values()),
                List.copyOf(states),
                start(tree, states),
                tree.nameSpan(),
                names.refs(tree.refs()));
    }

    /** What the text says of each agent parameter: the server role alone, or any role. */
    private List<String> players(DeclTree.Role tree, Map<String, Boolean> others, boolean serversAlone) {
        List<String> players = new ArrayList<>();
        for (DeclTree.NameAt player : tree.players()) {
            if (player != null && !others.containsKey(player.name()) && serversAlone) {
                names.missing(Code.T0211, player.span(), "role", player.name(), others.keySet());
            }
            boolean counts = player != null && (!serversAlone || others.getOrDefault(player.name(), false));
            players.add(player == null || !counts ? "" : player.name());
        }
        return List.copyOf(players);
    }

    private int start(DeclTree.Role tree, List<State> states) {
        List<State> starts = states.stream().filter(State::isStart).toList();
        if (starts.size() == 1) {
            return starts.getFirst().index();
        }
        boolean told =
                names.diagnostics.hasErrorsIn(tree.span()) || (states.isEmpty() && names.diagnostics.hasErrors());
        if (starts.isEmpty() && told) {
            return 0;
        }
        names.diagnostics.report(
                Code.T0302,
                tree.nameSpan(),
                "role " + tree.name() + " has "
                        + (starts.isEmpty() ? "no start state" : starts.size() + " start states"),
                "one is needed",
                starts.isEmpty() ? "write `start state` before the first" : "keep `start` at one of them");
        return 0;
    }

    private boolean isNew(DeclTree.Role tree, String name, Span span) {
        if (tree.agents().contains(name)) {
            names.diagnostics.report(
                    Code.T0202, span, name + " is already an agent parameter of " + tree.name(), "again", null);
            return false;
        }
        return names.declare("variable of " + tree.name(), name, span);
    }

    private void knows(DeclTree.Knows tree, DeclTree.Role role) {
        if (!isNew(role, tree.name(), tree.nameSpan())) {
            return;
        }
        Type type = types.value(tree.type());
        Expr known = longTerm(tree.value(), role, type);
        Role.Lifetime lifetime = tree.open() ? Role.Lifetime.PUBLIC : Role.Lifetime.KNOWN;
        variables.put(
                tree.name(), new Role.Variable(tree.name(), variables.size(), lifetime, type, known, tree.nameSpan()));
    }

    /**
     * What is known before the run: {@code shared(me, peer)}, {@code private(me)}, or something computed from such
     * secrets, such as {@code pk(private(peer))}.
     */
    private Expr longTerm(ExprTree tree, DeclTree.Role role, Type type) {
        Scope scope =
                Scope.ofRole(role.name(), role.agents(), Map.of(), Map.of()).longTerm(type);
        Expr known = exprs.any(tree, scope);
        boolean secret = known instanceof Expr.Shared || known instanceof Expr.Apply || known instanceof Expr.Derive;
        if (!secret && !Fit.isUnknown(known.type())) {
            names.diagnostics.report(
                    Code.T0212,
                    tree.span(),
                    "what is known from the start is shared(me, peer), private(me) or computed from these",
                    "something else",
                    null);
        }
        if (known instanceof Expr.Shared
                && !(type instanceof Type.Octets octets && octets.isFixed())
                && !Fit.isUnknown(type)) {
            names.diagnostics.report(
                    Code.T0401,
                    tree.span(),
                    "a shared secret has a fixed length",
                    "this is " + type,
                    "write bytes[16]");
        }
        return known;
    }

    private void variables(DeclTree.Variables tree, DeclTree.Role role) {
        for (DeclTree.Variable variable : tree.variables()) {
            if (!isNew(role, variable.name(), variable.span())) {
                continue;
            }
            if (tree.lifetime().equals("node")) {
                store(variable);
                continue;
            }
            Role.Lifetime lifetime = tree.lifetime().equals("fresh") ? Role.Lifetime.FRESH : Role.Lifetime.RUN;
            Type type = types.value(variable.type());
            boolean drawable = type instanceof Type.Int || (type instanceof Type.Octets octets && octets.isFixed());
            if (lifetime == Role.Lifetime.FRESH && !drawable && !Fit.isUnknown(type)) {
                names.diagnostics.report(
                        Code.T0401, variable.span(), "a fresh value is bytes[n] or u8 to u64", "this is " + type, null);
            }
            variables.put(
                    variable.name(),
                    new Role.Variable(variable.name(), variables.size(), lifetime, type, null, variable.span()));
        }
    }

    private void store(DeclTree.Variable variable) {
        Type key;
        Type value = null;
        ExprTree lifeTree;
        switch (variable.type()) {
            case TypeTree.SetOf set -> {
                key = types.value(set.element());
                lifeTree = set.life();
            }
            case TypeTree.MapOf map -> {
                key = types.value(map.key());
                value = types.value(map.value());
                lifeTree = map.life();
            }
            case TypeTree.Simple ignored -> {
                storeNeeded(variable);
                return;
            }
            case TypeTree.Bytes ignored -> {
                storeNeeded(variable);
                return;
            }
            case TypeTree.ListOf ignored -> {
                storeNeeded(variable);
                return;
            }
        }
        Expr life = lifeTree == null ? null : exprs.value(lifeTree, Scope.ofArguments(Map.of()), Type.DURATION);
        stores.put(variable.name(), new Role.Store(variable.name(), stores.size(), key, value, life, variable.span()));
    }

    private void storeNeeded(DeclTree.Variable variable) {
        names.diagnostics.report(
                Code.T0401,
                variable.span(),
                "a `node` variable is a set or a map",
                "neither",
                "write: node " + variable.name() + " : set of TYPE for TIME");
    }

    private void reactions(
            List<ReactionTree> trees,
            List<Expr> conditions,
            Scope role,
            StatementResolver statements,
            List<Reaction> out) {
        for (ReactionTree tree : trees) {
            if (tree instanceof ReactionTree.Conditional(Span ignored, ExprTree condition, var then, var otherwise)) {
                Expr test = exprs.condition(condition, role.reaction());
                if (!isAboutOptions(test) && !Fit.isUnknown(test.type())) {
                    names.diagnostics.report(
                            Code.T0308,
                            condition.span(),
                            "a reaction exists under an option",
                            "not about options",
                            "move the condition inside the reaction");
                }
                reactions(then, plus(conditions, test), role, statements, out);
                reactions(otherwise, plus(conditions, new Expr.Not(test)), role, statements, out);
                continue;
            }
            Scope scope = role.reaction();
            Built built = reaction(tree, scope, statements);
            if (built != null) {
                out.add(new Reaction(
                        tree.span(),
                        built.trigger,
                        conditions,
                        List.copyOf(built.body),
                        scope.slots(),
                        names.refs(built.refs)));
            }
        }
    }

    static boolean isAboutOptions(Expr test) {
        return switch (test) {
            case Expr.OptionIs ignored -> true;
            case Expr.Not(Expr operand) -> isAboutOptions(operand);
            case Expr.And(Expr left, Expr right) -> isAboutOptions(left) && isAboutOptions(right);
            case Expr.Or(Expr left, Expr right) -> isAboutOptions(left) && isAboutOptions(right);
            case Expr.Variable _,
                    Expr.Local _,
                    Expr.Argument _,
                    Expr.Lookup _,
                    Expr.Field _,
                    Expr.Apply _,
                    Expr.Derive _,
                    Expr.Concat _,
                    Expr.IntLiteral _,
                    Expr.OctetsLiteral _,
                    Expr.TextLiteral _,
                    Expr.AgentParameter _,
                    Expr.Shared _,
                    Expr.Now _,
                    Expr.Bit _,
                    Expr.Build _,
                    Expr.BuildMessage _,
                    Expr.Payload _,
                    Expr.Item _,
                    Expr.Xor _,
                    Expr.Arithmetic _,
                    Expr.Abs _,
                    Expr.SizeOf _,
                    Expr.CountOf _,
                    Expr.Covered _,
                    Expr.ListOf _,
                    Expr.DurationLiteral _,
                    Expr.BoolLiteral _,
                    Expr.Param _,
                    Expr.Compare _,
                    Expr.InStore _,
                    Expr.InList _,
                    Expr.Present _ -> Fit.isUnknown(test.type());
        };
    }

    private static List<Expr> plus(List<Expr> conditions, Expr test) {
        List<Expr> all = new ArrayList<>(conditions);
        all.add(test);
        return List.copyOf(all);
    }

    private record Built(
            Reaction.Trigger trigger,
            List<dev.troth.spec.model.Statement> body,
            List<dev.troth.spec.syntax.RefTree> refs) {}

    private @Nullable Built reaction(ReactionTree tree, Scope scope, StatementResolver statements) {
        return switch (tree) {
            case ReactionTree.Entry(Span ignored, var body) ->
                new Built(new Reaction.Entry(), statements.block(body, scope), List.of());
            case ReactionTree.Local(Span ignored, ExprTree.Path event, var body, var refs) -> {
                if (event.names().size() != 2) {
                    names.diagnostics.report(
                            Code.T0208,
                            event.span(),
                            "a local event is written source.event",
                            "such as user.call",
                            null);
                }
                yield new Built(
                        new Reaction.Local(
                                event.names().getFirst(), event.names().getLast()),
                        statements.block(body, scope),
                        refs);
            }
            case ReactionTree.Receive receive -> receive(receive, scope, statements);
            case ReactionTree.Malformed(Span ignored, ExprTree.Path path, var body, var refs) -> {
                Port port = names.port(path);
                List<dev.troth.spec.model.Statement> resolved = statements.block(body, scope);
                yield port == null ? null : new Built(new Reaction.Malformed(port), resolved, refs);
            }
            case ReactionTree.After(Span ignored, ExprTree delay, var body, var refs) ->
                new Built(
                        new Reaction.After(exprs.value(delay, scope, Type.DURATION)),
                        statements.block(body, scope),
                        refs);
            case ReactionTree.Retransmit retransmit -> retransmit(retransmit, scope, statements);
            case ReactionTree.Silence(Span ignored, boolean defer, var messages) -> {
                List<Message> found = new ArrayList<>();
                for (DeclTree.NameAt name : messages) {
                    Message message = statements.message(name.name(), name.span());
                    if (message != null) {
                        found.add(message);
                    }
                }
                yield new Built(new Reaction.Silence(defer, found), List.of(), List.of());
            }
            case ReactionTree.Otherwise(Span ignored, boolean defer) ->
                new Built(new Reaction.Otherwise(defer), List.of(), List.of());
            case ReactionTree.Conditional ignored -> null;
        };
    }

    private @Nullable Built receive(ReactionTree.Receive tree, Scope scope, StatementResolver statements) {
        Message message = statements.message(tree.message(), tree.messageSpan());
        Port port = names.port(tree.port());
        Map<Integer, Expr> arguments = new LinkedHashMap<>();
        if (message != null) {
            arguments(tree, message, scope, arguments);
        }
        String name = tree.name() == null ? "_" : tree.name();
        int slot = scope.bind(name, message == null ? TypeResolver.UNKNOWN : new Type.Msg(message))
                .slot();
        List<dev.troth.spec.model.Statement> body = statements.block(tree.body(), scope);
        return message == null || port == null
                ? null
                : new Built(new Reaction.Receive(message, port, arguments, slot), body, tree.refs());
    }

    private void arguments(ReactionTree.Receive tree, Message message, Scope scope, Map<Integer, Expr> arguments) {
        Layout layout = message.elements().getFirst().layout();
        int parameters = message.single() && layout instanceof Layout.Binary binary ? binary.parameters() : 0;
        for (ExprTree.Arg arg : tree.args()) {
            int slot = arg.name() == null ? -1 : layout.slot(arg.name());
            if (slot < 0 || slot >= parameters) {
                names.missing(
                        Code.T0402,
                        arg.span(),
                        arg.name() == null
                                ? "parameters of " + message.name() + " are given by name"
                                : "there is no parameter of " + message.name() + " called " + arg.name(),
                        arg.name() == null ? "?" : arg.name(),
                        parameters == 0 ? "takes none" : "not declared",
                        layout.data().subList(0, parameters).stream()
                                .map(Layout.DataField::name)
                                .toList());
                continue;
            }
            arguments.put(
                    slot,
                    exprs.value(arg.value(), scope, layout.data().get(slot).type()));
        }
        for (int slot = 0; slot < parameters; slot++) {
            if (!arguments.containsKey(slot) && arguments.size() == tree.args().size()) {
                String name = layout.data().get(slot).name();
                names.diagnostics.report(
                        Code.T0403,
                        tree.messageSpan(),
                        message.name() + " needs its parameter " + name,
                        name + " is missing",
                        "write recv " + message.name() + "(" + name + " = ...)");
            }
        }
    }

    private @Nullable Built retransmit(ReactionTree.Retransmit tree, Scope scope, StatementResolver statements) {
        Message message = statements.message(tree.message(), tree.messageSpan());
        Timer timer = names.timers.get(tree.timer());
        if (timer == null) {
            names.missing(Code.T0213, tree.timerSpan(), "timer", tree.timer(), names.timers.keySet());
        }
        names.used.add("timer " + tree.timer());
        StatementTree.Failure failure = tree.failure();
        List<dev.troth.spec.model.Statement> body =
                failure == null ? List.of() : statements.block(failure.statements(), scope);
        return message == null || timer == null
                ? null
                : new Built(new Reaction.Retransmit(message, timer), body, List.of());
    }
}
