package dev.troth.reference.mutate;

import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Function;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.State;
import dev.troth.spec.model.Statement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What the reactions of a specification are made of. */
final class Applied {
    private Applied() {}

    /** The functions that reactions apply, in the order of the text. */
    static Set<Function> in(Protocol protocol) {
        Set<Function> functions = new LinkedHashSet<>();
        for (Role role : protocol.roles()) {
            for (State state : role.states()) {
                state.reactions().forEach(reaction -> body(reaction.body(), functions));
            }
        }
        return functions;
    }

    private static void body(List<Statement> body, Set<Function> out) {
        for (Statement statement : body) {
            statement.values().forEach(value -> value(value, out));
            statement.inner().forEach(inner -> body(inner, out));
        }
    }

    private static void value(Expr expr, Set<Function> out) {
        if (expr instanceof Expr.Apply apply) {
            out.add(apply.function());
        }
        expr.operands().forEach(operand -> value(operand, out));
    }

    /** Whether an expression of a kind stands in another. */
    static boolean any(Expr expr, Predicate<Expr> wanted) {
        return wanted.test(expr) || expr.operands().stream().anyMatch(operand -> any(operand, wanted));
    }
}
