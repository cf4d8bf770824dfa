package dev.troth.statemachine.term;

import dev.troth.spec.model.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Equations between concatenations. Parts of known length are cut where the parts of the other side end: unknowns become two,
 * constants and noise become slices. An unknown whose length is open takes the length that is left for it if all others are
 * known; else it ends where a part of the other side ends, or inside a constant; that it may also end inside an unknown or a
 * value that looks like noise is left undecided, until lengths are known.
 *
 * <p>After Makanin's elementary transformations, which are complete for words; where an unknown stands on both sides they may go
 * on for ever, and then the equation is left undecided.
 */
final class Words {
    /** So many steps for each part that there is. */
    private static final int PATIENCE = 4;
    /** Where an unknown of open length would cut a longer constant inside, the equation is left undecided. */
    private static final int SHORT = 256;

    private final Terms terms;
    private final Unifier unifier;

    Words(Terms terms, Unifier unifier) {
        this.terms = terms;
        this.unifier = unifier;
    }

    /** Every way to make the one row of parts the same octets as the other. */
    List<Bindings> unify(List<Term> left, List<Term> right, Bindings bindings) {
        List<Bindings> found = new ArrayList<>(1);
        solve(left, right, bindings, PATIENCE * (left.size() + right.size() + 2), found);
        return found;
    }

    private void solve(List<Term> allLeft, List<Term> allRight, Bindings bindings, int patience, List<Bindings> found) {
        List<Term> left = replaced(allLeft, bindings);
        List<Term> right = replaced(allRight, bindings);
        while (!left.isEmpty() && !right.isEmpty() && left.getFirst() == right.getFirst()) {
            left.removeFirst();
            right.removeFirst();
        }
        while (!left.isEmpty() && !right.isEmpty() && left.getLast() == right.getLast()) {
            left.removeLast();
            right.removeLast();
        }
        if (left.isEmpty() || right.isEmpty()) {
            empty(left.isEmpty() ? right : left, bindings, found);
            return;
        }
        if (patience == 0) {
            found.add(bindings.suspending(joined(left), joined(right)));
            return;
        }
        Term.Compound waiting = unifier.waiting(left);
        waiting = waiting == null ? unifier.waiting(right) : waiting;
        if (waiting != null) {
            for (Bindings opened : unifier.openings(waiting, bindings)) {
                solve(left, right, opened, patience - 1, found);
            }
            return;
        }
        Bindings cut = cut(left, right, bindings);
        if (cut != null) {
            solve(left, right, cut, patience - 1, found);
            return;
        }
        if (isWhole(left, right) || isWhole(right, left)) {
            List<Term> row = isWhole(left, right) ? right : left;
            Term.Var whole = (Term.Var) (row == right ? left : right).getFirst();
            found.addAll(unifier.bind(whole, joined(row), bindings));
            return;
        }
        Term l = left.getFirst();
        Term r = right.getFirst();
        int lSize = Sizes.of(l);
        int rSize = Sizes.of(r);
        if (lSize >= 0 && rSize >= 0) {
            known(left, right, Math.min(lSize, rSize), bindings, patience, found);
            return;
        }
        Bindings sized = lengthLeft(left, right, bindings);
        if (sized == null) {
            return;
        }
        if (sized != bindings) {
            solve(left, right, sized, patience - 1, found);
            return;
        }
        boolean lOpen = Unifier.isOfOpenLength(l);
        boolean rOpen = Unifier.isOfOpenLength(r);
        if (!lOpen && !rOpen) {
            heads(left, right, bindings, patience, found);
            return;
        }
        if (lOpen) {
            ends((Term.Var) l, left, right, bindings, patience, found);
        }
        if (rOpen) {
            ends((Term.Var) r, right, left, bindings, patience, found);
        }
        if (lOpen && rOpen) {
            heads(left, right, bindings, patience, found);
        }
    }

    /** Unknowns of which parts are slices, cut where those are; null if there are none. */
    private @Nullable Bindings cut(List<Term> left, List<Term> right, Bindings bindings) {
        for (List<Term> row : List.of(left, right)) {
            for (Term part : row) {
                Bindings split = unifier.split(part, bindings);
                if (split != null) {
                    return split;
                }
            }
        }
        return null;
    }

    /** Whether a row is one unknown of known length, and the other row has parts that are as long as it leaves them. */
    private static boolean isWhole(List<Term> row, List<Term> other) {
        return row.size() == 1
                && row.getFirst() instanceof Term.Var unknown
                && !unknown.optional()
                && Sizes.of(unknown) >= 0
                && other.stream().anyMatch(Unifier::isOfOpenLength)
                && other.stream().noneMatch(part -> Unifier.occurs(unknown, part));
    }

