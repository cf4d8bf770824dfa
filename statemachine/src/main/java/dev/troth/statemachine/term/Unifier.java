package dev.troth.statemachine.term;

import dev.troth.spec.model.Function;
import dev.troth.spec.model.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Unification modulo the equations of a specification. Where both sides of an equation have one size (Diffie-Hellman), a
 * term is tried in both of its forms; where the right side is smaller, a destructor that waits for its operand is
 * narrowed: the operand becomes what the destructor opens. Octets that are cut and joined are solved by {@link Words}, sums by
 * {@link NumberUnifier}, exclusive ors by {@link ExclusiveUnifier}.
 */
public final class Unifier {
    /** Octets of any length. */
    private static final Type.Octets ANY = new Type.Octets(0, Type.Octets.UNBOUNDED);

    private final Terms terms;
    private final Typing typing;
    private final Words words;
    private final NumberUnifier numbers;
    private final ExclusiveUnifier exclusives;
    /** So many equations are solved to solve one; what is left of it then nobody decides. Those of the library ask for less than fifty. */
    private static final int PATIENCE = 2_000;

    private int patience;
    private int within;
    private long spent;

    public Unifier(Terms terms, Typing typing) {
        this.terms = terms;
        this.typing = typing;
        this.words = new Words(terms, this);
        this.numbers = new NumberUnifier(terms, typing, this);
        this.exclusives = new ExclusiveUnifier(terms, this);
    }

    /** Whether two terms could have one value, by their roots alone: false is certain. */
    public boolean canMeet(Term left, Term right) {
        if (left == right || left instanceof Term.Var || right instanceof Term.Var) {
            return true;
        }
        if (isWoven(left) || isWoven(right)) {
            return true;
        }
        if (left instanceof Term.Compound l) {
            if (l.isOpen() && waits(l)) {
                return true;
            }
            if (right instanceof Term.Compound r) {
                return (r.isOpen() && waits(r)) || l.symbol().equals(r.symbol());
            }
            return !(l.symbol() instanceof Symbol.Primitive || l.symbol() instanceof Symbol.Payload)
                    || Noise.isOpenQuestion(l, right);
        }
        return right instanceof Term.Compound r ? canMeet(r, left) : !isSecret(left) && !isSecret(right);
    }

    /** Whether a term is cut, joined, combined or counted: its root says little of its value. */
    private static boolean isWoven(Term term) {
        return isConcat(term)
                || isExclusive(term)
                || isSlice(term)
                || (term instanceof Term.Compound sum && sum.symbol() instanceof Symbol.Sum);
    }

    private static boolean isSecret(Term atom) {
        return atom instanceof Term.Name || atom instanceof Term.Shared;
    }

    private boolean waits(Term.Compound term) {
        return term.isOpen() && terms.rewriting().mayOpen(term);
    }

    /** The octets of two rows of values, part by part. */
    List<Bindings> joined(List<Term> left, List<Term> right, Bindings bindings) {
        return words.unify(left, right, bindings);
    }

    /**
     * Every most general way to make two terms equal; empty if there certainly is none. A way under which the theory cannot
     * tell whether the terms are equal says so, see {@link Bindings#undecided()}.
     */
    public List<Bindings> unify(Term left, Term right, Bindings bindings) {
        Term l = bindings.apply(left, terms);
        Term r = bindings.apply(right, terms);
        if (l == r) {
            return List.of(bindings);
        }
        if (within == 0) {
            patience = PATIENCE;
        }
        if (--patience < 0) {
            return List.of(bindings.suspending(l, r));
        }
        spent++;
        within++;
        try {
            return unequal(l, r, bindings);
        } finally {
            within--;
        }
    }

    /** How many equations have been solved. */
    public long spent() {
        return spent;
    }

