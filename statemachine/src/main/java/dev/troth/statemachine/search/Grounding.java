package dev.troth.statemachine.search;

import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Type;
import dev.troth.statemachine.algebra.Label;
import dev.troth.statemachine.knowledge.Offer;
import dev.troth.statemachine.knowledge.Solver;
import dev.troth.statemachine.machine.Moment;
import dev.troth.statemachine.term.Assumptions;
import dev.troth.statemachine.term.Bindings;
import dev.troth.statemachine.term.Symbol;
import dev.troth.statemachine.term.Term;
import dev.troth.statemachine.term.Terms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides what is still open in a configuration: the attacker takes values of his own. */
final class Grounding {
    private final Scene scene;

    Grounding(Scene scene) {
        this.scene = scene;
    }

    /** The trace of a configuration in which constraints are met in a certain way; null if no choice of values fits. */
    Finding.@Nullable Trace trace(Configuration at, Solver.System way) {
        Configuration.Draft draft = new Configuration.Draft(at);
        draft.system = way;
        draft.settle(scene.terms);
        if (!draft.system.assumptions().either().isEmpty()) {
            return decided(draft);
        }
        Map<Term.Var, Integer> open = new LinkedHashMap<>();
        draft.delivered.forEach(term -> collect(term, open));
        for (Run run : draft.runs) {
            if (run != null) {
                for (Term value : run.session().variables()) {
                    if (value != null) {
                        collect(value, open);
                    }
                }
            }
        }
        Assumptions assumptions = draft.system.assumptions();
        for (Assumptions.Collision collision : assumptions.collisions()) {
            if (!(collision.choice() instanceof Term.Var)) {
                return null;
            }
            collect(collision.choice(), open);
        }
        Bindings bindings = assumptions.bindings();
        for (Map.Entry<Term.Var, Integer> each : open.entrySet()) {
            bindings = bindings.with(each.getKey(), value(each.getKey(), each.getValue(), draft.clock));
        }
        Assumptions decided = assumptions.with(bindings);
        if (!scene.algebra.isConsistent(decided)) {
            return null;
        }
        draft.system = draft.system.with(decided);
        draft.settle(scene.terms);
        return inOrder(draft);
    }

    /** Takes the first of the alternatives that are still open and can come true. */
    private Finding.@Nullable Trace decided(Configuration.Draft draft) {
        for (Assumptions one : scene.algebra.decided(draft.system.assumptions())) {
            for (Solver.System solved : scene.solver.solve(draft.system.with(one), List.of())) {
                Finding.Trace trace = trace(draft.done(), solved);
                if (trace != null) {
                    return trace;
                }
            }
        }
        return null;
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

    private static void collect(Term term, Map<Term.Var, Integer> open) {
        collect(term, -1, open);
    }

    /** Notes the variables in a term, and how many octets each must have as text where a layout says so, else -1. */
    private static void collect(Term term, int textOctets, Map<Term.Var, Integer> open) {
        if (term instanceof Term.Var variable) {
            open.merge(variable, textOctets, Math::max);
        } else if (term.isOpen() && term instanceof Term.Compound compound) {
            for (int i = 0; i < compound.arguments().size(); i++) {
                int octets =
                        compound.symbol() instanceof Symbol.Payload(Layout.Binary layout) ? layout.textOctets(i) : -1;
                collect(compound.argument(i), octets, open);
            }
        }
    }

    private Term value(Term.Var variable, int textOctets, long clock) {
        if (variable.optional()) {
            return Terms.ABSENT;
        }
        Label label = new Label(Cast.ATTACKER, 0, "n" + variable.id(), 0);
        return switch (variable.type()) {
            case Type.Int(int bits) ->
                scene.terms.integer(1 + variable.id() % Math.max(1, (1L << Math.min(bits, 31)) - 1), bits);
            case Type.Octets(int min, int max) -> {
                int length = min == max ? min : Math.max(min, Math.min(max, 16));
                yield scene.terms.name(label, new Type.Octets(length, length));
            }
            case Type.Agent ignored -> scene.terms.agent(Cast.ATTACKER);
            case Type.Text ignored -> scene.terms.text("x".repeat(Math.max(1, textOctets)));
            case Type.Time ignored -> scene.terms.time(new Moment(clock, 0).ntp());
            default -> scene.terms.name(label, new Type.Octets(16, 16));
        };
    }
}
