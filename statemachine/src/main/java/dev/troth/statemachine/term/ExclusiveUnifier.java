package dev.troth.statemachine.term;

import dev.troth.spec.model.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Equations between exclusive ors: solved for an unknown that stands in it by itself, which is then the exclusive or of all
 * others; without one, operands must cancel in pairs.
 */
final class ExclusiveUnifier {
    /** More operands are not paired in every way. */
    private static final int MANY = 6;

    private final Terms terms;
    private final Unifier unifier;

    ExclusiveUnifier(Terms terms, Unifier unifier) {
        this.terms = terms;
        this.unifier = unifier;
    }

    List<Bindings> unify(Term left, Term right, Bindings bindings) {
        Term sum = terms.apply(new Symbol.Xor(), left, right);
        if (sum == Terms.ABSENT) {
            return List.of();
        }
        if (Unifier.isConcat(sum)) {
            return eachZero(Unifier.parts(sum), bindings);
        }
        List<Term> operands = operands(sum);
        if (operands.isEmpty()) {
            return List.of(bindings);
        }
        Term.Compound waiting = unifier.waiting(operands);
        if (waiting != null) {
            return unifier.whenOpened(waiting, left, right, bindings);
        }
        Sizes.Needed unsized = unsized(operands);
        if (unsized != null) {
            List<Bindings> found = new ArrayList<>();
            unifier.ofLength(unsized.unknown(), unsized.octets(), unsized.octets(), bindings, found);
            return found.isEmpty() ? found : unifier.unify(left, right, found.getFirst());
        }
        for (int i = 1; i < operands.size(); i++) {
            if (operands.get(i) == operands.get(i - 1)) {
                return cancelled(operands, i, bindings);
            }
        }
        for (Term operand : operands) {
            Bindings split = unifier.split(operand, bindings);
            if (split != null) {
                return unifier.unify(left, right, split);
            }
        }
        boolean unknown = false;
        for (Term operand : operands) {
            if (operand instanceof Term.Var variable && isAlone(variable, operands)) {
                unknown = true;
                List<Bindings> bound = solvedFor(variable, operands, bindings);
                if (!bound.isEmpty()) {
                    return bound;
                }
            }
        }
        if (unknown) {
            return operands.size() == 1 ? List.of() : List.of(bindings.suspending(left, right));
        }
        List<Bindings> found = new ArrayList<>();
        if (operands.size() <= MANY) {
            paired(operands, bindings, found);
            if (found.isEmpty() && operands.stream().anyMatch(Term.Var.class::isInstance)) {
                partlyPaired(operands, left, right, bindings, found);
            }
        }
        // An unknown that stands in another operand as well may have a value of which no pair tells.
        boolean open = operands.size() > MANY
                || operands.stream().anyMatch(operand -> operand instanceof Term.Var || mayChange(operand));
        if (open || (found.isEmpty() && isChosen(operands))) {
            found.add(bindings.suspending(left, right));
        }
        return found;
    }

    /** An unknown whose length is open though others tell how long it is; null if there is none. */
    private static Sizes.@Nullable Needed unsized(List<Term> operands) {
        int size = size(operands);
        for (Term operand : operands) {
            Sizes.Needed needed = size < 0 ? null : Sizes.needed(operand, size);
            if (needed != null) {
                return needed;
            }
        }
        return null;
    }

    /** How many octets all operands have; negative if none tells. */
    private static int size(List<Term> operands) {
        return operands.stream().mapToInt(Sizes::of).max().orElse(-1);
    }

    /** What stands there twice falls out, and is as long as the others. */
    private List<Bindings> cancelled(List<Term> operands, int second, Bindings bindings) {
        List<Term> rest = new ArrayList<>(operands);
        Term twice = rest.remove(second);
        rest.remove(second - 1);
        if (rest.isEmpty()) {
            return List.of(bindings);
        }
        Term other = rest.removeFirst();
        if (rest.isEmpty() && other instanceof Term.Var variable && !Unifier.occurs(variable, twice)) {
            return unifier.bind(variable, terms.apply(new Symbol.Xor(), twice, twice), bindings);
        }
        int size = Sizes.of(other);
        if (rest.isEmpty() && size < 0) {
            return List.of(bindings.suspending(other, terms.apply(new Symbol.Xor(), twice, twice)));
        }
        Term sum = rest.isEmpty()
                ? terms.octets(new byte[size])
                : terms.apply(new Symbol.Xor(), rest.toArray(Term[]::new));
        return unifier
                .unify(terms.apply(new Symbol.Size(), twice), terms.apply(new Symbol.Size(), other), bindings)
                .stream()
                .flatMap(same -> unifier.unify(other, sum, same).stream())
                .toList();
    }

