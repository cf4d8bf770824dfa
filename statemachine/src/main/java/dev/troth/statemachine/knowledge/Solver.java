package dev.troth.statemachine.knowledge;

import dev.troth.spec.model.Type;
import dev.troth.statemachine.term.Assumptions;
import dev.troth.statemachine.term.Bindings;
import dev.troth.statemachine.term.Combinations;
import dev.troth.statemachine.term.Composition;
import dev.troth.statemachine.term.Opening;
import dev.troth.statemachine.term.Symbol;
import dev.troth.statemachine.term.SymbolicAlgebra;
import dev.troth.statemachine.term.Term;
import dev.troth.statemachine.term.Terms;
import dev.troth.statemachine.term.Unifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The lazy intruder: what the attacker delivers stays a variable as long as nobody looks at it, under the constraint that
 * he can derive it from what he knew at that stage. When a step asks for a form, constraints are solved: a term that he
 * must derive is one that he has, or is put together from parts that he must derive. Constraints on variables alone are
 * solved form: he can send anything.
 *
 * <p>Source: Millen and Shmatikov, Constraint solving for bounded-process cryptographic protocol analysis (CCS 2001);
 * Basin, Moedersheim and Vigano, OFMC (2005).
 */
public final class Solver {
    /** So many choices are followed in one search, and so many more for each configuration; what protocols ask for is a tenth. */
    private static final int PATIENCE = 50_000;

    private static final int FOR_EACH = 100;

    private final SymbolicAlgebra algebra;
    private final Terms terms;
    private final Unifier unifier;
    private final Needs needs = new Needs();
    private long patience = PATIENCE;

