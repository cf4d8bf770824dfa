package dev.troth.statemachine.search;

import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Reaction;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.State;
import dev.troth.spec.model.Statement;
import java.util.List;

/** Whether a role asks its stores for anything but {@code require x not in store}. */
final class Consulted {
    private Consulted() {}

    static boolean in(Role role) {
        if (role.stores().isEmpty()) {
            return false;
        }
        for (State state : role.states()) {
            for (Reaction reaction : state.reactions()) {
                if (statements(reaction.body())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean statements(List<Statement> body) {
        for (Statement statement : body) {
            boolean asks = switch (statement) {
                case Statement.Require require -> asks(require.condition(), true);
                case Statement.If branch -> asks(branch.condition(), true) || asks(branch.condition(), false);
                case Statement.Assign assign -> asks(assign.value(), true);
                case Statement.Let let -> asks(let.value(), true);
                case Statement.Send send -> asks(send.value(), true);
                case Statement.Open open -> asks(open.value(), true);
                case Statement.Choose choose -> asks(choose.condition(), true);
                case Statement.Export export -> asks(export.value(), true);
                default -> false;
            };
            if (asks || statement.inner().stream().anyMatch(Consulted::statements)) {
                return true;
            }
        }
        return false;
    }

    /** Whether an entry can make the expression true, or is read. */
    private static boolean asks(Expr expr, boolean positive) {
        return switch (expr) {
            case Expr.InStore ignored -> positive;
            case Expr.Lookup ignored -> true;
            case Expr.Not(Expr operand) -> asks(operand, !positive);
            case Expr.And(Expr left, Expr right) -> asks(left, positive) || asks(right, positive);
            case Expr.Or(Expr left, Expr right) -> asks(left, positive) || asks(right, positive);
            case Expr.Apply apply -> apply.arguments().stream().anyMatch(a -> asks(a, positive));
            case Expr.Derive derive -> derive.arguments().stream().anyMatch(a -> asks(a, positive));
            case Expr.Concat concat -> concat.parts().stream().anyMatch(a -> asks(a, positive));
            case Expr.Compare compare -> asks(compare.left(), positive) || asks(compare.right(), positive);
            case Expr.Present(Expr value) -> asks(value, positive);
            case Expr.Build build -> build.fields().values().stream().anyMatch(a -> asks(a, positive));
            case Expr.BuildMessage build ->
                build.parts().stream()
                        .anyMatch(p -> p.payload().fields().values().stream().anyMatch(a -> asks(a, positive)));
            default -> false;
        };
    }
}
