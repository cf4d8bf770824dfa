package dev.troth.spec.resolve;

import dev.troth.spec.diagnostic.Code;
import dev.troth.spec.equation.Convergence;
import dev.troth.spec.model.Equation;
import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Function;
import dev.troth.spec.model.Type;
import dev.troth.spec.syntax.DeclTree;
import dev.troth.spec.syntax.ExprTree;
import dev.troth.spec.text.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Equations: each is turned so that its left side is what is rewritten, and refused if it is none that a search honours:
 * alone (see {@link EquationShape}) or together with the others (see {@link Convergence}). An equation that was read and
 * then not used would let a claim hold that it breaks.
 */
final class EquationResolver {
    /** What overlapping equations make of a term grows with their sides, at worst as a power of two. */
    private static final int MAX_SIZE = 32;

    private final Names names;
    private final ExprResolver exprs;
    private final List<EquationShape.Oriented> declared = new ArrayList<>();

    /** A type that a variable has in one of its places. */
    private record Use(Type type, Span span) {}

    EquationResolver(Names names, ExprResolver exprs) {
        this.names = names;
        this.exprs = exprs;
    }

    /**
     * Every equation that is honoured, in the order of the text; but of one function first those that shrink, since a term is
     * reduced before one of its forms is chosen.
     */
    List<Equation> all(List<DeclTree.Equation> trees) {
        Set<String> said = new HashSet<>();
        for (DeclTree.Equation tree : trees) {
            EquationShape.Oriented equation = equation(tree);
            if (equation != null && said.add(spelling(equation.equation()))) {
                declared.add(equation);
            }
        }
        declared.removeIf(this::opensAgain);
        List<Equation> equations =
                declared.stream().map(EquationShape.Oriented::equation).toList();
        List<Convergence.Clash> clashes = Convergence.clashes(equations);
        clashes.forEach(this::disagree);
        if (clashes.isEmpty()) {
            declared.forEach(this::closesByOpening);
        }
        Set<Function> shrinking = new HashSet<>();
        equations.stream()
                .filter(Equation::shrinks)
                .forEach(equation -> shrinking.add(equation.left().function()));
        List<Equation> sorted = new ArrayList<>(equations);
        sorted.sort(Comparator.comparing(equation ->
                !equation.shrinks() && shrinking.contains(equation.left().function())));
        return sorted;
    }

    private EquationShape.@Nullable Oriented equation(DeclTree.Equation tree) {
        Map<String, Expr.Argument> variables = new LinkedHashMap<>();
        boolean made = isMadeOfNames(tree.left(), variables) & isMadeOfNames(tree.right(), variables);
        if (!made) {
            return null;
        }
        Scope scope = Scope.ofArguments(variables);
        Expr left = exprs.any(tree.left(), scope);
        Expr right = exprs.any(tree.right(), scope);
        if (names.diagnostics.hasErrorsIn(tree.span())
                || !(isMadeOfFunctions(tree.left(), left) & isMadeOfFunctions(tree.right(), right))) {
            return null;
        }
        for (ExprTree side : List.of(tree.left(), tree.right())) {
            if (Equation.size(side == tree.left() ? left : right) > MAX_SIZE) {
                refuse(
                        side.span(),
                        "a side of an equation has at most " + MAX_SIZE + " functions and variables",
                        "too large",
                        "give a function to what stands together in it");
                return null;
            }
        }
        if (!hasTypes(tree, left, right)) {
            return null;
        }
        return new EquationShape(tree, left, right, variables.size(), this::refuse).oriented();
    }

    /** Says the same of equations that differ in the names of their variables alone. */
    private static String spelling(Equation equation) {
        Map<Integer, Integer> numbers = new HashMap<>();
        return spelling(equation.left(), numbers) + " = " + spelling(equation.right(), numbers);
    }