    private List<Bindings> unequal(Term l, Term r, Bindings bindings) {
        boolean woven = isWoven(l) && isWoven(r) || isConcat(l) || isConcat(r) || isExclusive(l) || isExclusive(r);
        if (!l.isOpen() && !r.isOpen() && !woven) {
            return closed(l, r, bindings);
        }
        if (isOfOtherWidth(l, r)) {
            return widened(l, r, bindings);
        }
        if (isOfOtherWidth(r, l)) {
            return widened(r, l, bindings);
        }
        Bindings split = l instanceof Term.Var ? split(r, bindings) : r instanceof Term.Var ? split(l, bindings) : null;
        if (split != null) {
            return unify(l, r, split);
        }
        if (l instanceof Term.Var variable) {
            return r instanceof Term.Compound whole && occurs(variable, r)
                    ? within(variable, whole, bindings)
                    : bind(variable, r, bindings);
        }
        if (r instanceof Term.Var variable) {
            return l instanceof Term.Compound whole && occurs(variable, l)
                    ? within(variable, whole, bindings)
                    : bind(variable, l, bindings);
        }
        if (l == Terms.ABSENT || r == Terms.ABSENT) {
            return List.of();
        }
        if (Sums.bits(l) > 0 && Sums.bits(r) > 0) {
            return numbers.unify(l, r, bindings);
        }
        if (isExclusive(l) || isExclusive(r)) {
            return exclusives.unify(l, r, bindings);
        }
        if (isConcat(l) || isConcat(r)) {
            return words.unify(parts(l), parts(r), bindings);
        }
        if (isSlice(l) || isSlice(r)) {
            return slices(l, r, bindings);
        }
        return plain(l, r, bindings);
    }

    private static boolean isOfOtherWidth(Term octets, Term number) {
        int size = Sizes.of(octets);
        return isWoven(octets)
                && Sums.bits(octets) == 0
                && Sums.bits(number) > 0
                && size >= 0
                && size != Sizes.of(number);
    }

    /** Octets that are a number, and a number of another width: the narrower has zeros before it. */
    private List<Bindings> widened(Term octets, Term number, Bindings bindings) {
        int size = Sizes.of(octets);
        int own = Sizes.of(number);
        if (number instanceof Term.Int(long value, int ignored)) {
            boolean fits = size <= Long.BYTES && Sums.reduced(value, 8 * size) == value;
            return fits ? unify(octets, terms.integer(value, 8 * size), bindings) : List.of();
        }
        if (own < 0) {
            return List.of(bindings.suspending(octets, number));
        }
        Term zeros = terms.octets(new byte[Math.abs(size - own)]);
        return size < own
                ? unify(terms.apply(new Symbol.Concat(), zeros, octets), number, bindings)
                : unify(octets, terms.apply(new Symbol.Concat(), zeros, number), bindings);
    }

    /** An unknown that stands in what it is to be equal to: what is combined may cancel, and a destructor may bring it out. */
    private List<Bindings> within(Term.Var variable, Term.Compound whole, Bindings bindings) {
        if (isExclusive(whole)) {
            return exclusives.unify(variable, whole, bindings);
        }
        if (isConcat(whole)) {
            return words.unify(List.of(variable), whole.arguments(), bindings);
        }
        if (whole.symbol() instanceof Symbol.Sum && Sums.bits(variable) > 0) {
            return numbers.unify(variable, whole, bindings);
        }
        if (isSlice(whole)) {
            List<Bindings> cut = slices(variable, whole, bindings);
            // Some octets of what is computed from a value may well be those of the value.
            return cut.isEmpty() ? List.of(bindings.suspending(variable, whole)) : cut;
        }
        List<Bindings> found = new ArrayList<>(1);
        narrowed(whole, variable, bindings, found);
        return found;
    }

    /** Values without variables are told apart by their normal forms, except where only a computation could tell. */
    private List<Bindings> closed(Term left, Term right, Bindings bindings) {
        if (typing.isSame(left, right)) {
            return List.of(bindings);
        }
        return Noise.isOpenQuestion(left, right) ? List.of(bindings.suspending(left, right)) : List.of();
    }

