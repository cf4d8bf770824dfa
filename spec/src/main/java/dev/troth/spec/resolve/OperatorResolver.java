package dev.troth.spec.resolve;

import dev.troth.spec.diagnostic.Code;
import dev.troth.spec.diagnostic.Suggestion;
import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.Type;
import dev.troth.spec.syntax.ExprTree;
import dev.troth.spec.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Operators: logic, comparison, membership, concatenation, exclusive or, sums. */
final class OperatorResolver {
    private final Names names;
    private final ExprResolver exprs;

    OperatorResolver(Names names, ExprResolver exprs) {
        this.names = names;
        this.exprs = exprs;
    }

    Expr resolve(ExprTree.Binary tree, Scope scope, @Nullable Type wanted) {
        return switch (tree.operator()) {
            case "and" -> new Expr.And(exprs.condition(tree.left(), scope), exprs.condition(tree.right(), scope));
            case "or" -> new Expr.Or(exprs.condition(tree.left(), scope), exprs.condition(tree.right(), scope));
            case "in" -> membership(tree, scope);
            case "not_in" -> new Expr.Not(membership(tree, scope));
            case "||" -> concatenation(tree, scope);
            case "xor" -> exclusiveOr(tree, scope);
            case "+", "-" -> arithmetic(tree, scope, wanted);
            default -> comparison(tree, scope);
        };
    }

    private Expr comparison(ExprTree.Binary tree, Scope scope) {
        Expr option = option(tree, scope);
        if (option != null) {
            return option;
        }
        Expr.Comparison comparison = comparison(tree.operator());
        boolean rightFirst = isLiteral(tree.left()) && !isLiteral(tree.right());
        ExprTree firstTree = rightFirst ? tree.right() : tree.left();
        ExprTree secondTree = rightFirst ? tree.left() : tree.right();
        Expr first = exprs.any(firstTree, scope);
        Expr second = exprs.any(secondTree, scope, first.type(), enumsOf(first));
        Expr left = rightFirst ? second : first;
        Expr right = rightFirst ? first : second;
        if (!Fit.comparable(left.type(), right.type())) {
            names.diagnostics.report(
                    Code.T0401,
                    tree.span(),
                    left.type() + " cannot be compared with " + right.type(),
                    "different types",
                    null);
            return ExprResolver.broken();
        }
        if (left.type() instanceof Type.Octets l && right.type() instanceof Type.Octets r && !Fit.overlap(l, r)) {
            names.diagnostics.report(
                    Code.T0405,
                    tree.span(),
                    left.type() + " is never equal to " + right.type(),
                    "different lengths",
                    null);
        }
        boolean ordered = comparison != Expr.Comparison.EQUAL && comparison != Expr.Comparison.NOT_EQUAL;
        if (ordered && !(isOrdered(left.type()) || Fit.isUnknown(left.type()))) {
            names.diagnostics.report(
                    Code.T0401, tree.span(), "values of type " + left.type() + " have no order", "use = or !=", null);
            return ExprResolver.broken();
        }
        return new Expr.Compare(comparison, left, right);
    }

    private static boolean isOrdered(Type type) {
        return type instanceof Type.Int
                || type instanceof Type.Time
                || type instanceof Type.Duration
                || (type instanceof Type.Octets octets && octets.isFixed());
    }

    private static Expr.Comparison comparison(String operator) {
        for (Expr.Comparison comparison : Expr.Comparison.values()) {
            if (comparison.symbol().equals(operator)) {
                return comparison;
            }
        }
        throw new IllegalStateException("operator " + operator);
    }

    private static boolean isLiteral(ExprTree tree) {
        return tree instanceof ExprTree.Number || tree instanceof ExprTree.Hex || tree instanceof ExprTree.Str;
    }

    /** {@code confirm = on}, where no variable is called confirm. */
    private @Nullable Expr option(ExprTree.Binary tree, Scope scope) {
        if (!(tree.left() instanceof ExprTree.Name(Span ignored, String name)
                && tree.right() instanceof ExprTree.Name(Span valueSpan, String value))) {
            return null;
        }
        Protocol.Option option = names.options.get(name);
        if (option == null || scope.known().contains(name)) {
            return null;
        }
        names.used.add("option " + name);
        int at = option.values().indexOf(value);
        if (at < 0) {
            names.diagnostics.report(
                    Code.T0209,
                    valueSpan,
                    "option " + name + " has no value " + value,
                    "values: " + String.join(", ", option.values()),
                    Suggestion.help(value, option.values()));
            return ExprResolver.broken();
        }
        Expr is = new Expr.OptionIs(names.optionIndex(name), at, name + " = " + value);
        if (tree.operator().equals("=")) {
            return is;
        }
        if (tree.operator().equals("!=")) {
            return new Expr.Not(is);
        }
        names.diagnostics.report(Code.T0401, tree.span(), "the values of an option have no order", "use = or !=", null);
        return ExprResolver.broken();
    }

