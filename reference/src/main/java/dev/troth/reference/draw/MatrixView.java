package dev.troth.reference.draw;

import dev.troth.spec.model.Message;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Reaction;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.State;
import dev.troth.spec.model.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What each state does with each message: handled, ignored, deferred, by its otherwise, or nothing said. */
public final class MatrixView {
    private MatrixView() {}

    public static Grid of(Protocol protocol) {
        Traffic traffic = Traffic.of(protocol);
        List<Message> messages = protocol.messages().stream()
                .filter(m -> protocol.channels().stream().anyMatch(c -> traffic.travels(m, c.index())))
                .toList();
        List<String> head = new ArrayList<>();
        head.add("state");
        messages.forEach(m -> head.add(m.name()));
        List<List<String>> rows = new ArrayList<>();
        for (Role role : protocol.roles()) {
            for (State state : role.states()) {
                List<String> row = new ArrayList<>();
                row.add(role.name() + "." + state.name());
                messages.forEach(m -> row.add(what(state, m)));
                rows.add(row);
            }
        }
        return new Grid(
                protocol.name() + ": states and messages",
                head,
                rows,
                List.of(
                        "recv: handled; ignore and defer: named; (ignore) and (defer): by `otherwise`; -: nothing is said"),
                Set.of("recv", "defer", "ignore"));
    }

    private static String what(State state, Message message) {
        String otherwise = "-";
        String named = "";
        for (Reaction reaction : state.reactions()) {
            switch (reaction.trigger()) {
                case Reaction.Receive receive
                when receive.message() == message -> {
                    return "recv";
                }
                case Reaction.Silence(boolean defer, List<Message> messages)
                when messages.contains(message) -> named = defer ? "defer" : "ignore";
                case Reaction.Otherwise(boolean defer) -> otherwise = defer ? "(defer)" : "(ignore)";
                default -> {}
            }
        }
        return named.isEmpty() ? otherwise : named;
    }
}