    /** Whether it is not known how many octets an unknown has. */
    static boolean isOfOpenLength(Term term) {
        return term instanceof Term.Var variable
                && !variable.optional()
                && (variable.type() instanceof Type.Unknown
                        || (variable.type() instanceof Type.Octets octets && !octets.isFixed()));
    }

    /**
     * The ways in which a value is long enough for a slice of it, and too short; where several unknowns decide that, the ways in which
     * the first of them does, and those in which it leaves that to the others.
     */
    List<Bindings> lengths(Term.Compound slice, Bindings bindings) {
        List<Bindings> ways = new ArrayList<>(2);
        if (slice.symbol() instanceof Symbol.Slice(int start, int length)) {
            if (slice.argument(0) instanceof Term.Var whole) {
                Bindings enough = words.split(whole, start, length, bindings);
                if (enough != null) {
                    ways.add(enough);
                }
                ofLength(whole, ANY.min(), start + length - 1, bindings, ways);
            } else {
                lengths(parts(slice.argument(0)), start + length, bindings, ways);
            }
        }
        return ways;
    }

    private void lengths(List<Term> parts, int end, Bindings bindings, List<Bindings> ways) {
        List<Term> open =
                parts.stream().filter(Unifier::isOfOpenLength).distinct().toList();
        Term.Var first = (Term.Var) open.getFirst();
        long times = parts.stream().filter(part -> part == first).count();
        long others = parts.stream()
                .filter(part -> part != first)
                .mapToLong(Sizes::least)
                .sum();
        int enough = (int) ((end - others + times - 1) / times);
        ofLength(first, enough, ANY.max(), bindings, ways);
        if (open.size() == 1) {
            ofLength(first, ANY.min(), enough - 1, bindings, ways);
        } else {
            for (int octets = 0; octets < enough; octets++) {
                ofLength(first, octets, octets, bindings, ways);
            }
        }
    }

    /** The ways in which an unknown of open length has so many octets, fewer, or more. */
    List<Bindings> lengths(Term.Var unknown, int octets, Bindings bindings) {
        List<Bindings> ways = new ArrayList<>(3);
        ofLength(unknown, octets, octets, bindings, ways);
        ofLength(unknown, ANY.min(), octets - 1, bindings, ways);
        ofLength(unknown, octets + 1, ANY.max(), bindings, ways);
        return ways;
    }

    /** The way in which an unknown has between so many octets and so many, if it can. */
    public void ofLength(Term.Var unknown, int min, int max, Bindings bindings, List<Bindings> ways) {
        Type type = min <= max ? typing.narrower(unknown.type(), new Type.Octets(min, max)) : null;
        if (type instanceof Type.Octets octets && octets.max() == 0) {
            ways.add(bindings.with(unknown, terms.octets(new byte[0])));
        } else if (type != null) {
            Term sized = terms.variable(bindings.next(), type, false, unknown.kind());
            ways.add(bindings.taking(1).with(unknown, sized));
        }
    }

    /** Terms of which neither is cut, joined, combined or counted. */
    private List<Bindings> plain(Term l, Term r, Bindings bindings) {
        List<Bindings> found = new ArrayList<>(1);
        if (!typing.isTyped() && !isSameKind(l, r)) {
            List<Term> octetsLeft = Overlay.parts(l);
            List<Term> octetsRight = Overlay.parts(r);
            if (octetsLeft != null && octetsRight != null) {
                return words.unify(octetsLeft, octetsRight, bindings);
            }
        }
        if (l instanceof Term.Compound a
                && r instanceof Term.Compound b
                && a.symbol().equals(b.symbol())) {
            found.addAll(arguments(a, b, bindings));
        }
        if (l instanceof Term.Compound a) {
            narrowed(a, r, bindings, found);
        }
        if (r instanceof Term.Compound b) {
            narrowed(b, l, bindings, found);
        }
        if (found.isEmpty() && !opens(l) && !opens(r) && Noise.isOpenQuestion(l, r)) {
            found.add(bindings.suspending(l, r));
        }
        return found;
    }

