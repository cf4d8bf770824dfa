package dev.troth.statemachine.search;

import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Reaction;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.State;
import dev.troth.spec.model.Statement;
import dev.troth.spec.model.Walk;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What can still come of a run, by its state: which states it can reach, and whether anyone else can notice. */
final class Outlook {
    private final Map<Role, BitSet[]> reachable = new HashMap<>();
    private final Map<Role, BitSet[]> next = new HashMap<>();
    private final Map<Role, BitSet> productive = new HashMap<>();
    private final Set<Role> consulted = new HashSet<>();
    private final Powers powers;

    private final Predicate<Role> shows;

    /** @param shows roles of which the attacker may be given all that a run has set, so that to set something counts */
    Outlook(List<Role> roles, Powers powers, Predicate<Role> shows) {
        this.powers = powers;
        this.shows = shows;
        for (Role role : roles) {
            BitSet[] next = role.states().stream().map(Outlook::next).toArray(BitSet[]::new);
            this.next.put(role, next);
            BitSet[] reach = reach(next);
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

    /** Whether a run in a state can come to another by a step or more: to its own, if it can come there again. */
    boolean comes(Role role, int from, int to) {
        BitSet[] steps = next.get(role);
        return steps != null && steps[from].stream().anyMatch(through -> reaches(role, through, to));
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

    /** The states that a run may go to from a state. */
    private static BitSet next(State state) {
        BitSet next = new BitSet();
        for (Reaction reaction : state.reactions()) {
            Walk.each(reaction.body(), statement -> {
                if (statement instanceof Statement.Goto go) {
                    next.set(go.state());
                }
            });
        }
        return next;
    }

    private static BitSet[] reach(BitSet[] next) {
        int size = next.length;
        BitSet[] reach = new BitSet[size];
        for (int from = 0; from < size; from++) {
            BitSet seen = new BitSet(size);
            Deque<Integer> open = new ArrayDeque<>();
            open.add(from);
            seen.set(from);
            while (!open.isEmpty()) {
                next[open.remove()].stream().filter(state -> !seen.get(state)).forEach(state -> {
                    seen.set(state);
                    open.add(state);
                });
            }
            reach[from] = seen;
        }
        return reach;
    }

    private BitSet productive(Role role, BitSet[] reach, boolean stores) {
        BitSet entered = new BitSet();
        BitSet inside = new BitSet();
        for (State state : role.states()) {
            for (Reaction reaction : state.reactions()) {
                if (Walk.any(reaction.body(), statement -> acts(statement, role, stores))) {
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

    /** Whether others may notice that a run does this. */
    private boolean acts(Statement statement, Role role, boolean stores) {
        return switch (statement) {
            case Statement.Send send -> !isEverybodys(send, role);
            case Statement.Add _, Statement.Put _ -> stores;
            case Statement.Export _ -> true;
            // A new run begins: it is one of those that the search begins anyway.
            case Statement.Spawn _ -> false;
            case Statement.Assign _ -> shows.test(role);
            case Statement.Let _,
                    Statement.Require _,
                    Statement.Open _,
                    Statement.Choose _,
                    Statement.If _,
                    Statement.Goto _,
                    Statement.Discard _,
                    Statement.Show _,
                    Statement.Resend _ -> false;
        };
    }

    /**
     * Whether the attacker could send the same himself, and nobody could tell: constants, on a channel that is his, in a
     * packet that carries nothing else of the sender.
     */
    private boolean isEverybodys(Statement.Send send, Role role) {
        return powers.reads(send.port())
                && powers.injects(send.port().channel())
                && powers.framed(send.port(), role).isEmpty()
                && Walk.fold(send.value(), Outlook::isConstant);
    }

    /** Whether an expression is a constant, if its operands are. */
    private static boolean isConstant(Expr expr, List<Boolean> operands) {
        return switch (expr) {
            case Expr.Variable _,
                    Expr.Local _,
                    Expr.Argument _,
                    Expr.AgentParameter _,
                    Expr.Lookup _,
                    Expr.InStore _,
                    Expr.Shared _,
                    Expr.Now _,
                    // What a derivation computes need not come from its arguments; nor what covers the message around
                    // it.
                    Expr.Derive _,
                    Expr.Covered _ -> false;
            case Expr.Field _,
                    Expr.Apply _,
                    Expr.Concat _,
                    Expr.IntLiteral _,
                    Expr.OctetsLiteral _,
                    Expr.TextLiteral _,
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
                    Expr.ListOf _,
                    Expr.DurationLiteral _,
                    Expr.BoolLiteral _,
                    Expr.Param _,
                    Expr.OptionIs _,
                    Expr.Compare _,
                    Expr.And _,
                    Expr.Or _,
                    Expr.Not _,
                    Expr.InList _,
                    Expr.Present _ -> !operands.contains(false);
        };
    }
}
