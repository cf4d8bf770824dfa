package dev.troth.statemachine.search;

import dev.troth.spec.model.Claim;
import dev.troth.statemachine.knowledge.Solver;
import dev.troth.statemachine.term.Undecided;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Explores what can happen, shortest traces first: configurations are visited in the order of their number of deliveries,
 * equal ones once. The order is the same in every search, so the attack that is found is too. Properties of the same
 * point are looked for in one search.
 */
public final class Explorer {
    /** How many candidates for an attack on one property are tried, of those that rest on something undecided. */
    private static final int TRIED = 200;
    /** So many equations are solved to find values for them. */
    private static final long EFFORT = 1_000_000;
    /** So many conditions on which something rests are told. */
    private static final int NOTED = 100;

    private final Scene scene;
    private final List<Pursuit> pursuits = new ArrayList<>();
    private final Stepper stepper;
    private final Grounding grounding;
    private final Progress progress;
    private final Canon.Maker canon;
    private final Trial trial;
    /** On what it rests that the point is reached at all, as long as nobody knows. */
    private final Set<String> unreached = new LinkedHashSet<>();

    private Finding.@Nullable Trace witness;
    private int states;
    private int depth;

    /** Told now and then how far a search is; may end it. */
    public interface Progress {
        /** Says nothing and goes on. */
        Progress SILENT = (states, depth) -> true;

        /** @return false to end the search */
        boolean goOn(int states, int depth);
    }

    /** How a trace does where it is not terms that count: on octets. */
    public enum Tried {
        WORKS,
        FAILS,
        /** There are no octets for something in it: terms have to do. */
        UNTRIED
    }

    /** Tries traces on octets. */
    public interface Trial {
        /** Nothing is tried: what rests on something undecided does not count as an attack. */
        Trial NONE = (property, trace) -> Tried.UNTRIED;

        /** @param property of which the trace is a violation; {@link Claim.Reachable} for a trace that only reaches the point */
        Tried of(Claim.Property property, Finding.Trace trace);
    }

    /** One property that is looked for. */
    private final class Pursuit {
        final Claim.Property property;
        final Judge judge;
        /** An agreement is violated when the point is reached or not at all; a secret may also be lost later. */
        final boolean lasting;
        /** It may be violated when the point is reached again. */
        final boolean mayChange;
        /** On what those rest that could be violations, and were not when they were tried. */
        final Set<String> undecided = new LinkedHashSet<>();

        @Nullable
        Finding found;

        /** A violation that nothing undecided stands behind and that does not work all the same. */
        Finding.@Nullable Trace broken;

        private int tried;
        private long effort;

        Pursuit(Claim.Property property) {
            this.property = property;
            this.judge = new Judge(scene, property);
            this.lasting = Asked.isLasting(property);
            this.mayChange = Asked.mayChange(property);
        }

        void visit(Configuration at) {
            List<Solver.System> violations = new ArrayList<>(judge.violations(at));
            violations.sort(Comparator.comparing(Pursuit::isUncertain));
            for (Solver.System violation : violations) {
                if (effort > EFFORT && isUncertain(violation)) {
                    note(scene.algebra.unsolved(violation.assumptions(), List.of()), undecided);
                    continue;
                }
                long before = scene.algebra.unifier().spent();
                Grounding.Grounded grounded = grounding.trace(at, violation);
                effort += isUncertain(violation) ? scene.algebra.unifier().spent() - before : 0;
                if (counts(property, grounded, undecided)) {
                    found = new Finding(grounded.trace(), witness, states, depth, "", List.of());
                    return;
                }
            }
        }

        private static boolean isUncertain(Solver.System violation) {
            return !violation.assumptions().bindings().undecided().isEmpty();
        }

        /** Whether something is what it seems; what it rests on is noted if nobody can tell. */
        boolean counts(Claim.Property as, Grounding.Grounded grounded, Set<String> notes) {
            Finding.Trace trace = grounded.trace();
            if (trace == null) {
                note(grounded.undecided(), notes);
                return false;
            }
            tried += grounded.isCertain() ? 0 : 1;
            Tried result = tried < TRIED || grounded.isCertain() ? trial.of(as, trace) : Tried.FAILS;
            if (result == Tried.WORKS || (result == Tried.UNTRIED && grounded.isCertain())) {
                return true;
            }
            if (grounded.isCertain()) {
                broken = broken == null ? trace : broken;
            }
            note(grounded.undecided(), notes);
            return false;
        }

        private static void note(List<Undecided> undecided, Set<String> notes) {
            for (int i = 0; i < undecided.size() && notes.size() < NOTED; i++) {
                notes.add(undecided.get(i).toString());
            }
        }

        Finding finding(String gaveUp) {
            if (found != null) {
                return found;
            }
            Set<String> open = new LinkedHashSet<>(undecided);
            if (witness == null) {
                open.addAll(unreached);
            }
            return new Finding(open.isEmpty() ? broken : null, witness, states, depth, gaveUp, List.copyOf(open));
        }
    }