    /** Every part of a concatenation that is all zeros is. */
    private List<Bindings> eachZero(List<Term> parts, Bindings bindings) {
        List<Bindings> open = List.of(bindings);
        for (Term part : parts) {
            Term zeros = terms.octets(new byte[Math.max(0, Sizes.of(part))]);
            List<Bindings> next = new ArrayList<>();
            for (Bindings each : open) {
                next.addAll(unifier.unify(part, zeros, each));
            }
            open = next;
        }
        return open;
    }

    /** What an exclusive or combines; nothing if it is all zeros. */
    private static List<Term> operands(Term sum) {
        if (sum instanceof Term.Compound compound && compound.symbol() instanceof Symbol.Xor) {
            return compound.arguments();
        }
        boolean zero = sum instanceof Term.Octets octets && Exclusive.isZero(octets.octets());
        return zero ? List.of() : List.of(sum);
    }

    private static boolean isAlone(Term.Var variable, List<Term> operands) {
        return operands.stream().noneMatch(other -> other != variable && Unifier.occurs(variable, other));
    }

    private List<Bindings> solvedFor(Term.Var variable, List<Term> operands, Bindings bindings) {
        Term[] others = operands.stream().filter(o -> o != variable).toArray(Term[]::new);
        if (others.length == 0) {
            int size = Sizes.of(variable);
            return size < 0 ? List.of() : unifier.bind(variable, terms.octets(new byte[size]), bindings);
        }
        return unifier.bind(variable, terms.apply(new Symbol.Xor(), others), bindings);
    }

    /** See {@link Unifier#turned}. */
    @Nullable
    Bindings turned(Term.Compound sum, Term.Var operand, Bindings bindings) {
        int size = Sizes.of(sum);
        if (size < 0 || !isAlone(operand, sum.arguments())) {
            return null;
        }
        List<Term> operands = new ArrayList<>(sum.arguments());
        operands.remove(operand);
        operands.add(terms.variable(bindings.next(), new Type.Octets(size, size), false));
        Term value = terms.apply(new Symbol.Xor(), operands.toArray(Term[]::new));
        List<Bindings> ways = unifier.bind(operand, value, bindings.taking(1));
        return ways.isEmpty() ? null : ways.getFirst();
    }

    /** Whether an operand may come to be something else that is combined: a destructor that waits, a slice of an unknown. */
    private static boolean mayChange(Term operand) {
        return operand instanceof Term.Compound compound
                && compound.isOpen()
                && !(compound.symbol() instanceof Symbol.Primitive)
                && !(compound.symbol() instanceof Symbol.Payload);
    }

    /** Whether nothing by chance stands in it: values that were chosen first can have been chosen so that it is true. */
    private static boolean isChosen(List<Term> operands) {
        return operands.stream().noneMatch(o -> o instanceof Term.Name || o instanceof Term.Shared)
                && (operands.stream().anyMatch(Term::isOpen)
                        || operands.stream().allMatch(Noise::isPlain));
    }

    private void paired(List<Term> operands, Bindings bindings, List<Bindings> found) {
        if (operands.isEmpty()) {
            found.add(bindings);
            return;
        }
        for (int i = 1; i < operands.size(); i++) {
            List<Term> rest = new ArrayList<>(operands);
            Term other = rest.remove(i);
            Term first = rest.removeFirst();
            for (Bindings same : unifier.unify(first, other, bindings)) {
                paired(rest, same, found);
            }
        }
    }

    /** Two operands cancel, and that tells an unknown which stands in them and by itself. */
    private void partlyPaired(List<Term> operands, Term left, Term right, Bindings bindings, List<Bindings> found) {
        for (int i = 0; i < operands.size(); i++) {
            for (int j = i + 1; j < operands.size(); j++) {
                boolean open = operands.get(i).isOpen() || operands.get(j).isOpen();
                if (open && !(operands.get(i) instanceof Term.Var) && !(operands.get(j) instanceof Term.Var)) {
                    for (Bindings same : unifier.unify(operands.get(i), operands.get(j), bindings)) {
                        boolean tells = same.apply(left, terms) != left || same.apply(right, terms) != right;
                        if (tells
                                && same.undecided().size()
                                        == bindings.undecided().size()) {
                            found.addAll(unifier.unify(left, right, same));
                        }
                    }
                }
            }
        }
    }
}
