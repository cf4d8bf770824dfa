package dev.troth.spec.lint;

import dev.troth.spec.diagnostic.Code;
import dev.troth.spec.diagnostic.Diagnostics;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Port;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Reaction;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.State;
import dev.troth.spec.model.Traffic;
import java.util.ArrayList;
import java.util.List;

/**
 * State by message: does every state say what happens on every message that this protocol sends? An attacker can
 * deliver any message in any state, so what is left unsaid is a finding.
 */
public final class Totality {
    private Totality() {}

    /** What a state does about a message. */
    public enum Cell {
        HANDLED,
        IGNORED,
        DEFERRED,
        OTHERWISE,
        UNSAID
    }

    public static void check(Protocol protocol, Diagnostics diagnostics) {
        List<Message> messages = Traffic.of(protocol).messages();
        for (Role role : protocol.roles()) {
            for (State state : role.states()) {
                check(role, state, messages, diagnostics);
            }
        }
    }

    private static void check(Role role, State state, List<Message> messages, Diagnostics diagnostics) {
        List<String> unsaid = new ArrayList<>();
        List<String> told = new ArrayList<>();
        for (Message message : messages) {
            Cell cell = cell(state, message);
            if (cell == Cell.UNSAID) {
                unsaid.add(message.name());
            }
            told.add(message.name() + " (" + cell.name().toLowerCase(java.util.Locale.ROOT) + ")");
            for (Reaction reaction : state.reactions()) {
                if (reaction.trigger() instanceof Reaction.Silence(boolean defer, List<Message> silenced)
                        && silenced.contains(message)
                        && handles(state, message, true)) {
                    diagnostics.report(
                            Code.T0309,
                            reaction.span(),
                            "state " + role.name() + "." + state.name() + " both handles and "
                                    + (defer ? "defers " : "ignores ") + message.name(),
                            "never happens",
                            "remove " + message.name() + " here, or the `recv`");
                }
            }
        }
        if (!unsaid.isEmpty()) {
            diagnostics.report(
                    Code.T0301,
                    state.nameSpan(),
                    "state " + role.name() + "." + state.name() + " does not say what happens on "
                            + String.join(", ", unsaid),
                    "messages of this protocol: " + String.join(", ", told),
                    "add `ignore " + String.join(", ", unsaid)
                            + "`, or `otherwise ignore` to accept silence everywhere");
        }
    }

    /** What the state does about the message, whatever the options. */
    public static Cell cell(State state, Message message) {
        if (handles(state, message, false)) {
            return Cell.HANDLED;
        }
        for (Reaction reaction : state.reactions()) {
            if (reaction.trigger() instanceof Reaction.Silence(boolean defer, List<Message> messages)
                    && messages.contains(message)) {
                return defer ? Cell.DEFERRED : Cell.IGNORED;
            }
        }
        return state.reactions().stream().anyMatch(r -> r.trigger() instanceof Reaction.Otherwise)
                ? Cell.OTHERWISE
                : Cell.UNSAID;
    }

    private static boolean handles(State state, Message message, boolean always) {
        return state.reactions().stream()
                .anyMatch(r -> r.trigger() instanceof Reaction.Receive receive
                        && receive.message().equals(message)
                        && (!always || r.conditions().isEmpty()));
    }

    /** The ports on which a state listens for a message. */
    public static List<Port> ports(State state, Message message) {
        return state.reactions().stream()
                .map(Reaction::trigger)
                .filter(t -> t instanceof Reaction.Receive r && r.message().equals(message))
                .map(t -> ((Reaction.Receive) t).port())
                .distinct()
                .toList();
    }
}
