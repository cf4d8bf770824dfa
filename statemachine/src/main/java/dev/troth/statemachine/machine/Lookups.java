package dev.troth.statemachine.machine;

import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Statement;
import dev.troth.statemachine.algebra.Algebra;
import dev.troth.statemachine.algebra.Decision;
import dev.troth.statemachine.algebra.Formula;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which entries of maps the keys in a statement name. Over bytes a key is that of an entry or not; over terms it may be either,
 * and the step goes on in every way, before anything is computed from what was found.
 */
final class Lookups<V> {
    private final Algebra<V> algebra;
    private final Evaluator<V> evaluator;
    private final Map<Statement, List<Expr.Lookup>> known = new IdentityHashMap<>();

    Lookups(Algebra<V> algebra, Evaluator<V> evaluator) {
        this.algebra = algebra;
        this.evaluator = evaluator;
    }

    /** Whether a map is asked anywhere in an expression. */
    boolean areIn(Expr expr) {
        return !in(List.of(expr)).isEmpty();
    }

    /** The frames in which every key of a statement is known to name an entry or none; a choice looks for each item by itself. */
    List<Frame<V>> resolved(Statement statement, Frame<V> frame) {
        List<Expr.Lookup> lookups = known.get(statement);
        if (lookups == null) {
            lookups =
                    statement instanceof Statement.Choose choose ? in(List.of(choose.from())) : in(statement.values());
            known.put(statement, lookups);
        }
        return lookups.isEmpty() ? List.of(frame) : each(lookups, frame);
    }

    /** The same for some expressions. */
    List<Frame<V>> resolved(List<Expr> exprs, Frame<V> frame) {
        List<Expr.Lookup> lookups = in(exprs);
        return lookups.isEmpty() ? List.of(frame) : each(lookups, frame);
    }

    private List<Frame<V>> each(List<Expr.Lookup> lookups, Frame<V> start) {
        start.forget();
        List<Frame<V>> frames = List.of(start);
        for (Expr.Lookup lookup : lookups) {
            List<Frame<V>> next = new ArrayList<>(1);
            for (Frame<V> frame : frames) {
                next.addAll(found(lookup, frame));
            }
            frames = next;
        }
        return frames;
    }

    private List<Frame<V>> found(Expr.Lookup lookup, Frame<V> start) {
        V key = evaluator.value(lookup.key(), start);
        List<Frame<V>> done = new ArrayList<>(1);
        List<Frame<V>> open = List.of(start);
        for (Stores.Entry<V> entry : evaluator.entries(lookup.store(), start)) {
            List<Frame<V>> next = new ArrayList<>(1);
            for (Frame<V> frame : open) {
                compared(lookup, key, entry, frame, done, next);
            }
            open = next;
        }
        for (Frame<V> frame : open) {
            frame.found(lookup, algebra.absent());
            done.add(frame);
        }
        return done;
    }

    private void compared(
            Expr.Lookup lookup,
            V key,
            Stores.Entry<V> entry,
            Frame<V> frame,
            List<Frame<V>> done,
            List<Frame<V>> open) {
        V value = entry.value() == null ? algebra.absent() : entry.value();
        if (algebra.identical(entry.key(), key)) {
            frame.found(lookup, value);
            done.add(frame);
            return;
        }
        Formula<V> same = new Formula.Compare<>(Expr.Comparison.EQUAL, key, entry.key());
        List<Decision> decisions = algebra.decide(same, frame.condition);
        for (Decision decision : decisions) {
            Frame<V> each = decisions.size() == 1 ? frame : frame.copy();
            each.condition = decision.condition();
            if (decision.holds()) {
                each.found(lookup, value);
                done.add(each);
            } else {
                open.add(each);
            }
        }
    }

    /** The lookups in some expressions, those inside the key of another before it. */
    private static List<Expr.Lookup> in(List<Expr> exprs) {
        List<Expr.Lookup> found = new ArrayList<>();
        exprs.forEach(expr -> collect(expr, found));
        return List.copyOf(found);
    }

    private static void collect(Expr expr, List<Expr.Lookup> found) {
        expr.operands().forEach(operand -> collect(operand, found));
        if (expr instanceof Expr.Lookup lookup) {
            found.add(lookup);
        }
    }
}
