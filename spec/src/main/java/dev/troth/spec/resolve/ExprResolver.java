package dev.troth.spec.resolve;

import dev.troth.spec.diagnostic.Code;
import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.Type;
import dev.troth.spec.syntax.ExprTree;
import dev.troth.spec.text.Span;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Expressions: finds what each name means and gives each part a type. The type that is wanted is passed down, so that a
 * literal takes the width of its place.
 */
final class ExprResolver {
    private final Names names;
    private final BuildResolver builds;
    private final OperatorResolver operators;
    private final CallResolver calls;

    ExprResolver(Names names) {
        this.names = names;
        this.builds = new BuildResolver(names, this);
        this.operators = new OperatorResolver(names, this);
        this.calls = new CallResolver(names, this);
    }

    BuildResolver builds() {
        return builds;
    }

    /** What stands for an expression that could not be resolved; the fault is told. */
    static Expr broken() {
        return new Expr.Argument(-1, "?", TypeResolver.UNKNOWN);
    }

    /** A value of a type; tells when it does not fit. */
    Expr value(ExprTree tree, Scope scope, Type wanted) {
        Expr expr = resolve(tree, scope, wanted, Map.of());
        return fit(tree, expr, wanted);
    }

    /** A value of any type. */
    Expr any(ExprTree tree, Scope scope) {
        return any(tree, scope, null, Map.of());
    }

    /** As {@link #any(ExprTree, Scope)}, where a type is likely and named values are known. */
    Expr any(ExprTree tree, Scope scope, @Nullable Type likely, Map<Long, String> enums) {
        Expr expr = resolve(tree, scope, likely, enums);
        if (expr.type() instanceof Type.Bool) {
            names.diagnostics.report(
                    Code.T0401,
                    tree.span(),
                    "a condition is not a value",
                    "a value is needed here",
                    "bit(...) makes 1 or 0 of it");
            return broken();
        }
        return expr;
    }

    Expr condition(ExprTree tree, Scope scope) {
        Expr expr = resolve(tree, scope, null, Map.of());
        if (!(expr.type() instanceof Type.Bool) && !Fit.isUnknown(expr.type())) {
            names.diagnostics.report(
                    Code.T0406,
                    tree.span(),
                    "a condition is needed here",
                    "this is " + expr.type(),
                    "compare it: ... = ...");
            return broken();
        }
        return expr;
    }

    /** A value that can enter a primitive or a concatenation as octets. */
    Expr octets(ExprTree tree, Scope scope, Type.Octets wanted) {
        Expr expr = resolve(tree, scope, wanted, Map.of());
        if (!Fit.isOctets(expr.type())) {
            names.diagnostics.report(
                    Code.T0401,
                    tree.span(),
                    "octets are needed here",
                    "this is " + expr.type(),
                    "only whole octets, text, agents, times and payloads have octets");
            return broken();
        }
        if (!Fit.overlap(Fit.size(expr.type()), wanted) && !Fit.isUnknown(expr.type())) {
            names.diagnostics.report(
                    Code.T0405,
                    tree.span(),
                    "this has the wrong length: " + wanted + " is needed",
                    "this is " + expr.type(),
                    null);
        }
        return expr;
    }

    private Expr fit(ExprTree tree, Expr expr, Type wanted) {
        Type is = expr.type();
        boolean fits = switch (wanted) {
            case Type.Octets octets -> {
                if (is instanceof Type.Octets has) {
                    if (!Fit.overlap(has, octets)) {
                        names.diagnostics.report(
                                Code.T0405,
                                tree.span(),
                                "this has the wrong length: " + wanted + " is needed",
                                "this is " + is,
                                null);
                    }
                    yield true;
                }
                // A payload stands for its octets.
                yield is instanceof Type.Rec || is instanceof Type.Msg;
            }
            case Type.Text ignored -> Fit.isName(is);
            case Type.Seq wantedList ->
                is instanceof Type.Seq list
                        && (list.element().equals(wantedList.element()) || Fit.isUnknown(list.element()));
            case Type.Int ignored -> is.equals(wanted);
            case Type.Agent ignored -> is.equals(wanted);
            case Type.Bool ignored -> is.equals(wanted);
            case Type.Time ignored -> is.equals(wanted);
            case Type.Duration ignored -> is.equals(wanted);
            case Type.Rec ignored -> is.equals(wanted);
            case Type.Msg ignored -> is.equals(wanted);
            case Type.Unknown ignored -> true;
        };
        if (!fits && !Fit.isUnknown(is)) {
            names.diagnostics.report(
                    Code.T0401, tree.span(), "a value of type " + wanted + " is needed here", "this is " + is, null);
            return broken();
        }
        return expr;
    }