    private static String spelling(Expr term, Map<Integer, Integer> numbers) {
        return term instanceof Expr.Apply apply
                ? apply.function().name()
                        + apply.arguments().stream()
                                .map(operand -> spelling(operand, numbers))
                                .toList()
                : "" + numbers.computeIfAbsent(((Expr.Argument) term).index(), i -> numbers.size());
    }

    private void refuse(Span span, String message, String label, @Nullable String help) {
        names.diagnostics.report(Code.T0410, span, message, label, help);
    }

    /** Every name that stands alone is a variable. */
    private boolean isMadeOfNames(ExprTree tree, Map<String, Expr.Argument> variables) {
        return switch (tree) {
            case ExprTree.Name(Span ignored, String name) -> {
                variables.putIfAbsent(name, new Expr.Argument(variables.size(), name, TypeResolver.UNKNOWN));
                yield true;
            }
            case ExprTree.Call call -> {
                boolean all = true;
                for (ExprTree.Arg arg : call.args()) {
                    all &= isMadeOfNames(arg.value(), variables);
                }
                yield all;
            }
            case ExprTree.Broken ignored -> false;
            case ExprTree.Number ignored -> isNoFunction(tree);
            case ExprTree.Hex ignored -> isNoFunction(tree);
            case ExprTree.Str ignored -> isNoFunction(tree);
            case ExprTree.Duration ignored -> isNoFunction(tree);
            case ExprTree.Select ignored -> isNoFunction(tree);
            case ExprTree.Index ignored -> isNoFunction(tree);
            case ExprTree.ListOf ignored -> isNoFunction(tree);
            case ExprTree.Entry ignored -> isNoFunction(tree);
            case ExprTree.Binary ignored -> isNoFunction(tree);
            case ExprTree.Not ignored -> isNoFunction(tree);
            case ExprTree.Coverage ignored -> isNoFunction(tree);
        };
    }

    private boolean isNoFunction(ExprTree tree) {
        refuse(
                tree.span(),
                "an equation is made of functions and their variables alone",
                "this is neither",
                "declare a function for it, as in: function zero() : bytes[16]");
        return false;
    }

    /** Whether what stands before parentheses is declared with {@code function}; tells what is not. */
    private boolean isMadeOfFunctions(ExprTree tree, Expr expr) {
        if (!(tree instanceof ExprTree.Call call)) {
            return true;
        }
        if (expr.equals(ExprResolver.broken())) {
            return false;
        }
        if (!(expr instanceof Expr.Apply apply)) {
            refuse(
                    call.nameSpan(),
                    "an equation is about functions, and " + call.name() + " is none",
                    "not declared with function",
                    "write what it is computed from, or declare: function " + call.name() + "(...) : bytes");
            return false;
        }
        if (apply.function().lengthArgument() >= 0) {
            refuse(
                    call.nameSpan(),
                    "the length of what " + call.name() + " gives is one of its operands, and an equation has none",
                    "a length is a number",
                    "declare a function that gives a fixed length, or any: function " + call.name()
                            + "_16(...) : bytes[16]");
            return false;
        }
        boolean all = true;
        for (int i = 0; i < call.args().size(); i++) {
            all &= isMadeOfFunctions(
                    call.args().get(i).value(), apply.arguments().get(i));
        }
        return all;
    }

    /** Whether there is a value for every variable, and for both sides; tells where there is none. */
    private boolean hasTypes(DeclTree.Equation tree, Expr left, Expr right) {
        Map<Integer, List<Use>> uses = new HashMap<>();
        uses(tree.left(), left, right.type(), uses);
        uses(tree.right(), right, left.type(), uses);
        boolean all = true;
        for (List<Use> places : uses.values()) {
            for (int i = 1; i < places.size() && all; i++) {
                all = isOneType(places.get(i), places.subList(0, i));
            }
        }
        return all
                && isOneType(
                        new Use(right.type(), tree.right().span()),
                        List.of(new Use(left.type(), tree.left().span())));
    }