    /** Whether a term has a value only if it opens something. */
    private boolean opens(Term term) {
        return term instanceof Term.Compound compound
                && compound.symbol() instanceof Symbol.Primitive(Function function)
                && terms.rewriting().isDestructor(function);
    }

    /** A value that is as long as what it opens, and has not opened anything yet, but still may; null if there is none among some. */
    Term.@Nullable Compound waiting(List<Term> values) {
        for (Term value : values) {
            if (value instanceof Term.Compound compound && Sizes.of(value) < 0 && opens(value) && waits(compound)) {
                return compound;
            }
        }
        return null;
    }

    /** The ways in which a destructor opens something. */
    List<Bindings> openings(Term.Compound waiting, Bindings bindings) {
        return forms(waiting, bindings).stream()
                .filter(Form::opened)
                .map(Form::bindings)
                .toList();
    }

    private static boolean isSameKind(Term left, Term right) {
        return left instanceof Term.Compound l
                && right instanceof Term.Compound r
                && l.symbol().equals(r.symbol());
    }

    static boolean isConcat(Term term) {
        return term instanceof Term.Compound compound && compound.symbol() instanceof Symbol.Concat;
    }

    static boolean isExclusive(Term term) {
        return term instanceof Term.Compound compound && compound.symbol() instanceof Symbol.Xor;
    }

    private static boolean isSlice(Term term) {
        return term instanceof Term.Compound compound && compound.symbol() instanceof Symbol.Slice;
    }

    static List<Term> parts(Term term) {
        return isConcat(term) ? ((Term.Compound) term).arguments() : List.of(term);
    }

    /** An unknown of which a term is a slice as a concatenation in which the slice is a part; null if there is no such unknown. */
    @Nullable
    Bindings split(Term term, Bindings bindings) {
        return term instanceof Term.Compound slice
                        && slice.symbol() instanceof Symbol.Slice(int start, int length)
                        && slice.argument(0) instanceof Term.Var whole
                ? words.split(whole, start, length, bindings)
                : null;
    }

    /** A slice of an unknown makes it a concatenation; slices of what looks like noise are equal if they are the same slice. */
    private List<Bindings> slices(Term left, Term right, Bindings bindings) {
        for (Term each : List.of(left, right)) {
            if (isSlice(each) && ((Term.Compound) each).argument(0) instanceof Term.Var) {
                Bindings split = split(each, bindings);
                return split == null ? List.of() : unify(left, right, split);
            }
        }
        for (Term each : List.of(left, right)) {
            List<Bindings> there = isSlice(each) ? there((Term.Compound) each, bindings) : null;
            if (there != null) {
                return there.stream()
                        .flatMap(way -> unify(left, right, way).stream())
                        .toList();
            }
        }
        List<Bindings> found = new ArrayList<>(1);
        if (left instanceof Term.Compound l
                && right instanceof Term.Compound r
                && l.symbol().equals(r.symbol())) {
            found.addAll(unify(l.argument(0), r.argument(0), bindings));
        }
        opened(left, right, bindings, found);
        opened(right, left, bindings, found);
        boolean others = found.isEmpty() || Noise.isAlikeByTrying(left) || Noise.isAlikeByTrying(right);
        if (others && Noise.isOpenQuestion(left, right)) {
            found.add(bindings.suspending(left, right));
        }
        return found;
    }

    /** An operand of an exclusive or told by what the whole is, which is then an unknown of its own; null if it cannot be. */
    public @Nullable Bindings turned(Term.Compound sum, Term.Var operand, Bindings bindings) {
        return exclusives.turned(sum, operand, bindings);
    }

    /** The ways in which two terms are equal if a destructor in them opens something. */
    List<Bindings> whenOpened(Term.Compound waiting, Term left, Term right, Bindings bindings) {
        return openings(waiting, bindings).stream()
                .flatMap(way -> unify(left, right, way).stream())
                .toList();
    }

