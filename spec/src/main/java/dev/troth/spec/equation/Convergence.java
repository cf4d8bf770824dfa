package dev.troth.spec.equation;

import dev.troth.spec.model.Equation;
import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Function;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether a term has one value in whatever order equations are used on it. Those that shrink are used from left to right;
 * of two forms either may be the one that is kept, so everything is tried under both choices (ordered rewriting: Martin and
 * Nipkow 1990, <em>Ordered rewriting and confluence</em>). Since both kinds come to an end, it is enough to look at the
 * critical pairs: what two left sides that overlap make of the smallest term in which they do (Knuth and Bendix 1970).
 */
public final class Convergence {
    /** Equations that need more choices than this to agree are taken for ones that do not. */
    private static final int MAX_CHOICES = 10;

    private final List<Equation> equations;
    private final Map<Function, List<Equation>> byFunction = new HashMap<>();

    private Convergence(List<Equation> equations) {
        this.equations = equations;
        // Whatever shrinks does so before a form is chosen.
        for (boolean shrinks : new boolean[] {true, false}) {
            for (Equation equation : equations) {
                if (equation.shrinks() == shrinks) {
                    rules(equation.left().function()).add(equation);
                }
            }
        }
    }

    private List<Equation> rules(Function function) {
        return byFunction.computeIfAbsent(function, f -> new ArrayList<>());
    }

    /**
     * Two equations, by their places in the list, that give one term two values which no equation makes one.
     *
     * @param first not after {@code second}; the same if an equation disagrees with itself
     */
    public record Clash(int first, int second, Expr term, Expr one, Expr other) {}

    /** The first clash of each pair of equations that has one. */
    public static List<Clash> clashes(List<Equation> equations) {
        return new Convergence(List.copyOf(equations)).clashes();
    }

    private List<Clash> clashes() {
        List<Clash> clashes = new ArrayList<>();
        for (int i = 0; i < equations.size(); i++) {
            for (int j = 0; j <= i; j++) {
                Clash clash = clash(j, i, equations.get(i), equations.get(j));
                if (clash == null && i != j) {
                    clash = clash(j, i, equations.get(j), equations.get(i));
                }
                if (clash != null) {
                    clashes.add(clash);
                }
            }
        }
        return clashes;
    }

    private @Nullable Clash clash(int first, int second, Equation outer, Equation inner) {
        Expr left = Substitution.apart(inner.left(), outer.variables());
        Expr right = Substitution.apart(inner.right(), outer.variables());
        List<Expr.Apply> parts = new ArrayList<>();
        applications(outer.left(), parts);
        for (Expr.Apply part : parts) {
            boolean self = first == second && part == outer.left();
            Substitution same =
                    self || part.function() != inner.left().function() ? null : Substitution.unify(part, left);
            if (same != null) {
                Expr term = same.apply(outer.left());
                Expr one = same.apply(outer.right());
                // The same part is rewritten wherever it stands: an engine has the parts in normal form before the
                // whole.
                Expr other = replaced(term, same.apply(left), same.apply(right));
                if (!meet(one, other)) {
                    return new Clash(first, second, term, one, other);
                }
            }
        }
        return null;
    }

    private static void applications(Expr.Apply term, List<Expr.Apply> found) {
        found.add(term);
        for (Expr operand : term.arguments()) {
            if (operand instanceof Expr.Apply inner) {
                applications(inner, found);
            }
        }
    }

    private static Expr replaced(Expr term, Expr from, Expr to) {
        if (term.equals(from)) {
            return to;
        }
        return term instanceof Expr.Apply apply
                ? Substitution.with(
                        apply,
                        apply.arguments().stream()
                                .map(operand -> replaced(operand, from, to))
                                .toList())
                : term;
    }

    /** Whether two terms have one normal form, whichever forms are chosen. */
    private boolean meet(Expr one, Expr other) {
        Choices choices = new Choices();
        do {
            Expr left = normal(one, choices);
            if (left == null || !left.equals(normal(other, choices))) {
                return false;
            }
        } while (choices.next());
        return !choices.tooMany();
    }

    /** The normal form under a choice; null if the forms lead in a circle. */
    private @Nullable Expr normal(Expr term, Choices choices) {
        if (!(term instanceof Expr.Apply apply)) {
            return term;
        }
        List<Expr> operands = new ArrayList<>();
        for (Expr operand : apply.arguments()) {
            operands.add(normal(operand, choices));
        }
        if (operands.stream().anyMatch(Objects::isNull)) {
            return null;
        }
        Expr.Apply root = Substitution.with(apply, operands);
        List<Expr> before = new ArrayList<>();
        while (!before.contains(root)) {
            before.add(root);
            Expr next = step(root, choices);
            if (next == null) {
                return root;
            }
            if (!(next instanceof Expr.Apply form && size(next) == size(root))) {
                return normal(next, choices);
            }
            root = form;
        }
        return null;
    }

    /** A term whose operands are normal, one step on at its root; null if it is normal. */
    private @Nullable Expr step(Expr.Apply term, Choices choices) {
        for (Equation equation : byFunction.getOrDefault(term.function(), List.of())) {
            Substitution fits = Substitution.match(equation.left(), term);
            if (fits == null) {
                continue;
            }
            Expr next = fits.apply(equation.right());
            if (equation.shrinks()) {
                return next;
            }
            Expr other = formed(next, choices);
            if (other != null && !other.equals(term) && choices.prefers(other, term)) {
                return other;
            }
        }
        return null;
    }

    /** Another form, with its operands normal and its root as it is. */
    private @Nullable Expr formed(Expr term, Choices choices) {
        if (!(term instanceof Expr.Apply apply)) {
            return term;
        }
        List<Expr> operands = new ArrayList<>();
        for (Expr operand : apply.arguments()) {
            operands.add(normal(operand, choices));
        }
        return operands.stream().anyMatch(Objects::isNull) ? null : Substitution.with(apply, operands);
    }

    private static int size(Expr term) {
        return Equation.size(term);
    }

    /** Which of two forms is kept: all answers are gone through, as the digits of a binary counter. */
    private static final class Choices {
        private final Map<List<Expr>, Boolean> known = new HashMap<>();
        private final List<List<Expr>> asked = new ArrayList<>();
        private final List<Boolean> answers = new ArrayList<>();

        boolean prefers(Expr form, Expr to) {
            Boolean reversed = known.get(List.of(to, form));
            if (reversed != null) {
                return !reversed;
            }
            List<Expr> question = List.of(form, to);
            return known.computeIfAbsent(question, q -> {
                asked.add(q);
                if (answers.size() < asked.size()) {
                    answers.add(false);
                }
                return answers.get(asked.size() - 1);
            });
        }

        boolean tooMany() {
            return asked.size() > MAX_CHOICES;
        }

        /** The next answers, or false if all were given or there are too many. */
        boolean next() {
            if (tooMany()) {
                return false;
            }
            while (answers.size() > asked.size()) {
                answers.removeLast();
            }
            known.clear();
            asked.clear();
            while (!answers.isEmpty() && answers.getLast()) {
                answers.removeLast();
            }
            if (answers.isEmpty()) {
                return false;
            }
            answers.set(answers.size() - 1, true);
            return true;
        }
    }
}
