package dev.troth.spec.resolve;

import dev.troth.spec.equation.Substitution;
import dev.troth.spec.model.Equation;
import dev.troth.spec.model.Expr;
import dev.troth.spec.syntax.DeclTree;
import dev.troth.spec.syntax.ExprTree;
import dev.troth.spec.text.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether one equation is of a kind that a search honours. It shrinks: a function opens what another one made, and all that
 * comes out is known to whoever made it himself, so that only what was heard needs to be opened (the subterm theories of
 * Abadi and Cortier 2006, <em>Deciding knowledge in security protocols under equational theories</em>, and those of KEMs).
 * Or it has two forms of one size, each of which leads to the other, as that of Diffie-Hellman has.
 */
final class EquationShape {
    private final DeclTree.Equation tree;
    private final Expr left;
    private final Expr right;
    private final int variables;
    private final Refusal refusal;

    /** Tells why an equation is refused. */
    @FunctionalInterface
    interface Refusal {
        void tell(Span span, String message, String label, @Nullable String help);
    }

    /** An equation with the side that is rewritten on the left, whichever way round it was written. */
    record Oriented(DeclTree.Equation tree, Equation equation, ExprTree left, ExprTree right) {}

    EquationShape(DeclTree.Equation tree, Expr left, Expr right, int variables, Refusal refusal) {
        this.tree = tree;
        this.left = left;
        this.right = right;
        this.variables = variables;
        this.refusal = refusal;
    }

    /** The equation, or null (told). */
    @Nullable
    Oriented oriented() {
        if (left.equals(right)) {
            refusal.tell(tree.left().span(), "both sides are the same", "says nothing", "leave the equation out");
            return null;
        }
        boolean turned = Equation.size(left) < Equation.size(right);
        Expr smaller = turned ? left : right;
        ExprTree smallerTree = turned ? tree.left() : tree.right();
        ExprTree biggerTree = turned ? tree.right() : tree.left();
        if (!((turned ? right : left) instanceof Expr.Apply bigger)) {
            refusal.tell(
                    tree.left().span(),
                    "by this equation all values are one",
                    "a variable on both sides",
                    "one side is a function, as in: open(key, seal(key, x)) = x");
            return null;
        }
        Equation equation = new Equation(variables, bigger, smaller);
        Oriented oriented = new Oriented(tree, equation, biggerTree, smallerTree);
        boolean balanced = equation.shrinks()
                ? isMadeOf(smallerTree, smaller, bigger)
                : isMadeOf(smallerTree, smaller, bigger) && isMadeOf(biggerTree, bigger, smaller);
        if (!balanced) {
            return null;
        }
        return (equation.shrinks() ? opens(oriented) : hasTwoForms(oriented)) ? oriented : null;
    }

    /** Whether each variable of a side stands at least as often on the other; tells the first that does not. */
    private boolean isMadeOf(ExprTree sideTree, Expr side, Expr other) {
        if (side instanceof Expr.Apply apply && sideTree instanceof ExprTree.Call call) {
            for (int i = 0; i < call.args().size(); i++) {
                Expr operand = apply.arguments().get(i);
                if (!isMadeOf(call.args().get(i).value(), operand, other)) {
                    return false;
                }
            }
        }
        if (!(side instanceof Expr.Argument variable)) {
            return true;
        }
        int there = Substitution.count(variable.index(), other);
        int here = Substitution.count(variable.index(), side(sideTree));
        if (there == 0) {
            refusal.tell(
                    sideTree.span(),
                    variable.name() + " stands on this side only, so that any value would do",
                    "not on the other side",
                    "write " + variable.name() + " on the other side too, or leave it out");
        } else if (here > there) {
            refusal.tell(
                    sideTree.span(),
                    variable.name() + " stands " + times(here) + " on this side and " + times(there)
                            + " on the other, so that neither side is always the smaller",
                    "too often",
                    "write it as often on both sides, or more often on the bigger one");
        }
        return there > 0 && here <= there;
    }

