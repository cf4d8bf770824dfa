package dev.troth.statemachine.term;

import dev.troth.spec.model.Function;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** How a term is put together by anyone who has its parts. Functions are public: secrets are names. */
public final class Composition {
    private Composition() {}

    /** Whether everyone knows the term: constants, agents, times, lengths. */
    public static boolean isPublic(Term term) {
        return switch (term) {
            case Term.Agent ignored -> true;
            case Term.Int ignored -> true;
            case Term.Text ignored -> true;
            case Term.Octets ignored -> true;
            case Term.Time ignored -> true;
            case Term.Duration ignored -> true;
            case Term.Absent ignored -> true;
            case Term.Pending ignored -> true;
            case Term.Compound compound -> compound.symbol() instanceof Symbol.Size;
            case Term.Name ignored -> false;
            case Term.Shared ignored -> false;
            case Term.Var ignored -> false;
        };
    }

    /** Whether the parts of a term are there for everyone who has it. */
    public static boolean isTransparent(Term.Compound term) {
        return switch (term.symbol()) {
            case Symbol.Payload ignored -> true;
            case Symbol.Whole ignored -> true;
            case Symbol.ListOf ignored -> true;
            case Symbol.Concat ignored -> true;
            case Symbol.Primitive ignored -> false;
            case Symbol.Xor ignored -> false;
            case Symbol.Slice ignored -> false;
            case Symbol.Covered ignored -> false;
            case Symbol.Size ignored -> false;
            case Symbol.Sum ignored -> false;
            case Symbol.Abs ignored -> false;
            case Symbol.FieldOf ignored -> false;
        };
    }

    /** What stands in the fields of a message. */
    public static List<Term> fields(Term message) {
        if (!(message instanceof Term.Compound compound)
                || compound.symbol() instanceof Symbol.Concat
                || !isTransparent(compound)) {
            return List.of(message);
        }
        return compound.arguments().stream()
                .flatMap(part -> fields(part).stream())
                .toList();
    }

    /** Each list of terms from which the term is made: its operands, and those of its other forms under the equations. */
    public static List<List<Term>> parts(Term.Compound term, Terms terms) {
        if (!(term.symbol() instanceof Symbol.Primitive(Function function))) {
            return List.of(term.arguments());
        }
        List<List<Term>> parts = new ArrayList<>(2);
        parts.add(term.arguments());
        for (Rewriting.Rule rule : terms.rewriting().rules(function)) {
            Term[] bindings = new Term[rule.variables()];
            if (!rule.shrinks()
                    && terms.rewriting().matches(rule.left(), term, bindings)
                    && terms.rewriting().plainly(rule.right(), bindings) instanceof Term.Compound other
                    && other != term) {
                parts.add(other.arguments());
            }
        }
        return parts;
    }

    /**
     * The ways to see a value as two halves: cut where it would end if it began with a piece that was heard by itself. Pieces without
     * variables are put together by {@link Combinations}, so that nothing is cut as long as none of them is open.
     *
     * @param pieces values that combine others
     */
    public static List<Halves> halves(Term whole, Collection<Term.Compound> pieces, Terms terms) {
        int size = Sizes.of(whole);
        SortedSet<Integer> places = new TreeSet<>();
        boolean anyOpen = false;
        for (Term.Compound piece : pieces) {
            int length = Sizes.of(piece);
            if (length > 0 && length < size) {
                places.add(length);
                anyOpen |= piece.isOpen();
            }
        }
        List<Halves> halves = new ArrayList<>();
        for (int at : anyOpen ? places : new TreeSet<Integer>()) {
            halves.add(new Halves(
                    terms.apply(new Symbol.Slice(0, at), whole), terms.apply(new Symbol.Slice(at, size - at), whole)));
        }
        return halves;
    }

    /**
     * A value, and what may be cut out of it to be another one: of an exclusive or the pieces that are as long as the other one, where
     * what is combined in that was cut.
     */
    public static List<Term> pieces(Term whole, Term other, Terms terms) {
        List<Term> pieces = new ArrayList<>();
        pieces.add(whole);
        int size = Sizes.of(other);
        int most = Sizes.of(whole);
        if (size > 0 && size < most && other.isOpen() && Unifier.isExclusive(other) && Unifier.isExclusive(whole)) {
            SortedSet<Integer> places = new TreeSet<>(List.of(0, most - size));
            for (Term operand : ((Term.Compound) other).arguments()) {
                if (operand instanceof Term.Compound cut
                        && cut.symbol() instanceof Symbol.Slice(int start, int ignored)) {
                    places.add(Math.min(start, most - size));
                }
            }
            places.forEach(at -> pieces.add(terms.apply(new Symbol.Slice(at, size), whole)));
        }
        return pieces;
    }

    /**
     * Whether a piece may be another one as far as their roots tell: both are cut out of values that may be one, at the same place, or both
     * combine such.
     */
    public static boolean mayBe(Term piece, Term other, Unifier unifier) {
        if (Unifier.isExclusive(piece) && Unifier.isExclusive(other)) {
            return ((Term.Compound) piece)
                    .arguments().stream()
                            .anyMatch(one -> ((Term.Compound) other)
                                    .arguments().stream().anyMatch(two -> one == two || mayBe(one, two, unifier)));
        }
        return piece instanceof Term.Compound one
                && other instanceof Term.Compound two
                && one.symbol() instanceof Symbol.Slice
                && one.symbol().equals(two.symbol())
                && unifier.canMeet(one.argument(0), two.argument(0));
    }

    /** What a value begins with, and the rest of it. */
    public record Halves(Term first, Term rest) {
        /** Whether all of the value is needed to cut them out of it. */
        public boolean isOpaque() {
            return first instanceof Term.Compound cut && cut.symbol() instanceof Symbol.Slice;
        }
    }
}
