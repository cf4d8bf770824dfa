package dev.troth.statemachine.search;

import dev.troth.spec.model.Function;
import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Type;
import dev.troth.statemachine.knowledge.Solver;
import dev.troth.statemachine.term.Assumptions;
import dev.troth.statemachine.term.Bindings;
import dev.troth.statemachine.term.Kind;
import dev.troth.statemachine.term.Term;
import dev.troth.statemachine.term.Typing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries out of order. Of two deliveries to different runs that do not need each other, only one order is tried; the
 * other is tried only if the later delivery needs what the earlier one brought to light. What is still open in it must
 * then stand for something new, and it is decided here for what, if the choices are few and no composed value can stand in
 * the place; else it stays open.
 *
 * <p>After the compressed and reduced semantics of Baelde, Delaune and Hirschi (Partial order reduction for security
 * protocols, CONCUR 2015), with values decided at once instead of dependencies remembered.
 */
final class Late {
    private static final int DEPTH = 3;
    /** With more choices than this it is cheaper to leave the value open. */
    private static final int MANY = 2;

    private final Scene scene;
    private final Typing typing;

    Late(Scene scene) {
        this.scene = scene;
        this.typing = scene.algebra.typing();
    }

    /** The systems that remain of a delivery if it must need what came after a stage. */
    List<Solver.System> needing(Term delivered, int stage, Solver.System system) {
        if (!system.knowledge().derives(delivered, stage)) {
            return List.of(system);
        }
        List<Term.Var> late = new ArrayList<>();
        late(delivered, stage, system, late);
        List<Term> news = new ArrayList<>();
        for (Map.Entry<Term, Integer> known : system.knowledge().known().entrySet()) {
            if (known.getValue() > stage) {
                news.add(known.getKey());
            }
        }
        List<Assumptions> choices = new ArrayList<>();
        for (Term.Var variable : late) {
            if (canBeComposed(variable.type(), variable.kind(), news, DEPTH)) {
                return List.of(system);
            }
            for (Term term : news) {
                for (Bindings same : scene.algebra
                        .unifier()
                        .unify(variable, term, system.assumptions().bindings())) {
                    choices.add(system.assumptions().with(same));
                }
            }
        }
        if (choices.size() > MANY) {
            return List.of(system);
        }
        List<Solver.System> remaining = new ArrayList<>();
        for (Assumptions choice : choices) {
            if (scene.algebra.isConsistent(choice)) {
                remaining.addAll(scene.solver.solve(system.with(choice), List.of()));
            }
        }
        return remaining;
    }

    /** Variables that need not be chosen by a stage. Agents, texts and times are never news. */
    private static void late(Term term, int stage, Solver.System system, List<Term.Var> out) {
        if (term instanceof Term.Var variable) {
            boolean isPublic = variable.type() instanceof Type.Agent
                    || variable.type() instanceof Type.Text
                    || variable.type() instanceof Type.Time;
            if (!isPublic
                    && system.times().getOrDefault(variable, Integer.MAX_VALUE) > stage
                    && !out.contains(variable)) {
                out.add(variable);
            }
        } else if (term.isOpen() && term instanceof Term.Compound compound) {
            compound.arguments().forEach(argument -> late(argument, stage, system, out));
        }
    }

    private boolean fits(Type type, @Nullable Kind kind, Term term) {
        return typing.fits(type, term) && (kind == null || kind.holds(term, scene.terms));
    }

    /** Whether a composed value with something new inside can stand in a place. */
    private boolean canBeComposed(Type type, @Nullable Kind kind, List<Term> news, int depth) {
        if (news.isEmpty()) {
            return false;
        }
        if (kind == null || kind.isJoined() || depth == 0) {
            return !(type instanceof Type.Int);
        }
        for (Function function : kind.functions()) {
            boolean sized = !(type instanceof Type.Octets(int min, int max)
                    && function.lengthArgument() < 0
                    && function.result() instanceof Type.Octets(int low, int high)
                    && (high < min || low > max));
            for (int i = 0; sized && i < function.parameters().size(); i++) {
                if (canHold(function.parameters().get(i), typing.operand(function, i), news, depth)) {
                    return true;
                }
            }
        }
        for (Layout layout : kind.layouts()) {
            for (int slot = 0; slot < layout.data().size(); slot++) {
                if (canHold(layout.data().get(slot).type(), typing.field(layout, slot), news, depth)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean canHold(Type type, @Nullable Kind kind, List<Term> news, int depth) {
        return news.stream().anyMatch(term -> fits(type, kind, term)) || canBeComposed(type, kind, news, depth - 1);
    }
}
