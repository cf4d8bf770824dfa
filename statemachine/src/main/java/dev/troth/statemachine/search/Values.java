package dev.troth.statemachine.search;

import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Type;
import dev.troth.statemachine.algebra.Label;
import dev.troth.statemachine.machine.Moment;
import dev.troth.statemachine.term.Assumptions;
import dev.troth.statemachine.term.Bindings;
import dev.troth.statemachine.term.Candidates;
import dev.troth.statemachine.term.Symbol;
import dev.troth.statemachine.term.Term;
import dev.troth.statemachine.term.Terms;
import dev.troth.statemachine.term.Undecided;
import dev.troth.statemachine.term.Unifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values for what an attacker may still choose, so that everything assumed is true. Unknowns are decided one after another,
 * each among values that its conditions suggest (see {@link Candidates}); those with the fewest come first. For conditions on one
 * number these are all that can matter, so that none fits if none of them does.
 */
final class Values {
    /** How many choices are tried for one configuration. */
    private static final int PATIENCE = 20_000;
    /** So many equations are solved to find values for one trace. */
    private static final int EFFORT = 100_000;

    private final Scene scene;
    private int patience;
    private long latest;
    /** Exclusive ors in what is delivered and held of which the lengths are open. */
    private List<Term.Compound> combined = List.of();

    Values(Scene scene) {
        this.scene = scene;
    }

    /**
     * What was chosen.
     *
     * @param decided everything bound, or null if nothing fits
     * @param undecided what nobody can decide of that, or why nothing was found; empty if nothing can fit
     */
    record Chosen(@Nullable Assumptions decided, List<Undecided> undecided) {}

    /** A place that a variable stands in: how many octets it must have as text (-1 for any), and what it is to look like. */
    private record Place(int textOctets, @Nullable Term form) {}

    Chosen of(Configuration.Draft draft) {
        patience = PATIENCE;
        latest = scene.algebra.unifier().spent() + EFFORT;
        Map<Term.Var, Place> open = open(draft);
        Assumptions assumptions = draft.system.assumptions();
        for (Assumptions.Collision collision : assumptions.collisions()) {
            if (!(collision.choice() instanceof Term.Var)) {
                return new Chosen(null, List.of());
            }
        }
        List<Term> values = values(draft);
        Candidates candidates = new Candidates(scene.terms, assumptions, values);
        if (candidates.areImpossible()) {
            return new Chosen(null, List.of());
        }
        Map<Term.Var, List<Term>> choices = new LinkedHashMap<>();
        open.forEach((variable, place) -> choices.put(variable, choices(variable, place, draft.clock, candidates)));
        List<Term.Var> order = new ArrayList<>(open.keySet());
        order.removeIf(variable -> !candidates.isAsked(variable));
        List<Term.Var> free = new ArrayList<>(open.keySet());
        free.removeAll(order);
        Assumptions start = assumptions;
        for (Term.Var variable : free) {
            start = start.with(start.bindings().with(variable, first(choices, variable)));
        }
        combined = scene.terms.partial().combined(values);
        Assumptions decided = choose(order, 0, choices, start);
        if (decided == null) {
            boolean certain = patience > 0 && candidates.areComplete(order);
            return new Chosen(null, certain ? List.of() : scene.algebra.unsolved(assumptions, values));
        }
        return new Chosen(decided, scene.algebra.pending(decided));
    }

    private static Term first(Map<Term.Var, List<Term>> choices, Term.Var variable) {
        return choices.getOrDefault(variable, List.of()).getFirst();
    }

    private @Nullable Assumptions choose(
            List<Term.Var> order, int at, Map<Term.Var, List<Term>> choices, Assumptions assumptions) {
        if (!scene.algebra.isConsistent(assumptions)) {
            return null;
        }
        List<Assumptions> solved = at == 0 ? null : scene.algebra.progress(assumptions);
        if (solved != null) {
            for (Assumptions way : solved) {
                Assumptions decided = isEnough() ? null : choose(order, at, choices, way);
                if (decided != null) {
                    return decided;
                }
            }
            return null;
        }
        if (at == order.size()) {
            // What is combined with octets of another length has no value.
            return combined.stream().anyMatch(each -> isUnequal(each, assumptions.bindings())) ? null : assumptions;
        }
        Term.Var variable = order.get(at);
        if (assumptions.bindings().apply(variable, scene.terms) != variable) {
            return choose(order, at + 1, choices, assumptions);
        }
        if (isUndecided(variable, assumptions)) {
            Assumptions decided = sized(order, at, choices, assumptions);
            if (decided != null) {
                return decided;
            }
        }
        for (Term value : choices.getOrDefault(variable, List.of())) {
            if (isEnough()) {
                return null;
            }
            Bindings bound = assumptions.bindings().with(variable, value);
            Assumptions decided = choose(order, at + 1, choices, assumptions.with(bound));
            if (decided != null) {
                return decided;
            }
        }
        return null;
    }

