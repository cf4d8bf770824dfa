package dev.troth.statemachine.term;

import dev.troth.spec.model.Equation;
import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Function;
import dev.troth.spec.model.Type;
import dev.troth.statemachine.algebra.Label;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The equations of a specification as rewrite rules. A rule whose right side is smaller rewrites; one whose sides are of
 * one size, such as {@code x25519(x, pub(y)) = x25519(y, pub(x))}, names one value twice, of which the smaller in
 * {@link TermOrder} is the normal form. Arguments are normal before a root is rewritten.
 */
final class Rewriting {
    private final Map<Function, List<Rule>> rules = new HashMap<>();
    private final List<Rule> all = new ArrayList<>();
    private final Set<Function> destructors = new HashSet<>();
    private final Terms terms;

    /**
     * An equation from left to right.
     *
     * @param shrinks true if the right side is smaller: the left is a destructor applied to what it opens
     * @param place which operand of the left side holds what the right side is, or all that the right side is made of,
     *     as the capsule of a KEM does for the shared key; -1 if the rule does not shrink
     * @param types the type of each variable: that of the operand in whose place it stands, if it has a fixed length
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Rule(int variables, Expr.Apply left, Expr right, boolean shrinks, int place, Type[] types) {
        static Rule of(Equation equation, Expr.Apply left) {
            boolean shrinks = size(equation.right()) < size(left);
            return new Rule(
                    equation.variables(),
                    left,
                    equation.right(),
                    shrinks,
                    place(left, equation.right(), shrinks),
                    types(equation.variables(), left));
        }

        private static int place(Expr.Apply left, Expr right, boolean shrinks) {
            int inside = shrinks ? first(left, operand -> holds(operand, right)) : -1;
            return inside >= 0 || !shrinks ? inside : first(left, operand -> holdsVariables(operand, right));
        }

        private static int first(Expr.Apply left, Predicate<Expr.Apply> wanted) {
            for (int i = 0; i < left.arguments().size(); i++) {
                if (left.arguments().get(i) instanceof Expr.Apply inner && wanted.test(inner)) {
                    return i;
                }
            }
            return -1;
        }

        private static Type[] types(int variables, Expr.Apply left) {
            Type[] types = new Type[variables];
            Arrays.fill(types, new Type.Unknown());
            types(left, types);
            return types;
        }

        private static void types(Expr.Apply apply, Type[] types) {
            for (int i = 0; i < apply.arguments().size(); i++) {
                Expr operand = apply.arguments().get(i);
                if (operand instanceof Expr.Apply inner) {
                    types(inner, types);
                } else if (operand instanceof Expr.Argument argument
                        && apply.function().parameters().get(i) instanceof Type.Octets octets
                        && octets.isFixed()) {
                    types[argument.index()] = octets;
                }
            }
        }

        private static boolean holdsVariables(Expr expr, Expr wanted) {
            return wanted instanceof Expr.Apply apply
                    ? apply.arguments().stream().allMatch(a -> holdsVariables(expr, a))
                    : holds(expr, wanted);
        }

        private static boolean holds(Expr expr, Expr wanted) {
            return expr.equals(wanted)
                    || (expr instanceof Expr.Apply apply
                            && apply.arguments().stream().anyMatch(a -> holds(a, wanted)));
        }
    }

    /** The rules for terms with a function at the root. */
    List<Rule> rules(Function function) {
        return rules.getOrDefault(function, List.of());
    }

    /** Whether a function only opens what another one closed. */
    boolean isDestructor(Function function) {
        return destructors.contains(function);
    }

    private static boolean opens(Rule rule) {
        Function function = rule.left().function();
        return rule.shrinks()
                && rule.left().arguments().stream()
                        .noneMatch(a -> a instanceof Expr.Apply apply && apply.function() == function);
    }

    /** Every rule, in the order of the text. */
    List<Rule> rules() {
        return all;
    }

    Rewriting(List<Equation> equations, Terms terms) {
        this.terms = terms;
        for (Equation equation : equations) {
            if (equation.left() instanceof Expr.Apply left) {
                Rule rule = Rule.of(equation, left);
                rules.computeIfAbsent(left.function(), f -> new ArrayList<>()).add(rule);
                all.add(rule);
                if (opens(rule)) {
                    destructors.add(left.function());
                }
            }
        }
    }

    private static int size(Expr expr) {
        return expr instanceof Expr.Apply apply
                ? 1 + apply.arguments().stream().mapToInt(Rewriting::size).sum()
                : 1;
    }

    /** A primitive in normal form: its value where an equation gives one, nothing where it certainly opens nothing. */
    Term normal(Symbol.Primitive symbol, Term[] arguments) {
        Term plain = terms.compound(symbol, arguments);
        for (Rule rule : rules.getOrDefault(symbol.function(), List.of())) {
            Term[] bindings = new Term[rule.variables()];
            if (!matches(rule.left(), plain, bindings)) {
                continue;
            }
            if (rule.shrinks()) {
                return build(rule.right(), bindings);
            }
            Term other = plainly(rule.right(), bindings);
            if (TermOrder.INSTANCE.compare(other, plain) < 0) {
                return other;
            }
        }
        boolean fails =
                isDestructor(symbol.function()) && !symbol.function().isTotal() && !mayOpen((Term.Compound) plain);
        return fails ? Terms.ABSENT : plain;
    }

