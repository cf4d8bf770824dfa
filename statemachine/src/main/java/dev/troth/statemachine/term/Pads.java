package dev.troth.statemachine.term;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Exclusive ors and slices, and every string of octets that comes from them by cutting, joining and exclusive or. All are cut at the
 * same places, so that pieces of one value are equal or do not meet; piece by piece it is then linear algebra over one bit.
 */
final class Pads {
    private final List<Sheet> sheets = new ArrayList<>();
    private final Set<Term> free;
    /** Where each value is cut. */
    private final Map<Term, TreeSet<Integer>> cuts = new LinkedHashMap<>();
    /** Lengths that values must have because of what they are combined with. */
    private final Map<Term, Integer> implied = new HashMap<>();

    private final Map<Strip, Integer> places = new HashMap<>();
    private final List<Combinations.Cut> sources = new ArrayList<>();
    private final List<Sheet> origins = new ArrayList<>();
    private @Nullable Span span;

    /** The octets of a value from one place to another; to -1 if it is all of a value whose length nobody knows. */
    private record Strip(Term base, int start, int end) {}

    /** A term as strips that lie on one another. */
    private record Sheet(Term term, int size, List<Strip> strips, byte[] constant, TreeSet<Integer> ends) {
        /** The strip under a piece. */
        static Strip piece(Strip strip, int from, int to) {
            return to < 0 ? strip : new Strip(strip.base(), strip.start() + from, strip.start() + to);
        }
    }

    /** @param free the values in them that are there anyway */
    Pads(List<Term.Compound> rows, Set<Term> free) {
        this.free = free;
        int lengths = -1;
        while (lengths < implied.size()) {
            lengths = implied.size();
            sheets.clear();
            for (Term.Compound row : rows) {
                Sheet sheet = sheet(row);
                sheets.add(sheet);
                sheet.strips().stream()
                        .filter(strip -> sheet.size() >= 0 && strip.start() == 0 && Sizes.of(strip.base()) < 0)
                        .filter(strip -> row.arguments().contains(strip.base()) && row.symbol() instanceof Symbol.Xor)
                        .forEach(strip -> implied.put(strip.base(), sheet.size()));
            }
        }
    }

    /** The values that are combined, or cut more than once: what stands alone tells no more than itself. */
    Set<Term> bases() {
        Set<Term> once = new LinkedHashSet<>();
        Set<Term> bases = new LinkedHashSet<>();
        for (Sheet sheet : sheets) {
            for (Strip strip : sheet.strips()) {
                if (sheet.strips().size() > 1 || sheet.constant().length > 0 || !once.add(strip.base())) {
                    bases.add(strip.base());
                }
            }
        }
        return bases;
    }

    /** What stands in exclusive ors and may not be there anyway. */
    Set<Term> operands() {
        Set<Term> operands = new LinkedHashSet<>();
        for (Sheet sheet : sheets) {
            if (sheet.term() instanceof Term.Compound xor && xor.symbol() instanceof Symbol.Xor) {
                operands.addAll(xor.arguments());
            }
        }
        operands.removeIf(operand -> operand instanceof Term.Octets
                || (operand instanceof Term.Compound slice
                        && slice.symbol() instanceof Symbol.Slice
                        && free.contains(slice.argument(0))));
        return operands;
    }

    private Sheet sheet(Term term) {
        List<Term> operands = term instanceof Term.Compound compound && compound.symbol() instanceof Symbol.Xor
                ? compound.arguments()
                : List.of(term);
        int size = size(term);
        byte[] constant = new byte[0];
        List<Strip> strips = new ArrayList<>();
        for (Term operand : operands) {
            if (operand instanceof Term.Octets octets) {
                constant = octets.octets();
            } else if (operand instanceof Term.Compound slice
                    && slice.symbol() instanceof Symbol.Slice(int start, int length)) {
                strips.add(new Strip(slice.argument(0), start, start + length));
            } else {
                strips.add(new Strip(operand, 0, size));
            }
        }
        return new Sheet(term, size, strips, constant, new TreeSet<>());
    }

    private int size(Term term) {
        int size = Math.max(Sizes.of(term), implied.getOrDefault(term, -1));
        if (term instanceof Term.Compound xor && xor.symbol() instanceof Symbol.Xor) {
            for (Term operand : xor.arguments()) {
                size = Math.max(size, implied.getOrDefault(operand, -1));
            }
        }
        return size;
    }

    // ---- cutting ----

    /** Cuts everything at the same places. */
    private void cutAlike(List<Sheet> all) {
        boolean again = true;
        while (again) {
            again = false;
            for (Sheet sheet : all) {
                again |= sheet.size() >= 0 && cutAlike(sheet);
            }
        }
    }

    private boolean cutAlike(Sheet sheet) {
        boolean more = sheet.ends().add(0) | sheet.ends().add(sheet.size());
        for (Strip strip : sheet.strips()) {
            if (!free.contains(strip.base())) {
                TreeSet<Integer> inside = cuts.computeIfAbsent(strip.base(), ignored -> new TreeSet<>());
                for (int at : inside.subSet(strip.start(), strip.end())) {
                    more |= sheet.ends().add(at - strip.start());
                }
            }
        }
        for (Strip strip : sheet.strips()) {
            TreeSet<Integer> inside = cuts.get(strip.base());
            for (int end : sheet.ends()) {
                more |= inside != null && inside.add(strip.start() + end);
            }
        }
        return more;
    }

