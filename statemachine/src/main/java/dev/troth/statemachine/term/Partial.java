package dev.troth.statemachine.term;

import dev.troth.spec.model.Function;
import dev.troth.spec.model.Type;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What in a term decides whether the term has a value at all: a slice of an unknown that may be too short, an unknown combined
 * with octets of another length, a destructor that has not opened anything yet, a payload that may be left out. As long as
 * something of the kind is open, a term must not be simplified to one that is there in any case.
 */
public final class Partial {
    /** Nobody has looked through a term yet. */
    static final int UNASKED = -1;

    private static final int SLICE = 1;
    private static final int OPERAND = 2;
    private static final int WAITING = 4;
    private static final int PAYLOAD = 8;

    private final Rewriting rewriting;

    Partial(Rewriting rewriting) {
        this.rewriting = rewriting;
    }

    /** Whether it is open if a term has a value. */
    boolean isIn(Term term) {
        return (questions(term) & (SLICE | OPERAND | WAITING)) != 0;
    }

    /** Which of these questions are open anywhere in a term. */
    private int questions(Term term) {
        if (!term.isOpen() || !(term instanceof Term.Compound compound)) {
            return 0;
        }
        int known = compound.questions();
        if (known != UNASKED) {
            return known;
        }
        int found = own(compound);
        int passed = isStrict(compound.symbol()) ? ~0 : ~WAITING;
        for (int i = 0; i < compound.arity(); i++) {
            found |= questions(compound.argument(i)) & passed;
        }
        compound.questions(found);
        return found;
    }

    private int own(Term.Compound compound) {
        int found = isUnknownSlice(compound) ? SLICE : 0;
        found |= isUnknownPayload(compound) ? PAYLOAD : 0;
        found |= isWaiting(compound) ? WAITING : 0;
        return found | (hasOpenOperand(compound) ? OPERAND : 0);
    }

    private static boolean isUnknownSlice(Term.Compound compound) {
        return Slices.mayBeShort(compound)
                && Unifier.parts(compound.argument(0)).stream()
                        .allMatch(part -> Unifier.isOfOpenLength(part) || Sizes.of(part) >= 0);
    }

    private static boolean isUnknownPayload(Term.Compound compound) {
        return compound.symbol() instanceof Symbol.FieldOf
                && compound.argument(0) instanceof Term.Var variable
                && variable.type() instanceof Type.Rec;
    }

    private boolean isWaiting(Term.Compound compound) {
        return compound.symbol() instanceof Symbol.Primitive(Function function)
                && rewriting.isDestructor(function)
                && !function.isTotal();
    }

    private static boolean hasOpenOperand(Term.Compound compound) {
        boolean open = false;
        for (int i = 0; i < compound.arity() && !open; i++) {
            boolean sized = compound.symbol() instanceof Symbol.Xor || wanted(compound, i) >= 0;
            open = sized && Sizes.of(compound.argument(i)) < 0;
        }
        return open;
    }

    /** The first part of a term about which there is a question of its own that gets an answer; null if there is none. */
    private <T> @Nullable T first(
            Term term, int question, java.util.function.Function<Term.Compound, @Nullable T> answer) {
        if ((questions(term) & question) == 0 || !(term instanceof Term.Compound compound)) {
            return null;
        }
        T own = answer.apply(compound);
        for (int i = 0; i < compound.arity() && own == null; i++) {
            own = first(compound.argument(i), question, answer);
        }
        return own;
    }

    /** Exclusive ors and primitives in some terms with an operand of which nobody knows whether it is as long as it has to be. */
    public List<Term.Compound> combined(List<Term> terms) {
        Set<Term.Compound> combined = new LinkedHashSet<>();
        Set<Term> seen = new HashSet<>();
        terms.forEach(term -> combined(term, combined, seen));
        return List.copyOf(combined);
    }

    private void combined(Term term, Set<Term.Compound> found, Set<Term> seen) {
        if ((questions(term) & OPERAND) != 0 && term instanceof Term.Compound compound && seen.add(term)) {
            compound.arguments().forEach(argument -> combined(argument, found, seen));
            if (hasOpenOperand(compound)) {
                found.add(compound);
            }
        }
    }

    /** A payload that may be left out and of which a field is asked, anywhere in a term; null if there is none. */
    Term.@Nullable Var payload(Term term) {
        return first(term, PAYLOAD, found -> isUnknownPayload(found) ? (Term.Var) found.argument(0) : null);
    }

    /** A slice of an unknown that may be too short for it, anywhere in a term; null if there is none. */
    Term.@Nullable Compound slice(Term term) {
        return first(term, SLICE, found -> isUnknownSlice(found) ? found : null);
    }

    /**
     * The first unknown in a term that is combined with octets, or given to a primitive, and has to have so many: an exclusive or has no
     * value unless the lengths are one, a primitive none unless its operands have theirs. Null if there is none.
     */
    Sizes.@Nullable Needed operand(Term term) {
        return first(term, OPERAND, Partial::needed);
    }

    private static Sizes.@Nullable Needed needed(Term.Compound compound) {
        for (int i = 0; i < compound.arity(); i++) {
            int size = wanted(compound, i);
            Sizes.Needed needed = size >= 0 ? Sizes.needed(compound.argument(i), size) : null;
            if (needed != null) {
                return needed;
            }
        }
        return null;
    }

    /** How many octets an operand of an exclusive or or of a primitive has to have; negative if it may have any, or nobody knows. */
    static int wanted(Term.Compound compound, int index) {
        if (compound.symbol() instanceof Symbol.Xor) {
            return Sizes.of(compound);
        }
        return compound.symbol() instanceof Symbol.Primitive(Function function)
                        && index < function.parameters().size()
                        && function.parameters().get(index) instanceof Type.Octets octets
                        && octets.isFixed()
                ? octets.min()
                : -1;
    }

    /** What a value waits for: a destructor in it that has no value unless it opens something; null if there is none. */
    Term.@Nullable Compound waiting(Term term) {
        if ((questions(term) & WAITING) == 0 || !(term instanceof Term.Compound compound)) {
            return null;
        }
        Term.Compound inside = null;
        for (int i = 0; i < compound.arity() && inside == null; i++) {
            inside = isStrict(compound.symbol()) ? waiting(compound.argument(i)) : null;
        }
        return inside == null && isWaiting(compound) ? compound : inside;
    }

    /** Whether a value is absent as soon as one that it is made of is. */
    private static boolean isStrict(Symbol symbol) {
        return switch (symbol) {
            case Symbol.Primitive ignored -> true;
            case Symbol.Concat ignored -> true;
            case Symbol.Xor ignored -> true;
            case Symbol.Slice ignored -> true;
            case Symbol.Size ignored -> true;
            case Symbol.Sum ignored -> true;
            case Symbol.Abs ignored -> true;
            case Symbol.FieldOf ignored -> true;
            case Symbol.ListOf ignored -> false;
            case Symbol.Payload ignored -> false;
            case Symbol.Whole ignored -> false;
            case Symbol.Covered ignored -> false;
        };
    }
}