    /** See {@link Terms#expected}. */
    @Nullable
    Term expected(Function function, int operand, Label label) {
        for (Rule rule : all) {
            Expr.Apply form = expected(rule.left(), function, operand);
            if (form != null && form.arguments().stream().allMatch(Expr.Argument.class::isInstance)) {
                Term[] arguments = new Term[form.arguments().size()];
                for (int i = 0; i < arguments.length; i++) {
                    if (!(form.function().parameters().get(i) instanceof Type.Octets octets) || !octets.isFixed()) {
                        return null;
                    }
                    Label own = new Label(label.agent(), label.session(), label.variable() + i, octets.min());
                    arguments[i] = terms.name(own, octets);
                }
                return terms.apply(new Symbol.Primitive(form.function()), arguments);
            }
        }
        return null;
    }

    private static Expr.@Nullable Apply expected(Expr.Apply pattern, Function function, int operand) {
        if (pattern.function() == function && pattern.arguments().get(operand) instanceof Expr.Apply form) {
            return form;
        }
        for (Expr argument : pattern.arguments()) {
            Expr.Apply inner = argument instanceof Expr.Apply apply ? expected(apply, function, operand) : null;
            if (inner != null) {
                return inner;
            }
        }
        return null;
    }

    /** Whether a term has the form of the left side of a rule that shrinks, or may come to have it: false is certain. */
    boolean mayOpen(Term.Compound term) {
        if (term.symbol() instanceof Symbol.Primitive(Function function)) {
            for (Rule rule : rules(function)) {
                if (rule.shrinks() && mayMatch(rule.left(), term, new Term[rule.variables()])) {
                    return true;
                }
            }
        }
        return false;
    }

    boolean mayMatch(Expr pattern, Term term, @Nullable Term[] bindings) {
        return switch (pattern) {
            case Expr.Argument argument -> {
                Term bound = bindings[argument.index()];
                bindings[argument.index()] = bound == null || bound.isOpen() ? term : bound;
                yield bound == null || bound == term || bound.isOpen() || term.isOpen();
            }
            case Expr.Apply apply -> {
                if (!(term instanceof Term.Compound compound
                        && compound.symbol() instanceof Symbol.Primitive(Function function))) {
                    yield term.isOpen() && !isBuilt(term);
                }
                if (function != apply.function()) {
                    yield term.isOpen() && isDestructor(function);
                }
                boolean all = true;
                for (int i = 0; all && i < apply.arguments().size(); i++) {
                    all = mayMatch(apply.arguments().get(i), compound.argument(i), bindings);
                }
                yield all;
            }
            default -> false;
        };
    }

    /** Whether a term stays what it is at its root, whatever is chosen for the variables in it. */
    private static boolean isBuilt(Term term) {
        return term instanceof Term.Compound compound
                && (compound.symbol() instanceof Symbol.Payload
                        || compound.symbol() instanceof Symbol.Whole
                        || compound.symbol() instanceof Symbol.Covered
                        || compound.symbol() instanceof Symbol.ListOf);
    }

    boolean matches(Expr pattern, Term term, @Nullable Term[] bindings) {
        return switch (pattern) {
            case Expr.Argument argument -> {
                Term bound = bindings[argument.index()];
                bindings[argument.index()] = term;
                yield bound == null || bound == term;
            }
            case Expr.Apply apply -> {
                if (!(term instanceof Term.Compound compound
                        && compound.symbol() instanceof Symbol.Primitive(Function function)
                        && function == apply.function())) {
                    yield false;
                }
                boolean all = true;
                for (int i = 0; all && i < apply.arguments().size(); i++) {
                    all = matches(apply.arguments().get(i), compound.argument(i), bindings);
                }
                yield all;
            }
            default -> false;
        };
    }

    Term build(Expr pattern, Term[] bindings) {
        return switch (pattern) {
            case Expr.Argument argument -> bindings[argument.index()];
            case Expr.Apply apply -> terms.apply(new Symbol.Primitive(apply.function()), arguments(apply, bindings));
            default -> throw new IllegalStateException("an equation is made of functions and variables: " + pattern);
        };
    }

    /** As {@link #build}, with the root left as it is. */
    Term plainly(Expr pattern, Term[] bindings) {
        return pattern instanceof Expr.Apply apply
                ? terms.compound(new Symbol.Primitive(apply.function()), arguments(apply, bindings))
                : build(pattern, bindings);
    }

    Term[] arguments(Expr.Apply apply, Term[] bindings) {
        Term[] arguments = new Term[apply.arguments().size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = build(apply.arguments().get(i), bindings);
        }
        return arguments;
    }
}
