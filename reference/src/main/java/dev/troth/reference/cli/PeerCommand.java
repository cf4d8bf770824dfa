package dev.troth.reference.cli;

import dev.troth.reference.peer.UdpWire;
import dev.troth.reference.run.LiveRun;
import dev.troth.reference.run.Settings;
import dev.troth.reference.transcript.Capture;
import dev.troth.reference.transcript.JsonTranscript;
import dev.troth.reference.transcript.TextTranscript;
import dev.troth.reference.transcript.Transcript;
import dev.troth.spec.model.Channel;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Reaction;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.Scenario;
import dev.troth.spec.model.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code troth peer}: one role of a specification over a real socket. */
@Command(
        name = "peer",
        description =
                "Plays one role of a specification over a real UDP socket on loopback, against any implementation.",
        footer = {
            "",
            "Example: troth peer zrtp-dh --role Endpoint --listen 40001 --connect 40002 --set sas=skipped",
            "Ends a second after a final state, or when the time is over; exit code 10 where it is not as expected."
        },
        mixinStandardHelpOptions = true)
final class PeerCommand implements Callable<Integer> {
    @Mixin
    private final Specs texts = new Specs();

    private static final long NANOS = 1_000_000_000L;

    @Parameters(paramLabel = "SPEC", description = "A name of the library (see troth list), or a file.")
    private String spec = "";

    @Option(names = "--role", paramLabel = "ROLE", description = "The role to play; may be left out if there is one.")
    private @Nullable String role;

    @Option(
            names = "--listen",
            paramLabel = "PORT",
            description = "The port to be reached at; any free one by default.")
    private int listen;

    @Option(
            names = "--connect",
            paramLabel = "PORT",
            description = "The port of the peer; without it, whoever first sends what reads.")
    private int connect;

    @Option(
            names = "--event",
            paramLabel = "SOURCE.EVENT",
            description = "The local event that begins the run; user.call if the role has it, or none.")
    private @Nullable String event;

    @Option(names = "--me", paramLabel = "NAME", description = "The name of this end; Alice by default.")
    private String me = "Alice";

    @Option(names = "--peer", paramLabel = "NAME", description = "The name of the other end; Bob by default.")
    private String peer = "Bob";

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Where random values come from; the system by default. With a seed, keys are not secret.")
    private @Nullable Long seed;

    @Option(names = "--set", paramLabel = "OPTION=VALUE", description = "Sets an option; may be repeated.")
    private List<String> set = List.of();

    @Option(names = "--seconds", paramLabel = "N", description = "How long to try; 15 by default.")
    private int seconds = 15;

    @Option(
            names = "--expect",
            paramLabel = "STATE",
            description = "Where the run is to end; where runs of the role end in the first scenario by default.")
    private @Nullable String expect;

    @Option(names = "--out", paramLabel = "FILE", description = "Writes what was sent and received as pcapng.")
    private @Nullable String out;

    @Option(names = "--json", description = "Prints the transcript as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Protocol protocol = texts.protocol(spec);
        Role played = played(protocol);
        if (protocol.channels().stream()
                .noneMatch(c -> c.kind() == Channel.Kind.UDP || c.kind() == Channel.Kind.DTLS)) {
            throw new UserException(ExitCode.USAGE, spec + " has no udp channel to a peer");
        }
        if (expect != null && played.states().stream().noneMatch(s -> s.name().equals(expect))) {
            throw Specs.unknown(
                    "state", expect, played.states().stream().map(State::name).toList());
        }
        Specs.inRange("--seconds", seconds, 1, 86_400);
        Settings settings = LiveRun.settings(played, agents(played), seed(), Specs.options(protocol, set));
        Transcript transcript = transcript(protocol, played, settings);
        if (out != null) {
            OutFile.write(out, Capture.pcapng(transcript, null));
        }
        System.out.print(json ? JsonTranscript.of(transcript, null).write() : TextTranscript.write(transcript, null));
        return asExpected(protocol, played, transcript.outcomes().getFirst()) ? ExitCode.OK : ExitCode.BROKEN;
    }

    /** Whether a run ended where it was to: in a state that was named, or that the first scenario names; else in any final one. */
    private boolean asExpected(Protocol protocol, Role played, Transcript.Outcome outcome) {
        Set<String> wanted = new LinkedHashSet<>();
        if (expect != null) {
            wanted.add(expect);
        } else if (!protocol.scenarios().isEmpty()) {
            Scenario first = protocol.scenarios().getFirst();
            Set<String> agents = first.runs().stream()
                    .filter(run -> run.role() == played)
                    .map(Scenario.Run::agent)
                    .collect(Collectors.toSet());
            for (Scenario.Expected expected : first.expected()) {
                if (expected instanceof Scenario.Enters enters && agents.contains(enters.agent())) {
                    wanted.add(enters.state());
                }
            }
        }
        boolean met = wanted.isEmpty() ? outcome.isFinal() : wanted.contains(outcome.state());
        if (!met) {
            System.err.println("troth: the run is in " + outcome.state() + "; expected: "
                    + (wanted.isEmpty() ? "a final state" : String.join(" or ", wanted)));
        }
        return met;
    }

    private Role played(Protocol protocol) {
        List<String> names = protocol.roles().stream().map(Role::name).toList();
        if (role == null && names.size() > 1) {
            throw new UserException(ExitCode.USAGE, "--role wants one of " + String.join(", ", names));
        }
        String wanted = role == null ? names.getFirst() : role;
        return protocol.roles().stream()
                .filter(r -> r.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> Specs.unknown("role", wanted, names));
    }

    private List<String> agents(Role played) {
        List<String> agents = new ArrayList<>(List.of(me));
        for (int i = 1; i < played.agents().size(); i++) {
            agents.add(i == 1 ? peer : peer + i);
        }
        return agents;
    }

    private long seed() {
        return seed == null ? new SecureRandom().nextLong() : seed;
    }

    /** The event that begins the run: what was asked for, or {@code user.call}. */
    private @Nullable String begins(Role played) {
        List<String> known = new ArrayList<>();
        for (Reaction reaction : played.states().get(played.start()).reactions()) {
            if (reaction.trigger() instanceof Reaction.Local(String source, String name)) {
                known.add(source + "." + name);
            }
        }
        if (event == null) {
            return known.contains("user.call") ? "user.call" : null;
        }
        if (!known.contains(event)) {
            throw Specs.unknown("event in the start state called", event, known);
        }
        return event;
    }

    private Transcript transcript(Protocol protocol, Role played, Settings settings) {
        String begin = begins(played);
        try (UdpWire wire = new UdpWire(listen, connect)) {
            System.err.println("troth: " + me + " plays " + played.name() + " at 127.0.0.1:" + wire.port());
            return LiveRun.run(protocol, settings, begin, wire, seconds * NANOS);
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            throw new UserException(ExitCode.USAGE, "no socket: " + e.getMessage());
        }
    }
}
