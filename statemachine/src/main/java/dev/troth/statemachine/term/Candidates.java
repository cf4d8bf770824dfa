package dev.troth.statemachine.term;

import dev.troth.spec.model.Type;
import dev.troth.statemachine.machine.Moment;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Values that the conditions of a configuration suggest. Conditions that compare sums of one number (modulo its width) with
 * constants are true on intervals; an interval that meets others does so at an end of one of them or next to it. So the numbers
 * that stand in conditions, their sums and differences, and so many beside each as there are conditions, are all that can
 * matter for one unknown.
 */
public final class Candidates {
    /** More constants than this are not combined with each other. */
    private static final int FEW = 24;

    private final Terms terms;
    private final Orders orders;
    private final Set<Term.Var> asked = new HashSet<>();
    private final Set<Term.Var> ordered = new HashSet<>();
    private final Set<Long> numbers = new LinkedHashSet<>();
    private final Set<Long> durations = new LinkedHashSet<>();
    private final Set<Long> times = new LinkedHashSet<>();
    private final Set<String> texts = new LinkedHashSet<>();
    private final List<byte[]> octets = new ArrayList<>();
    private final List<Set<Term.Var>> together = new ArrayList<>();
    private final Map<Term.Var, Term.Compound> masks = new HashMap<>();
    private boolean linear = true;
    private int conditions;

    /** @param values what is delivered and held: what is combined in it has to be of one length */
    public Candidates(Terms terms, Assumptions assumptions, List<Term> values) {
        this.terms = terms;
        orders = new Orders(terms, assumptions);
        for (Assumptions.Compared each : assumptions.compared()) {
            condition(each.left(), each.right());
            collect(each.left(), ordered);
            collect(each.right(), ordered);
            masked(assumptions.bindings().apply(each.left(), terms));
            masked(assumptions.bindings().apply(each.right(), terms));
        }
        for (Assumptions.Apart each : assumptions.apart()) {
            condition(each.left(), each.right());
        }
        for (Undecided each : assumptions.bindings().undecided()) {
            condition(each.left(), each.right());
        }
        for (Assumptions.Unread each : assumptions.unread()) {
            Set<Term.Var> in = new HashSet<>();
            collect(each.term(), in);
            asked.addAll(in);
        }
        terms.partial().combined(values).forEach(this::combined);
    }

    /** Remembers an unknown that constants cover, of which an order is asked. */
    private void masked(Term term) {
        if (term instanceof Term.Compound sum && sum.symbol() instanceof Symbol.Xor && sum.arity() == 2) {
            Term constant = sum.argument(sum.argument(0) instanceof Term.Var ? 1 : 0);
            Term unknown = sum.argument(sum.argument(0) instanceof Term.Var ? 0 : 1);
            if (unknown instanceof Term.Var variable && Terms.literalOctets(constant) != null) {
                masks.put(variable, sum);
            }
        }
    }

    /** Lengths of what is combined: what is left if others of it have 16 octets or as many as there are. */
    private void combined(Term.Compound sum) {
        Set<Term.Var> in = new HashSet<>();
        for (int i = 0; i < sum.arity(); i++) {
            Term operand = sum.argument(i);
            if (Sizes.of(operand) < 0) {
                collect(operand, in);
                int known = operand instanceof Term.Compound concat && concat.symbol() instanceof Symbol.Concat
                        ? concat.arguments().stream()
                                .mapToInt(part -> Math.max(0, Sizes.of(part)))
                                .sum()
                        : 0;
                int wanted = Partial.wanted(sum, i);
                if (wanted < 0) {
                    numbers.add((long) known);
                }
                for (int left = (wanted < 0 ? 16 : wanted) - known; left >= 0; left -= 16) {
                    numbers.add((long) left);
                }
            }
        }
        asked.addAll(in);
        together.add(in);
        linear = false;
    }

    private void condition(Term left, Term right) {
        conditions++;
        Set<Term.Var> in = new HashSet<>();
        collect(left, in);
        collect(right, in);
        together.add(in);
        asked.addAll(in);
        linear &= isLinear(left) && isLinear(right) && occurrences(left) + occurrences(right) == in.size();
    }

