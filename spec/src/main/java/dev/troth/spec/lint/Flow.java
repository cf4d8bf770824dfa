package dev.troth.spec.lint;

import dev.troth.spec.diagnostic.Code;
import dev.troth.spec.diagnostic.Diagnostics;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Reaction;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.State;
import dev.troth.spec.model.Statement;
import dev.troth.spec.model.Walk;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** States that no run can enter, and roles that never end. */
final class Flow {
    private Flow() {}

    static void check(Protocol protocol, Diagnostics diagnostics) {
        for (Role role : protocol.roles()) {
            if (role.states().stream().noneMatch(State::isFinal)) {
                diagnostics.report(
                        Code.T0310,
                        role.nameSpan(),
                        "role " + role.name() + " has no final state",
                        "never ends",
                        "mark where a run may end: final state Done { }");
            }
            Set<Integer> reached = reachable(role);
            for (State state : role.states()) {
                if (!reached.contains(state.index())) {
                    diagnostics.report(
                            Code.T0303,
                            state.nameSpan(),
                            "state " + role.name() + "." + state.name() + " cannot be reached",
                            "no goto leads here",
                            "add a goto " + state.name() + ", or remove the state");
                }
            }
        }
    }

    private static Set<Integer> reachable(Role role) {
        Set<Integer> reached = new HashSet<>();
        Deque<Integer> open = new ArrayDeque<>(List.of(role.start()));
        while (!open.isEmpty()) {
            int state = open.removeFirst();
            if (reached.add(state)) {
                for (Reaction reaction : role.states().get(state).reactions()) {
                    Walk.each(reaction.body(), statement -> {
                        if (statement instanceof Statement.Goto go) {
                            open.add(go.state());
                        }
                    });
                }
            }
        }
        return reached;
    }
}
