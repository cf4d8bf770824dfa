package dev.troth.statemachine.machine;

import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Reaction;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.State;
import dev.troth.spec.model.Statement;
import dev.troth.spec.model.Walk;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Of which {@code choose} the entry that is found is read later; the others only ask whether there is one. */
final class Chosen {
    private final Map<Statement.Choose, Boolean> read = new IdentityHashMap<>();

    boolean isRead(Statement.Choose choose, Role role) {
        Boolean known = read.get(choose);
        if (known == null) {
            known = isReadIn(choose, role);
            read.put(choose, known);
        }
        return known;
    }

    private boolean isReadIn(Statement.Choose choose, Role role) {
        for (State state : role.states()) {
            for (Reaction reaction : state.reactions()) {
                if (Walk.any(reaction.body(), statement -> statement == choose)) {
                    return isRead(choose, reaction.body());
                }
            }
        }
        return true;
    }

    /** Whether the place of the entry is read anywhere in a reaction but in the condition of the choice. */
    private boolean isRead(Statement.Choose choose, List<Statement> statements) {
        for (Statement statement : statements) {
            boolean here = statement == choose
                    ? reads(choose.from(), choose.slot())
                    : statement.values().stream().anyMatch(value -> reads(value, choose.slot()));
            if (here || statement.inner().stream().anyMatch(inner -> isRead(choose, inner))) {
                return true;
            }
        }
        return false;
    }

    private static boolean reads(Expr expr, int slot) {
        return Walk.any(expr, inner -> inner instanceof Expr.Local local && local.slot() == slot);
    }
}
