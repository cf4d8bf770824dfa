package dev.troth.statemachine.search;

import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Reaction;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.Statement;
import dev.troth.spec.model.Walk;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whether an entry in a store of a role can make something possible. An entry that can only make a check fail, of which
 * nothing comes, forbids: {@code require x not in seen else discard("again")}.
 */
final class Consulted {
    /** How a value is used: whether it makes a difference that a condition becomes true, and that it becomes false. */
    private record Use(boolean whenTrue, boolean whenFalse) {
        static final Use BOTH = new Use(true, true);

        Use turned() {
            return new Use(whenFalse, whenTrue);
        }
    }

    private Consulted() {}

    static boolean in(Role role) {
        if (role.stores().isEmpty()) {
            return false;
        }
        AtomicBoolean asks = new AtomicBoolean();
        Walk.role(role, new Walk.Visitor() {
            @Override
            public void reaction(Reaction reaction, Walk.Scope scope) {
                note(reaction.values().stream().anyMatch(value -> asks(value, Use.BOTH)));
            }

            @Override
            public void statement(Statement statement, Walk.Scope scope) {
                note(statement.values().stream().anyMatch(value -> asks(value, use(statement))));
            }

            private void note(boolean found) {
                asks.compareAndSet(false, found);
            }
        });
        return asks.get();
    }

    /** A check that fails and says so makes something possible too. */
    private static Use use(Statement statement) {
        return statement instanceof Statement.Require require && isQuiet(require.failure())
                ? new Use(true, false)
                : Use.BOTH;
    }

    private static boolean isQuiet(List<Statement> failure) {
        return failure.stream().allMatch(s -> s instanceof Statement.Discard);
    }

    /** Whether an entry can turn a condition so that it makes a difference, or is read. */
    private static boolean asks(Expr expr, Use use) {
        return switch (expr) {
            case Expr.InStore in -> use.whenTrue() || asks(in.value(), Use.BOTH);
            case Expr.Lookup _ -> true;
            case Expr.Not(Expr operand) -> asks(operand, use.turned());
            case Expr.And _, Expr.Or _ -> inside(expr, use);
            case Expr.Variable _,
                    Expr.Local _,
                    Expr.Argument _,
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
                    Expr.Arithmetic _,
                    Expr.Abs _,
                    Expr.SizeOf _,
                    Expr.CountOf _,
                    Expr.Covered _,
                    Expr.ListOf _,
                    Expr.DurationLiteral _,
                    Expr.BoolLiteral _,
                    Expr.Param _,
                    Expr.OptionIs _,
                    Expr.Compare _,
                    Expr.InList _,
                    Expr.Present _ -> inside(expr, Use.BOTH);
        };
    }

    private static boolean inside(Expr expr, Use use) {
        return expr.operands().stream().anyMatch(operand -> asks(operand, use));
    }
}