    /** Whether the length of an unknown is open, and an equation waits for it. */
    private static boolean isUndecided(Term.Var variable, Assumptions assumptions) {
        Bindings bindings = assumptions.bindings();
        return variable.type() instanceof Type.Octets octets
                && !octets.isFixed()
                && bindings.undecided().stream()
                        .anyMatch(each ->
                                Unifier.occurs(variable, each.left()) || Unifier.occurs(variable, each.right()));
    }

    /** Chooses the length of an unknown only: equations may then tell its octets. */
    private @Nullable Assumptions sized(
            List<Term.Var> order, int at, Map<Term.Var, List<Term>> choices, Assumptions assumptions) {
        Map<Long, List<Term>> lengths = new LinkedHashMap<>();
        for (Term value : choices.getOrDefault(order.get(at), List.of())) {
            lengths.computeIfAbsent(octets(value), ignored -> new ArrayList<>()).add(value);
        }
        lengths.remove(-1L);
        for (Map.Entry<Long, List<Term>> each : lengths.entrySet()) {
            int length = Math.toIntExact(each.getKey());
            List<Bindings> ways = new ArrayList<>();
            scene.algebra.unifier().ofLength(order.get(at), length, length, assumptions.bindings(), ways);
            Assumptions decided = null;
            for (Bindings way : isEnough() ? List.<Bindings>of() : ways) {
                List<Term.Var> more = order;
                Map<Term.Var, List<Term>> all = choices;
                if (way.apply(order.get(at), scene.terms) instanceof Term.Var sized) {
                    more = new ArrayList<>(order);
                    more.add(at + 1, sized);
                    all = new LinkedHashMap<>(choices);
                    all.put(sized, each.getValue());
                }
                decided = choose(more, at + 1, all, assumptions.with(way));
            }
            if (decided != null) {
                return decided;
            }
        }
        return null;
    }

    private long octets(Term value) {
        return scene.terms.apply(new Symbol.Size(), value) instanceof Term.Int(long octets, int ignored) ? octets : -1;
    }

    private boolean isEnough() {
        patience = scene.algebra.unifier().spent() > latest ? -1 : patience - 1;
        return patience < 0;
    }

    /** Whether something has no value though everything that it is made of has one. */
    private boolean isUnequal(Term.Compound combined, Bindings bindings) {
        return bindings.apply(combined, scene.terms) == Terms.ABSENT
                && combined.arguments().stream().noneMatch(o -> bindings.apply(o, scene.terms) == Terms.ABSENT);
    }

    /** Whether anything in a configuration is still to be chosen. */
    boolean isOpen(Configuration.Draft draft) {
        return !open(draft).isEmpty();
    }

    // ---- what is open ----

    /** What is delivered, what is sent, and what runs hold. */
    static List<Term> values(Configuration.Draft draft) {
        List<Term> values = new ArrayList<>(draft.delivered);
        draft.tape.forEach(sending -> values.add(sending.value()));
        for (Run run : draft.runs) {
            if (run != null) {
                for (Term value : run.session().variables()) {
                    if (value != null) {
                        values.add(value);
                    }
                }
            }
        }
        return values;
    }

    private Map<Term.Var, Place> open(Configuration.Draft draft) {
        Map<Term.Var, Place> open = new LinkedHashMap<>();
        values(draft).forEach(term -> collect(term, new Place(-1, null), open));
        Assumptions assumptions = draft.system.assumptions();
        assumptions.collisions().forEach(c -> collect(c.choice(), new Place(-1, null), open));
        assumptions.compared().forEach(c -> collect(c.left(), c.right(), open));
        assumptions.apart().forEach(a -> collect(a.left(), a.right(), open));
        assumptions.bindings().undecided().forEach(u -> collect(u.left(), u.right(), open));
        return open;
    }

