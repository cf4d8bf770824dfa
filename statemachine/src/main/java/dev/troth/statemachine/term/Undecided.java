package dev.troth.statemachine.term;

import dev.troth.spec.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * A relation between two terms that was taken to hold though the theory does not tell whether it can. It stays with all that
 * rests on it: an attack that does is tried on octets; a claim of which only such attacks are left is not answered.
 *
 * @param relation as it is written: {@code =}, {@code <}
 * @param where the condition in the specification, as soon as it is known
 */
public record Undecided(
        Term left, String relation, Term right, @Nullable Span where) {
    static Undecided equal(Term left, Term right) {
        return new Undecided(left, "=", right, null);
    }

    Undecided bound(Bindings bindings, Terms terms) {
        Term l = bindings.apply(left, terms);
        Term r = bindings.apply(right, terms);
        return l == left && r == right ? this : new Undecided(l, relation, r, where);
    }

    Undecided at(Span place) {
        return where == null ? new Undecided(left, relation, right, place) : this;
    }

    /** The condition as the specification writes it, with its place; else as it came about. */
    @Override
    public String toString() {
        return where == null
                ? left + " " + relation + " " + right
                : where + ": " + where.text().strip().lines().findFirst().orElse("");
    }
}