    /** The ways in which something inside a slice has a value, so that the slice has one; null if nothing of the kind is open. */
    private @Nullable List<Bindings> there(Term.Compound slice, Bindings bindings) {
        Term.Compound waiting = terms.partial().waiting(slice);
        if (waiting != null && slice.argument(0) != waiting) {
            return openings(waiting, bindings);
        }
        Term.Compound cut = terms.partial().slice(slice);
        if (cut != null) {
            return lengths(cut, bindings);
        }
        Sizes.Needed needed = terms.partial().operand(slice);
        if (needed == null) {
            return null;
        }
        List<Bindings> sized = new ArrayList<>(1);
        ofLength(needed.unknown(), needed.octets(), needed.octets(), bindings, sized);
        return sized;
    }

    /** A slice of what a waiting destructor brings out. */
    private void opened(Term term, Term other, Bindings bindings, List<Bindings> found) {
        if (term instanceof Term.Compound slice
                && slice.symbol() instanceof Symbol.Slice
                && slice.argument(0) instanceof Term.Compound inner) {
            for (Form form : forms(inner, bindings)) {
                if (form.opened()) {
                    Term cut = terms.apply(slice.symbol(), form.bindings().apply(form.term(), terms));
                    found.addAll(unify(cut, other, form.bindings()));
                }
            }
        }
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

    /** An equation in which nothing is bound yet. */
    record Instance(Term.Compound left, Term right, Bindings bindings) {}

    /** With operands of the kinds that roles give them. */
    @Nullable
    Instance instance(Rewriting.Rule rule, Bindings bindings) {
        return instance(rule, bindings, true);
    }

    /** With operands of any kind: the attacker opens what he can. */
    @Nullable
    Instance anyInstance(Rewriting.Rule rule, Bindings bindings) {
        return instance(rule, bindings, false);
    }

    private @Nullable Instance instance(Rewriting.Rule rule, Bindings bindings, boolean kinds) {
        Type[] types = rule.types();
        Term[] variables = new Term[types.length];
        for (int i = 0; i < variables.length; i++) {
            Kind kind = kinds ? typing.operand(rule, i) : null;
            variables[i] = terms.variable(bindings.next() + i, types[i], false, kind);
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
            boolean may = term.isOpen() && terms.rewriting().mayMatch(rule.left(), term, new Term[rule.variables()]);
            if (rule.shrinks() && !may) {
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
                found.addAll(arguments(turned, compound, form.bindings()));
            }
        }
    }

    /** The ways in which a variable can stand for a term; none if that is certainly no value of its type and kind. */
    List<Bindings> bind(Term.Var variable, Term term, Bindings bindings) {
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
        boolean fits = typing.fits(variable.type(), value)
                && (kind == null || kind.holds(value, terms))
                && !occurs(variable, value);
        return fits ? sized(variable, value, bindings.with(variable, value)) : List.of();
    }

    /** A value that does not tell its length has the length of the place in which it stands. */
    private List<Bindings> sized(Term.Var variable, Term value, Bindings bound) {
        return variable.type() instanceof Type.Octets octets && octets.isFixed() && Sizes.of(value) < 0
                ? unify(terms.apply(new Symbol.Size(), value), terms.integer(octets.min(), 32), bound)
                : List.of(bound);
    }

    private static @Nullable Kind both(@Nullable Kind left, @Nullable Kind right) {
        return left == null ? right : right == null ? left : left.and(right);
    }

    private Bindings met(Term.Var left, Term.Var right, Type type, @Nullable Kind kind, Bindings bindings) {
        Term.Var both = terms.variable(bindings.next(), type, left.optional() && right.optional(), kind);
        return bindings.taking(1).with(left, both).with(right, both);
    }

    /** Whether an unknown stands in a term. */
    public static boolean occurs(Term.Var variable, Term term) {
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
