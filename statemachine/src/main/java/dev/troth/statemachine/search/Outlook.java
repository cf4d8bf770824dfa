package dev.troth.statemachine.search;

import dev.troth.spec.model.Reaction;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.State;
import dev.troth.spec.model.Statement;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What can still come of a run, by its state: which states it can reach, and whether anyone else can notice. */
final class Outlook {
    private final Map<Role, BitSet[]> reachable = new HashMap<>();
    private final Map<Role, BitSet> productive = new HashMap<>();

    Outlook(List<Role> roles) {
        for (Role role : roles) {
            BitSet[] reach = reach(role);
            reachable.put(role, reach);
            productive.put(role, productive(role, reach));
        }
    }

    /** Whether a run in a state can come to another; it has come to its own. */
    boolean reaches(Role role, int from, int to) {
        BitSet[] reach = reachable.get(role);
        return reach != null && reach[from].get(to);
    }

    /** Whether a run in a state may yet send, store or export something. */
    boolean isProductive(Role role, int state) {
        BitSet states = productive.get(role);
        return states != null && states.get(state);
    }

    private static BitSet[] reach(Role role) {
        int size = role.states().size();
        BitSet[] reach = new BitSet[size];
        for (int from = 0; from < size; from++) {
            BitSet seen = new BitSet(size);
            Deque<Integer> open = new ArrayDeque<>();
            open.add(from);
            seen.set(from);
            while (!open.isEmpty()) {
                for (Reaction reaction : role.states().get(open.remove()).reactions()) {
                    gotos(reaction.body(), seen, open);
                }
            }
            reach[from] = seen;
        }
        return reach;
    }

    private static void gotos(List<Statement> body, BitSet seen, Deque<Integer> open) {
        for (Statement statement : body) {
            if (statement instanceof Statement.Goto go && !seen.get(go.state())) {
                seen.set(go.state());
                open.add(go.state());
            }
            statement.inner().forEach(inner -> gotos(inner, seen, open));
        }
    }

    private static BitSet productive(Role role, BitSet[] reach) {
        BitSet entered = new BitSet();
        BitSet inside = new BitSet();
        for (State state : role.states()) {
            for (Reaction reaction : state.reactions()) {
                if (acts(reaction.body())) {
                    (reaction.trigger() instanceof Reaction.Entry ? entered : inside).set(state.index());
                }
            }
        }
        BitSet productive = new BitSet();
        for (State state : role.states()) {
            BitSet later = (BitSet) reach[state.index()].clone();
            later.clear(state.index());
            later.and(entered);
            boolean acts = !later.isEmpty() || reach[state.index()].intersects(inside);
            productive.set(state.index(), acts);
        }
        return productive;
    }

    private static boolean acts(List<Statement> body) {
        for (Statement statement : body) {
            boolean acts = statement instanceof Statement.Send
                    || statement instanceof Statement.Add
                    || statement instanceof Statement.Put
                    || statement instanceof Statement.Export;
            if (acts || statement.inner().stream().anyMatch(Outlook::acts)) {
                return true;
            }
        }
        return false;
    }
}
