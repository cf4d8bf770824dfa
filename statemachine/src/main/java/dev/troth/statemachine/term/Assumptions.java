package dev.troth.statemachine.term;

import dev.troth.spec.model.Expr.Comparison;
import dev.troth.spec.model.Message;
import dev.troth.spec.text.Span;
import dev.troth.statemachine.algebra.Condition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Under which assumptions a symbolic step happens: what variables stand for, and what must not become true when more of
 * them are bound. Immutable.
 *
 * @param apart pairs of terms that are different
 * @param either alternatives of which one must come true
 * @param compared comparisons that cannot be decided yet, and how they must turn out
 * @param unread terms that are not a message
 * @param collisions short values that are equal by choice
 */
public record Assumptions(
        Bindings bindings,
        List<Apart> apart,
        List<Either> either,
        List<Compared> compared,
        List<Unread> unread,
        List<Collision> collisions)
        implements Condition {
    /**
     * Two different short values that are equal, because the attacker chose something last.
     *
     * @param choice what he chose; absent as long as nobody has found a choice
     */
    public record Collision(Term left, Term right, Term choice) {}

    public record Apart(Term left, Term right) {}

    /** Of some cases one is true; which one need not be decided yet. */
    public record Either(List<Case> cases) {}

    /** Terms that are equal one by one. */
    public record Case(List<Term> left, List<Term> right) {
        Case bound(Bindings bindings, Terms terms) {
            return new Case(
                    left.stream().map(term -> bindings.apply(term, terms)).toList(),
                    right.stream().map(term -> bindings.apply(term, terms)).toList());
        }

        boolean isTrue() {
            for (int i = 0; i < left.size(); i++) {
                if (!Constants.areSame(left.get(i), right.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    public record Compared(Comparison comparison, Term left, Term right, boolean holds) {}

    public record Unread(Term term, Message message) {}

    /** Nothing assumed; variables from {@code next} on are unused. */
    public static Assumptions none(int next) {
        return new Assumptions(Bindings.empty(next), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    public boolean isEmpty() {
        return bindings.isEmpty()
                && bindings.undecided().isEmpty()
                && apart.isEmpty()
                && either.isEmpty()
                && compared.isEmpty()
                && unread.isEmpty()
                && collisions.isEmpty();
    }

    /** With so many more variables taken, from {@code bindings().next()} on. */
    public Assumptions taking(int count) {
        return with(bindings.taking(count));
    }

    /** With two terms told apart. */
    public Assumptions distinct(Term left, Term right) {
        return apart(left, right);
    }

    /** These and those of a step that began without any. */
    public Assumptions and(Assumptions step) {
        return new Assumptions(
                step.bindings.joining(bindings.undecided()),
                joined(apart, step.apart),
                joined(either, step.either),
                joined(compared, step.compared),
                joined(unread, step.unread),
                joined(collisions, step.collisions));
    }

    private static <T> List<T> joined(List<T> left, List<T> right) {
        if (right.isEmpty()) {
            return left;
        }
        List<T> all = new ArrayList<>(left);
        all.addAll(right);
        return all;
    }

    /** What is undecided so far is so because of a condition of the specification. */
    @Override
    public Condition at(Span where) {
        Bindings placed = bindings.at(where);
        return with(placed);
    }

    public Assumptions with(Bindings more) {
        return more == bindings ? this : new Assumptions(more, apart, either, compared, unread, collisions);
    }

    Assumptions apart(Term left, Term right) {
        return new Assumptions(bindings, and(apart, new Apart(left, right)), either, compared, unread, collisions);
    }

    Assumptions either(List<Case> cases) {
        return new Assumptions(bindings, apart, and(either, new Either(cases)), compared, unread, collisions);
    }

    Assumptions compared(Comparison comparison, Term left, Term right, boolean holds) {
        List<Compared> more = and(compared, new Compared(comparison, left, right, holds));
        return new Assumptions(bindings, apart, either, more, unread, collisions);
    }

    Assumptions unread(Term term, Message message) {
        return new Assumptions(bindings, apart, either, compared, and(unread, new Unread(term, message)), collisions);
    }

    Assumptions colliding(Term left, Term right) {
        List<Collision> more = and(collisions, new Collision(left, right, Terms.ABSENT));
        return new Assumptions(bindings, apart, either, compared, unread, more);
    }

    /** With the choice that brings about the collision at a place. */
    public Assumptions choosing(int place, Term choice) {
        List<Collision> more = new ArrayList<>(collisions);
        more.set(place, new Collision(more.get(place).left(), more.get(place).right(), choice));
        return new Assumptions(bindings, apart, either, compared, unread, more);
    }

    /** The same with every bound variable replaced and nothing bound. */
    public Assumptions settled(Terms terms) {
        if (apart.isEmpty() && either.isEmpty() && compared.isEmpty() && unread.isEmpty() && collisions.isEmpty()) {
            return new Assumptions(bindings.settled(terms), List.of(), List.of(), List.of(), List.of(), List.of());
        }
        List<Apart> a = new ArrayList<>();
        for (Apart pair : apart) {
            Term left = bindings.apply(pair.left(), terms);
            Term right = bindings.apply(pair.right(), terms);
            if (left.isOpen() || right.isOpen()) {
                a.add(new Apart(left, right));
            }
        }
        List<Either> e = new ArrayList<>();
        for (Either each : either) {
            Either now = settled(each, terms);
            if (now != null) {
                e.add(now);
            }
        }
        List<Compared> c = new ArrayList<>();
        for (Compared each : compared) {
            Term left = bindings.apply(each.left(), terms);
            Term right = bindings.apply(each.right(), terms);
            if (left.isOpen() || right.isOpen() || !SymbolicAlgebra.areOrdered(left, right)) {
                c.add(new Compared(each.comparison(), left, right, each.holds()));
            }
        }
        List<Unread> u = new ArrayList<>();
        for (Unread each : unread) {
            Term term = bindings.apply(each.term(), terms);
            if (term.isOpen()) {
                u.add(new Unread(term, each.message()));
            }
        }
        List<Collision> s = new ArrayList<>();
        for (Collision each : collisions) {
            s.add(new Collision(
                    bindings.apply(each.left(), terms),
                    bindings.apply(each.right(), terms),
                    bindings.apply(each.choice(), terms)));
        }
        return new Assumptions(
                bindings.settled(terms),
                List.copyOf(a),
                List.copyOf(e),
                List.copyOf(c),
                List.copyOf(u),
                List.copyOf(s));
    }

    /** The cases with what is bound in them, or null if one has come true. */
    private @Nullable Either settled(Either each, Terms terms) {
        List<Case> cases =
                each.cases().stream().map(one -> one.bound(bindings, terms)).toList();
        return cases.stream().anyMatch(Case::isTrue) ? null : new Either(cases);
    }

    private static <T> List<T> and(List<T> list, T item) {
        List<T> more = new ArrayList<>(list.size() + 1);
        more.addAll(list);
        more.add(item);
        return more;
    }
}