    private Span span() {
        if (span == null) {
            cutAlike(sheets);
            span = new Span(1);
            for (Sheet sheet : sheets) {
                for (int[] piece : pieces(sheet)) {
                    Map<Integer, Long> vector = new HashMap<>();
                    for (Strip strip : sheet.strips()) {
                        if (!free.contains(strip.base())) {
                            Strip under = Sheet.piece(strip, piece[0], piece[1]);
                            vector.merge(places.computeIfAbsent(under, ignored -> places.size()), 1L, Long::sum);
                        }
                    }
                    span.add(vector, sources.size());
                    sources.add(new Combinations.Cut(sheet.term(), piece[0], piece[1]));
                    origins.add(sheet);
                }
            }
        }
        return span;
    }

    /** From where to where each piece of it goes. */
    private static List<int[]> pieces(Sheet sheet) {
        if (sheet.size() < 0) {
            return List.of(new int[] {0, -1});
        }
        List<int[]> pieces = new ArrayList<>();
        for (int from : sheet.ends()) {
            Integer to = sheet.ends().higher(from);
            if (to != null) {
                pieces.add(new int[] {from, to});
            }
        }
        return pieces;
    }

    // ---- making ----

    /** What a term is made of; null if it does not come from these and what is there anyway. */
    Combinations.@Nullable Joined made(Term term, Predicate<Term> isFree) {
        Sheet goal = sheet(term);
        Set<Term> there = new LinkedHashSet<>();
        Span made = span();
        for (Strip strip : goal.strips()) {
            if (free.contains(strip.base()) || isFree.test(strip.base())) {
                there.add(strip.base());
            } else if (sheets.stream().noneMatch(s -> s.strips().stream().anyMatch(o -> o.base() == strip.base()))) {
                return null;
            }
        }
        if (goal.size() >= 0 && !isCut(goal, there)) {
            return refined(goal, there).made(term, isFree);
        }
        List<Combinations.Piece> pieces = new ArrayList<>();
        for (int[] piece : pieces(goal)) {
            Combinations.Piece next = piece(goal, piece[0], piece[1], there, made);
            if (next == null) {
                return null;
            }
            Combinations.Piece both = pieces.isEmpty() ? null : pieces.getLast().followedBy(next);
            if (both != null) {
                pieces.removeLast();
            }
            pieces.add(both == null ? next : both);
        }
        return new Combinations.Joined(pieces, Sums.bits(term));
    }

    /** Whether all is cut already where the goal asks for it; cuts the goal where the others are cut. */
    private boolean isCut(Sheet goal, Set<Term> there) {
        goal.ends().addAll(List.of(0, goal.size()));
        List<Strip> strips = goal.strips().stream()
                .filter(strip -> !there.contains(strip.base()))
                .toList();
        for (Strip strip : strips) {
            for (int at : cuts.getOrDefault(strip.base(), new TreeSet<>()).subSet(strip.start(), strip.end())) {
                goal.ends().add(at - strip.start());
            }
        }
        for (Strip strip : strips) {
            for (int end : goal.ends()) {
                TreeSet<Integer> inside = cuts.get(strip.base());
                if (inside == null || !inside.contains(strip.start() + end)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The same, cut as a goal asks for it too. */
    private Pads refined(Sheet goal, Set<Term> there) {
        Set<Term> all = new LinkedHashSet<>(free);
        all.addAll(there);
        Pads finer = new Pads(List.of(), all);
        finer.implied.putAll(implied);
        for (Sheet sheet : sheets) {
            finer.sheets.add(new Sheet(sheet.term(), sheet.size(), sheet.strips(), sheet.constant(), new TreeSet<>()));
        }
        List<Sheet> cut = new ArrayList<>(finer.sheets);
        cut.add(goal);
        finer.cutAlike(cut);
        return finer;
    }

    private Combinations.@Nullable Piece piece(Sheet goal, int from, int to, Set<Term> there, Span made) {
        Map<Integer, Long> vector = new HashMap<>();
        Laid laid = new Laid();
        for (Strip strip : goal.strips()) {
            Strip under = Sheet.piece(strip, from, to);
            Integer place = places.get(under);
            if (there.contains(strip.base())) {
                laid.toggle(new Combinations.Cut(under.base(), under.start(), under.end()));
            } else if (place == null) {
                return null;
            } else {
                vector.merge(place, 1L, Long::sum);
            }
        }
        laid.constant(goal, from, to);
        SortedMap<Integer, Long> combined = made.made(vector);
        if (combined == null) {
            return null;
        }
        for (int source : combined.keySet()) {
            Combinations.Cut cut = sources.get(source);
            Sheet sheet = origins.get(source);
            laid.toggle(cut);
            for (Strip strip : sheet.strips()) {
                if (free.contains(strip.base())) {
                    Strip under = Sheet.piece(strip, cut.start(), cut.end());
                    laid.toggle(new Combinations.Cut(under.base(), under.start(), under.end()));
                }
            }
            laid.constant(sheet, cut.start(), cut.end());
        }
        return new Combinations.Piece(List.copyOf(laid.cuts), laid.constant);
    }

    /** What is laid on one another; twice the same is nothing. */
    private static final class Laid {
        private final Set<Combinations.Cut> cuts = new LinkedHashSet<>();
        private byte[] constant = new byte[0];

        void toggle(Combinations.Cut cut) {
            if (!cuts.remove(cut)) {
                cuts.add(cut);
            }
        }

        void constant(Sheet sheet, int from, int to) {
            if (sheet.constant().length > 0) {
                byte[] sum = Arrays.copyOfRange(sheet.constant(), from, to);
                for (int i = 0; i < constant.length; i++) {
                    sum[i] ^= constant[i];
                }
                constant = sum;
            }
        }
    }
}
