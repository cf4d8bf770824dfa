package dev.troth.statemachine.search;

import dev.troth.spec.model.Claim;
import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Role;
import dev.troth.statemachine.algebra.Decision;
import dev.troth.statemachine.knowledge.Solver;
import dev.troth.statemachine.machine.Session;
import dev.troth.statemachine.term.Assumptions;
import dev.troth.statemachine.term.Bindings;
import dev.troth.statemachine.term.Term;
import dev.troth.statemachine.term.Terms;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Whether a configuration violates a claim: constraints that must be met besides those of the search. */
final class Judge {
    private final Scene scene;
    private final Claim.Property property;

    Judge(Scene scene, Claim.Property property) {
        this.scene = scene;
        this.property = property;
    }

    /** The claim's point has been reached by every run that it is about. */
    boolean isReached(Configuration at) {
        for (int i = 0; i < scene.tests; i++) {
            Run run = at.runs[i];
            if (run == null || run.snapshots().isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** The ways in which the constraints can be met so that the claim is false; none if they cannot. */
    List<Solver.System> violations(Configuration at) {
        if (!isReached(at)) {
            return List.of();
        }
        List<Solver.System> ways = switch (property) {
            case Claim.Secret secret -> secret(secret, at);
            case Claim.Agree agree -> agree.injective() ? injective(agree, at) : agree(agree, at, snapshot(at, 0));
            case Claim.Alive alive -> alive(alive, at);
            case Claim.Fresh(Expr term, var ignored) -> fresh(term, at);
            case Claim.Never(Expr condition, var ignored) -> never(condition, at);
            case Claim.Reachable ignored -> List.of();
        };
        return ways.stream().filter(way -> isAllowed(at, way)).toList();
    }

    private Session<Term> snapshot(Configuration at, int slot) {
        Run run = at.runs[slot];
        if (run == null) {
            throw new IllegalStateException("the run of the claim has not begun");
        }
        return run.snapshots().getFirst();
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

    private List<Solver.System> secret(Claim.Secret secret, Configuration at) {
        Session<Term> session = snapshot(at, 0);
        Expr term = secret.terms().getFirst();
        Term value = scene.machine.value(term, session);
        if (value == Terms.ABSENT) {
            return List.of();
        }
        return scene.solver.solve(at.system, List.of(new Solver.Goal(value, at.stage)));
    }

    // ---- agreement ----

    /** Runs of the peer in the other role, with this agent as a peer. */
    private List<Run> partners(Role with, Configuration at, Session<Term> session) {
        List<Run> partners = new ArrayList<>();
        for (Run run : at.runs) {
            if (run != null
                    && run.session() != session
                    && run.session().role() == with
                    && isPeer(with, session, run.session().agent())
                    && run.session().agents().contains(session.agent())) {
                partners.add(run);
            }
        }
        return partners;
    }

    /** Whether an agent is the one that a session takes to play a role. */
    private static boolean isPeer(Role with, Session<Term> session, String agent) {
        Role role = session.role();
        int named = -1;
        for (int i = 1; i < role.agents().size(); i++) {
            boolean server = role.players().get(i).equals(with.name());
            boolean spelt = role.agents().get(i).equalsIgnoreCase(with.name());
            if (server || spelt) {
                named = i;
            }
        }
        if (named > 0) {
            return session.agents().get(named).equals(agent);
        }
        for (int i = 1; i < role.agents().size(); i++) {
            if (role.players().get(i).isEmpty() && session.agents().get(i).equals(agent)) {
                return true;
            }
        }
        return false;
    }

    private boolean agrees(Claim.Agree agree, Session<Term> session, Run partner, List<Term[]> open) {
        for (Claim.Data data : agree.on()) {
            Term here = scene.machine.value(data.here(), session);
            Term there = scene.machine.value(data.there(), partner.session());
            if (here == Terms.ABSENT || there == Terms.ABSENT) {
                return false;
            }
            if (here != there && !scene.algebra.isSame(here, there)) {
                open.add(new Term[] {here, there});
                return false;
            }
        }
        return true;
    }

    private List<Solver.System> agree(Claim.Agree agree, Configuration at, Session<Term> session) {
        List<Term[]> open = new ArrayList<>();
        for (Run partner : partners(agree.with(), at, session)) {
            if (agrees(agree, session, partner, open)) {
                return List.of();
            }
        }
        return apart(open, at);
    }

    /** The system in which terms that could be equal are not. */
    private List<Solver.System> apart(List<Term[]> pairs, Configuration at) {
        Assumptions assumptions = at.system.assumptions();
        for (Term[] pair : pairs) {
            if (pair[0].isOpen() || pair[1].isOpen()) {
                assumptions = assumptions.distinct(pair[0], pair[1]);
            }
        }
        return scene.algebra.isConsistent(assumptions) ? List.of(at.system.with(assumptions)) : List.of();
    }

    /** Each run of the claim needs a partner of its own. */
    private List<Solver.System> injective(Claim.Agree agree, Configuration at) {
        Set<Run> partners = new LinkedHashSet<>();
        List<Term[]> open = new ArrayList<>();
        for (int i = 0; i < scene.tests; i++) {
            Session<Term> session = snapshot(at, i);
            boolean any = false;
            for (Run partner : partners(agree.with(), at, session)) {
                if (agrees(agree, session, partner, open)) {
                    partners.add(partner);
                    any = true;
                }
            }
            if (!any) {
                return agree(agree, at, session);
            }
        }
        return partners.size() < scene.tests ? apart(open, at) : List.of();
    }

    private List<Solver.System> alive(Claim.Alive alive, Configuration at) {
        Session<Term> session = snapshot(at, 0);
        for (Run run : at.runs) {
            if (run != null
                    && run.session().id() != session.id()
                    && !run.said().isEmpty()
                    && isPeer(alive.with(), session, run.session().agent())
                    && (!alive.weak() || run.session().agents().contains(session.agent()))) {
                return List.of();
            }
        }
        return List.of(at.system);
    }

    private List<Solver.System> never(Expr condition, Configuration at) {
        List<Solver.System> ways = new ArrayList<>();
        for (Decision decision : scene.machine.decide(condition, snapshot(at, 0), at.system.assumptions())) {
            if (decision.holds()) {
                Assumptions assumptions = (Assumptions) decision.condition();
                ways.addAll(scene.solver.solve(at.system.with(assumptions), List.of()));
            }
        }
        return ways;
    }

    private List<Solver.System> fresh(Expr term, Configuration at) {
        Term first = scene.machine.value(term, snapshot(at, 0));
        Term second = scene.machine.value(term, snapshot(at, 1));
        List<Solver.System> ways = new ArrayList<>();
        for (Bindings same : scene.algebra
                .unifier()
                .unify(first, second, at.system.assumptions().bindings())) {
            Assumptions assumptions = at.system.assumptions().with(same);
            if (scene.algebra.isConsistent(assumptions)) {
                ways.addAll(scene.solver.solve(at.system.with(assumptions), List.of()));
            }
        }
        return ways;
    }
}