    /** All that is left over stands for nothing. */
    private void empty(List<Term> rest, Bindings bindings, List<Bindings> found) {
        Bindings now = bindings;
        for (Term part : rest) {
            if (!Unifier.isOfOpenLength(part) || !mayBeEmpty((Term.Var) part)) {
                return;
            }
            now = now.with((Term.Var) part, terms.octets(new byte[0]));
        }
        found.add(now);
    }

    private static boolean mayBeEmpty(Term.Var variable) {
        return !(variable.type() instanceof Type.Octets octets) || octets.min() == 0;
    }

    /** Both heads are as long as known: the longer is cut. */
    private void known(
            List<Term> left, List<Term> right, int size, Bindings bindings, int patience, List<Bindings> found) {
        for (Term head : List.of(left.getFirst(), right.getFirst())) {
            if (head instanceof Term.Var variable && Sizes.of(head) > size) {
                Bindings split = split(variable, 0, size, bindings);
                if (split != null) {
                    solve(left, right, split, patience - 1, found);
                }
                return;
            }
        }
        List<Term> leftRest = new ArrayList<>(left);
        List<Term> rightRest = new ArrayList<>(right);
        Term l = cut(leftRest, size);
        Term r = cut(rightRest, size);
        for (Bindings same : unifier.unify(l, r, bindings)) {
            solve(leftRest, rightRest, same, patience - 1, found);
        }
    }

    /** Takes so many octets of the first part away from a row. */
    private Term cut(List<Term> row, int size) {
        Term head = row.removeFirst();
        int own = Sizes.of(head);
        if (own > size) {
            row.addFirst(terms.slices().of(head, size, own - size));
            return terms.slices().of(head, 0, size);
        }
        return head;
    }

    /** The first parts are equal as wholes, and so are the rests. */
    private void heads(List<Term> left, List<Term> right, Bindings bindings, int patience, List<Bindings> found) {
        List<Term> leftRest = left.subList(1, left.size());
        List<Term> rightRest = right.subList(1, right.size());
        if (leftRest.isEmpty() && rightRest.isEmpty()) {
            found.addAll(unifier.unify(left.getFirst(), right.getFirst(), bindings));
            return;
        }
        for (Bindings same : unifier.unify(left.getFirst(), right.getFirst(), bindings)) {
            solve(leftRest, rightRest, same, patience - 1, found);
        }
        if (mayEndInside(left.getFirst(), right.getFirst()) || mayEndInside(right.getFirst(), left.getFirst())) {
            found.add(bindings.suspending(joined(left), joined(right)));
        }
    }

    /** Whether a part of which nobody knows how long it is may be the first octets of a constant. */
    private static boolean mayEndInside(Term part, Term constant) {
        byte[] literal = Terms.literalOctets(constant);
        return literal != null
                && literal.length > 1
                && part instanceof Term.Compound
                && Sizes.of(part) < 0
                && Noise.isOpenQuestion(part, constant);
    }

    /** An unknown of open length: nothing, a first piece of the other head, or that head and more. */
    private void ends(
            Term.Var open, List<Term> own, List<Term> other, Bindings bindings, int patience, List<Bindings> found) {
        Term head = other.getFirst();
        boolean last = own.size() == 1;
        if (last) {
            found.addAll(unifier.bind(open, joined(other), bindings));
            return;
        }
        if (mayBeEmpty(open)) {
            solve(own, other, bindings.with(open, terms.octets(new byte[0])), patience - 1, found);
        }
        if (Unifier.isOfOpenLength(head)) {
            longer(open, head, own, other, bindings, patience, found);
            return;
        }
        for (Bindings whole : unifier.bind(open, head, bindings)) {
            solve(own, other, whole, patience - 1, found);
        }
        if (other.size() > 1) {
            longer(open, head, own, other, bindings, patience, found);
        }
        byte[] literal = Terms.literalOctets(head);
        if (literal == null && Sizes.of(head) > 1) {
            found.add(bindings.suspending(joined(own), joined(other)));
        }
        if (literal != null && literal.length > SHORT) {
            found.add(bindings.suspending(joined(own), joined(other)));
            return;
        }
        for (int length = 1; literal != null && length < literal.length; length++) {
            for (Bindings piece : unifier.bind(open, terms.slices().of(head, 0, length), bindings)) {
                solve(own, other, piece, patience - 1, found);
            }
        }
    }

    /** The unknown is the other head and something more. */
    private void longer(
            Term.Var open,
            Term head,
            List<Term> own,
            List<Term> other,
            Bindings bindings,
            int patience,
            List<Bindings> found) {
        if (Unifier.occurs(open, head)) {
            return;
        }
        Term more = terms.variable(bindings.next(), new Type.Octets(1, Type.Octets.UNBOUNDED), false);
        Term value = terms.apply(new Symbol.Concat(), head, more);
        for (Bindings bound : unifier.bind(open, value, bindings.taking(1))) {
            solve(own, other, bound, patience - 1, found);
        }
    }

