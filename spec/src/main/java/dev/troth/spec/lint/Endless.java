package dev.troth.spec.lint;

import dev.troth.spec.diagnostic.Code;
import dev.troth.spec.diagnostic.Diagnostics;
import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Reaction;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.State;
import dev.troth.spec.model.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** States that a run goes round in without end and without time: on entry, or after no time, and whatever is true. */
final class Endless {
    private Endless() {}

    static void check(Protocol protocol, Diagnostics diagnostics) {
        for (Role role : protocol.roles()) {
            for (State state : role.states()) {
                List<State> round = round(role, state);
                Statement.Goto onward = onward(state);
                if (onward != null && !round.isEmpty() && round.getFirst() == state) {
                    List<String> names =
                            new ArrayList<>(round.stream().map(State::name).toList());
                    names.add(state.name());
                    diagnostics.report(
                            Code.T0311,
                            onward.span(),
                            "role " + role.name() + " goes from " + String.join(" to ", names)
                                    + " without end, and no time passes",
                            "never comes to rest",
                            "wait for something: recv, on, or after a time that is not 0");
                }
            }
        }
    }

    /** The states that are gone through from one until it is entered again, beginning with the first of the text; empty if it is not. */
    private static List<State> round(Role role, State begin) {
        List<State> round = new ArrayList<>();
        State at = begin;
        do {
            round.add(at);
            Statement.Goto onward = onward(at);
            if (onward == null || round.size() > role.states().size()) {
                return List.of();
            }
            at = role.states().get(onward.state());
        } while (at != begin);
        int first = Collections.min(round.stream().map(State::index).toList());
        return begin.index() == first ? round : List.of();
    }

    /** Where a state goes on to at once; null if it does not, or not always. */
    private static Statement.@Nullable Goto onward(State state) {
        for (Reaction reaction : state.reactions()) {
            if (reaction.conditions().isEmpty() && isAtOnce(reaction.trigger())) {
                for (Statement statement : reaction.body()) {
                    if (statement instanceof Statement.Goto onward) {
                        return onward;
                    }
                    if (!isPassed(statement)) {
                        break;
                    }
                }
            }
        }
        return null;
    }

    private static boolean isAtOnce(Reaction.Trigger trigger) {
        return trigger instanceof Reaction.Entry
                || (trigger instanceof Reaction.After(Expr delay)
                        && delay instanceof Expr.DurationLiteral(long nanos)
                        && nanos == 0);
    }

    /** Whether what follows a statement is done in any case. */
    private static boolean isPassed(Statement statement) {
        return switch (statement) {
            case Statement.Assign ignored -> true;
            case Statement.Let ignored -> true;
            case Statement.Send ignored -> true;
            case Statement.Add ignored -> true;
            case Statement.Put ignored -> true;
            case Statement.Export ignored -> true;
            case Statement.Show ignored -> true;
            case Statement.Resend ignored -> true;
            case Statement.Goto ignored -> true;
            case Statement.Require ignored -> false;
            case Statement.Open ignored -> false;
            case Statement.Choose ignored -> false;
            case Statement.If ignored -> false;
            case Statement.Discard ignored -> false;
            case Statement.Spawn ignored -> false;
        };
    }
}
