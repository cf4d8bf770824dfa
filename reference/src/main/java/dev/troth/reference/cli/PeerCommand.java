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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
            "Ends a second after a final state, or when the time is over (exit code 10)."
        },
        mixinStandardHelpOptions = true)
final class PeerCommand implements Callable<Integer> {
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
            description = "The port of the peer; without it, whoever sends first is the peer.")
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

    @Option(names = "--out", paramLabel = "FILE", description = "Writes what was sent and received as pcapng.")
    private @Nullable String out;

    @Option(names = "--json", description = "Prints the transcript as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Protocol protocol = new Specs().protocol(spec);
        Role played = played(protocol);
        if (protocol.channels().stream()
                .noneMatch(c -> c.kind() == Channel.Kind.UDP || c.kind() == Channel.Kind.DTLS)) {
            throw new UserException(ExitCode.USAGE, spec + " has no udp channel to a peer");
        }
        Settings settings = LiveRun.settings(played, agents(played), seed(), Specs.options(protocol, set));
        Transcript transcript = transcript(protocol, played, settings);
        if (out != null) {
            write(transcript);
        }
        System.out.print(json ? JsonTranscript.of(transcript, null).write() : TextTranscript.write(transcript, null));
        return transcript.outcomes().getFirst().isFinal() ? ExitCode.OK : ExitCode.BROKEN;
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

    private void write(Transcript transcript) {
        try {
            Files.write(Path.of(String.valueOf(out)), Capture.pcapng(transcript, null));
        } catch (IOException | InvalidPathException e) {
            throw new UserException(ExitCode.USAGE, out + ": the file cannot be written");
        }
    }
}
