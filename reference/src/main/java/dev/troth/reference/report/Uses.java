package dev.troth.reference.report;

import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Reaction;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.State;
import dev.troth.spec.model.Statement;
import java.util.List;
import java.util.function.Predicate;

/** Whether a specification makes use of something, so that what is said of a search speaks only of what is there. */
record Uses(Protocol protocol) {
    /** Whether an expression of some kind stands in a role or in a derivation. */
    boolean expression(Predicate<Expr> wanted) {
        return protocol.keys().stream().anyMatch(key -> within(key.body(), wanted))
                || protocol.roles().stream().anyMatch(role -> role(role, wanted));
    }

    private static boolean role(Role role, Predicate<Expr> wanted) {
        for (Role.Variable variable : role.variables()) {
            if (variable.known() != null && within(variable.known(), wanted)) {
                return true;
            }
        }
        return role.states().stream()
                .flatMap(state -> state.reactions().stream())
                .anyMatch(reaction -> body(reaction.body(), wanted));
    }

    private static boolean body(List<Statement> body, Predicate<Expr> wanted) {
        return body.stream()
                .anyMatch(statement -> statement.values().stream().anyMatch(value -> within(value, wanted))
                        || statement.inner().stream().anyMatch(inner -> body(inner, wanted)));
    }

    private static boolean within(Expr expr, Predicate<Expr> wanted) {
        return wanted.test(expr) || expr.operands().stream().anyMatch(operand -> within(operand, wanted));
    }

    /** Whether a state reacts to something of a kind. */
    boolean trigger(Class<? extends Reaction.Trigger> kind) {
        for (Role role : protocol.roles()) {
            for (State state : role.states()) {
                for (Reaction reaction : state.reactions()) {
                    if (kind.isInstance(reaction.trigger())) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
