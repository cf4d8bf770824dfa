package dev.troth.spec.resolve;

import dev.troth.spec.diagnostic.Code;
import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Function;
import dev.troth.spec.model.KeyFunction;
import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Type;
import dev.troth.spec.syntax.ExprTree;
import dev.troth.spec.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands before parentheses: built-in functions, derivations, primitives, layouts and messages. */
final class CallResolver {
    private final Names names;
    private final ExprResolver exprs;

    CallResolver(Names names, ExprResolver exprs) {
        this.names = names;
        this.exprs = exprs;
    }

    Expr call(ExprTree.Call tree, Scope scope, @Nullable Type wanted) {
        switch (tree.name()) {
            case "now" -> {
                ExprTree argument = one(tree);
                return argument != null && exprs.value(argument, scope, Type.AGENT) instanceof Expr.AgentParameter agent
                        ? clock(tree, agent)
                        : ExprResolver.broken();
            }
            case "abs" -> {
                ExprTree argument = one(tree);
                return argument == null
                        ? ExprResolver.broken()
                        : new Expr.Abs(exprs.value(argument, scope, Type.DURATION));
            }
            case "bit" -> {
                ExprTree argument = one(tree);
                if (argument != null && scope.role.isEmpty()) {
                    names.diagnostics.report(
                            Code.T0401,
                            tree.span(),
                            "a key is computed without conditions",
                            "a condition",
                            "give it the bit as a parameter");
                }
                return argument == null ? ExprResolver.broken() : bit(exprs.condition(argument, scope), tree);
            }
            case "present" -> {
                ExprTree argument = one(tree);
                return argument == null ? ExprResolver.broken() : new Expr.Present(exprs.any(argument, scope));
            }
            case "size" -> {
                ExprTree argument = one(tree);
                return argument == null
                        ? ExprResolver.broken()
                        : new Expr.SizeOf(exprs.octets(argument, scope, new Type.Octets(0, Type.Octets.UNBOUNDED)));
            }
            case "count" -> {
                return count(tree, scope);
            }
            default -> {
                return named(tree, scope, wanted);
            }
        }
    }

    private Expr bit(Expr condition, ExprTree.Call tree) {
        if (!RoleResolver.isAboutOptions(condition)) {
            names.diagnostics.report(
                    Code.T0406,
                    tree.span(),
                    "a bit is made of a condition about options",
                    "this asks about a value of the run",
                    "declare a var of type u1 and set it under if");
            return ExprResolver.broken();
        }
        return new Expr.Bit(condition);
    }

    private Expr clock(ExprTree.Call tree, Expr.AgentParameter agent) {
        if (agent.index() != 0) {
            names.diagnostics.report(
                    Code.T0401,
                    tree.span(),
                    "an agent reads only its own clock",
                    "not the agent's own",
                    "write now(" + "me)");
        }
        return new Expr.Now();
    }

    private Expr count(ExprTree.Call tree, Scope scope) {
        ExprTree argument = one(tree);
        if (argument == null) {
            return ExprResolver.broken();
        }
        Expr list = exprs.any(argument, scope);
        if (list.type() instanceof Type.Seq) {
            return new Expr.CountOf(list);
        }
        if (!Fit.isUnknown(list.type())) {
            names.diagnostics.report(
                    Code.T0401,
                    argument.span(),
                    "only a list can be counted",
                    "this is " + list.type(),
                    "size(x) is the length in octets");
        }
        return ExprResolver.broken();
    }

    /** The only argument, or null (told). What reads like a named argument is a comparison here. */
    private @Nullable ExprTree one(ExprTree.Call tree) {
        if (tree.args().size() == 1) {
            ExprTree.Arg arg = tree.args().getFirst();
            String name = arg.name();
            if (name == null) {
                return arg.value();
            }
            int start = arg.span().start();
            Span nameSpan = new Span(arg.span().source(), start, start + name.length());
            return new ExprTree.Binary(arg.span(), "=", new ExprTree.Name(nameSpan, name), arg.value());
        }
        arity(tree.nameSpan(), tree.name(), 1, tree.args().size());
        return null;
    }

    private void arity(Span span, String name, int wanted, int found) {
        names.diagnostics.report(Code.T0402, span, takes(name, wanted), "given " + found, null);
    }

    static String takes(String name, int wanted) {
        return name + " takes " + (wanted == 0 ? "no arguments" : wanted == 1 ? "1 argument" : wanted + " arguments");
    }

