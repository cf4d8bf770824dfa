package dev.troth.reference.transcript;

import dev.troth.spec.model.Channel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What of a run a sequence diagram shows, whether it was just run or is read from a file.
 *
 * @param protocol the name of its specification
 * @param as who looks on; empty for someone who sees everything
 * @param parties the agents, in the order of their sessions
 * @param relays those of the channels, from left to right, also those that nothing passed
 */
public record Sequence(
        String protocol,
        String scenario,
        long seed,
        String as,
        List<String> parties,
        List<String> relays,
        List<Entry> entries) {

    /** Everything of a run. */
    public static Sequence of(Transcript transcript) {
        List<String> parties = transcript.outcomes().stream()
                .map(outcome -> outcome.who().agent())
                .distinct()
                .toList();
        return new Sequence(
                transcript.protocol().name(),
                transcript.scenario(),
                transcript.seed(),
                "",
                parties,
                relays(transcript),
                transcript.entries());
    }

    private static List<String> relays(Transcript transcript) {
        Set<String> relays = new LinkedHashSet<>();
        for (Channel channel : transcript.protocol().channels()) {
            relays.addAll(channel.relays());
        }
        return new ArrayList<>(relays);
    }

    /** The same as someone sees it; what was left out already stays out. */
    public Sequence as(String viewer) {
        Viewer looks = Viewer.of(viewer);
        return new Sequence(
                protocol,
                scenario,
                seed,
                viewer,
                parties,
                relays,
                entries.stream().filter(looks::sees).toList());
    }

    /** Who can look on. */
    public List<String> viewers() {
        List<String> viewers = new ArrayList<>(parties);
        viewers.addAll(relays);
        viewers.add(Viewer.NETWORK);
        return viewers;
    }
}
