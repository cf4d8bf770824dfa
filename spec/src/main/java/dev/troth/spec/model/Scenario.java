package dev.troth.spec.model;

import dev.troth.spec.text.Span;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A named concrete run. Times are in nanoseconds of virtual time, rates in percent.
 *
 * @param options option index to value index, where it differs from the first value
 * @param contacts the agents whose devices a call to an agent reaches, where they are not just his own: several if the call
 *     is forked, another if it is retargeted
 * @param clocks offset of an agent's clock
 */
public record Scenario(
        String name,
        List<Run> runs,
        long seed,
        Map<Integer, Integer> options,
        Map<String, Long> clocks,
        Map<Integer, Network> networks,
        Map<String, List<String>> contacts,
        List<UserEvent> events,
        List<Move> moves,
        List<Expected> expected,
        Span span) {

    /**
     * One run of a role by an agent; {@code agents} are its agent parameters, the first the agent itself.
     *
     * @param number which run it is: it goes into what the run draws at random
     */
    public record Run(String agent, int number, Role role, List<String> agents, Span span) {}

    /** What a channel does to messages, beyond carrying them. */
    public record Network(long latency, long jitter, int loss, int duplicate, int reorder, List<Integer> drops) {
        public static final Network PLAIN = new Network(20_000_000, 0, 0, 0, 0, List.of());
    }

    /** A local event of a run of an agent, by its number; 0 stands for the first. */
    public record UserEvent(long at, String agent, int number, String source, String event, Span span) {}

    /** What the attacker does. */
    public sealed interface Move {
        Span span();
    }

    /** Reads what passes a relay, or the open network. */
    public record Owns(String place, Span span) implements Move {}

    /** Sends the n-th message of a kind again, to an agent, after a time. */
    public record Resends(
            Message message, int number, @Nullable String agent, long after, Span span) implements Move {}

    public record Drops(Message message, int number, Span span) implements Move {}

    /** Flips the lowest bit of the first octet of a field (by its dotted name), or of the last octet of the message. */
    public record Corrupts(
            Message message, int number, @Nullable String field, Span span) implements Move {}

    public record Truncates(Message message, int number, int octets, Span span) implements Move {}

    /** Lets nothing arrive that is sent on a channel. */
    public record Blocks(int channel, Span span) implements Move {}

    /** Hands octets of his own to a run, by its number. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Sends(byte[] octets, int number, Port port, long after, Span span) implements Move {}

    /** What the run must show. */
    public sealed interface Expected {
        Span span();
    }

    /**
     * An agent enters a state.
     *
     * @param number the run that enters it; 0 for any of the agent
     * @param times how often, exactly; null for at least once
     */
    public record Enters(
            String agent,
            int number,
            String state,
            @Nullable String reason,
            @Nullable Integer times,
            Span span) implements Expected {}

    public record Discards(String agent, String reason, Span span) implements Expected {}

    public record Knows(boolean knows, String agent, String variable, Span span) implements Expected {}
}