    /** {@code shared(me, peer)} or {@code private(me)}: of the type wanted, else 32 octets. */
    private Expr secret(ExprTree.Call tree, Scope scope, Type type) {
        List<Expr> agents = new ArrayList<>();
        for (ExprTree.Arg arg : tree.args()) {
            int agent =
                    arg.value() instanceof ExprTree.Name(Span ignored, String name) ? scope.agents.indexOf(name) : -1;
            if (agent < 0) {
                names.diagnostics.report(
                        Code.T0211,
                        arg.span(),
                        tree.name() + "(...) lists agent parameters of the role",
                        "not one of " + String.join(", ", scope.agents),
                        null);
            } else {
                agents.add(new Expr.AgentParameter(agent, scope.agents.get(agent)));
            }
        }
        if (tree.name().equals("private") && tree.args().size() != 1) {
            arity(tree.nameSpan(), tree.name(), 1, tree.args().size());
        }
        return new Expr.Shared(tree.name(), agents, type);
    }

    private Expr named(ExprTree.Call tree, Scope scope, @Nullable Type wanted) {
        String name = tree.name();
        if (scope.secret != null && (name.equals("shared") || name.equals("private"))) {
            boolean sized = wanted instanceof Type.Octets octets && octets.isFixed();
            return secret(tree, scope, wanted == null ? scope.secret : sized ? wanted : new Type.Octets(32, 32));
        }
        if (names.isKey(name)) {
            names.used.add("key " + name);
            KeyFunction key = names.key(name, tree.nameSpan());
            if (key == null) {
                return ExprResolver.broken();
            }
            List<Expr> args = arguments(tree, key.parameters(), scope);
            return args == null ? ExprResolver.broken() : new Expr.Derive(key, args, derivedType(key, args));
        }
        Function function = names.functions.get(name);
        if (function != null) {
            List<Expr> args = arguments(tree, function.parameters(), scope);
            return args == null ? ExprResolver.broken() : new Expr.Apply(function, args, resultType(function, args));
        }
        Message message = names.messages.get(name);
        if (message != null && message.single()) {
            names.used.add("message " + name);
            Message.Element only = message.elements().getFirst();
            return scope.role.isEmpty()
                    ? exprs.builds().record(only.layout(), tree.args(), tree.span(), scope, only.fixed())
                    : exprs.builds().single(message, tree, scope);
        }
        Layout layout = names.layouts.get(name);
        if (layout != null) {
            names.used.add("layout " + name);
            Message own = names.message(name);
            if (own != null && !scope.role.isEmpty() && (wanted instanceof Type.Msg || wanted == null)) {
                return exprs.builds().single(own, tree, scope);
            }
            return exprs.builds().record(layout, tree.args(), tree.span(), scope, Map.of());
        }
        List<String> candidates = new ArrayList<>(List.of("now", "abs", "bit", "present", "size", "count"));
        if (scope.secret != null) {
            candidates.addAll(List.of("shared", "private"));
        }
        candidates.addAll(names.functions.keySet());
        candidates.addAll(names.keys.keySet());
        candidates.addAll(names.layouts.keySet());
        names.missing(
                Code.T0212,
                tree.nameSpan(),
                "there is no function, key or layout " + name,
                name,
                "not declared",
                candidates);
        return ExprResolver.broken();
    }

    private @Nullable List<Expr> arguments(ExprTree.Call tree, List<Type> parameters, Scope scope) {
        if (tree.args().size() != parameters.size()) {
            arity(tree.nameSpan(), tree.name(), parameters.size(), tree.args().size());
            return null;
        }
        List<Expr> args = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            ExprTree.Arg arg = tree.args().get(i);
            if (arg.name() != null) {
                names.diagnostics.report(
                        Code.T0402,
                        arg.span(),
                        "arguments of " + tree.name() + " have no names",
                        "write the value alone",
                        null);
            }
            Type parameter = parameters.get(i);
            args.add(
                    parameter instanceof Type.Octets octets
                            ? exprs.octets(arg.value(), scope, octets)
                            : exprs.value(arg.value(), scope, parameter));
        }
        return args;
    }

    /** The result type of a call, with the length that the call asks for. */
    private static Type resultType(Function function, List<Expr> args) {
        int at = function.lengthArgument();
        if (at >= 0) {
            return args.get(at) instanceof Expr.IntLiteral literal ? octets(literal) : Type.BYTES;
        }
        return function.result();
    }

    /** As {@link #resultType}, where a derivation passes its own parameter on as the length. */
    private static Type derivedType(KeyFunction key, List<Expr> args) {
        if (key.body() instanceof Expr.Apply apply
                && apply.function().lengthArgument() >= 0
                && apply.arguments().get(apply.function().lengthArgument()) instanceof Expr.Argument argument
                && argument.index() >= 0
                && args.get(argument.index()) instanceof Expr.IntLiteral literal) {
            return octets(literal);
        }
        return key.body().type();
    }

    private static Type octets(Expr.IntLiteral length) {
        long octets = length.value();
        return octets >= 0 && octets <= TypeResolver.MAX_OCTETS
                ? new Type.Octets((int) octets, (int) octets)
                : Type.BYTES;
    }
}