    private static void uses(ExprTree tree, Expr expr, Type type, Map<Integer, List<Use>> uses) {
        if (expr instanceof Expr.Argument variable) {
            uses.computeIfAbsent(variable.index(), i -> new ArrayList<>()).add(new Use(type, tree.span()));
        } else if (expr instanceof Expr.Apply apply && tree instanceof ExprTree.Call call) {
            for (int i = 0; i < call.args().size(); i++) {
                Type parameter = apply.function().parameters().get(i);
                uses(call.args().get(i).value(), apply.arguments().get(i), parameter, uses);
            }
        }
    }

    private boolean isOneType(Use use, List<Use> before) {
        for (Use other : before) {
            boolean octets = Fit.isOctets(use.type()) && Fit.isOctets(other.type());
            boolean fits = octets
                    ? Fit.overlap(Fit.size(use.type()), Fit.size(other.type()))
                    : use.type().equals(other.type()) || Fit.isUnknown(use.type()) || Fit.isUnknown(other.type());
            if (!fits) {
                names.diagnostics.report(
                        octets ? Code.T0405 : Code.T0401,
                        use.span(),
                        "this is " + use.type() + " here, and " + other.type() + " at " + place(other.span()),
                        "no value is both",
                        null);
                return false;
            }
        }
        return true;
    }

    private static String place(Span span) {
        return "line " + span.line() + ", column " + span.column();
    }

    /** What comes out is opened by another equation: whoever looks for what is opened so may look for ever. */
    private boolean opensAgain(EquationShape.Oriented one) {
        for (EquationShape.Oriented other : declared) {
            Function destructor = other.equation().left().function();
            if (one.equation().shrinks()
                    && other.equation().shrinks()
                    && isApplied(destructor, one.equation().right())) {
                refuse(
                        one.right().span(),
                        "what an equation gives is not rewritten again, and the one at "
                                + other.tree().span() + " rewrites " + destructor.name(),
                        destructor.name() + " stands here",
                        "write what it comes to in the end, or another function in its place");
                return true;
            }
        }
        return false;
    }

    /**
     * What is opened was made by a function that itself opens. It has no value for what it does not open, unless it is total:
     * an equation that says what comes out of such a value would never be used.
     */
    private void closesByOpening(EquationShape.Oriented one) {
        for (EquationShape.Oriented other : declared) {
            Function destructor = other.equation().left().function();
            if (!destructor.isTotal()
                    && other.equation().opens()
                    && one.equation().left().arguments().stream().anyMatch(o -> isApplied(destructor, o))) {
                boolean later = declared.indexOf(other) < declared.indexOf(one);
                EquationShape.Oriented told = later ? one : other;
                refuse(
                        told.left().span(),
                        "by " + (later ? "the equation at " + other.tree().span() : "this equation") + " "
                                + destructor.name() + " opens, and has no value for anything else; by "
                                + (later
                                        ? "this one"
                                        : "the one at " + one.tree().span()) + " it has",
                        "one of them is never used",
                        "if it always has a value, say so: function " + destructor.name() + "(...) : bytes total");
            }
        }
    }

    private static boolean isApplied(Function function, Expr term) {
        return (term instanceof Expr.Apply apply && apply.function() == function)
                || term.operands().stream().anyMatch(operand -> isApplied(function, operand));
    }

    private void disagree(Convergence.Clash clash) {
        EquationShape.Oriented first = declared.get(clash.first());
        EquationShape.Oriented second = declared.get(clash.second());
        TermText text = new TermText();
        String term = text.of(clash.term());
        String values = text.of(clash.one()) + " and " + text.of(clash.other());
        boolean self = clash.first() == clash.second();
        names.diagnostics.report(
                Code.T0411,
                second.tree().left().span(),
                (self
                                ? "this equation gives "
                                : "this equation and the one at " + first.tree().span() + " give ")
                        + term + " two values that no equation makes one",
                values,
                "declare as few equations as say it all, or add the one that is missing");
    }
}
