package dev.troth.statemachine.search;

import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Reaction;
import dev.troth.spec.model.Walk;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The times that matter to a protocol: accepted clock differences and the lives of stored entries. Only whether one of
 * them has passed can make a difference, so the attacker waits a little more than one of them or not at all. Every time
 * that is written anywhere counts, and every sum of times, but not how long a state lasts: a timer may run out whenever
 * it is set, whatever the clocks say.
 */
public final class Pauses {
    private static final long SECOND = 1_000_000_000L;

    private final Set<Long> written = new TreeSet<>();

    private Pauses() {}

    /** How long the attacker may wait, in nanoseconds, shortest first; empty if time does not matter. */
    public static List<Long> of(Protocol protocol) {
        Pauses pauses = new Pauses();
        Walk.behaviour(protocol, new Walk.Visitor() {
            @Override
            public void expr(Expr expr, Walk.Scope scope) {
                boolean delay = scope.reaction() != null
                        && scope.reaction().trigger() instanceof Reaction.After(Expr of)
                        && of == expr;
                if (!delay) {
                    pauses.expr(expr);
                }
            }
        });
        return pauses.written.stream().map(nanos -> nanos + SECOND).toList();
    }

    private void expr(Expr expr) {
        Long nanos = constant(expr);
        if (nanos != null) {
            written.add(nanos);
        }
    }

    /** A time that is written as a constant, or as a sum of constants; null for everything else. */
    private @Nullable Long constant(Expr expr) {
        return switch (expr) {
            case Expr.DurationLiteral(long nanos) -> nanos;
            case Expr.Arithmetic(boolean minus, Expr left, Expr right, var ignored) -> {
                Long first = constant(left);
                Long second = constant(right);
                yield first == null || second == null ? null : Math.abs(minus ? first - second : first + second);
            }
            case Expr.Abs(Expr operand) -> constant(operand);
            case Expr.Param _,
                    Expr.Variable _,
                    Expr.Local _,
                    Expr.Argument _,
                    Expr.Lookup _,
                    Expr.Field _,
                    Expr.Apply _,
                    Expr.Derive _,
                    Expr.Concat _,
                    Expr.IntLiteral _,
                    Expr.OctetsLiteral _,
                    Expr.TextLiteral _,
                    Expr.AgentParameter _,
                    Expr.Shared _,
                    Expr.Now _,
                    Expr.Bit _,
                    Expr.Build _,
                    Expr.BuildMessage _,
                    Expr.Payload _,
                    Expr.Item _,
                    Expr.Xor _,
                    Expr.SizeOf _,
                    Expr.CountOf _,
                    Expr.Covered _,
                    Expr.ListOf _,
                    Expr.BoolLiteral _,
                    Expr.OptionIs _,
                    Expr.Compare _,
                    Expr.And _,
                    Expr.Or _,
                    Expr.Not _,
                    Expr.InStore _,
                    Expr.InList _,
                    Expr.Present _ -> null;
        };
    }
}