    private Expr membership(ExprTree.Binary tree, Scope scope) {
        if (tree.right() instanceof ExprTree.Name(Span span, String name)) {
            Role.Store store = scope.stores.get(name);
            if (store != null) {
                names.used.add("store " + store.span());
                Expr value = exprs.value(tree.left(), scope, store.key());
                return new Expr.InStore(value, store.index(), name);
            }
            names.missing(Code.T0214, span, "store", name, scope.stores.keySet());
            return ExprResolver.broken();
        }
        if (tree.right() instanceof ExprTree.ListOf(Span ignored, List<ExprTree> items)) {
            Expr value = exprs.any(tree.left(), scope);
            List<Expr> resolved = new ArrayList<>();
            for (ExprTree item : items) {
                Expr expr = exprs.any(item, scope, value.type(), enumsOf(value));
                if (!Fit.comparable(expr.type(), value.type())) {
                    names.diagnostics.report(
                            Code.T0401,
                            item.span(),
                            value.type() + " cannot be compared with " + expr.type(),
                            "different types",
                            null);
                }
                resolved.add(expr);
            }
            return new Expr.InList(value, resolved);
        }
        names.diagnostics.report(
                Code.T0401,
                tree.right().span(),
                "`in` asks a store or a list in brackets",
                "neither",
                "write x in seen, or x in [a, b]");
        return ExprResolver.broken();
    }

    /** The named values of a field, if the expression is one. */
    static Map<Long, String> enumsOf(Expr expr) {
        if (expr instanceof Expr.Field(Expr record, int slot, String ignored, Type ignoredType)
                && record.type() instanceof Type.Rec(Layout layout)) {
            return layout.data().get(slot).names();
        }
        return Map.of();
    }

    private Expr concatenation(ExprTree.Binary tree, Scope scope) {
        List<Expr> parts = new ArrayList<>();
        flatten(tree, scope, parts);
        Type.Octets size = new Type.Octets(0, 0);
        for (Expr part : parts) {
            size = Fit.plus(size, Fit.size(part.type()));
        }
        return new Expr.Concat(parts, size);
    }

    private void flatten(ExprTree tree, Scope scope, List<Expr> parts) {
        if (tree instanceof ExprTree.Binary binary && binary.operator().equals("||")) {
            flatten(binary.left(), scope, parts);
            flatten(binary.right(), scope, parts);
        } else {
            parts.add(exprs.octets(tree, scope, new Type.Octets(0, Type.Octets.UNBOUNDED)));
        }
    }

    private Expr exclusiveOr(ExprTree.Binary tree, Scope scope) {
        Type.Octets anything = new Type.Octets(0, Type.Octets.UNBOUNDED);
        Expr left = exprs.octets(tree.left(), scope, anything);
        Expr right = exprs.octets(tree.right(), scope, anything);
        Type.Octets leftSize = Fit.size(left.type());
        Type.Octets rightSize = Fit.size(right.type());
        if (!Fit.overlap(leftSize, rightSize)) {
            names.diagnostics.report(
                    Code.T0405,
                    tree.span(),
                    "xor needs two values of one length",
                    leftSize + " xor " + rightSize,
                    null);
        }
        return new Expr.Xor(left, right, leftSize.isFixed() ? leftSize : rightSize);
    }

    private Expr arithmetic(ExprTree.Binary tree, Scope scope, @Nullable Type wanted) {
        boolean minus = tree.operator().equals("-");
        Expr left = exprs.any(tree.left(), scope, wanted instanceof Type.Int ? wanted : null, Map.of());
        Expr right = exprs.any(tree.right(), scope, left.type() instanceof Type.Int ? left.type() : null, Map.of());
        Type result = sumType(minus, left.type(), right.type());
        if (result == null) {
            names.diagnostics.report(
                    Code.T0401,
                    tree.span(),
                    left.type() + " " + tree.operator() + " " + right.type() + " means nothing",
                    "wrong types",
                    "numbers of one width, times and durations can be added and subtracted");
            return ExprResolver.broken();
        }
        return new Expr.Arithmetic(minus, left, right, result);
    }

    private static @Nullable Type sumType(boolean minus, Type left, Type right) {
        if (Fit.isUnknown(left) || Fit.isUnknown(right)) {
            return TypeResolver.UNKNOWN;
        }
        if (left instanceof Type.Time && right instanceof Type.Time) {
            return minus ? Type.DURATION : null;
        }
        if (left instanceof Type.Time && right instanceof Type.Duration) {
            return Type.TIME;
        }
        boolean same = left.equals(right) && (left instanceof Type.Int || left instanceof Type.Duration);
        return same ? left : null;
    }
}
