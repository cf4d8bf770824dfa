package dev.troth.statemachine.term;

import dev.troth.spec.model.Equation;
import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Function;
import dev.troth.spec.model.Protocol;
import dev.troth.statemachine.term.Sources.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the equations say of where values go: an application may bring out an operand of another one, be equal to an
 * application of another function, or ask that its operand has a certain function at the root.
 */
final class Projections {
    /** For a function, the operands that it brings out: of what it opens. */
    private final Map<Function, Set<Place>> brings = new HashMap<>();
    /** For a function, those at the root of what its applications may be equal to. */
    private final Map<Function, Set<Function>> becomes = new HashMap<>();
    /** For an operand, the functions that an equation expects there. */
    private final Map<Place, Set<Function>> expects = new HashMap<>();
    /** For an operand, operands whose values come to stand in it. */
    private final Map<Place, Set<Place>> moves = new HashMap<>();

    /** For an operand of what opens, the operands of what it opens that have to be the same: a key. */
    private final Map<Place, Set<Place>> meets = new HashMap<>();

    private final Set<Function> openers = new HashSet<>();

    Projections(Protocol protocol) {
        for (Equation equation : protocol.equations()) {
            equation(equation.left(), equation.right());
            equation(equation.right(), equation.left());
        }
    }

    private void equation(Expr left, Expr right) {
        if (!(left instanceof Expr.Apply root)) {
            return;
        }
        Map<Expr, List<Place>> inside = new HashMap<>();
        boolean same = false;
        for (int i = 0; i < root.arguments().size(); i++) {
            Expr operand = root.arguments().get(i);
            if (operand instanceof Expr.Apply inner) {
                expect(root, i, inner);
                same |= inner.function() == root.function();
                occurrences(inner, inside);
            } else {
                inside.computeIfAbsent(operand, e -> new ArrayList<>()).add(Place.operand(root.function(), i));
            }
        }
        if (right instanceof Expr.Apply other) {
            becomes.computeIfAbsent(root.function(), f -> new HashSet<>()).add(other.function());
            moved(other, inside);
        } else {
            for (List<Place> places : inside.values()) {
                meet(root.function(), places);
            }
            brings.computeIfAbsent(root.function(), f -> new HashSet<>()).addAll(inside.getOrDefault(right, List.of()));
            if (!same) {
                openers.add(root.function());
            }
        }
    }

    private void meet(Function root, List<Place> places) {
        for (Place place : places) {
            if (place.of() == root) {
                Set<Place> others = meets.computeIfAbsent(place, p -> new HashSet<>());
                places.stream().filter(other -> other.of() != root).forEach(others::add);
            }
        }
    }

    private void expect(Expr.Apply root, int index, Expr.Apply inner) {
        expects.computeIfAbsent(Place.operand(root.function(), index), p -> new HashSet<>())
                .add(inner.function());
        for (int i = 0; i < inner.arguments().size(); i++) {
            if (inner.arguments().get(i) instanceof Expr.Apply deeper) {
                expect(inner, i, deeper);
            }
        }
    }

    private static void occurrences(Expr.Apply apply, Map<Expr, List<Place>> out) {
        for (int i = 0; i < apply.arguments().size(); i++) {
            Expr operand = apply.arguments().get(i);
            if (operand instanceof Expr.Apply inner) {
                occurrences(inner, out);
            } else {
                out.computeIfAbsent(operand, e -> new ArrayList<>()).add(Place.operand(apply.function(), i));
            }
        }
    }

    private void moved(Expr.Apply to, Map<Expr, List<Place>> from) {
        for (int i = 0; i < to.arguments().size(); i++) {
            Expr operand = to.arguments().get(i);
            Place place = Place.operand(to.function(), i);
            if (operand instanceof Expr.Apply inner) {
                moved(inner, from);
            } else {
                moves.computeIfAbsent(place, p -> new HashSet<>()).addAll(from.getOrDefault(operand, List.of()));
            }
        }
    }

    /** The operands that an application of a function may turn out to be. */
    Set<Place> brought(Function function) {
        return brings.getOrDefault(function, Set.of());
    }

    /** Whether an application is never seen as such: it opens what another function closed. */
    boolean isOpener(Function function) {
        return openers.contains(function);
    }

    /** The functions at the root of what an application may be equal to. */
    Set<Function> becomes(Function function) {
        return becomes.getOrDefault(function, Set.of());
    }

    /** The functions that an equation expects at the root of an operand. */
    Set<Function> expected(Function function, int index) {
        return expects.getOrDefault(Place.operand(function, index), Set.of());
    }

    /** The operands of what a function opens that have to be the same as one of its own. */
    Set<Place> met(Function function, int index) {
        return meets.getOrDefault(Place.operand(function, index), Set.of());
    }

    /** For operands, others whose values come to stand in them. */
    Map<Place, Set<Place>> moves() {
        return moves;
    }
}
