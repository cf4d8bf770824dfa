package dev.troth.reference.cli;

import dev.troth.reference.pack.Page;
import dev.troth.reference.run.Settings;
import dev.troth.reference.run.Simulation;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Scenario;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code troth pack}: a run as one page for a browser. */
@Command(
        name = "pack",
        description = "Writes a run as one HTML page to step through; it needs no network and no server.",
        footer = {
            "",
            "Example: troth pack mikey-psk --scenario replay --out replay.html",
            "In the page: left and right for a step, [ and ] for a message, up and down for a field; v shows it as another."
        },
        mixinStandardHelpOptions = true)
final class PackCommand implements Callable<Integer> {
    @Mixin
    private final Specs texts = new Specs();

    @Parameters(
            paramLabel = "SPEC",
            description = "A name of the library (see troth list), a file, or - for standard input.")
    private String spec = "";

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            description = "The run to pack; the first of the file by default.")
    private @Nullable String scenarioName;

    @Option(names = "--seed", paramLabel = "N", description = "Another seed than the scenario's.")
    private @Nullable Long seed;

    @Option(
            names = "--set",
            paramLabel = "OPTION=VALUE",
            description = "Sets an option of the specification; may be repeated.")
    private List<String> set = List.of();

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "Where to write the page.")
    private String out = "";

    @Override
    public Integer call() {
        Protocol protocol = texts.protocol(spec);
        Scenario scenario = Specs.scenario(protocol, spec, scenarioName);
        Settings settings = Settings.of(scenario);
        if (seed != null) {
            settings = settings.withSeed(seed);
        }
        for (Map.Entry<Integer, Integer> option : Specs.options(protocol, set).entrySet()) {
            settings = settings.with(option.getKey(), option.getValue());
        }
        OutFile.write(out, Page.of(Simulation.run(protocol, settings), settings, scenario));
        System.out.println(out);
        return ExitCode.OK;
    }
}