    /** There are more ways to meet some goals than anyone follows. */
    public static final class ExhaustedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        ExhaustedException() {
            super("messages can be made in too many ways", null, false, false);
        }
    }

    public Solver(SymbolicAlgebra algebra) {
        this.algebra = algebra;
        this.terms = algebra.terms();
        this.unifier = algebra.unifier();
    }

    /** A search has come to one more configuration. */
    public void visited() {
        patience += FOR_EACH;
    }

    /**
     * A term that must be derivable at a stage.
     *
     * @param half whether it is cut out of a value that is a goal itself, so that cutting it out of that one leads nowhere
     */
    public record Goal(Term term, int stage, boolean half) {
        public Goal(Term term, int stage) {
            this(term, stage, false);
        }
    }

    /**
     * A system of constraints.
     *
     * @param times for each variable, the stage at which the attacker must be able to derive it
     */
    public record System(Assumptions assumptions, Map<Term.Var, Integer> times, Knowledge knowledge) {
        Bindings bindings() {
            return assumptions.bindings();
        }

        public System with(Assumptions other) {
            return new System(other, times, knowledge);
        }

        public System knowing(Knowledge other) {
            return new System(assumptions, times, other);
        }

        /** With the same meaning and nothing bound. */
        public System settled(Terms terms) {
            return bindings().isEmpty() ? this : new System(assumptions.settled(terms), times, knowledge);
        }
    }

    /**
     * Every way in which the goals, and the constraints on variables that a step has bound, can be met.
     *
     * @throws ExhaustedException if there are too many to be followed
     */
    public List<System> solve(System system, List<Goal> goals) {
        List<System> found = new ArrayList<>(1);
        Deque<Goal> open = new ArrayDeque<>(goals);
        System start = refined(system, system.assumptions(), open);
        solve(start, open, found);
        return found;
    }

    /** Takes over new bindings: a bound variable becomes a goal. */
    private System refined(System system, Assumptions assumptions, Deque<Goal> goals) {
        Map<Term.Var, Integer> times = null;
        Bindings bindings = assumptions.bindings();
        for (Map.Entry<Term.Var, Integer> entry : system.times().entrySet()) {
            Term value = bindings.apply(entry.getKey(), terms);
            if (value != entry.getKey()) {
                if (times == null) {
                    times = new LinkedHashMap<>(system.times());
                }
                times.remove(entry.getKey());
                goals.addFirst(new Goal(value, entry.getValue()));
            }
        }
        return new System(
                assumptions,
                times == null ? system.times() : times,
                system.knowledge().refined(bindings));
    }

    /** Goals that leave no choice come first; then the one that leaves the fewest. */
    private void solve(System start, Deque<Goal> goals, List<System> found) {
        Knowledge knowledge = start.knowledge();
        Map<Term.Var, Integer> times = new LinkedHashMap<>(start.times());
        List<Goal> choices = new ArrayList<>();
        while (!goals.isEmpty()) {
            Goal goal = goals.removeFirst();
            Term term = start.bindings().apply(goal.term(), terms);
            if (term instanceof Term.Var variable) {
                times.merge(variable, goal.stage(), Math::min);
            } else if (term instanceof Term.Compound compound && Composition.isTransparent(compound)) {
                for (int i = compound.arity() - 1; i >= 0; i--) {
                    goals.addFirst(new Goal(compound.argument(i), goal.stage()));
                }
            } else if (term.isOpen() || !knowledge.derives(term, goal.stage())) {
                if (!term.isOpen() && !knowledge.isOpen() && knowledge.hasNoOffers()) {
                    return;
                }
                choices.add(new Goal(term, goal.stage(), goal.half()));
            }
        }
        choices.removeIf(
                goal -> knowledge.derives(goal.term(), goal.stage()) && isFree(goal.term(), goal.stage(), times));
        System system = new System(start.assumptions(), times, knowledge);
        if (choices.isEmpty()) {
            found.add(system);
            return;
        }
        Bindings turned = turned(system, choices);
        if (turned != null) {
            follow(system, turned, List.of(), new ArrayDeque<>(choices), found);
            return;
        }
        int best = 0;
        int fewest = Integer.MAX_VALUE;
        for (int i = 0; i < choices.size() && fewest > 0; i++) {
            int ways = ways(choices.get(i), knowledge, fewest);
            if (ways < fewest) {
                fewest = ways;
                best = i;
            }
        }
        if (fewest > 0) {
            Goal goal = choices.remove(best);
            branch(system, goal, new ArrayDeque<>(choices), found);
        }
    }

    /** In how many ways a goal may be met at most, not counted further than some number. */
    private int ways(Goal goal, Knowledge knowledge, int enough) {
        Term term = goal.term();
        int ways = knowledge.hasNoOffers() ? 0 : 1;
        ways += term instanceof Term.Compound
                        || (!term.isOpen() && knowledge.theory().isOwn(term))
                ? 1
                : 0;
        if (ways < enough && !halves(term, goal.stage(), knowledge).isEmpty()) {
            ways++;
        }
        for (Map.Entry<Term, Integer> known : knowledge.known().entrySet()) {
            if (ways < enough
                    && known.getValue() <= goal.stage()
                    && (term.isOpen() || known.getKey().isOpen())
                    && unifier.canMeet(known.getKey(), term)) {
                ways++;
            }
        }
        return ways;
    }

    /** Whether deriving the term asks nothing more of its variables than what is asked already. */
    private static boolean isFree(Term term, int stage, Map<Term.Var, Integer> times) {
        if (term instanceof Term.Var variable) {
            Integer time = times.get(variable);
            return time != null && time <= stage;
        }
        if (term.isOpen() && term instanceof Term.Compound compound) {
            for (Term argument : compound.arguments()) {
                if (!isFree(argument, stage, times)) {
                    return false;
                }
            }
        }
        return true;
    }

    private void branch(System system, Goal goal, Deque<Goal> goals, List<System> found) {
        followed();
        Term term = goal.term();
        int stage = goal.stage();
        boolean transparent = term instanceof Term.Compound compound && Composition.isTransparent(compound);
        if (!transparent) {
            for (Map.Entry<Term, Integer> known : system.knowledge().known().entrySet()) {
                if (known.getValue() <= stage
                        && (term.isOpen() || known.getKey().isOpen())) {
                    meeting(system, known.getKey(), term, goals, found);
                }
            }
            if (!term.isOpen() && system.knowledge().theory().isOwn(term)) {
                solve(system, new ArrayDeque<>(goals), found);
            }
            for (Offer offer : system.knowledge().offers()) {
                offered(system, offer, term, stage, goals, found);
            }
            for (Composition.Halves halves : halves(term, stage, system.knowledge())) {
                halved(system, halves, stage, goals, found);
            }
        }
        if (term instanceof Term.Compound compound && !(goal.half() && compound.symbol() instanceof Symbol.Slice)) {
            if (Combinations.combines(term)
                    && system.knowledge().derives(term, stage)
                    && !compound.arguments().stream()
                            .allMatch(part -> system.knowledge().derives(part, stage))) {
                follow(system, system.bindings(), goals(variables(term), stage), goals, found);
            }
            for (List<Term> parts : Composition.parts(compound, terms)) {
                follow(system, system.bindings(), goals(parts, stage), goals, found);
            }
            for (Unifier.Form form : unifier.forms(compound, system.bindings())) {
                if (form.opened()) {
                    follow(system, form.bindings(), List.of(new Goal(form.term(), stage)), goals, found);
                } else if (form.term() instanceof Term.Compound turned && binds(form.bindings(), term)) {
                    follow(system, form.bindings(), goals(turned.arguments(), stage), goals, found);
                }
            }
        }
    }

    /**
     * An exclusive or with an operand that he chooses later may be anything that he has: the operand is then what makes it so. Which of
     * two unknowns an equation tells of the other says nothing of which was chosen first.
     *
     * @return null if there is no such goal
     */
    private @Nullable Bindings turned(System system, List<Goal> goals) {
        for (Goal goal : goals) {
            if (goal.term() instanceof Term.Compound sum && sum.symbol() instanceof Symbol.Xor) {
                for (Term operand : sum.arguments()) {
                    boolean later = operand instanceof Term.Var unknown
                            && system.times().getOrDefault(unknown, -1) > goal.stage();
                    Bindings told = later ? unifier.turned(sum, (Term.Var) operand, system.bindings()) : null;
                    if (told != null) {
                        return told;
                    }
                }
            }
        }
        return null;
    }

    /** The halves of a value of which he has the first, or may have it. */
    private List<Composition.Halves> halves(Term term, int stage, Knowledge knowledge) {
        List<Term.Compound> pieces = knowledge.combined(stage);
        List<Composition.Halves> halves = new ArrayList<>(Composition.halves(term, pieces, terms));
        halves.removeIf(each ->
                pieces.stream().noneMatch(piece -> piece.isOpen() && Composition.mayBe(piece, each.first(), unifier))
                        && (each.first().isOpen() || !knowledge.derives(each.first(), stage)));
        return halves;
    }

    /** The ways to have both halves of a value. What cannot be made otherwise begins with something that he has. */
    private void halved(System system, Composition.Halves halves, int stage, Deque<Goal> goals, List<System> found) {
        Goal rest = new Goal(halves.rest(), stage, true);
        if (!halves.isOpaque()) {
            follow(system, system.bindings(), List.of(new Goal(halves.first(), stage, true), rest), goals, found);
            return;
        }
        if (!halves.first().isOpen() && system.knowledge().derives(halves.first(), stage)) {
            follow(system, system.bindings(), List.of(rest), goals, found);
        }
        for (Term.Compound piece : system.knowledge().combined(stage)) {
            if (piece.isOpen() && Composition.mayBe(piece, halves.first(), unifier)) {
                for (Bindings same : unifier.unify(piece, halves.first(), system.bindings())) {
                    follow(system, same, List.of(rest), goals, found);
                }
            }
        }
    }

    /** The ways in which a term is something that he has, or is cut out of it. */
    private void meeting(System system, Term known, Term term, Deque<Goal> goals, List<System> found) {
        for (Term piece : Composition.pieces(known, term, terms)) {
            if (piece == known ? unifier.canMeet(piece, term) : Composition.mayBe(piece, term, unifier)) {
                for (Bindings same : unifier.unify(piece, term, system.bindings())) {
                    follow(system, same, List.of(), goals, found);
                }
            }
        }
    }

    /** The ways to have a term from what an offer adds. */
    private void offered(System system, Offer offer, Term term, int stage, Deque<Goal> goals, List<System> found) {
        boolean mayHelp = offer.terms().stream().anyMatch(told -> mayHold(told, term))
                || needs.mayOpen(offer, system.knowledge());
        if (mayHelp) {
            offered(system, offer, List.of(system.knowledge()), term, stage, goals, found);
        }
    }

    /**
     * The same, and the ways to have it from what others add to that.
     *
     * @param without what he knows with less: from that it is asked for elsewhere
     */
    private void offered(
            System system,
            Offer offer,
            List<Knowledge> without,
            Term term,
            int stage,
            Deque<Goal> goals,
            List<System> found) {
        Knowledge before = system.knowledge();
        Knowledge more = before.taking(offer);
        for (Map.Entry<Term, Integer> known : more.known().entrySet()) {
            if (known.getValue() <= stage && without.stream().noneMatch(less -> less.has(known.getKey(), stage))) {
                meeting(system.knowing(more), known.getKey(), term, goals, found);
            }
        }
        if (Combinations.combines(term)
                && without.stream().noneMatch(less -> less.derives(term, stage))
                && more.derives(term, stage)) {
            follow(system.knowing(more), system.bindings(), goals(variables(term), stage), goals, found);
        }
        for (Offer next : more.offers()) {
            if (needs.mayOpen(next, more)) {
                List<Knowledge> less =
                        before.offers().contains(next) ? List.of(more, before.taking(next)) : List.of(more);
                offered(system.knowing(more), next, less, term, stage, goals, found);
            }
        }
    }

    /** Whether a term, or a part of it, could be another one. */
    private boolean mayHold(Term whole, Term part) {
        return unifier.canMeet(whole, part)
                || (whole instanceof Term.Compound compound
                        && compound.arguments().stream().anyMatch(argument -> mayHold(argument, part)));
    }

    private boolean binds(Bindings bindings, Term term) {
        return bindings.apply(term, terms) != term;
    }

    private static List<Goal> goals(Collection<? extends Term> parts, int stage) {
        List<Goal> goals = new ArrayList<>(parts.size());
        for (Term part : parts) {
            goals.add(new Goal(part, stage));
        }
        return goals;
    }

    private void followed() {
        if (--patience < 0) {
            throw new ExhaustedException();
        }
    }

    private void follow(System system, Bindings bindings, List<Goal> first, Deque<Goal> goals, List<System> found) {
        followed();
        Deque<Goal> rest = new ArrayDeque<>(goals);
        for (int i = first.size() - 1; i >= 0; i--) {
            rest.addFirst(first.get(i));
        }
        if (bindings == system.bindings()) {
            solve(system, rest, found);
            return;
        }
        Assumptions assumptions = system.assumptions().with(bindings);
        if (algebra.isConsistent(assumptions)) {
            solve(refined(system, assumptions, rest), rest, found);
        }
    }

    /**
     * The ways in which the attacker can have made two short values equal: when he fixed something of his own that stands
     * in one of them, he could compute both from what he knew, so that he could try one value after another.
     *
     * @param place of the collision among those that are assumed
     */
    public List<System> colliding(System system, int place) {
        Assumptions.Collision collision = system.assumptions().collisions().get(place);
        Term left = system.bindings().apply(collision.left(), terms);
        Term right = system.bindings().apply(collision.right(), terms);
        Set<Integer> stages = new TreeSet<>();
        for (Term.Var variable : variables(left, right)) {
            stages.add(system.times().getOrDefault(variable, -1));
        }
        stages.remove(-1);
        List<System> found = new ArrayList<>();
        for (int stage : stages) {
            for (System each : solve(system, List.of(new Goal(inside(left), stage), new Goal(inside(right), stage)))) {
                Bindings bindings = each.bindings();
                for (Term.Var variable : variables(bindings.apply(left, terms), bindings.apply(right, terms))) {
                    if (each.times().getOrDefault(variable, -1) == stage
                            && variable.type() instanceof Type.Octets octets
                            && octets.isFixed()) {
                        found.add(each.with(each.assumptions().choosing(place, variable)));
                        break;
                    }
                }
            }
        }
        return found;
    }

    /** What a short value is computed from: the short value itself may be known for other reasons. */
    private static Term inside(Term value) {
        return value instanceof Term.Compound compound ? compound.argument(0) : value;
    }

    private static Set<Term.Var> variables(Term... terms) {
        Set<Term.Var> found = new LinkedHashSet<>();
        for (Term term : terms) {
            collect(term, found);
        }
        return found;
    }

    private static void collect(Term term, Set<Term.Var> found) {
        if (term instanceof Term.Var variable) {
            found.add(variable);
        } else if (term.isOpen() && term instanceof Term.Compound compound) {
            compound.arguments().forEach(argument -> collect(argument, found));
        }
    }

    /**
     * The ways in which the attacker, by choosing what is still open, can take apart something that he cannot open as it
     * stands.
     */
    public List<System> unlocked(System system, int stage) {
        List<System> found = new ArrayList<>();
        for (Term.Compound term : system.knowledge().sealed()) {
            for (Opening opening : system.knowledge().theory().openings(term)) {
                for (Opening.Way way : opening.ways(term, unifier, system.bindings())) {
                    boolean open = binds(way.bindings(), term)
                            || way.opened().needed().stream().anyMatch(Term::isOpen);
                    Assumptions assumptions = system.assumptions().with(way.bindings());
                    if (!open || !algebra.isConsistent(assumptions)) {
                        continue;
                    }
                    for (System each :
                            solve(system.with(assumptions), goals(way.opened().needed(), stage))) {
                        if (each.knowledge() != system.knowledge()) {
                            found.add(each);
                        }
                    }
                }
            }
        }
        for (Term.Compound row : system.knowledge().combined()) {
            for (Term operand : row.arguments()) {
                if (operand.isOpen()
                        && row.symbol() instanceof Symbol.Xor
                        && !system.knowledge().derives(operand, stage)) {
                    uncovered(system, row, operand, stage, found);
                }
            }
            if (row.isOpen() && row.symbol() instanceof Symbol.Slice) {
                joined(system, row, found);
            }
        }
        return found;
    }

    /** The ways to make an operand something that he has, so that it can be taken off. */
    private void uncovered(System system, Term.Compound row, Term operand, int stage, List<System> found) {
        for (System way : solve(system, List.of(new Goal(operand, stage)))) {
            boolean more = way.knowledge() != system.knowledge();
            boolean gives = row.arguments().stream()
                    .filter(other -> other != operand && !system.knowledge().derives(other, stage))
                    .map(other -> way.bindings().apply(other, terms))
                    .anyMatch(other -> other.isOpen() || way.knowledge().derives(other, stage));
            if (more && gives) {
                found.add(way);
            }
        }
        for (Term.Compound other : system.knowledge().combined()) {
            if (other != row && other.symbol() instanceof Symbol.Xor) {
                other.arguments().forEach(pad -> same(system, pad, operand, found));
            }
        }
    }

    /** The ways to make a slice one of a value of which others are there. */
    private void joined(System system, Term.Compound slice, List<System> found) {
        for (Term.Compound other : system.knowledge().combined()) {
            if (other.symbol() instanceof Symbol.Slice && !other.symbol().equals(slice.symbol())) {
                same(system, other.argument(0), slice.argument(0), found);
            }
        }
    }

    private void same(System system, Term left, Term right, List<System> found) {
        if (left != right && unifier.canMeet(left, right)) {
            List<System> ways = new ArrayList<>();
            for (Bindings bindings : unifier.unify(left, right, system.bindings())) {
                follow(system, bindings, List.of(), new ArrayDeque<>(), ways);
            }
            ways.removeIf(way -> way.knowledge() == system.knowledge());
            found.addAll(ways);
        }
    }
}
