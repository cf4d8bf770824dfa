package dev.troth.reference.cli;

import dev.troth.reference.attack.Insight;
import dev.troth.reference.run.Settings;
import dev.troth.reference.transcript.Viewer;
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

/** {@code troth knows}: whether a party can derive a value, and how. */
@Command(
        name = "knows",
        description = "Tells whether someone who listens to a scenario can derive a value of an agent, and how.",
        footer = {"", "Example: troth knows sdes Alice.mine --as ProxyA --at 1"},
        mixinStandardHelpOptions = true)
final class KnowsCommand implements Callable<Integer> {
    @Mixin
    private final Specs texts = new Specs();

    @Parameters(index = "0", paramLabel = "SPEC", description = "A name of the library, a file, or -.")
    private String spec = "";

    @Parameters(index = "1", paramLabel = "AGENT.VALUE", description = "A variable of an agent of the scenario.")
    private String term = "";

    @Option(names = "--as", paramLabel = "PARTY", description = "A relay, or Network; Network by default.")
    private String as = Viewer.NETWORK;

    @Option(names = "--at", paramLabel = "N", description = "After the N-th message; after all by default.")
    private @Nullable Integer at;

    @Option(names = "--scenario", paramLabel = "NAME", description = "The first of the file by default.")
    private @Nullable String scenarioName;

    @Option(names = "--set", paramLabel = "OPTION=VALUE", description = "Sets an option; may be repeated.")
    private List<String> set = List.of();

    @Override
    public Integer call() {
        Protocol protocol = texts.protocol(spec);
        Scenario scenario = Specs.scenario(protocol, spec, scenarioName);
        List<String> parties = Viewer.names(protocol, scenario);
        if (!parties.contains(as)) {
            throw Specs.unknown("party", as, parties);
        }
        Settings settings = Settings.of(scenario);
        for (Map.Entry<Integer, Integer> option : Specs.options(protocol, set).entrySet()) {
            settings = settings.with(option.getKey(), option.getValue());
        }
        int dot = term.indexOf('.');
        if (dot < 1) {
            throw new UserException(ExitCode.USAGE, "a value is written AGENT.VALUE, such as Alice.tgk, not " + term);
        }
        try {
            Insight insight = Insight.of(
                    protocol, settings, as, term.substring(0, dot), term.substring(dot + 1), at == null ? -1 : at);
            System.out.print(insight.text());
        } catch (IllegalArgumentException e) {
            throw new UserException(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
        return ExitCode.OK;
    }
}
