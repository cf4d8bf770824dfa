package dev.troth.statemachine.term;

import dev.troth.spec.model.Function;
import dev.troth.spec.model.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What in a term decides whether the term has a value at all: a slice of an unknown that may be too short, an unknown combined
 * with octets of another length, a destructor that has not opened anything yet, a payload that may be left out. As long as
 * something of the kind is open, a term must not be simplified to one that is there in any case.
 */
public final class Partial {
    private final Rewriting rewriting;

    Partial(Rewriting rewriting) {
        this.rewriting = rewriting;
    }

    /** Whether it is open if a term has a value. */
    boolean isIn(Term term) {
        return term.isOpen()
                && (slice(term) != null
                        || waiting(term) != null
                        || !combined(List.of(term)).isEmpty());
    }

    /** Exclusive ors in some terms with an operand of which nobody knows how long it is. */
    public static List<Term> combined(List<Term> terms) {
        List<Term> combined = new ArrayList<>();
        terms.forEach(term -> combined(term, combined));
        return combined;
    }

    private static void combined(Term term, List<Term> found) {
        if (term.isOpen() && term instanceof Term.Compound compound) {
            compound.arguments().forEach(argument -> combined(argument, found));
            if (compound.symbol() instanceof Symbol.Xor
                    && compound.arguments().stream().anyMatch(operand -> Sizes.of(operand) < 0)) {
                found.add(compound);
            }
        }
    }

    /** A payload that may be left out and of which a field is asked, anywhere in a term; null if there is none. */
    static Term.@Nullable Var payload(Term term) {
        if (!term.isOpen() || !(term instanceof Term.Compound compound)) {
            return null;
        }
        if (compound.symbol() instanceof Symbol.FieldOf
                && compound.argument(0) instanceof Term.Var variable
                && variable.type() instanceof Type.Rec) {
            return variable;
        }
        for (Term argument : compound.arguments()) {
            Term.Var found = payload(argument);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** A slice of an unknown that may be too short for it, anywhere in a term; null if there is none. */
    static Term.@Nullable Compound slice(Term term) {
        if (!term.isOpen() || !(term instanceof Term.Compound compound)) {
            return null;
        }
        if (compound.symbol() instanceof Symbol.Slice && Unifier.isOfOpenLength(compound.argument(0))) {
            return compound;
        }
        for (Term argument : compound.arguments()) {
            Term.Compound found = slice(argument);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /**
     * The first unknown in a term that is combined with octets, and has to have so many: an exclusive or has no value unless the
     * lengths are one. Null if there is none.
     */
    static Sizes.@Nullable Needed operand(Term term) {
        if (!term.isOpen() || !(term instanceof Term.Compound compound)) {
            return null;
        }
        int size = compound.symbol() instanceof Symbol.Xor ? Sizes.of(compound) : -1;
        for (Term argument : compound.arguments()) {
            Sizes.Needed needed = size >= 0 ? Sizes.needed(argument, size) : null;
            Sizes.Needed found = needed == null ? operand(argument) : needed;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** What a value waits for: a destructor in it that has no value unless it opens something; null if there is none. */
    Term.@Nullable Compound waiting(Term term) {
        if (!term.isOpen() || !(term instanceof Term.Compound compound)) {
            return null;
        }
        for (Term argument : compound.arguments()) {
            Term.Compound found = isStrict(compound.symbol()) ? waiting(argument) : null;
            if (found != null) {
                return found;
            }
        }
        return compound.symbol() instanceof Symbol.Primitive(Function function)
                        && rewriting.isDestructor(function)
                        && !function.isTotal()
                ? compound
                : null;
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
