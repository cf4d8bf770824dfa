package dev.troth.statemachine.search;

import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Reaction;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.State;
import dev.troth.spec.model.Statement;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What can still come of a run, by its state: which states it can reach, and whether anyone else can notice. */
final class Outlook {
    private final Map<Role, BitSet[]> reachable = new HashMap<>();
    private final Map<Role, BitSet> productive = new HashMap<>();
    private final Set<Role> consulted = new HashSet<>();
    private final Powers powers;

    Outlook(List<Role> roles, Powers powers) {
        this.powers = powers;
        for (Role role : roles) {
            BitSet[] reach = reach(role);
            reachable.put(role, reach);
            boolean consults = Consulted.in(role);
            if (consults) {
                consulted.add(role);
            }
            productive.put(role, productive(role, reach, consults));
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

    /** Whether an entry in a store of the role can make anything possible; a cache of what was seen only forbids. */
    boolean isConsulted(Role role) {
        return consulted.contains(role);
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

    private BitSet productive(Role role, BitSet[] reach, boolean stores) {
        BitSet entered = new BitSet();
        BitSet inside = new BitSet();
        for (State state : role.states()) {
            for (Reaction reaction : state.reactions()) {
                if (acts(reaction.body(), stores)) {
                    (isImmediate(reaction) ? entered : inside).set(state.index());
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

    /**
     * Whether a reaction happens as soon as its state is entered, and only then: what comes from the session set-up and only says
     * or hands over something. What is up to a user, or changes something, happens at any time or not at all.
     */
    boolean isImmediate(Reaction reaction) {
        return reaction.trigger() instanceof Reaction.Entry
                || (reaction.trigger() instanceof Reaction.Local local
                        && !local.source().equals("user")
                        && changesNothing(reaction.body()));
    }

    private static boolean changesNothing(List<Statement> body) {
        for (Statement statement : body) {
            boolean changes = switch (statement) {
                case Statement.Goto ignored -> true;
                case Statement.Assign ignored -> true;
                case Statement.Add ignored -> true;
                case Statement.Put ignored -> true;
                case Statement.Discard ignored -> true;
                case Statement.Spawn ignored -> true;
                case Statement.Let ignored -> false;
                case Statement.Send ignored -> false;
                case Statement.Require ignored -> false;
                case Statement.Open ignored -> false;
                case Statement.Choose ignored -> false;
                case Statement.If ignored -> false;
                case Statement.Export ignored -> false;
                case Statement.Show ignored -> false;
                case Statement.Resend ignored -> false;
            };
            if (changes || !statement.inner().stream().allMatch(Outlook::changesNothing)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the attacker could send the same himself, and nobody could tell: constants, on a channel that is his. */
    private boolean isEverybodys(Statement.Send send) {
        return powers.reads(send.port()) && powers.injects(send.port().channel()) && isConstant(send.value());
    }

    private static boolean isConstant(Expr value) {
        return switch (value) {
            case Expr.IntLiteral ignored -> true;
            case Expr.TextLiteral ignored -> true;
            case Expr.OctetsLiteral ignored -> true;
            case Expr.Build build -> build.fields().values().stream().allMatch(Outlook::isConstant);
            case Expr.BuildMessage message -> message.parts().stream().allMatch(part -> isConstant(part.payload()));
            default -> false;
        };
    }

    private boolean acts(List<Statement> body, boolean stores) {
        for (Statement statement : body) {
            boolean acts = (statement instanceof Statement.Send send && !isEverybodys(send))
                    || (stores && (statement instanceof Statement.Add || statement instanceof Statement.Put))
                    || statement instanceof Statement.Export;
            if (acts || statement.inner().stream().anyMatch(inner -> acts(inner, stores))) {
                return true;
            }
        }
        return false;
    }
}