    private void collect(Term left, Term right, Map<Term.Var, Place> open) {
        collect(left, new Place(-1, null), open);
        collect(right, new Place(-1, null), open);
    }

    private void collect(Term term, Place place, Map<Term.Var, Place> open) {
        if (term instanceof Term.Var variable) {
            open.merge(
                    variable,
                    place,
                    (a, b) -> new Place(
                            Math.max(a.textOctets(), b.textOctets()), a.form() == null ? b.form() : a.form()));
        } else if (term.isOpen() && term instanceof Term.Compound compound) {
            for (int i = 0; i < compound.arity(); i++) {
                collect(compound.argument(i), place(compound.symbol(), i), open);
            }
        }
    }

    private Place place(Symbol symbol, int index) {
        return switch (symbol) {
            case Symbol.Payload(Layout.Binary layout) -> new Place(layout.textOctets(index), null);
            case Symbol.Primitive(var function) ->
                new Place(-1, scene.terms.expected(function, index, new Label(Cast.ATTACKER, 0, "key", 0)));
            case Symbol.Payload ignored -> new Place(-1, null);
            case Symbol.Whole ignored -> new Place(-1, null);
            case Symbol.Concat ignored -> new Place(-1, null);
            case Symbol.Xor ignored -> new Place(-1, null);
            case Symbol.Slice ignored -> new Place(-1, null);
            case Symbol.ListOf ignored -> new Place(-1, null);
            case Symbol.Covered ignored -> new Place(-1, null);
            case Symbol.Size ignored -> new Place(-1, null);
            case Symbol.Sum ignored -> new Place(-1, null);
            case Symbol.Abs ignored -> new Place(-1, null);
            case Symbol.FieldOf ignored -> new Place(-1, null);
        };
    }

    // ---- values ----

    /** What a variable may be, the plainest first; never empty. */
    private List<Term> choices(Term.Var variable, Place place, long clock, Candidates candidates) {
        List<Term> choices = new ArrayList<>();
        if (variable.optional()) {
            choices.add(Terms.ABSENT);
        }
        switch (variable.type()) {
            case Type.Int(int bits) -> {
                if (variable.optional() || !candidates.isAsked(variable)) {
                    choices.add(scene.terms.integer(
                            1 + variable.id() % Math.max(1, (1L << Math.min(bits, 31)) - 1), bits));
                }
                choices.addAll(candidates.numbers(variable, bits));
            }
            case Type.Octets(int min, int max) -> octets(variable, place, min, max, candidates, choices);
            case Type.Agent ignored -> agents(choices);
            case Type.Text ignored -> {
                choices.addAll(candidates.texts(place.textOctets()));
                agents(choices);
            }
            case Type.Time ignored -> {
                choices.add(scene.terms.time(new Moment(clock, 0).ntp()));
                choices.addAll(candidates.times());
            }
            case Type.Duration ignored -> choices.addAll(candidates.durations());
            case Type.Bool ignored -> choices.add(own(variable, 16));
            case Type.Rec ignored -> choices.add(own(variable, 16));
            case Type.Msg ignored -> choices.add(own(variable, 16));
            case Type.Seq ignored -> choices.add(own(variable, 16));
            case Type.Unknown ignored -> octets(variable, place, 0, Type.Octets.UNBOUNDED, candidates, choices);
        }
        return choices;
    }

    private void octets(Term.Var variable, Place place, int min, int max, Candidates candidates, List<Term> choices) {
        Term form = place.form();
        if (form != null && scene.algebra.typing().fits(variable.type(), form)) {
            choices.add(form);
        }
        Set<Integer> lengths = candidates.lengths(min, max);
        if (candidates.isOrdered(variable)) {
            for (int length : lengths) {
                choices.addAll(candidates.octets(variable, length));
            }
        }
        for (int length : lengths) {
            choices.add(length == 0 ? scene.terms.octets(new byte[0]) : own(variable, length));
        }
        if (candidates.isAsked(variable)) {
            for (int length : lengths) {
                choices.addAll(candidates.octets(variable, length));
            }
        }
    }

    private void agents(List<Term> choices) {
        choices.add(scene.terms.agent(Cast.ATTACKER));
        scene.cast.everyone().forEach(agent -> choices.add(scene.terms.agent(agent)));
    }

    private Term own(Term.Var variable, int length) {
        Label label = new Label(Cast.ATTACKER, 0, "n" + variable.id(), 0);
        return scene.terms.name(label, new Type.Octets(length, length));
    }
}
