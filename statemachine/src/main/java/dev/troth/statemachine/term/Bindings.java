package dev.troth.statemachine.term;

import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What variables stand for, as far as it is known: an immutable substitution in triangular form, and the number of the
 * next variable that nobody uses yet.
 */
public final class Bindings {
    private final @Nullable Bindings rest;
    private final Term.@Nullable Var variable;
    private final @Nullable Term value;
    private final int next;
    /** The classes of the variables that are bound. */
    private final long bound;

    private Bindings(@Nullable Bindings rest, Term.@Nullable Var variable, @Nullable Term value, int next) {
        this.rest = rest;
        this.variable = variable;
        this.value = value;
        this.next = next;
        this.bound = (rest == null ? 0 : rest.bound) | (variable == null ? 0 : variable.variables());
    }

    /** Nothing bound; variables from {@code next} on are unused. */
    public static Bindings empty(int next) {
        return new Bindings(null, null, null, next);
    }

    public Bindings with(Term.Var bound, Term term) {
        return new Bindings(this, bound, term, next);
    }

    /** With so many more variables taken. */
    Bindings taking(int count) {
        return new Bindings(rest, variable, value, next + count);
    }

    public int next() {
        return next;
    }

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
            return bound == null ? term : replaced(bound, terms, done);
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
