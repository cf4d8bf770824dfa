package dev.troth.reference.cli;

import dev.troth.reference.file.AtomicFile;
import dev.troth.reference.run.Settings;
import dev.troth.reference.run.Simulation;
import dev.troth.reference.transcript.Capture;
import dev.troth.reference.transcript.JsonTranscript;
import dev.troth.reference.transcript.TextTranscript;
import dev.troth.reference.transcript.Transcript;
import dev.troth.reference.transcript.Vectors;
import dev.troth.reference.transcript.Viewer;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code troth run}: one concrete run, on the terminal or as files. */
@Command(
        name = "run",
        description = "Runs a scenario of a specification with real cryptography and tells what happened.",
        footer = {
            "",
            "Example: troth run mikey-psk --scenario replay --as Bob",
            "With --out DIR: transcript.json, transcript.txt, capture.pcapng, vectors.json.",
            "The same specification, seed and options give the same bytes."
        },
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Mixin
    private final Specs texts = new Specs();

    @Parameters(
            paramLabel = "SPEC",
            description = "A name of the library (see troth list), a file, or - for standard input.")
    private String spec = "";

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            description = "The scenario to run; the first of the file by default.")
    private @Nullable String scenarioName;

    @Option(names = "--seed", paramLabel = "N", description = "The seed of all chance, instead of the scenario's.")
    private @Nullable Long seed;

    @Option(
            names = "--set",
            paramLabel = "OPTION=VALUE",
            description = "Sets an option of the specification; may be repeated.")
    private List<String> set = List.of();

    @Option(
            names = "--as",
            paramLabel = "PARTY",
            description = "Tells the run as an agent, a relay or Network sees it.")
    private @Nullable String as;

    @Option(
            names = "--max-events",
            paramLabel = "N",
            description = "Events after which a run counts as one that does not come to rest; 1 to 100,000,000, "
                    + Settings.MAX_EVENTS + " by default.")
    private int maxEvents = Settings.MAX_EVENTS;

    @Option(names = "--out", paramLabel = "DIR", description = "Writes the run as files into a folder.")
    private @Nullable String out;

    @Option(names = "--json", description = "Prints the transcript as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Protocol protocol = texts.protocol(spec);
        Scenario scenario = Specs.scenario(protocol, spec, scenarioName);
        if (as != null && !Viewer.names(protocol, scenario).contains(as)) {
            throw Specs.unknown("party", as, Viewer.names(protocol, scenario));
        }
        Transcript transcript = transcript(protocol, settings(protocol, scenario));
        if (out != null) {
            write(out, transcript);
        } else if (json) {
            System.out.print(JsonTranscript.of(transcript, as).write());
        } else {
            System.out.print(TextTranscript.write(transcript, as));
        }
        return transcript.asExpected() ? ExitCode.OK : ExitCode.BROKEN;
    }

    private static Transcript transcript(Protocol protocol, Settings settings) {
        return Simulation.run(protocol, settings).transcript();
    }

    private Settings settings(Protocol protocol, Scenario scenario) {
        Specs.inRange("--max-events", maxEvents, 1, 100_000_000);
        Settings settings = Settings.of(scenario).withMaxEvents(maxEvents);
        if (seed != null) {
            settings = settings.withSeed(seed);
        }
        for (Map.Entry<Integer, Integer> option : Specs.options(protocol, set).entrySet()) {
            settings = settings.with(option.getKey(), option.getValue());
        }
        return settings;
    }

    private void write(String folder, Transcript transcript) {
        try {
            Path dir = Path.of(folder);
            Files.createDirectories(dir);
            AtomicFile.write(
                    dir.resolve("transcript.json"),
                    JsonTranscript.of(transcript, as).writeUtf8());
            AtomicFile.write(dir.resolve("transcript.txt"), TextTranscript.write(transcript, as));
            AtomicFile.write(dir.resolve("capture.pcapng"), Capture.pcapng(transcript, as));
            AtomicFile.write(
                    dir.resolve("vectors.json"), Vectors.of(transcript, as).writeUtf8());
            System.out.println(folder + ": transcript.json, transcript.txt, capture.pcapng, vectors.json");
        } catch (IOException | InvalidPathException e) {
            throw new UserException(
                    ExitCode.USAGE,
                    folder + ": the files cannot be written there ("
                            + e.getClass().getSimpleName() + ")");
        }
    }
}
