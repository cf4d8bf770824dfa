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
 * equal ones once. The order is the same in every search, so the attack that is found is too.
 */
public final class Explorer {
    private final Scene scene;
    private final Judge judge;
    private final Stepper stepper;
    private final Grounding grounding;
    private final Progress progress;
    private Finding.@Nullable Trace witness;
    private int states;

    /** Told now and then how far a search is; may end it. */
    public interface Progress {
        /** Says nothing and goes on. */
        Progress SILENT = (states, depth) -> true;

        /** @return false to end the search */
        boolean goOn(int states, int depth);
    }

    private Explorer(Scene scene, Claim.Property property, Progress progress) {
        this.scene = scene;
        this.judge = new Judge(scene, property);
        this.stepper = new Stepper(scene);
        this.grounding = new Grounding(scene);
        this.progress = progress;
    }

    /** Looks for a violation of a property, which has one point. */
    public static Finding explore(Scene scene, Claim.Property property, Progress progress) {
        return new Explorer(scene, property, progress).run();
    }

    private Finding run() {
        List<Configuration> level = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        int depth = 0;
        for (Configuration root : stepper.roots()) {
            Finding.Trace attack = visit(root, seen, level);
            if (attack != null) {
                return new Finding(attack, witness, states, depth, "");
            }
        }
        while (!level.isEmpty()) {
            if (depth >= scene.bounds.maxSteps()) {
                return new Finding(null, witness, states, depth, "more than " + depth + " deliveries are possible");
            }
            depth++;
            List<Configuration> next = new ArrayList<>();
            for (Configuration at : level) {
                for (Configuration after : stepper.next(at)) {
                    Finding.Trace attack = visit(after, seen, next);
                    if (attack != null) {
                        return new Finding(attack, witness, states, depth, "");
                    }
                    if (states >= scene.bounds.maxStates()) {
                        return new Finding(null, witness, states, depth, "more than " + states + " configurations");
                    }
                    if (states % 256 == 0 && !progress.goOn(states, depth)) {
                        return new Finding(null, witness, states, depth, "stopped");
                    }
                }
            }
            level = next;
        }
        return new Finding(null, witness, states, depth, "");
    }

    private Finding.@Nullable Trace visit(Configuration at, Set<String> seen, List<Configuration> level) {
        if (!seen.add(Canon.of(at, scene))) {
            return null;
        }
        states++;
        if (judge.isReached(at)) {
            Solver.System violation = judge.violation(at);
            if (violation != null) {
                Finding.Trace attack = grounding.trace(at, violation);
                if (attack != null) {
                    return attack;
                }
            }
            if (witness == null) {
                witness = grounding.trace(at, at.system);
            }
        }
        level.add(at);
        return null;
    }
}
