package dev.troth.statemachine.search;

import dev.troth.spec.model.Claim;
import dev.troth.statemachine.knowledge.Solver;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Explores what can happen, shortest traces first: configurations are visited in the order of their number of deliveries,
 * equal ones once. The order is the same in every search, so the attack that is found is too. Properties of the same
 * point are looked for in one search.
 */
public final class Explorer {
    private final Scene scene;
    private final List<Pursuit> pursuits = new ArrayList<>();
    private final Stepper stepper;
    private final Grounding grounding;
    private final Progress progress;
    private final Canon.Maker canon;
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

    /** One property that is looked for. */
    private final class Pursuit {
        final Judge judge;
        /** An agreement is violated when the point is reached or not at all; a secret may also be lost later. */
        final boolean lasting;

        @Nullable
        Finding found;

        Pursuit(Claim.Property property) {
            this.judge = new Judge(scene, property);
            this.lasting = property instanceof Claim.Secret;
        }

        void visit(Configuration at) {
            for (Solver.System violation : judge.violations(at)) {
                Finding.Trace attack = grounding.trace(at, violation);
                if (attack != null) {
                    found = new Finding(attack, witness, states, depth, "", List.of());
                    return;
                }
            }
        }
    }

    private Explorer(Scene scene, List<Claim.Property> properties, Progress progress) {
        this.scene = scene;
        properties.forEach(property -> pursuits.add(new Pursuit(property)));
        this.stepper = new Stepper(scene);
        this.grounding = new Grounding(scene);
        this.progress = progress;
        this.canon = new Canon.Maker(scene);
    }

    /** Looks for a violation of each of some properties, all of the point of the scene; findings in the same order. */
    public static List<Finding> explore(Scene scene, List<Claim.Property> properties, Progress progress) {
        Explorer explorer = new Explorer(scene, properties, progress);
        String gaveUp = explorer.run();
        return explorer.pursuits.stream()
                .map(p -> p.found == null
                        ? new Finding(null, explorer.witness, explorer.states, explorer.depth, gaveUp, List.of())
                        : p.found)
                .toList();
    }

    /** Searches until every property is violated or nothing is left; returns why it gave up, or empty. */
    private String run() {
        try {
            return search();
        } catch (OutOfMemoryError e) {
            // What the search held is free again: it stood in the frames that have ended.
            return Finding.OUT_OF_MEMORY + " after " + states + " configurations: allow more of it, or fewer runs";
        }
    }

    private String search() {
        List<Configuration> level = new ArrayList<>();
        Set<Canon> seen = new HashSet<>();
        for (Configuration root : stepper.roots()) {
            visit(root, false, seen, level);
        }
        while (!level.isEmpty() && isOpen()) {
            if (depth >= scene.bounds.maxSteps()) {
                return "more than " + depth + " deliveries are possible";
            }
            depth++;
            List<Configuration> next = new ArrayList<>();
            for (Configuration at : level) {
                boolean over = isReached(at);
                for (Configuration after : stepper.next(at)) {
                    visit(after, over, seen, next);
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

    private boolean isReached(Configuration at) {
        return pursuits.getFirst().judge.isReached(at);
    }

    /** @param over true if the point of the claim was reached before the last move */
    private void visit(Configuration at, boolean over, Set<Canon> seen, List<Configuration> level) {
        if (!seen.add(canon.of(at))) {
            return;
        }
        states++;
        if (!isReached(at)) {
            level.add(at);
            return;
        }
        if (witness == null) {
            witness = grounding.trace(at, at.system);
        }
        boolean later = false;
        for (Pursuit pursuit : pursuits) {
            if (pursuit.found == null) {
                pursuit.visit(at);
                later |= pursuit.lasting && pursuit.found == null;
            }
        }
        // What follows could as well have come before, unless it needs what the last step told.
        if (later && (over || at.stage > at.last.stage())) {
            level.add(at);
        }
    }
}