    /**
     * The one unknown of open length that stands on one side more often than on the other gets the length that the others leave for it.
     * The bindings themselves if there is not exactly one such unknown, null if no length is left.
     */
    private @Nullable Bindings lengthLeft(List<Term> left, List<Term> right, Bindings bindings) {
        int sum = 0;
        Map<Term.Var, Integer> surplus = new LinkedHashMap<>();
        for (int side = 1; side >= -1; side -= 2) {
            for (Term part : side > 0 ? left : right) {
                int size = Sizes.of(part);
                if (size >= 0) {
                    sum += side * size;
                    continue;
                }
                if (Unifier.isOfOpenLength(part)) {
                    surplus.merge((Term.Var) part, side, Integer::sum);
                    continue;
                }
                Sizes.Sized sized = Sizes.parts(part);
                if (sized == null || !sized.open().stream().allMatch(Unifier::isOfOpenLength)) {
                    return bindings;
                }
                sum += side * sized.octets();
                for (Term open : sized.open()) {
                    surplus.merge((Term.Var) open, side, Integer::sum);
                }
            }
        }
        surplus.values().removeIf(count -> count == 0);
        if (surplus.size() != 1) {
            return surplus.isEmpty() && sum != 0 ? null : bindings;
        }
        Map.Entry<Term.Var, Integer> only = surplus.entrySet().iterator().next();
        Term.Var open = only.getKey();
        int times = only.getValue();
        int length = -sum / times;
        boolean fits = sum % times == 0
                && length >= 0
                && (!(open.type() instanceof Type.Octets(int min, int max)) || (length >= min && length <= max));
        return fits ? resized(open, length, bindings) : null;
    }

    private Bindings resized(Term.Var open, int length, Bindings bindings) {
        if (length == 0) {
            return bindings.with(open, terms.octets(new byte[0]));
        }
        Term sized = terms.variable(bindings.next(), new Type.Octets(length, length), false, open.kind());
        return bindings.taking(1).with(open, sized);
    }

    /**
     * An unknown cut so that a slice of it is an unknown of its own: what comes before, the slice, what comes after.
     *
     * @return null if the unknown is no octets or too short
     */
    @Nullable
    Bindings split(Term.Var whole, int start, int length, Bindings bindings) {
        int min;
        int max;
        switch (whole.type()) {
            case Type.Octets(int least, int most) -> {
                min = least;
                max = most;
            }
            case Type.Unknown ignored -> {
                min = 0;
                max = Type.Octets.UNBOUNDED;
            }
            case Type.Int(int bits) -> {
                min = bits / 8;
                max = bits % 8 == 0 ? min : -1;
            }
            case Type.Time ignored -> {
                min = Long.BYTES;
                max = Long.BYTES;
            }
            case Type.Text ignored -> {
                return null;
            }
            case Type.Agent ignored -> {
                return null;
            }
            case Type.Bool ignored -> {
                return null;
            }
            case Type.Duration ignored -> {
                return null;
            }
            case Type.Rec ignored -> {
                return null;
            }
            case Type.Msg ignored -> {
                return null;
            }
            case Type.Seq ignored -> {
                return null;
            }
        }
        int end = start + length;
        if (end > max) {
            return null;
        }
        List<Term> parts = new ArrayList<>(3);
        Bindings taken = piece(start, start, bindings, parts);
        taken = piece(length, length, taken, parts);
        taken = piece(Math.max(0, min - end), max == Type.Octets.UNBOUNDED ? max : max - end, taken, parts);
        return taken.with(whole, terms.apply(new Symbol.Concat(), parts.toArray(Term[]::new)));
    }

    private Bindings piece(int min, int max, Bindings bindings, List<Term> parts) {
        if (max == 0) {
            return bindings;
        }
        parts.add(terms.variable(bindings.next(), new Type.Octets(min, max), false));
        return bindings.taking(1);
    }

    private Term joined(List<Term> parts) {
        return terms.apply(new Symbol.Concat(), parts.toArray(Term[]::new));
    }

    /** The parts with variables bound; nothing stands for no octets. */
    private List<Term> replaced(List<Term> parts, Bindings bindings) {
        List<Term> flat = new ArrayList<>(parts.size());
        for (Term part : parts) {
            flat.addAll(Unifier.parts(bindings.apply(part, terms)));
        }
        flat.removeIf(part -> Sizes.of(part) == 0);
        return flat;
    }
}
