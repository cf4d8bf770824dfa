package dev.troth.statemachine.term;

import dev.troth.spec.model.Function;
import dev.troth.spec.model.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Unification modulo the equations of a specification. Where both sides of an equation have one size (Diffie-Hellman), a
 * term is tried in both of its forms; where the right side is smaller, a destructor that waits for its operand is
 * narrowed: the operand becomes what the destructor opens. Exclusive or is solved where one operand is unknown.
 */
public final class Unifier {
    private final Terms terms;
    private final Typing typing;

    public Unifier(Terms terms, Typing typing) {
        this.terms = terms;
        this.typing = typing;
    }

    /** Every most general way to make two terms equal; empty if there is none. */
    public List<Bindings> unify(Term left, Term right, Bindings bindings) {
        Term l = bindings.apply(left, terms);
        Term r = bindings.apply(right, terms);
        if (l == r) {
            return List.of(bindings);
        }
        if (!l.isOpen() && !r.isOpen()) {
            return typing.isSame(l, r) ? List.of(bindings) : List.of();
        }
        if (l instanceof Term.Var variable) {
            return bind(variable, r, bindings);
        }
        if (r instanceof Term.Var variable) {
            return bind(variable, l, bindings);
        }
        List<Bindings> found = new ArrayList<>(1);
        if (l instanceof Term.Compound a && r instanceof Term.Compound b && a.symbol().equals(b.symbol())) {
            found.addAll(a.symbol() instanceof Symbol.Xor ? exclusive(a, b, bindings) : arguments(a, b, bindings));
        }
        if (l instanceof Term.Compound a) {
            narrowed(a, r, bindings, found);
        }
        if (r instanceof Term.Compound b) {
            narrowed(b, l, bindings, found);
        }
        return found;
    }

    private List<Bindings> arguments(Term.Compound left, Term.Compound right, Bindings bindings) {
        if (left.arity() != right.arity()) {
            return List.of();
        }
        List<Bindings> open = List.of(bindings);
        for (int i = 0; i < left.arity() && !open.isEmpty(); i++) {
            if (open.size() == 1) {
                open = unify(left.argument(i), right.argument(i), open.getFirst());
                continue;
            }
            List<Bindings> next = new ArrayList<>();
            for (Bindings each : open) {
                next.addAll(unify(left.argument(i), right.argument(i), each));
            }
            open = next;
        }
        return open;
    }

    /** What both have cancels; the rest is solved if it is one operand on each side. */
    private List<Bindings> exclusive(Term.Compound left, Term.Compound right, Bindings bindings) {
        List<Term> l = new ArrayList<>(left.arguments());
        List<Term> r = new ArrayList<>(right.arguments());
        for (Term term : left.arguments()) {
            if (r.remove(term)) {
                l.remove(term);
            }
        }
        return l.size() == 1 && r.size() == 1 ? unify(l.getFirst(), r.getFirst(), bindings) : List.of();
    }

    /** An equation in which nothing is bound yet. */
    record Instance(Term.Compound left, Term right, Bindings bindings) {}

    @Nullable
    Instance instance(Rewriting.Rule rule, Bindings bindings) {
        Term[] variables = new Term[rule.variables()];
        for (int i = 0; i < variables.length; i++) {
            variables[i] = terms.variable(bindings.next() + i, new Type.Unknown(), false);
        }
        Term left = terms.compound(
                new Symbol.Primitive(rule.left().function()), terms.rewriting().arguments(rule.left(), variables));
        Term right = rule.shrinks()
                ? terms.rewriting().build(rule.right(), variables)
                : terms.rewriting().plainly(rule.right(), variables);
        return left instanceof Term.Compound compound
                ? new Instance(compound, right, bindings.taking(variables.length))
                : null;
    }

    /** The other forms of a term under the equations, each with what it takes for the term to have it. */
    public List<Form> forms(Term.Compound term, Bindings bindings) {
        if (!(term.symbol() instanceof Symbol.Primitive(Function function))) {
            return List.of();
        }
        List<Form> forms = new ArrayList<>();
        for (Rewriting.Rule rule : terms.rewriting().rules(function)) {
            if (rule.shrinks() && !term.isOpen()) {
                continue;
            }
            Instance instance = instance(rule, bindings);
            if (instance != null) {
                for (Bindings fits : arguments(instance.left(), term, instance.bindings())) {
                    forms.add(new Form(plain(instance.right(), fits), fits, rule.shrinks()));
                }
            }
        }
        return forms;
    }

    /**
     * Another form of a term.
     *
     * @param term not in normal form at its root
     * @param opened true if a destructor met what it opens
     */
    public record Form(Term term, Bindings bindings, boolean opened) {}

    /** Replaces variables but leaves the root as it is. */
    private Term plain(Term term, Bindings bindings) {
        if (!(term instanceof Term.Compound compound)) {
            return bindings.apply(term, terms);
        }
        Term[] arguments = new Term[compound.arity()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = bindings.apply(compound.argument(i), terms);
        }
        return terms.compound(compound.symbol(), arguments);
    }

    private void narrowed(Term.Compound term, Term other, Bindings bindings, List<Bindings> found) {
        for (Form form : forms(term, bindings)) {
            if (form.opened()) {
                found.addAll(unify(form.term(), other, form.bindings()));
            } else if (form.term() instanceof Term.Compound turned
                    && other instanceof Term.Compound compound
                    && turned.symbol().equals(compound.symbol())) {
                for (Bindings each : arguments(turned, compound, form.bindings())) {
                    addNew(each, found);
                }
            }
        }
    }

    private static void addNew(Bindings each, List<Bindings> found) {
        found.add(each);
    }

    private List<Bindings> bind(Term.Var variable, Term term, Bindings bindings) {
        if (term instanceof Term.Var other) {
            Type narrower = typing.narrower(variable.type(), other.type());
            if (narrower == null) {
                return List.of();
            }
            if (narrower.equals(other.type())) {
                return List.of(bindings.with(variable, other));
            }
            return narrower.equals(variable.type())
                    ? List.of(bindings.with(other, variable))
                    : List.of(joined(variable, other, narrower, bindings));
        }
        return typing.fits(variable.type(), term) && !occurs(variable, term)
                ? List.of(bindings.with(variable, term))
                : List.of();
    }

    private Bindings joined(Term.Var left, Term.Var right, Type type, Bindings bindings) {
        Term.Var both = terms.variable(bindings.next(), type, false);
        return bindings.taking(1).with(left, both).with(right, both);
    }

    private static boolean occurs(Term.Var variable, Term term) {
        if (!term.isOpen()) {
            return false;
        }
        if (term instanceof Term.Compound compound) {
            for (Term argument : compound.arguments()) {
                if (occurs(variable, argument)) {
                    return true;
                }
            }
            return false;
        }
        return term == variable;
    }
}
