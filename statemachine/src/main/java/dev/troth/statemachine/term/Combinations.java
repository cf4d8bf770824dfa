package dev.troth.statemachine.term;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What comes from values in which others are combined (exclusive ors, slices, sums of numbers) by combining them again: two values
 * under one pad give their exclusive or, two halves the whole, a sum and all of its operands but one the last. Immutable.
 */
public final class Combinations {
    private final Pads pads;
    private final Map<Integer, Totals> totals;
    private final Terms terms;
    private final Set<Term> free;

    /** How a value is made. */
    public sealed interface Made {}

    /**
     * Pieces one after another.
     *
     * @param bits the width of a number; 0 for other octets
     */
    public record Joined(List<Piece> pieces, int bits) implements Made {}

    /**
     * The exclusive or of some octets of values, and of known octets.
     *
     * @param constant empty if they are all zeros
     */
    public record Piece(List<Cut> cuts, byte[] constant) {
        /** Both as one, if the next one goes on where this one ends; null otherwise. */
        @Nullable
        Piece followedBy(Piece next) {
            boolean goesOn = cuts.size() == next.cuts.size() && constant.length == 0 && next.constant.length == 0;
            List<Cut> both = new ArrayList<>();
            for (int i = 0; goesOn && i < cuts.size(); i++) {
                Cut left = cuts.get(i);
                Cut right = next.cuts.get(i);
                goesOn = left.of() == right.of() && left.end() == right.start();
                both.add(new Cut(left.of(), left.start(), right.end()));
            }
            return goesOn && !cuts.isEmpty() ? new Piece(both, constant) : null;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Piece piece && cuts.equals(piece.cuts) && Arrays.equals(constant, piece.constant);
        }

        @Override
        public int hashCode() {
            return 31 * cuts.hashCode() + Arrays.hashCode(constant);
        }

        @Override
        public String toString() {
            return cuts + " xor 0x" + HexFormat.of().formatHex(constant);
        }
    }

    /** The octets of a value from one place to another; to -1 for all of them. */
    public record Cut(Term of, int start, int end) {}

    /** Numbers so many times each, and a known number, modulo 2 to the power of {@code bits}. */
    public record Total(List<Addend> addends, long constant, int bits) implements Made {}

    /** A number so many times. */
    public record Addend(Term of, long factor) {}

    /** Whether somebody has a value, given what comes from some combinations. */
    @FunctionalInterface
    public interface Derivation {
        boolean has(Term value, Combinations by);
    }

    private Combinations(List<Term.Compound> rows, Terms terms, Set<Term> free) {
        List<Term.Compound> octets = new ArrayList<>();
        Map<Integer, List<Term.Compound>> sums = new LinkedHashMap<>();
        for (Term.Compound row : rows) {
            if (row.symbol() instanceof Symbol.Sum(boolean ignored, int bits)) {
                sums.computeIfAbsent(bits, b -> new ArrayList<>()).add(row);
            } else {
                octets.add(row);
            }
        }
        this.pads = new Pads(octets, free);
        this.totals = new LinkedHashMap<>();
        sums.forEach((bits, same) -> totals.put(bits, new Totals(bits, terms, same, free)));
        this.terms = terms;
        this.free = free;
    }

    /** Whether a term combines others. */
    public static boolean combines(Term term) {
        return term instanceof Term.Compound compound
                && (compound.symbol() instanceof Symbol.Xor
                        || compound.symbol() instanceof Symbol.Slice
                        || (compound.symbol() instanceof Symbol.Sum(boolean ignored, int bits) && bits > 0));
    }

    /** Without anything to combine. */
    public static Combinations none(Terms terms) {
        return new Combinations(List.of(), terms, Set.of());
    }

    /** Of values that are there. What is there besides hides nothing in them; it is asked for until nothing more comes of it. */
    public static Combinations of(List<Term.Compound> rows, Terms terms, Derivation derivation) {
        if (rows.isEmpty()) {
            return none(terms);
        }
        Combinations all = new Combinations(rows, terms, Set.of());
        Set<Term> free = all.there(none(terms), derivation);
        int before = -1;
        while (before < free.size()) {
            before = free.size();
            all = new Combinations(rows, terms, free);
            free = all.there(all, derivation);
        }
        return all;
    }

    private Set<Term> there(Combinations by, Derivation derivation) {
        Set<Term> there = new LinkedHashSet<>(free);
        for (Term base : bases()) {
            if (!there.contains(base) && derivation.has(base, by)) {
                there.add(base);
            }
        }
        return there;
    }

    private Set<Term> bases() {
        Set<Term> bases = new LinkedHashSet<>(pads.bases());
        totals.values().forEach(each -> bases.addAll(each.bases()));
        return bases;
    }

    /** What stands in them and was not there before, but comes from them. */
    public Map<Term, Made> found() {
        Set<Term> asked = new LinkedHashSet<>(pads.bases());
        asked.addAll(pads.operands());
        totals.values().forEach(each -> asked.addAll(each.bases()));
        Map<Term, Made> found = new LinkedHashMap<>();
        for (Term each : asked) {
            Made made = free.contains(each) ? null : made(each, base -> false);
            if (made != null) {
                found.put(each, made);
            }
        }
        return found;
    }

    /**
     * How a term is made of them.
     *
     * @param isFree the values that are there anyway
     * @return null if it is not
     */
    public @Nullable Made made(Term term, Predicate<Term> isFree) {
        if (term instanceof Term.Compound sum
                && sum.symbol() instanceof Symbol.Sum(boolean ignored, int bits)
                && bits > 0) {
            Totals same = totals.get(bits);
            Totals asked = same == null ? new Totals(bits, terms, List.of(), free) : same;
            Made made = asked.made(term, isFree);
            return made == null ? pads.made(term, base -> base != term && isFree.test(base)) : made;
        }
        Made made = pads.made(term, isFree);
        if (made != null || combines(term)) {
            return made;
        }
        for (Totals each : totals.values()) {
            Made total = each.tells(term) ? each.made(term, isFree) : null;
            if (total != null) {
                return total;
            }
        }
        return null;
    }
}
