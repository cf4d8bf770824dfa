package dev.troth.reference.run;

import dev.troth.reference.transcript.Entry;
import dev.troth.reference.transcript.Transcript;
import dev.troth.spec.model.Channel;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.Scenario;
import dev.troth.spec.text.Source;
import dev.troth.spec.text.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One role of a specification against somebody real: the machine, the codec and the timers of {@link Simulation}, with
 * datagrams and time from outside.
 */
public final class LiveRun {
    /** How long a run stays after its end, so that what the peer lost can be sent again. */
    private static final long GRACE = 1_000_000_000L;

    private final World world;
    private final Protocol protocol;
    private final Settings settings;
    private final Wire wire;
    private final List<LiveCarriage> carriages = new ArrayList<>();

    /** Datagrams and time. */
    public interface Wire {
        void send(byte[] datagram);

        /** Waits for a datagram, at most so many nanoseconds; null if none comes. */
        byte @Nullable [] receive(long nanos);

        /** Whether what was received last reads as a message: only such a sender is the peer, where it was not known who is. */
        default void heard(boolean reads) {}

        /** Nanoseconds since the beginning. */
        long elapsed();
    }

    private LiveRun(Protocol protocol, Settings settings, Wire wire) {
        this.protocol = protocol;
        this.settings = settings;
        this.wire = wire;
        this.world = new World(protocol, settings, new Recorder(Recorder.Detail.EVERYTHING));
        Addresses addresses = new Addresses(List.of());
        for (Channel channel : protocol.channels()) {
            LiveCarriage carriage = new LiveCarriage(world, channel, wire, addresses);
            carriages.add(carriage);
            world.connect(carriage);
        }
    }

    /**
     * What one role alone runs with: nothing else happens than what comes over the wire.
     *
     * @param agents the agent parameters of the role
     * @param options option index to value index
     */
    public static Settings settings(Role role, List<String> agents, long seed, Map<Integer, Integer> options) {
        Span nowhere = new Span(new Source("live", ""), 0, 0);
        Scenario.Run run = new Scenario.Run(agents.getFirst(), 1, role, List.copyOf(agents), nowhere);
        Scenario alone = new Scenario(
                "live",
                List.of(run),
                seed,
                options,
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                nowhere);
        return new Settings(alone, seed, options, true).withMaxEvents(Integer.MAX_VALUE);
    }

    /**
     * Runs until a second after a final state, or until the time is over.
     *
     * @param settings a scenario with one run, and no network
     * @param event the local event that begins the run, such as {@code user.call}; null for none
     * @param limit in nanoseconds
     */
    public static Transcript run(Protocol protocol, Settings settings, @Nullable String event, Wire wire, long limit) {
        return new LiveRun(protocol, settings, wire).go(event, limit);
    }

    private Transcript go(@Nullable String event, long limit) {
        Scenario.Run run = settings.scenario().runs().getFirst();
        Call call = world.begin(run.role(), run.number(), run.agents());
        if (event != null) {
            int dot = event.indexOf('.');
            world.local(call, event.substring(0, dot), event.substring(dot + 1));
        }
        long end = limit;
        while (wire.elapsed() < end) {
            boolean wasFinal = call.isFinal();
            world.agenda.run(wire.elapsed());
            long next = Math.min(end, world.agenda.next());
            byte[] datagram = wire.receive(Math.max(0, next - wire.elapsed()));
            world.agenda.run(wire.elapsed());
            world.agenda.advance(wire.elapsed());
            if (datagram != null) {
                List<Entry> entries = world.recorder.entries();
                int before = entries.size();
                take(call, datagram);
                wire.heard(
                        entries.subList(before, entries.size()).stream().anyMatch(Entry.MessageRead.class::isInstance));
            }
            if (call.isFinal() && !wasFinal) {
                end = Math.min(limit, wire.elapsed() + GRACE);
            }
        }
        return transcript(call);
    }

    /** Channels with a frame know their packets; what none of them knows belongs to the others. */
    private void take(Call call, byte[] datagram) {
        List<LiveCarriage> framedFirst = new ArrayList<>(carriages);
        framedFirst.sort(Comparator.comparing(LiveCarriage::isBare));
        for (LiveCarriage carriage : framedFirst) {
            if (carriage.take(call.peer(), call, datagram)) {
                return;
            }
        }
    }

    private Transcript transcript(Call call) {
        List<Entry> entries = List.copyOf(world.recorder.entries());
        Transcript.Outcome outcome = new Transcript.Outcome(
                world.who(call), call.session.currentState().name(), call.isFinal(), call.reason);
        return new Transcript(
                protocol,
                settings.scenario().name(),
                settings.seed(),
                settings.named(protocol),
                entries,
                List.of(outcome),
                List.of());
    }
}