    private Expr side(ExprTree part) {
        return part.span().start() >= tree.right().span().start() ? right : left;
    }

    private static String times(int count) {
        return count == 1 ? "once" : count == 2 ? "twice" : count + " times";
    }

    /** Both sides have one size: each is matched by the other, and twice makes once. */
    private boolean hasTwoForms(Oriented oriented) {
        Expr other = oriented.equation().right();
        Substitution once = Substitution.match(oriented.equation().left(), other);
        if (once != null && once.apply(other).equals(oriented.equation().left())) {
            return true;
        }
        boolean oneRoot = other instanceof Expr.Apply apply
                && apply.function() == oriented.equation().left().function();
        refusal.tell(
                tree.left().span(),
                "both sides have " + Equation.size(other) + " functions and variables, and "
                        + (oneRoot
                                ? "using the equation twice does not lead back"
                                : "their outermost functions differ"),
                "neither an opening nor two forms of one value",
                "write the side that is computed in the end with fewer functions, or two forms that lead to each other, as"
                        + " in: dh(x, exp(y)) = dh(y, exp(x))");
        return false;
    }

    private boolean opens(Oriented oriented) {
        Equation equation = oriented.equation();
        String name = equation.left().function().name();
        int place = equation.place();
        if (place < 0) {
            refusal.tell(
                    oriented.left().span(),
                    name + " opens nothing: none of its operands is a function of all that comes out",
                    "nothing to open",
                    "write it as an opening, as in: open(key, seal(key, x)) = x");
            return false;
        }
        ExprTree operand = oriented.left() instanceof ExprTree.Call call
                ? call.args().get(place).value()
                : oriented.left();
        Expr.Apply opened = (Expr.Apply) equation.left().arguments().get(place);
        List<Expr> known = new ArrayList<>(equation.left().arguments());
        if (isComposed(equation.right(), known)) {
            return true;
        }
        known.remove(place);
        known.addAll(opened.arguments());
        if (!isComposed(equation.right(), known)) {
            refusal.tell(
                    operand.span(),
                    "what comes out lies deeper in " + opened.function().name()
                            + "(...) than its operands: only what was heard is opened, and who makes this of them would"
                            + " learn it too",
                    "not among its operands",
                    "open one function with one equation: " + name + "(... "
                            + opened.function().name() + "(x) ...) = x, and another function for what is inside");
            return false;
        }
        for (int i = 0; i < variables; i++) {
            if (Substitution.stands(i, equation.left()) && !Substitution.stands(i, opened)) {
                tellLoose(oriented, i, opened);
                return false;
            }
        }
        return true;
    }

    /** Whether somebody who knows some terms can make another one of them. */
    private static boolean isComposed(Expr term, List<Expr> known) {
        return known.contains(term)
                || (term instanceof Expr.Apply apply
                        && apply.arguments().stream().allMatch(o -> isComposed(o, known)));
    }

    private void tellLoose(Oriented oriented, int index, Expr.Apply opened) {
        Place loose = place(oriented.left(), oriented.equation().left(), index);
        if (loose != null) {
            refusal.tell(
                    loose.tree().span(),
                    loose.name() + " does not stand in " + opened.function().name()
                            + "(...), which is opened: any value of it would open",
                    "not in what is opened",
                    "write " + loose.name()
                            + " there too, or leave it out; what is opened stands before any other function"
                            + " of what comes out");
        }
    }

    /** A variable where it stands. */
    private record Place(ExprTree tree, String name) {}

    private static @Nullable Place place(ExprTree tree, Expr expr, int index) {
        if (expr instanceof Expr.Argument variable) {
            return variable.index() == index ? new Place(tree, variable.name()) : null;
        }
        if (expr instanceof Expr.Apply apply && tree instanceof ExprTree.Call call) {
            for (int i = 0; i < call.args().size(); i++) {
                Place found =
                        place(call.args().get(i).value(), apply.arguments().get(i), index);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}
