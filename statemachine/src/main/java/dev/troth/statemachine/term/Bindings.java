package dev.troth.statemachine.term;

import dev.troth.spec.text.Span;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What variables stand for, as far as it is known: an immutable substitution in triangular form, the equalities that nobody
 * can decide, and the number of the next variable that nobody uses yet.
 */
public final class Bindings {
    private final @Nullable Bindings rest;
    private final Term.@Nullable Var variable;
    private final @Nullable Term value;
    private final int next;
    private final List<Undecided> undecided;
    /** The classes of the variables that are bound. */
    private final long bound;

    private Bindings(
            @Nullable Bindings rest,
            Term.@Nullable Var variable,
            @Nullable Term value,
            int next,
            List<Undecided> undecided) {
        this.rest = rest;
        this.variable = variable;
        this.value = value;
        this.next = next;
        this.undecided = undecided;
        this.bound = (rest == null ? 0 : rest.bound) | (variable == null ? 0 : variable.variables());
    }

    /** Nothing bound; variables from {@code next} on are unused. */
    public static Bindings empty(int next) {
        return new Bindings(null, null, null, next, List.of());
    }

    public Bindings with(Term.Var bound, Term term) {
        return new Bindings(this, bound, term, next, undecided);
    }

    /** With so many more variables taken. */
    Bindings taking(int count) {
        return new Bindings(rest, variable, value, next + count, undecided);
    }

    /** With two terms taken to be equal that may or may not be. */
    Bindings suspending(Term left, Term right) {
        for (Undecided each : undecided) {
            if (each.left() == left && each.right() == right) {
                return this;
            }
        }
        return with(and(undecided, Undecided.equal(left, right)));
    }

    /** With other equalities undecided. */
    Bindings with(List<Undecided> others) {
        return new Bindings(rest, variable, value, next, others);
    }

    /** With what is undecided elsewhere undecided too. */
    Bindings joining(List<Undecided> others) {
        if (others.isEmpty()) {
            return this;
        }
        List<Undecided> all = new ArrayList<>(others);
        all.addAll(undecided);
        return with(List.copyOf(all));
    }

    /** With the place in the specification of everything undecided that has none yet. */
    Bindings at(Span where) {
        return undecided.stream().allMatch(each -> each.where() != null)
                ? this
                : with(undecided.stream().map(each -> each.at(where)).toList());
    }

    private static <T> List<T> and(List<T> list, T item) {
        List<T> more = new ArrayList<>(list);
        more.add(item);
        return List.copyOf(more);
    }

    /** Nothing bound; what is undecided with all that was. */
    Bindings settled(Terms terms) {
        if (undecided.isEmpty()) {
            return empty(next);
        }
        List<Undecided> settled = undecided.stream()
                .map(each -> each.bound(this, terms))
                .filter(each -> each.left() != each.right())
                .toList();
        return empty(next).with(settled);
    }

    /** The equalities that are taken to hold and that nobody can decide. */
    public List<Undecided> undecided() {
        return undecided;
    }

    public int next() {
        return next;
    }

    /** Whether no variable is bound. */
    public boolean isEmpty() {
        return variable == null;
    }

    /** What a variable is bound to, not followed further; null if it is free. */
    @Nullable
    Term lookup(Term.Var wanted) {
        if ((wanted.variables() & bound) == 0) {
            return null;
        }
        for (Bindings at = this; at != null; at = at.rest) {
            if (at.variable == wanted) {
                return at.value;
            }
        }
        return null;
    }

    /** The term with every bound variable replaced, in normal form. */
    public Term apply(Term term, Terms terms) {
        if (!touches(term) || (term instanceof Term.Var open && lookup(open) == null)) {
            return term;
        }
        return replaced(term, terms, new IdentityHashMap<>(8));
    }

    /** Whether a bound variable may stand in a term: false is certain. */
    private boolean touches(Term term) {
        return touch(term.variables());
    }

    /** Whether a bound variable may be of one of some classes, see {@link Term#variables()}. */
    public boolean touch(long variables) {
        return (variables & bound) != 0;
    }

    private Term replaced(Term term, Terms terms, Map<Term, Term> done) {
        if (!touches(term)) {
            return term;
        }
        if (term instanceof Term.Var open) {
            Term bound = lookup(open);
            // A number whose octets have all become known is a number.
            return bound == null ? term : Constants.read(open.type(), replaced(bound, terms, done), terms);
        }
        Term known = done.get(term);
        if (known != null) {
            return known;
        }
        Term result = term;
        if (term instanceof Term.Compound compound) {
            Term[] arguments = new Term[compound.arity()];
            boolean changed = false;
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = replaced(compound.argument(i), terms, done);
                changed |= arguments[i] != compound.argument(i);
            }
            result = changed ? terms.apply(compound.symbol(), arguments) : term;
        }
        done.put(term, result);
        return result;
    }
}