    private static int occurrences(Term term) {
        return switch (term) {
            case Term.Var ignored -> 1;
            case Term.Compound compound ->
                compound.arguments().stream().mapToInt(Candidates::occurrences).sum();
            case Term.Int ignored -> 0;
            case Term.Duration ignored -> 0;
            case Term.Time ignored -> 0;
            case Term.Text ignored -> 0;
            case Term.Octets ignored -> 0;
            case Term.Agent ignored -> 0;
            case Term.Name ignored -> 0;
            case Term.Shared ignored -> 0;
            case Term.Absent ignored -> 0;
            case Term.Pending ignored -> 0;
        };
    }

    /** Whether no values at all can meet the conditions that order unknowns. */
    public boolean areImpossible() {
        return orders.areImpossible();
    }

    /** Whether the order of an unknown with something else is asked. */
    public boolean isOrdered(Term.Var variable) {
        return ordered.contains(variable);
    }

    /** Whether a side of a condition is a constant, an unknown number, or a sum of such. */
    private static boolean isLinear(Term term) {
        boolean constant = term instanceof Term.Int || term instanceof Term.Time || term instanceof Term.Duration;
        boolean unknown = term instanceof Term.Var variable
                && (variable.type() instanceof Type.Int
                        || variable.type() instanceof Type.Time
                        || variable.type() instanceof Type.Duration);
        return constant
                || unknown
                || (term instanceof Term.Compound sum
                        && (sum.symbol() instanceof Symbol.Sum || sum.symbol() instanceof Symbol.Abs)
                        && sum.arguments().stream().allMatch(Candidates::isLinear));
    }

    private void collect(Term term, Set<Term.Var> in) {
        switch (term) {
            case Term.Var variable -> in.add(variable);
            case Term.Int(long value, int ignored) -> numbers.add(value);
            case Term.Duration(long nanos) -> durations.add(nanos);
            case Term.Time(long ntp) -> times.add(ntp);
            case Term.Text(String text) -> texts.add(text);
            case Term.Octets literal -> octets.add(literal.octets());
            case Term.Compound compound -> {
                if (compound.symbol() instanceof Symbol.Slice(int start, int length)) {
                    numbers.add((long) start + length);
                }
                compound.arguments().forEach(argument -> collect(argument, in));
            }
            case Term.Agent ignored -> {}
            case Term.Name ignored -> {}
            case Term.Shared ignored -> {}
            case Term.Absent ignored -> {}
            case Term.Pending ignored -> {}
        }
    }

    /** Whether a condition speaks of a variable; all others are free. */
    public boolean isAsked(Term.Var variable) {
        return asked.contains(variable);
    }

    /** Whether nothing fits if none of the candidates does: every condition is about one number and constants. */
    public boolean areComplete(List<Term.Var> variables) {
        boolean alone = together.stream()
                .allMatch(in -> in.stream().filter(variables::contains).count() <= 1);
        return linear && alone && numbers.size() <= FEW;
    }

    /** Numbers for an unknown: what its order with others leaves, then what conditions suggest. */
    public List<Term> numbers(Term.Var variable, int bits) {
        Set<Term> all = new LinkedHashSet<>();
        orders.solution(variable).forEach(value -> all.add(terms.integer(value.longValue(), bits)));
        all.addAll(numbers(bits));
        return List.copyOf(all);
    }

    /** Numbers of a width. */
    private List<Term> numbers(int bits) {
        Set<Long> all = new LinkedHashSet<>(List.of(1L, 0L, -1L));
        all.addAll(numbers);
        if (numbers.size() <= FEW) {
            for (long one : numbers) {
                for (long other : numbers) {
                    all.add(one - other);
                    all.add(one + other);
                }
                all.add(-one);
            }
        }
        Set<Long> reduced = new LinkedHashSet<>();
        for (int beside = 0; beside <= Math.max(1, conditions); beside++) {
            for (long value : all) {
                reduced.add(Sums.reduced(value + beside, bits));
                reduced.add(Sums.reduced(value - beside, bits));
            }
        }
        return reduced.stream().map(value -> terms.integer(value, bits)).toList();
    }

