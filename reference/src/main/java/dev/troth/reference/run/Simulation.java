package dev.troth.reference.run;

import dev.troth.reference.transcript.Entry;
import dev.troth.reference.transcript.Transcript;
import dev.troth.reference.wire.Datum;
import dev.troth.spec.model.Channel;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Reaction;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.Scenario;
import dev.troth.statemachine.machine.Session;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs a scenario: real cryptography, real octets, virtual time. The same specification, scenario, seed and options give
 * the same run, octet for octet, on every machine.
 */
public final class Simulation {
    /** How long a run goes on after the last thing that its scenario names: two minutes, past every SIP timer. */
    private static final long LIMIT = 120_000_000_000L;

    /** From ringing to picking up, in nanoseconds. */
    public static final long RING = SipCarriage.RING;

    private final World world;
    private final Settings settings;
    private final Protocol protocol;

    private Simulation(Protocol protocol, Settings settings, Recorder.Detail detail, boolean direct) {
        this.protocol = protocol;
        this.settings = settings;
        this.world = new World(protocol, settings, new Recorder(detail));
        List<String> relays = new ArrayList<>();
        protocol.channels()
                .forEach(c ->
                        c.relays().stream().filter(r -> !relays.contains(r)).forEach(relays::add));
        Addresses addresses = new Addresses(relays);
        register(addresses);
        for (Channel channel : protocol.channels()) {
            String protection = world.protection(channel);
            Weather weather = new Weather(world.random, channel, world.network(channel, settings));
            world.connect(
                    switch (channel.kind()) {
                        case SIGNALLING -> {
                            Signalling signalling = new Signalling(world, channel.name(), channel.index());
                            yield direct
                                    ? new DirectCarriage(world, signalling)
                                    : new SipCarriage(
                                            world,
                                            channel,
                                            protection,
                                            weather,
                                            addresses,
                                            settings.scenario().contacts(),
                                            signalling);
                        }
                        case UDP -> new UdpCarriage(world, channel, protection, weather, addresses);
                        case DTLS -> new UdpCarriage(world, channel, protection, weather, addresses);
                        case HUMAN -> new UdpCarriage(world, channel, protection, weather, addresses);
                    });
        }
    }

    /** Gives agents their addresses: those at the left of the first channel's path first. */
    private void register(Addresses addresses) {
        boolean placed = !protocol.channels().isEmpty()
                && !protocol.channels().getFirst().path().isEmpty();
        String left = placed ? protocol.channels().getFirst().path().getFirst() : "";
        List<Scenario.Run> runs = settings.scenario().runs();
        runs.stream().filter(r -> r.role().name().equals(left)).forEach(r -> addresses.media(r.agent()));
        runs.forEach(r -> addresses.media(r.agent()));
    }

    /**
     * A finished run.
     *
     * @param schedule the order of events without their values
     * @param sessions the sessions at the end, by number
     */
    public record Result(Transcript transcript, Schedule schedule, Map<Integer, Session<Datum>> sessions) {}

    /** Runs with everything recorded. */
    public static Result run(Protocol protocol, Settings settings) {
        Simulation simulation = new Simulation(protocol, settings, Recorder.Detail.EVERYTHING, false);
        simulation.go();
        Map<Integer, Session<Datum>> sessions = new LinkedHashMap<>();
        simulation.world.calls().forEach(call -> sessions.put(call.session.id(), call.session));
        return new Result(simulation.transcript(), simulation.world.schedule, sessions);
    }

    /**
     * Runs without recording, for measuring: where the sessions end is all that is kept.
     *
     * @param direct hand bodies over directly, without SIP around them
     */
    public static List<Transcript.Outcome> runUnrecorded(Protocol protocol, Settings settings, boolean direct) {
        Simulation simulation = new Simulation(protocol, settings, Recorder.Detail.NOTHING, direct);
        simulation.go();
        return simulation.outcomes();
    }

    /** Runs keeping only when states were entered, keys handed over, and what the session set-up made known. */
    public static List<Entry> milestones(Protocol protocol, Settings settings) {
        Simulation simulation = new Simulation(protocol, settings, Recorder.Detail.MILESTONES, false);
        simulation.go();
        return List.copyOf(simulation.world.recorder.entries());
    }

    private void go() {
        Scenario scenario = settings.scenario();
        for (Scenario.Run run : scenario.runs()) {
            Call call = world.begin(run.role(), run.number(), run.agents());
            boolean told = scenario.events().stream()
                    .anyMatch(e -> (e.number() == 0 ? e.agent().equals(run.agent()) : e.number() == run.number())
                            && begins(run.role(), call, e.source(), e.event()));
            if (begins(run.role(), call, "user", "call") && !told) {
                world.agenda.after(0, () -> world.local(call, "user", "call"));
            }
        }
        timed(scenario);
        world.agenda.run(LIMIT + last(scenario));
    }

    /** Whether an event is one that a run that has not begun reacts to, if only under other options. */
    private static boolean begins(Role role, Call call, String source, String event) {
        return role.states().get(call.session.state()).reactions().stream()
                .anyMatch(r -> r.trigger() instanceof Reaction.Local local
                        && local.source().equals(source)
                        && local.event().equals(event));
    }

    /** What the scenario says of times: of what is to happen at one time, what is written first happens first. */
    private void timed(Scenario scenario) {
        Map<Integer, Runnable> byPlace = new TreeMap<>();
        for (Scenario.UserEvent event : scenario.events()) {
            byPlace.put(event.span().start(), () -> world.agenda.after(event.at(), () -> tell(event)));
        }
        for (Scenario.Move move : scenario.moves()) {
            if (move instanceof Scenario.Sends sends) {
                byPlace.put(
                        sends.span().start(),
                        () -> world.agenda.after(
                                sends.after(), () -> world.attacker().send(sends)));
            }
        }
        byPlace.values().forEach(Runnable::run);
    }

    /** The time of the last thing that the scenario says is to happen. */
    private static long last(Scenario scenario) {
        long last = 0;
        for (Scenario.UserEvent event : scenario.events()) {
            last = Math.max(last, event.at());
        }
        for (Scenario.Move move : scenario.moves()) {
            last = Math.max(last, move instanceof Scenario.Sends sends ? sends.after() : 0);
        }
        return last;
    }

    private void tell(Scenario.UserEvent event) {
        Call call = world.numbered(event.number(), event.agent());
        if (call != null) {
            world.local(call, event.source(), event.event());
        }
    }

    private List<Transcript.Outcome> outcomes() {
        List<Transcript.Outcome> outcomes = new ArrayList<>();
        for (Call call : world.calls()) {
            outcomes.add(new Transcript.Outcome(
                    world.who(call), call.session.currentState().name(), call.isFinal(), call.reason));
        }
        return outcomes;
    }

    private Transcript transcript() {
        List<Entry> entries = List.copyOf(world.recorder.entries());
        List<Transcript.Expectation> expectations = Expectations.judge(protocol, settings, entries, world.calls());
        return new Transcript(
                protocol,
                settings.scenario().name(),
                settings.seed(),
                settings.named(protocol),
                entries,
                outcomes(),
                expectations);
    }
}
