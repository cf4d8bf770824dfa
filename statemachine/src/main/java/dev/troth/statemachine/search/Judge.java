package dev.troth.statemachine.search;

import dev.troth.spec.model.Claim;
import dev.troth.spec.model.Players;
import dev.troth.statemachine.algebra.Decision;
import dev.troth.statemachine.knowledge.Solver;
import dev.troth.statemachine.property.Party;
import dev.troth.statemachine.property.Violation;
import dev.troth.statemachine.term.Assumptions;
import dev.troth.statemachine.term.Term;
import java.util.ArrayList;
import java.util.List;

/** Whether a configuration violates a claim: constraints that must be met besides those of the search. */
final class Judge {
    private final Scene scene;
    /** Whether the claim compares what a run holds as it comes with what others hold at that moment. */
    private final boolean ofPeers;

    private final Violation<Term> violation;

    Judge(Scene scene, Claim.Property property) {
        this.scene = scene;
        this.ofPeers = Violation.isOfPeers(property);
        this.violation = new Violation<>(
                property, scene.machine, scene.algebra, Players.of(scene.protocol), scene.cast::isHonest);
    }

    /** The ways in which the constraints can be met so that the claim is false; none if they cannot. */
    List<Solver.System> violations(Configuration at) {
        if (!scene.isReached(at.runs)) {
            return List.of();
        }
        List<Party<Term>> points = new ArrayList<>();
        List<Party<Term>> all = new ArrayList<>();
        for (int i = 0; i < at.runs.length; i++) {
            Run run = at.runs[i];
            if (run != null) {
                boolean spoke = run.spoke();
                all.add(new Party<>(run.session(), spoke));
                Run.Coming coming = run.coming();
                if (i < scene.tests && coming != null) {
                    if (ofPeers && coming.past()) {
                        return List.of();
                    }
                    points.add(new Party<>(coming.session(), spoke));
                }
            }
        }
        List<Solver.System> violations = new ArrayList<>();
        for (Violation.Way<Term> way : violation.ways(points, all, at.system.assumptions())) {
            for (Solver.System system : solved(way, at)) {
                if (isAllowed(at, system)) {
                    violations.add(system);
                }
            }
        }
        return violations;
    }

    private List<Solver.System> solved(Violation.Way<Term> way, Configuration at) {
        List<Solver.Goal> goals =
                way.derived().stream().map(v -> new Solver.Goal(v, at.stage)).toList();
        int collisions = at.system.assumptions().collisions().size();
        List<Solver.System> solved = new ArrayList<>();
        for (Decision decision : scene.algebra.decide(way.formula(), at.system.assumptions())) {
            if (decision.holds()) {
                Assumptions assumptions = (Assumptions) decision.condition();
                List<Solver.System> systems = scene.solver.solve(at.system.with(assumptions), goals);
                for (int place = collisions; place < assumptions.collisions().size(); place++) {
                    int each = place;
                    systems = systems.stream()
                            .flatMap(s -> scene.solver.colliding(s, each).stream())
                            .toList();
                }
                solved.addAll(systems);
            }
        }
        return solved;
    }

    /**
     * A run whose secrets were given away must not turn out to be a partner of the run of the claim; of several, one is
     * enough: the others came before it.
     */
    private boolean isAllowed(Configuration at, Solver.System way) {
        if (!scene.revealsOtherRuns()) {
            return true;
        }
        Configuration.Draft draft = new Configuration.Draft(at);
        draft.system = way;
        draft.settle(scene.terms);
        for (int t = 0; t < scene.tests; t++) {
            boolean untouched = true;
            for (int i = scene.tests; i < draft.runs.length; i++) {
                Run other = draft.runs[i];
                untouched &= other == null || !other.given() || !Histories.matching(draft.run(t), other);
            }
            if (untouched) {
                return true;
            }
        }
        return false;
    }
}