    /** Texts of so many octets, or of any if it is negative. */
    public List<Term> texts(int length) {
        int most = Math.max(1, length);
        Set<String> all = new LinkedHashSet<>();
        for (int i = 0; i <= asked.size(); i++) {
            char letter = (char) ('x' - i % 24);
            all.add(Character.toString(letter).repeat(length < 0 ? 1 + i / 24 : most));
        }
        texts.stream().filter(text -> length < 0 || text.length() == length).forEach(all::add);
        return all.stream().map(terms::text).toList();
    }

    /** Times at, before and after those that conditions speak of. */
    public List<Term> times() {
        Set<Long> all = new LinkedHashSet<>(times);
        for (long time : times) {
            for (long step : steps()) {
                all.add(Moment.ntpPlus(time, step));
                all.add(Moment.ntpPlus(time, -step));
            }
        }
        return all.stream().map(terms::time).toList();
    }

    public List<Term> durations() {
        return steps().stream().map(terms::duration).toList();
    }

    private Set<Long> steps() {
        Set<Long> steps = new TreeSet<>(List.of(0L, 1L, 1_000_000_000L));
        for (long duration : durations) {
            steps.add(duration);
            steps.add(duration + 1_000_000_000L);
            steps.add(Math.max(0, duration - 1_000_000_000L));
            durations.forEach(other -> steps.add(duration + other));
        }
        return steps;
    }

    /** Lengths that an unknown between two may have. */
    public Set<Integer> lengths(int min, int max) {
        Set<Integer> lengths = new LinkedHashSet<>();
        lengths.add(min == max ? min : Math.max(min, Math.min(max, 16)));
        if (min < max && !together.isEmpty()) {
            lengths.add(min);
            for (Term number : numbers(31)) {
                if (number instanceof Term.Int(long value, int ignored)
                        && value >= min
                        && value <= Math.min(max, 4096)) {
                    lengths.add((int) value);
                }
            }
            octets.stream()
                    .map(literal -> literal.length)
                    .filter(length -> length >= min && length <= max)
                    .forEach(lengths::add);
        }
        return lengths;
    }

    /**
     * Octets of a length for an unknown: what its order with others leaves, those of conditions and their neighbours in order, the
     * least and the greatest.
     */
    public List<Term> octets(Term.Var variable, int length) {
        List<Term> all = new ArrayList<>();
        orders.solution(variable).stream()
                .filter(value -> value.bitLength() <= 8 * length)
                .forEach(value -> all.add(terms.octets(octets(value, length))));
        Term.Compound masked = masks.get(variable);
        if (masked != null) {
            Term constant = masked.argument(masked.argument(0) == variable ? 1 : 0);
            orders.solution(masked).stream()
                    .filter(value -> value.bitLength() <= 8 * length)
                    .forEach(value ->
                            all.add(terms.apply(new Symbol.Xor(), terms.octets(octets(value, length)), constant)));
        }
        for (byte[] literal : octets) {
            if (literal.length == length) {
                all.add(terms.octets(literal));
                all.add(terms.octets(neighbour(literal, BigInteger.ONE)));
                all.add(terms.octets(neighbour(literal, BigInteger.ONE.negate())));
            }
        }
        all.add(terms.octets(new byte[length]));
        byte[] ones = new byte[length];
        Arrays.fill(ones, (byte) -1);
        all.add(terms.octets(ones));
        return all;
    }

    private static byte[] neighbour(byte[] literal, BigInteger step) {
        return octets(new BigInteger(1, literal).add(step), literal.length);
    }

    /** The last octets of a number. */
    private static byte[] octets(BigInteger value, int length) {
        byte[] all = value.toByteArray();
        byte[] out = new byte[length];
        for (int i = 1; i <= Math.min(all.length, length); i++) {
            out[length - i] = all[all.length - i];
        }
        return out;
    }
}
