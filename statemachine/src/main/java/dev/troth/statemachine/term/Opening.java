package dev.troth.statemachine.term;

import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Function;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a term is taken apart: a destructor of an equation, the term in one of its places, and what must be known for the
 * other places. {@code sdec(k, senc(k, x)) = x}: whoever holds {@code senc(k, x)} and {@code k} gets {@code x}.
 */
public final class Opening {
    private final Terms terms;
    private final Rewriting.Rule rule;
    private final int place;

    private Opening(Terms terms, Rewriting.Rule rule, int place) {
        this.terms = terms;
        this.rule = rule;
        this.place = place;
    }

    /** Every way that the equations offer, in the order of the text. */
    public static List<Opening> all(Terms terms) {
        List<Opening> all = new ArrayList<>();
        for (Rewriting.Rule rule : terms.rewriting().rules()) {
            if (rule.place() >= 0) {
                all.add(new Opening(terms, rule, rule.place()));
            }
        }
        return all;
    }

    /** The function at the root of what it opens. */
    public Function of() {
        return ((Expr.Apply) rule.left().arguments().get(place)).function();
    }

    /** The destructor. */
    public Function destructor() {
        return rule.left().function();
    }

    /** Where the term to open stands among the operands of the destructor. */
    public int place() {
        return place;
    }

    /**
     * A term opened.
     *
     * @param needed the other operands, in order
     */
    public record Opened(List<Term> needed, Term content) {}

    /** What it takes to open a term, and what is inside; null if it does not have the form. */
    public @Nullable Opened open(Term.Compound term) {
        Term[] bindings = new Term[rule.variables()];
        if (!terms.rewriting().matches(rule.left().arguments().get(place), term, bindings)) {
            return null;
        }
        for (Term bound : bindings) {
            if (bound == null) {
                return null;
            }
        }
        return opened(bindings);
    }

    /**
     * A way in which a term can be opened if more is chosen: with the public key of a secret of one's own in the place of a key that
     * is still open, for one.
     */
    public record Way(Bindings bindings, Opened opened) {}

    /** Every way to make a term one that can be opened. */
    public List<Way> ways(Term.Compound term, Unifier unifier, Bindings bindings) {
        Unifier.Instance instance = unifier.anyInstance(rule, bindings);
        List<Way> ways = new ArrayList<>();
        if (instance == null) {
            return ways;
        }
        for (Bindings same : unifier.unify(instance.left().argument(place), term, instance.bindings())) {
            List<Term> needed = new ArrayList<>(instance.left().arguments());
            needed.remove(place);
            needed.replaceAll(each -> same.apply(each, terms));
            ways.add(new Way(same, new Opened(needed, same.apply(instance.right(), terms))));
        }
        return ways;
    }

    private Opened opened(Term[] bindings) {
        List<Term> needed = new ArrayList<>();
        for (int i = 0; i < rule.left().arguments().size(); i++) {
            if (i != place) {
                needed.add(terms.rewriting().build(rule.left().arguments().get(i), bindings));
            }
        }
        return new Opened(needed, terms.rewriting().build(rule.right(), bindings));
    }
}
