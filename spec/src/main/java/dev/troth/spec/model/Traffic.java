package dev.troth.spec.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which messages some role sends, and on which channels. */
public final class Traffic {
    private final Map<Message, Set<Integer>> channels = new LinkedHashMap<>();

    private Traffic() {}

    public static Traffic of(Protocol protocol) {
        Traffic traffic = new Traffic();
        for (Role role : protocol.roles()) {
            Walk.each(role, (state, statement) -> {
                if (statement instanceof Statement.Send send) {
                    traffic.channels
                            .computeIfAbsent(send.message(), m -> new LinkedHashSet<>())
                            .add(send.port().channel());
                }
            });
        }
        return traffic;
    }

    /** The messages that are sent, in the order of first sending in the text. */
    public List<Message> messages() {
        return new ArrayList<>(channels.keySet());
    }

    /** True if the message is sent on that channel. */
    public boolean travels(Message message, int channel) {
        return channels.getOrDefault(message, Set.of()).contains(channel);
    }
}
