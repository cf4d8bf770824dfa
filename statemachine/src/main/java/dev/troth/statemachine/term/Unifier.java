package dev.troth.statemachine.term;

import dev.troth.spec.model.Function;
import dev.troth.spec.model.Type;
import java.util.ArrayList;
import java.util.Arrays;
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

    /** Whether two terms could have one value, by their roots alone: false is certain. */
    public boolean canMeet(Term left, Term right) {
        if (left == right || left instanceof Term.Var || right instanceof Term.Var) {
            return true;
        }
        if (left instanceof Term.Compound l) {
            if (l.isOpen() && waits(l)) {
                return true;
            }
            if (right instanceof Term.Compound r) {
                return (r.isOpen() && waits(r))
                        || isConcat(l)
                        || isConcat(r)
                        || l.symbol().equals(r.symbol());
            }
            return !(l.symbol() instanceof Symbol.Primitive || l.symbol() instanceof Symbol.Payload);
        }
        return right instanceof Term.Compound r ? canMeet(r, left) : !isSecret(left) && !isSecret(right);
    }

    private static boolean isSecret(Term atom) {
        return atom instanceof Term.Name || atom instanceof Term.Shared;
    }

    private boolean waits(Term.Compound term) {
        if (!(term.symbol() instanceof Symbol.Primitive(Function function))) {
            return false;
        }
        for (Rewriting.Rule rule : terms.rewriting().rules(function)) {
            if (rule.shrinks() && waits(term, rule)) {
                return true;
            }
        }
        return false;
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
        List<Bindings> sized = l instanceof Term.Int(long length, int ignored)
                ? ofSize(r, length, bindings)
                : r instanceof Term.Int(long size, int alsoIgnored) ? ofSize(l, size, bindings) : null;
        if (sized != null) {
            return sized;
        }
        if (isConcat(l) || isConcat(r)) {
            return joined(parts(l), parts(r), bindings);
        }
        List<Bindings> found = new ArrayList<>(1);
        if (!typing.isTyped() && !isSameKind(l, r)) {
            List<Term> octetsLeft = Overlay.parts(l);
            List<Term> octetsRight = Overlay.parts(r);
            if (octetsLeft != null && octetsRight != null) {
                return joined(octetsLeft, octetsRight, bindings);
            }
        }
        if (l instanceof Term.Compound a
                && r instanceof Term.Compound b
                && a.symbol().equals(b.symbol())) {
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

    private static boolean isSameKind(Term left, Term right) {
        return left instanceof Term.Compound l
                && right instanceof Term.Compound r
                && l.symbol().equals(r.symbol());
    }

    /** Gives what a length is asked of that length; null if the term is no length. */
    private @Nullable List<Bindings> ofSize(Term term, long length, Bindings bindings) {
        if (!(term instanceof Term.Compound compound && compound.symbol() instanceof Symbol.Size)) {
            return null;
        }
        if (!(compound.argument(0) instanceof Term.Var variable)) {
            return List.of(bindings);
        }
        Type type = length > Integer.MAX_VALUE
                ? null
                : typing.narrower(variable.type(), new Type.Octets((int) length, (int) length));
        if (type == null) {
            return List.of();
        }
        Term sized = terms.variable(bindings.next(), type, false, variable.kind());
        return List.of(bindings.taking(1).with(variable, sized));
    }

    private static boolean isConcat(Term term) {
        return term instanceof Term.Compound compound && compound.symbol() instanceof Symbol.Concat;
    }

    private static List<Term> parts(Term term) {
        return isConcat(term) ? ((Term.Compound) term).arguments() : List.of(term);
    }

    /** Concatenations part by part; known octets are cut where a part of known length ends. */
    List<Bindings> joined(List<Term> left, List<Term> right, Bindings bindings) {
        if (left.isEmpty() && right.isEmpty()) {
            return List.of(bindings);
        }
        if (left.isEmpty() || right.isEmpty()) {
            return List.of();
        }
        Term l = left.getFirst();
        Term r = right.getFirst();
        int size = Math.min(sizeOr(l, Integer.MAX_VALUE), sizeOr(r, Integer.MAX_VALUE));
        List<Term> leftRest = new ArrayList<>(left.subList(1, left.size()));
        List<Term> rightRest = new ArrayList<>(right.subList(1, right.size()));
        for (Term longer : new Term[] {l, r}) {
            if (longer instanceof Term.Var variable && size < sizeOr(longer, 0)) {
                Bindings split = split(variable, size, sizeOr(longer, 0) - size, bindings);
                return joined(replaced(left, split), replaced(right, split), split);
            }
        }
        Term lHead = cut(l, size, leftRest);
        Term rHead = cut(r, size, rightRest);
        boolean lasts = leftRest.isEmpty() && rightRest.isEmpty();
        if (isConcat(lHead) || isConcat(rHead) || (lasts && lHead == rHead)) {
            return lHead == rHead ? joined(leftRest, rightRest, bindings) : List.of();
        }
        List<Bindings> found = new ArrayList<>(1);
        for (Bindings same : unify(lHead, rHead, bindings)) {
            found.addAll(joined(replaced(leftRest, same), replaced(rightRest, same), same));
        }
        return found;
    }

    /** Octets of which some belong to one part and the others to the next: two unknowns in the place of one. */
    private Bindings split(Term.Var variable, int first, int second, Bindings bindings) {
        Term head = terms.variable(bindings.next(), new Type.Octets(first, first), false);
        Term tail = terms.variable(bindings.next() + 1, new Type.Octets(second, second), false);
        return bindings.taking(2).with(variable, terms.apply(new Symbol.Concat(), head, tail));
    }

    private List<Term> replaced(List<Term> parts, Bindings bindings) {
        List<Term> flat = new ArrayList<>(parts.size());
        for (Term part : parts) {
            flat.addAll(parts(bindings.apply(part, terms)));
        }
        return flat;
    }

    private static int sizeOr(Term term, int otherwise) {
        int size = Sizes.of(term);
        return size > 0 ? size : otherwise;
    }

    /** The first octets of a literal that is longer; what is left goes to the front of the rest. */
    private Term cut(Term term, int size, List<Term> rest) {
        byte[] literal = Terms.literalOctets(term);
        if (literal == null || literal.length <= size) {
            return term;
        }
        rest.addFirst(terms.octets(Arrays.copyOfRange(literal, size, literal.length)));
        return terms.octets(Arrays.copyOf(literal, size));
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
        Type[] types = rule.types();
        Term[] variables = new Term[types.length];
        for (int i = 0; i < variables.length; i++) {
            variables[i] = terms.variable(bindings.next() + i, types[i], false, typing.operand(rule, i));
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
            if (rule.shrinks() && !waits(term, rule)) {
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

    /** Whether a destructor waits for its operand: an unknown, or something that itself waits. */
    private boolean waits(Term.Compound term, Rewriting.Rule rule) {
        if (!term.isOpen() || rule.place() < 0) {
            return false;
        }
        Term operand = term.argument(rule.place());
        return operand instanceof Term.Var
                || (operand instanceof Term.Compound compound
                        && compound.symbol() instanceof Symbol.Primitive(Function function)
                        && terms.rewriting().isDestructor(function));
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
                found.addAll(arguments(turned, compound, form.bindings()));
            }
        }
    }

    private List<Bindings> bind(Term.Var variable, Term term, Bindings bindings) {
        if (term == Terms.ABSENT) {
            return variable.optional() ? List.of(bindings.with(variable, term)) : List.of();
        }
        if (term instanceof Term.Var other && other.optional() && !variable.optional()) {
            return bind(other, variable, bindings);
        }
        if (term instanceof Term.Var other) {
            Type narrower = typing.narrower(variable.type(), other.type());
            if (narrower == null) {
                return List.of();
            }
            Kind kind = both(variable.kind(), other.kind());
            if (narrower.equals(other.type()) && kind == other.kind()) {
                return List.of(bindings.with(variable, other));
            }
            boolean may = other.optional() || !variable.optional();
            return may && narrower.equals(variable.type()) && kind == variable.kind()
                    ? List.of(bindings.with(other, variable))
                    : List.of(met(variable, other, narrower, kind, bindings));
        }
        Term value = typing.read(variable.type(), term, terms);
        Kind kind = variable.kind();
        return typing.fits(variable.type(), value)
                        && (kind == null || kind.holds(value, terms))
                        && !occurs(variable, value)
                ? List.of(bindings.with(variable, value))
                : List.of();
    }

    private static @Nullable Kind both(@Nullable Kind left, @Nullable Kind right) {
        return left == null ? right : right == null ? left : left.and(right);
    }

    private Bindings met(Term.Var left, Term.Var right, Type type, @Nullable Kind kind, Bindings bindings) {
        Term.Var both = terms.variable(bindings.next(), type, left.optional() && right.optional(), kind);
        return bindings.taking(1).with(left, both).with(right, both);
    }

    private static boolean occurs(Term.Var variable, Term term) {
        if ((term.variables() & variable.variables()) == 0) {
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
