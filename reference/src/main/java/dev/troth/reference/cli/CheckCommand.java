package dev.troth.reference.cli;

import dev.troth.reference.attack.AttackCapture;
import dev.troth.reference.attack.AttackScenario;
import dev.troth.reference.attack.Replay;
import dev.troth.reference.attack.Story;
import dev.troth.reference.file.AtomicFile;
import dev.troth.reference.report.Inquiry;
import dev.troth.reference.report.JUnitReport;
import dev.troth.reference.report.JsonReport;
import dev.troth.reference.report.SarifReport;
import dev.troth.reference.report.TextReport;
import dev.troth.reference.report.Verdict;
import dev.troth.spec.model.Claim;
import dev.troth.spec.model.Compromise;
import dev.troth.spec.model.Protocol;
import dev.troth.statemachine.claim.Question;
import dev.troth.statemachine.claim.Questions;
import dev.troth.statemachine.search.Bounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code troth check}: the claims of specifications against the attacker. */
@Command(
        name = "check",
        description = "Looks for attacks on the claims of a specification; each attack is done again on real bytes.",
        footer = {
            "",
            "Example: troth check nspk --claim b_agrees --tell",
            "Exit codes: 0 nothing contradicts the file, 10 a claim that should hold is broken, 11 one that should",
            "break holds, 12 the point of a claim is never reached, or with --require-conclusive a claim is left",
            "open. A pass says: no attack within the bounds."
        },
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private final Specs texts = new Specs();

    /** Runs of one role: searches among so many come to no end long before. */
    private static final int MOST_RUNS = 16;

    @Parameters(
            paramLabel = "SPEC",
            arity = "1..*",
            description = "Names of the library (see troth list), files, or - for standard input.")
    private List<String> specs = List.of();

    @Option(names = "--claim", paramLabel = "NAME", description = "Only this claim; may be repeated.")
    private List<String> claims = List.of();

    @Option(
            names = "--under",
            paramLabel = "MODEL",
            split = ",",
            description = "Compromise models to check under, instead of those that the file names.")
    private List<String> models = List.of();

    @Option(
            names = "--set",
            paramLabel = "OPTION=VALUE",
            description = "Checks this variant only, whatever the expectations speak of; may be repeated.")
    private List<String> set = List.of();

    @Option(
            names = "--all-options",
            description = {
                "Every value of options that an expectation leaves open; of more than " + Questions.MANY
                        + " choices, every two values of two options together."
            })
    private boolean allOptions;

    @Option(
            names = "--sessions",
            paramLabel = "N",
            description =
                    "Runs of each role, 1 to 16. By default 2; where the search among them comes to no end, attacks are looked for"
                            + " among fewer: every mixture of 2 runs of one role and 1 of another.")
    private @Nullable Integer sessions;

    @Option(
            names = "--own",
            paramLabel = "N",
            description = "Runs of the role of the claim, where it is to have others than --sessions; 1 to 16.")
    private @Nullable Integer own;

    @Option(names = "--max-steps", paramLabel = "N", defaultValue = "24", description = "Deliveries in a trace.")
    private int maxSteps = 24;

    @Option(
            names = "--max-states",
            paramLabel = "N",
            defaultValue = "30000",
            description = "Configurations after which a search gives up; 30000 by default.")
    private int maxStates = 30_000;

    @Option(names = "--untyped", description = "One field may be taken for another where the octets allow it.")
    private boolean untyped;

    @Option(names = "--no-order", description = "Tries independent deliveries in every order.")
    private boolean noOrder;

    @Option(names = "--no-symmetry", description = "Tells runs of one role apart.")
    private boolean noSymmetry;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Searches side by side, 1 to 256; every processor by default.")
    private @Nullable Integer threads;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "The seed of the bytes of attacks.")
    private long seed = 1;

    @Option(names = "--tell", description = "Tells every attack in words, not only those that nobody expected.")
    private boolean tell;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    @Option(names = "--junit", paramLabel = "FILE", description = "Writes the verdicts as JUnit XML.")
    private @Nullable String junit;

    @Option(names = "--sarif", paramLabel = "FILE", description = "Writes what is not as expected as SARIF 2.1.0.")
    private @Nullable String sarif;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Writes each attack as a capture (pcapng) and as text into a folder.")
    private @Nullable String out;

    @Option(names = "--require-conclusive", description = "Exit code 12 if a claim is left open.")
    private boolean requireConclusive;

    @Option(names = "--cost", description = "Tells CPU time and peak memory at the end, on standard error.")
    private boolean cost;

    @Option(names = "--exit-zero", description = "Exit code 0 whatever the verdicts are.")
    private boolean exitZero;

    @Override
    public Integer call() {
        int runs = sessions == null ? Bounds.STANDARD.sessions() : sessions;
        int ofItsRole = own == null ? runs : own;
        Specs.inRange("--sessions", runs, 1, MOST_RUNS);
        Specs.inRange("--own", ofItsRole, 1, MOST_RUNS);
        Specs.inRange("--max-steps", maxSteps, 1, 1_000);
        Specs.inRange("--max-states", maxStates, 1, 100_000_000);
        Specs.inRange("--threads", threads == null ? 1 : threads, 1, 256);
        Bounds bounds = new Bounds(runs, ofItsRole, maxSteps, maxStates, !untyped, !noOrder, !noSymmetry);
        List<Verdict> all = new ArrayList<>();
        try (Watch watch = Watch.start()) {
            for (String spec : specs) {
                Protocol protocol = texts.protocol(spec);
                List<Verdict> verdicts = check(protocol, spec, bounds, watch);
                all.addAll(verdicts);
                if (!json && !verdicts.isEmpty()) {
                    watch.clear();
                    System.out.print(
                            TextReport.of(verdicts.getFirst().question().protocol(), verdicts, bounds, tell));
                    System.out.print(options(protocol));
                }
            }
            if (json) {
                System.out.print(JsonReport.of(all, bounds).write());
            }
            write(all, bounds);
            System.out.flush();
        }
        if (cost) {
            System.err.print(Cost.text());
        }
        return exitCode(all);
    }

    /** What {@code --all-options} left out, as a line; empty if it left out nothing. */
    private String options(Protocol protocol) {
        long choices = new Questions(protocol).choices();
        return allOptions && choices > Questions.MANY
                ? "Of " + choices
                        + " choices of options so many are asked that every two values of two options stand together in one;"
                        + " ask for others with --set.\n"
                : "";
    }

    private List<Verdict> check(Protocol protocol, String spec, Bounds bounds, Watch watch) {
        Inquiry inquiry = new Inquiry(threads, seed, watch, watch::isStopped);
        List<Question> questions = questions(protocol, spec);
        return sessions == null && own == null ? inquiry.askOfFewer(questions, bounds) : inquiry.ask(questions, bounds);
    }

    private List<Question> questions(Protocol protocol, String spec) {
        List<String> known = protocol.claims().stream().map(Claim::name).toList();
        for (String claim : claims) {
            if (!known.contains(claim)) {
                throw Specs.unknown("claim", claim, known);
            }
        }
        if (known.isEmpty()) {
            throw new UserException(ExitCode.USAGE, spec + " has no claim to check; add one: claim name : secret ...");
        }
        Map<Integer, Integer> options = Specs.options(protocol, set);
        Questions asked = new Questions(protocol);
        List<Question> questions = new ArrayList<>();
        for (Claim claim : protocol.claims()) {
            if (!claims.isEmpty() && !claims.contains(claim.name())) {
                continue;
            }
            if (models.isEmpty() && set.isEmpty()) {
                questions.addAll(asked.of(claim, allOptions));
                continue;
            }
            for (Map<Integer, Integer> choice : asked.choices(options, allOptions)) {
                for (Compromise model : models(protocol, claim)) {
                    questions.addAll(asked.of(claim, model, choice));
                }
            }
        }
        return questions;
    }

    /** The models asked for, or those that the claim speaks of. */
    private List<Compromise> models(Protocol protocol, Claim claim) {
        Map<String, Compromise> known = new LinkedHashMap<>();
        known.put(Compromise.NONE.name(), Compromise.NONE);
        protocol.compromises().forEach(c -> known.put(c.name(), c));
        List<String> names = models;
        if (names.isEmpty()) {
            names = claim.expectations().stream()
                    .flatMap(e -> e.under().stream())
                    .distinct()
                    .toList();
        }
        if (names.isEmpty()) {
            names = List.of(Compromise.NONE.name());
        }
        List<Compromise> found = new ArrayList<>();
        for (String name : names) {
            Compromise model = known.get(name);
            if (model == null) {
                throw Specs.unknown("compromise model", name, known.keySet());
            }
            found.add(model);
        }
        return found;
    }

    private void write(List<Verdict> verdicts, Bounds bounds) {
        try {
            if (junit != null) {
                AtomicFile.write(Path.of(junit), JUnitReport.of(verdicts, bounds));
            }
            if (sarif != null) {
                AtomicFile.write(Path.of(sarif), SarifReport.of(verdicts).writeUtf8());
            }
            if (out != null) {
                attacks(Path.of(out), verdicts);
            }
        } catch (IOException | InvalidPathException e) {
            throw new UserException(
                    ExitCode.USAGE,
                    "the files cannot be written (" + e.getClass().getSimpleName() + ": " + e.getMessage() + ")");
        }
    }

    private void attacks(Path folder, List<Verdict> verdicts) throws IOException {
        Files.createDirectories(folder);
        for (Verdict verdict : verdicts) {
            Replay.Result attack = verdict.attack();
            if (attack != null) {
                String options = verdict.question().optionText().replaceAll("[^A-Za-z0-9=]+", "_");
                String name = verdict.question().protocol().name() + "-"
                        + verdict.question().claim().name() + "-"
                        + verdict.question().point().role().name() + "-"
                        + verdict.question().compromise().name()
                        + (options.isEmpty() ? "" : "-" + options);
                AtomicFile.write(folder.resolve(name + ".pcapng"), AttackCapture.pcapng(attack));
                AtomicFile.write(folder.resolve(name + ".txt"), String.join("\n", Story.of(attack)) + "\n");
                AttackScenario.Result scenario = AttackScenario.of(attack, verdict.question(), texts.library());
                String text = scenario.block().isEmpty()
                        ? "# no scenario: " + scenario.reason() + "\n"
                        : "# To be put into the specification.\n" + scenario.block();
                AtomicFile.write(folder.resolve(name + ".scenario"), text);
            }
        }
    }

    private int exitCode(List<Verdict> verdicts) {
        List<Verdict.Outcome> outcomes = verdicts.stream().map(Verdict::outcome).toList();
        if (outcomes.contains(Verdict.Outcome.UNCONFIRMED)) {
            return ExitCode.INTERNAL;
        }
        if (exitZero) {
            return ExitCode.OK;
        }
        if (outcomes.contains(Verdict.Outcome.BROKEN)) {
            return ExitCode.BROKEN;
        }
        if (outcomes.contains(Verdict.Outcome.HELD)) {
            return ExitCode.HELD;
        }
        boolean open = requireConclusive && outcomes.contains(Verdict.Outcome.INCONCLUSIVE);
        return open || outcomes.contains(Verdict.Outcome.VACUOUS) ? ExitCode.INCONCLUSIVE : ExitCode.OK;
    }
}
