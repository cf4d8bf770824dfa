package dev.troth.statemachine.search;

import dev.troth.statemachine.knowledge.Offer;
import dev.troth.statemachine.knowledge.Solver;
import dev.troth.statemachine.term.Assumptions;
import dev.troth.statemachine.term.Composition;
import dev.troth.statemachine.term.Term;
import dev.troth.statemachine.term.Undecided;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides what is still open in a configuration: the attacker takes values of his own. */
final class Grounding {
    /** How often a choice among alternatives is followed further, for one configuration. */
    private static final int PATIENCE = 64;
    /** What is chosen may decide lengths of others, whose octets are chosen then. */
    private static final int ROUNDS = 4;

    private final Scene scene;
    private final Values values;
    private int patience;

    Grounding(Scene scene) {
        this.scene = scene;
        this.values = new Values(scene);
    }

    /**
     * What becomes of a configuration.
     *
     * @param trace with everything decided; null if no choice of values was found
     * @param undecided what the theory does not decide and the trace rests on, or what stands in the way of values; empty if the
     *     trace certainly exists, or certainly does not
     */
    record Grounded(Finding.@Nullable Trace trace, List<Undecided> undecided) {
        static final Grounded IMPOSSIBLE = new Grounded(null, List.of());

        /** Whether nothing is left to find out. */
        boolean isCertain() {
            return undecided.isEmpty();
        }
    }

    /** The trace of a configuration in which constraints are met in a certain way. */
    Grounded trace(Configuration at, Solver.System way) {
        patience = PATIENCE;
        return ground(at, way);
    }

    private Grounded ground(Configuration at, Solver.System way) {
        Configuration.Draft draft = new Configuration.Draft(at);
        draft.system = way;
        draft.settle(scene.terms);
        Assumptions assumptions = draft.system.assumptions();
        if (!assumptions.either().isEmpty()) {
            return first(draft, scene.algebra.decided(assumptions));
        }
        List<Assumptions> progress = scene.algebra.progress(assumptions);
        if (progress != null) {
            return first(draft, progress);
        }
        List<Assumptions> sent = sent(draft);
        if (sent != null) {
            return first(draft, sent);
        }
        List<Undecided> undecided = List.of();
        for (int round = 0; round == 0 || (round < ROUNDS && values.isOpen(draft)); round++) {
            Values.Chosen chosen = values.of(draft);
            if (chosen.decided() == null) {
                return new Grounded(null, chosen.undecided());
            }
            draft.system = draft.system.with(chosen.decided());
            draft.settle(scene.terms);
            undecided = chosen.undecided();
        }
        return new Grounded(inOrder(draft), undecided);
    }

    /** The ways in which the first value that was sent, and of which it is open whether it is there, is there; null if there is none. */
    private @Nullable List<Assumptions> sent(Configuration.Draft draft) {
        Assumptions assumptions = draft.system.assumptions();
        for (Configuration.Sending sending : draft.tape) {
            for (Term part : Composition.fields(sending.value())) {
                List<Assumptions> ways = scene.algebra.there(part, assumptions);
                if (ways.size() != 1 || ways.getFirst() != assumptions) {
                    return ways;
                }
            }
        }
        return null;
    }

    /** The first of some ways that leads to a trace; one about which nothing is uncertain, if there is one. */
    private Grounded first(Configuration.Draft draft, List<Assumptions> ways) {
        Grounded best = Grounded.IMPOSSIBLE;
        for (Assumptions one : ways) {
            for (Solver.System solved : scene.solver.solve(draft.system.with(one), List.of())) {
                if (--patience < 0) {
                    return best.trace() == null
                            ? new Grounded(null, scene.algebra.unsolved(one, Values.values(draft)))
                            : best;
                }
                Grounded grounded = ground(draft.done(), solved);
                if (grounded.trace() != null && grounded.isCertain()) {
                    return grounded;
                }
                best = best.trace() == null && !(grounded.trace() == null && grounded.isCertain()) ? grounded : best;
            }
        }
        return best;
    }

    /** The beginnings that were found to be needed come first. */
    private static Finding.Trace inOrder(Configuration.Draft draft) {
        List<Move> moves = new ArrayList<>();
        List<Integer> order = new ArrayList<>();
        for (Offer offer : draft.system.knowledge().taken()) {
            if (offer instanceof Beginning beginning) {
                moves.addAll(beginning.moves());
                int first = 0;
                while (first < draft.tape.size() && draft.tape.get(first).slot() != beginning.place()) {
                    first++;
                }
                for (int i = 0; i < beginning.sendings().size(); i++) {
                    order.add(first + i);
                }
            }
        }
        for (int i = 0; i < draft.tape.size(); i++) {
            if (!order.contains(i)) {
                order.add(i);
            }
        }
        for (Move move : draft.trail == null ? List.<Move>of() : draft.trail.moves()) {
            moves.add(
                    move instanceof Move.Carry(int slot, var port, int sending)
                            ? new Move.Carry(slot, port, order.indexOf(sending))
                            : move);
        }
        List<Finding.Sent> tape = new ArrayList<>();
        for (int place : order) {
            Configuration.Sending sending = draft.tape.get(place);
            tape.add(new Finding.Sent(sending.slot(), sending.value(), sending.heard()));
        }
        return new Finding.Trace(
                List.copyOf(moves),
                List.copyOf(draft.delivered),
                List.copyOf(tape),
                draft.system.assumptions().collisions());
    }
}
