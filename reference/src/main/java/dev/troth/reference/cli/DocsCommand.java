package dev.troth.reference.cli;

import dev.troth.reference.compare.Comparison;
import dev.troth.reference.compare.ComparisonTable;
import dev.troth.reference.compare.NetworkProfile;
import dev.troth.reference.document.Description;
import dev.troth.reference.document.Document;
import dev.troth.reference.document.Site;
import dev.troth.spec.library.Library;
import dev.troth.spec.model.Channel;
import dev.troth.spec.model.Protocol;
import dev.troth.statemachine.search.Bounds;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code troth docs}: the documentation of specifications. */
@Command(
        name = "docs",
        description = "Writes pages about specifications: machines, a run, layouts, keys, goals and attacks.",
        footer = {
            "",
            "Example: troth docs --out target/docs",
            "Without names, of the whole library. Pages are HTML with SVG, which needs no network, and Markdown.",
            "Each goal is asked in a search of --max-states configurations; attacks that it finds are drawn."
        },
        mixinStandardHelpOptions = true)
final class DocsCommand implements Callable<Integer> {
    @Mixin
    private final Specs texts = new Specs();

    private static final int CALLS = 200;

    @Parameters(paramLabel = "SPEC", arity = "0..*", description = "Names of the library (see troth list), or files.")
    private List<String> specs = List.of();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "target/docs",
            description = "Where to write the pages; target/docs by default.")
    private String out = "";

    @Option(
            names = "--max-states",
            paramLabel = "N",
            defaultValue = "220",
            description = "How far to search for each goal; 220 by default.")
    private int states = 220;

    @Override
    public Integer call() {
        Specs.inRange("--max-states", states, 1, 100_000_000);
        List<String> names = specs.isEmpty() ? List.copyOf(Library.names()) : specs;
        List<Document> documents = new ArrayList<>();
        List<Comparison.Subject> calls = new ArrayList<>();
        for (String name : names) {
            Protocol protocol = texts.protocol(name);
            String page = name.replaceAll(".*/", "").replaceAll("\\.troth$", "");
            documents.add(Description.forReaders(page, protocol, Bounds.STANDARD.states(states)));
            if (isCall(protocol)) {
                calls.add(new Comparison.Subject(page, protocol, Map.of()));
            }
        }
        NetworkProfile profile = NetworkProfile.STANDARD.calls(CALLS);
        ComparisonTable table = new ComparisonTable(Comparison.of(calls, profile, one -> {}), profile);
        try {
            new Site(documents, table).write(Path.of(out));
        } catch (IOException | InvalidPathException e) {
            throw new UserException(
                    ExitCode.USAGE,
                    out + ": the pages cannot be written there (" + e.getClass().getSimpleName() + ")");
        }
        System.out.println(Path.of(out).resolve("index.html"));
        return ExitCode.OK;
    }

    /** What is a call of two ends: it sends media at its end. */
    private static boolean isCall(Protocol protocol) {
        return !protocol.scenarios().isEmpty()
                && protocol.scenarios().getFirst().runs().size() == 2
                && protocol.messages().stream().anyMatch(m -> m.name().equals("Srtp"))
                && protocol.channels().stream().anyMatch(c -> c.kind() != Channel.Kind.HUMAN);
    }
}