    /** @param enums named values that are known at this place */
    Expr resolve(ExprTree tree, Scope scope, @Nullable Type wanted, Map<Long, String> enums) {
        return switch (tree) {
            case ExprTree.Number number -> number(number, wanted);
            case ExprTree.Hex hex -> hex(hex, wanted);
            case ExprTree.Str(Span ignored, String value) -> text(value, wanted);
            case ExprTree.Duration(Span ignored, long nanos) -> new Expr.DurationLiteral(nanos);
            case ExprTree.Name name -> name(name, scope, wanted, enums);
            case ExprTree.Select select -> select(select, scope);
            case ExprTree.Index index -> index(index, scope);
            case ExprTree.Call call -> calls.call(call, scope, wanted);
            case ExprTree.ListOf list -> list(list, scope, wanted);
            case ExprTree.Entry entry -> entry(entry, scope, wanted);
            case ExprTree.Binary binary -> operators.resolve(binary, scope, wanted);
            case ExprTree.Not not -> new Expr.Not(condition(not.operand(), scope));
            case ExprTree.Coverage coverage -> builds.coverage(coverage, scope);
            case ExprTree.Broken ignored -> broken();
        };
    }

    private Expr number(ExprTree.Number tree, @Nullable Type wanted) {
        BigInteger value = new BigInteger(tree.digits());
        int bits = wanted instanceof Type.Int integer ? integer.bits() : 32;
        if (wanted instanceof Type.Octets) {
            names.diagnostics.report(
                    Code.T0401,
                    tree.span(),
                    "a decimal number has no length in octets",
                    "how many octets?",
                    "write it in hexadecimal, two digits an octet: 0x00");
            return broken();
        }
        if (value.bitLength() > bits) {
            names.diagnostics.report(
                    Code.T0505,
                    tree.span(),
                    tree.digits() + " does not fit in " + bits + " bits",
                    "too large",
                    "the largest value is " + BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE));
            return broken();
        }
        return new Expr.IntLiteral(value.longValue(), new Type.Int(bits));
    }

    private Expr hex(ExprTree.Hex tree, @Nullable Type wanted) {
        if (wanted instanceof Type.Int integer) {
            BigInteger value = new BigInteger(tree.digits(), 16);
            if (value.bitLength() > integer.bits()) {
                names.diagnostics.report(
                        Code.T0505,
                        tree.span(),
                        "0x" + tree.digits() + " does not fit in " + integer.bits() + " bits",
                        "too large",
                        null);
                return broken();
            }
            return new Expr.IntLiteral(value.longValue(), integer);
        }
        return new Expr.OctetsLiteral(HexFormat.of().parseHex(tree.digits()));
    }

    private static Expr text(String value, @Nullable Type wanted) {
        if (wanted instanceof Type.Octets) {
            return new Expr.OctetsLiteral(value.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        return new Expr.TextLiteral(value);
    }

    private Expr name(ExprTree.Name tree, Scope scope, @Nullable Type wanted, Map<Long, String> enums) {
        String name = tree.name();
        Expr.Local local = scope.local(name);
        if (local != null) {
            return local;
        }
        Expr.Argument argument = scope.arguments.get(name);
        if (argument != null) {
            return argument;
        }
        Role.Variable variable = scope.variables.get(name);
        if (variable != null) {
            names.used.add("variable " + variable.span());
            return new Expr.Variable(variable.index(), name, variable.type());
        }
        int agent = scope.agents.indexOf(name);
        if (agent >= 0) {
            return new Expr.AgentParameter(agent, name);
        }
        Protocol.Param param = names.params.get(name);
        if (param != null) {
            names.used.add("param " + name);
            return new Expr.Param(names.paramIndex(name), name, param.value().type());
        }
        for (Map.Entry<Long, String> entry : enums.entrySet()) {
            if (entry.getValue().equals(name)) {
                return new Expr.IntLiteral(
                        entry.getKey(), wanted instanceof Type.Int integer ? integer : new Type.Int(32));
            }
        }
        Set<Long> values = names.enumValues.getOrDefault(name, Set.of());
        if (enums.isEmpty() && values.size() == 1) {
            return new Expr.IntLiteral(
                    values.iterator().next(), wanted instanceof Type.Int integer ? integer : new Type.Int(32));
        }
        return unknownName(tree, scope, enums, values);
    }

    private Expr unknownName(ExprTree.Name tree, Scope scope, Map<Long, String> enums, Set<Long> values) {
        String name = tree.name();
        if (names.options.containsKey(name)) {
            names.used.add("option " + name);
            names.diagnostics.report(
                    Code.T0209,
                    tree.span(),
                    "option " + name + " is not a value",
                    "compare it with one of its values",
                    "write " + name + " = " + names.options.get(name).values().getFirst());
        } else if (scope.stores.containsKey(name)) {
            names.used.add("store " + name);
            names.diagnostics.report(
                    Code.T0401,
                    tree.span(),
                    name + " is a store and not a value",
                    "ask it: x in " + name + ", or " + name + "[key]",
                    null);
        } else if (enums.isEmpty() && values.size() > 1) {
            names.diagnostics.report(
                    Code.T0201,
                    tree.span(),
                    name + " names different values in different fields",
                    "which one?",
                    "compare it with the field that it belongs to, or write the number");
        } else {
            List<String> candidates = new ArrayList<>(scope.known());
            candidates.addAll(names.params.keySet());
            candidates.addAll(enums.values());
            names.missing(
                    Code.T0201,
                    tree.span(),
                    "there is no name " + name + (scope.role.isEmpty() ? "" : " in role " + scope.role),
                    name,
                    "not declared",
                    candidates);
        }
        return broken();
    }

    private Expr select(ExprTree.Select tree, Scope scope) {
        Expr target = any(tree.target(), scope);
        switch (target.type()) {
            case Type.Msg(Message message) -> {
                if (message.single()) {
                    Message.Element only = message.elements().getFirst();
                    Expr payload = new Expr.Payload(target, 0, only.label(), new Type.Rec(only.layout()));
                    return field(tree, payload, only.layout());
                }
                int element = message.element(tree.name());
                if (element < 0) {
                    List<String> labels = message.elements().stream()
                            .map(Message.Element::label)
                            .toList();
                    names.missing(
                            Code.T0205,
                            tree.nameSpan(),
                            "payload of " + message.name() + " called",
                            tree.name(),
                            labels);
                    return broken();
                }
                Message.Element found = message.elements().get(element);
                Type record = new Type.Rec(found.layout());
                Type type = found.multiplicity().isList() ? new Type.Seq(record) : record;
                return new Expr.Payload(target, element, found.label(), type);
            }
            case Type.Rec(Layout layout) -> {
                return field(tree, target, layout);
            }
            case Type.Seq(Type element)
            when element instanceof Type.Rec -> {
                names.diagnostics.report(
                        Code.T0401,
                        tree.target().span(),
                        "this is a " + target.type() + ", not one of them",
                        "which one?",
                        "write [0] for the first");
                return broken();
            }
            case Type.Int _,
                    Type.Octets _,
                    Type.Text _,
                    Type.Agent _,
                    Type.Bool _,
                    Type.Time _,
                    Type.Duration _,
                    Type.Seq _,
                    Type.Unknown _ -> {
                if (!Fit.isUnknown(target.type())) {
                    names.diagnostics.report(
                            Code.T0205,
                            tree.nameSpan(),
                            "a value of type " + target.type() + " has no fields",
                            "no field here",
                            null);
                }
                return broken();
            }
        }
    }

    private Expr field(ExprTree.Select tree, Expr record, Layout layout) {
        int slot = layout.slot(tree.name());
        if (slot >= 0) {
            Layout.DataField field = layout.data().get(slot);
            return new Expr.Field(record, slot, field.name(), field.type());
        }
        boolean computed = layout instanceof Layout.Binary binary
                && binary.fields().stream().anyMatch(f -> f.name().equals(tree.name()));
        if (computed) {
            names.diagnostics.report(
                    Code.T0404,
                    tree.nameSpan(),
                    tree.name() + " of " + layout.name() + " computes itself and is not part of the value",
                    "cannot be read",
                    "use size(field) or count(list)");
        } else {
            names.missing(
                    Code.T0205,
                    tree.nameSpan(),
                    "field of " + layout.name() + " called",
                    tree.name(),
                    layout.data().stream().map(Layout.DataField::name).toList());
        }
        return broken();
    }

    private Expr index(ExprTree.Index tree, Scope scope) {
        if (tree.target() instanceof ExprTree.Name name && scope.local(name.name()) == null) {
            Role.Store store = scope.stores.get(name.name());
            if (store != null && store.value() != null) {
                names.used.add("store " + store.span());
                return new Expr.Lookup(
                        store.index(), store.name(), value(tree.index(), scope, store.key()), store.value());
            }
        }
        Expr list = any(tree.target(), scope);
        if (list.type() instanceof Type.Seq(Type element)) {
            if (tree.index() instanceof ExprTree.Number(Span ignored, String digits) && digits.length() <= 6) {
                return new Expr.Item(list, Integer.parseInt(digits), element);
            }
            names.diagnostics.report(
                    Code.T0407, tree.index().span(), "an index into a list is a number", "not a number", null);
            return broken();
        }
        if (!Fit.isUnknown(list.type())) {
            names.diagnostics.report(
                    Code.T0401, tree.target().span(), "only a list or a map has items", "this is " + list.type(), null);
        }
        return broken();
    }

    private Expr list(ExprTree.ListOf tree, Scope scope, @Nullable Type wanted) {
        Type element = wanted instanceof Type.Seq sequence ? sequence.element() : null;
        List<Expr> items = new ArrayList<>();
        for (ExprTree item : tree.items()) {
            Expr expr = element == null ? any(item, scope) : value(item, scope, element);
            items.add(expr);
            element = element == null ? expr.type() : element;
        }
        return new Expr.ListOf(items, new Type.Seq(element == null ? TypeResolver.UNKNOWN : element));
    }

    private Expr entry(ExprTree.Entry tree, Scope scope, @Nullable Type wanted) {
        if (wanted instanceof Type.Rec(Layout layout)) {
            return builds.record(layout, tree.fields(), tree.span(), scope, Map.of());
        }
        names.diagnostics.report(
                Code.T0401,
                tree.span(),
                "an entry in parentheses belongs to a repeated group",
                "no group is wanted here",
                null);
        return broken();
    }
}
