package dev.troth.spec.lint;

import dev.troth.spec.model.Expr;
import java.util.List;

/** The expressions directly inside an expression, whose values it needs. */
final class Parts {
    private Parts() {}

    static List<Expr> of(Expr expr) {
        // Present asks whether there is a value, and needs none.
        return expr instanceof Expr.Present ? List.of() : expr.operands();
    }
}