    private Explorer(Scene scene, List<Claim.Property> properties, Progress progress, Trial trial) {
        this.scene = scene;
        this.trial = trial;
        Asked asked = Asked.of(properties);
        this.stepper = new Stepper(scene, asked);
        this.grounding = new Grounding(scene);
        this.progress = progress;
        this.canon = new Canon.Maker(scene, asked);
        properties.forEach(property -> pursuits.add(new Pursuit(property)));
    }

    /** Looks for a violation of each of some properties, all of the point of the scene; findings in the same order. */
    public static List<Finding> explore(Scene scene, List<Claim.Property> properties, Progress progress, Trial trial) {
        Explorer explorer = new Explorer(scene, properties, progress, trial);
        String gaveUp = explorer.run();
        return explorer.pursuits.stream().map(p -> p.finding(gaveUp)).toList();
    }

    /** Searches until every property is violated or nothing is left; returns why it gave up, or empty. */
    private String run() {
        try {
            return search();
        } catch (Solver.ExhaustedException e) {
            return String.valueOf(e.getMessage());
        } catch (OutOfMemoryError e) {
            // What the search held is free again: it stood in the frames that have ended.
            return Finding.OUT_OF_MEMORY + " after " + states + " configurations: allow more of it, or fewer runs";
        }
    }

    private String search() {
        List<Configuration> level = new ArrayList<>();
        Set<Canon> seen = new HashSet<>();
        for (Configuration root : stepper.roots()) {
            visit(root, null, seen, level);
        }
        while (!level.isEmpty() && isOpen()) {
            if (depth >= scene.bounds.maxSteps()) {
                return "more than " + depth + " deliveries are possible";
            }
            depth++;
            List<Configuration> next = new ArrayList<>();
            for (Configuration at : level) {
                for (Configuration after : stepper.next(at)) {
                    visit(after, at, seen, next);
                    if (!isOpen()) {
                        return "";
                    }
                    if (states >= scene.bounds.maxStates()) {
                        return "more than " + states + " configurations";
                    }
                }
                if (!progress.goOn(states, depth)) {
                    return Finding.STOPPED;
                }
            }
            level = next;
        }
        return "";
    }

    private boolean isOpen() {
        return pursuits.stream().anyMatch(p -> p.found == null);
    }

    /** Whether a run that the claim is about may still do something. */
    private boolean goesOn(Configuration at) {
        for (int i = 0; i < scene.tests; i++) {
            Run run = at.runs[i];
            if (run != null && scene.isLive(run, scene.slots.get(i))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether anything may need what the last move brought, if it took the runs of the claim to their point: what follows could else as
     * well have come before it. Before the beginnings nothing can have come.
     */
    private boolean tells(Configuration at, @Nullable Configuration before) {
        return before == null
                || scene.isReached(before.runs)
                || at.stage > at.last.stage()
                || at.stores != before.stores
                || at.tape.stream().skip(before.tape.size()).anyMatch(sending -> !sending.arrived());
    }

    /** Whether a run that the claim is about can come to the point once more. */
    private boolean comesAgain(Configuration at) {
        for (int i = 0; i < scene.tests; i++) {
            Run run = at.runs[i];
            if (run != null && scene.comesAgain(run)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a run that the claim is about has come to the point with the last move. */
    private boolean comes(Configuration at, @Nullable Configuration before) {
        for (int i = 0; i < scene.tests; i++) {
            Run run = at.runs[i];
            Run.Coming now = run == null ? null : run.coming();
            Run earlier = before == null ? null : before.runs[i];
            if (now != null && !now.isSame(earlier == null ? null : earlier.coming())) {
                return true;
            }
        }
        return false;
    }

    /** @param before what the last move was made in; null if there was none */
    private void visit(Configuration at, @Nullable Configuration before, Set<Canon> seen, List<Configuration> level) {
        boolean comes = comes(at, before);
        boolean isNew = seen.add(canon.of(at));
        boolean isAsked = comes && seen.add(canon.ofMoment(at));
        if (!isNew && !isAsked) {
            return;
        }
        if (isNew) {
            states++;
            scene.solver.visited();
        }
        if (!scene.isReached(at.runs)) {
            level.add(at);
            return;
        }
        if (witness == null) {
            Grounding.Grounded grounded = grounding.trace(at, at.system);
            boolean reached = grounded.isCertain()
                    ? grounded.trace() != null
                    : pursuits.getFirst().counts(new Claim.Reachable(scene.claimed()), grounded, unreached);
            witness = reached ? grounded.trace() : null;
        }
        boolean later = false;
        boolean again = false;
        for (Pursuit pursuit : pursuits) {
            if (pursuit.found == null && (pursuit.lasting ? isNew : isAsked)) {
                pursuit.visit(at);
            }
            later |= pursuit.lasting && pursuit.found == null;
            again |= pursuit.mayChange && pursuit.found == null;
        }
        // What can follow has been seen if it was here before in another way.
        if (isNew && ((later && (tells(at, before) || goesOn(at))) || (again && comesAgain(at)))) {
            level.add(at);
        }
    }
}
