package dev.troth.reference.cli;

import dev.troth.reference.file.AtomicFile;
import dev.troth.reference.fuzz.Account;
import dev.troth.reference.fuzz.Fuzzer;
import dev.troth.reference.fuzz.Plan;
import dev.troth.reference.json.Json;
import dev.troth.reference.json.JsonArray;
import dev.troth.reference.json.JsonObject;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.text.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code troth fuzz}: random adversarial schedules on the running machines. */
@Command(
        name = "fuzz",
        description =
                "Runs random schedules with an attacker on the machines, over octets, and watches what must hold.",
        footer = {
            "",
            "Exit codes: 0 as the file expects, 10 something that should hold failed.",
            "",
            "Example: troth fuzz mikey-psk --set cache=off --runs 1000"
        },
        mixinStandardHelpOptions = true)
final class FuzzCommand implements Callable<Integer> {
    @Mixin
    private final Specs texts = new Specs();

    @Parameters(index = "0", paramLabel = "SPEC", description = "A name of the library, a file, or -.")
    private String spec = "";

    @Option(names = "--runs", paramLabel = "N", description = "How many schedules; 10000 by default.")
    private long runs = 10_000;

    @Option(names = "--seed", paramLabel = "N", description = "Where the choices come from; 1 by default.")
    private long seed = 1;

    @Option(
            names = "--invariant",
            paramLabel = "NAME",
            description = "Only this one: a claim, or a kind such as secrecy or replay.")
    private @Nullable String invariant;

    @Option(names = "--set", paramLabel = "OPTION=VALUE", description = "Sets an option; may be repeated.")
    private List<String> set = List.of();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Writes each failing schedule as text, as a capture (pcapng) and as a scenario into a folder.")
    private @Nullable String out;

    @Option(names = "--json", description = "One JSON document instead of text.")
    private boolean json;

    @Option(
            names = "--cost",
            description = "Tells CPU time, schedules per CPU second, and peak memory on standard error.")
    private boolean cost;

    @Option(names = "--exit-zero", description = "Exit code 0 whatever fails.")
    private boolean exitZero;

    @Override
    public Integer call() {
        Specs.inRange("--runs", runs, 1, 1_000_000_000);
        Source source = texts.source(spec);
        Protocol protocol = texts.protocol(spec);
        Map<Integer, Integer> options = Specs.options(protocol, set);
        List<String> names = new Plan(protocol, options, seed, null).names();
        if (invariant != null && !names.contains(invariant)) {
            throw Specs.unknown("invariant", invariant, names);
        }
        Plan plan = new Plan(protocol, options, seed, invariant);
        Fuzzer.Report report;
        try (Watch watch = Watch.start()) {
            report = new Fuzzer(plan, runs).run(done -> watch.goOn(done, runs));
        }
        Map<String, Account> accounts = new TreeMap<>();
        report.failures().forEach((name, failure) -> accounts.put(name, Account.of(plan, failure)));
        System.out.print(json ? document(plan, report, accounts).write() : text(plan, report, accounts));
        System.out.flush();
        write(accounts, source);
        if (cost) {
            System.err.printf(Locale.ROOT, "%,d schedules per CPU second%n", (long) (report.runs() / Cost.seconds()));
            System.err.print(Cost.text());
        }
        boolean broken = report.failures().keySet().stream()
                .anyMatch(name -> !Boolean.FALSE.equals(plan.expectations().get(name)));
        return broken && !exitZero ? ExitCode.BROKEN : ExitCode.OK;
    }

    private static String verdict(@Nullable Boolean expected, boolean failed) {
        if (Boolean.FALSE.equals(expected)) {
            return failed ? "FAILS, as expected" : "held, though the file expects that it breaks";
        }
        return failed ? "FAILS" : "held";
    }

    private static String text(Plan plan, Fuzzer.Report report, Map<String, Account> accounts) {
        StringBuilder text = new StringBuilder(plan.protocol().name());
        text.append("   ")
                .append(report.runs())
                .append(" schedules, ")
                .append(report.messages())
                .append(" messages\n");
        int width = plan.expectations().keySet().stream()
                .mapToInt(String::length)
                .max()
                .orElse(0);
        plan.expectations().forEach((name, expected) -> {
            Fuzzer.Failure failure = report.failures().get(name);
            text.append("  ").append(name).append(" ".repeat(width - name.length() + 2));
            text.append(verdict(expected, failure != null));
            text.append(
                            failure == null
                                    ? ""
                                    : ": schedule " + failure.number() + ", " + failure.hostileActs()
                                            + " acts of the attacker when made short")
                    .append('\n');
        });
        accounts.forEach((name, account) -> {
            text.append('\n').append(name).append('\n');
            account.words().forEach(line -> text.append("  ").append(line).append('\n'));
        });
        return text.append("\n`held` means: in these schedules. It says nothing about others.\n")
                .toString();
    }

    private static JsonObject document(Plan plan, Fuzzer.Report report, Map<String, Account> accounts) {
        JsonArray invariants = Json.array();
        plan.expectations().forEach((name, expected) -> {
            Fuzzer.Failure failure = report.failures().get(name);
            JsonObject each = Json.object().put("name", name).put("failed", failure != null);
            if (expected != null) {
                each.put("expected_to_hold", expected);
            }
            Account account = accounts.get(name);
            if (failure != null && account != null) {
                JsonArray words = Json.array();
                account.words().forEach(words::add);
                each.put("schedule", failure.number())
                        .put("what", failure.what())
                        .put("hostile_acts", failure.hostileActs())
                        .put("steps", words);
            }
            invariants.add(each);
        });
        return Json.object()
                .put("schema", "troth-fuzz")
                .put("version", 1)
                .put("protocol", plan.protocol().name())
                .put("seed", plan.seed())
                .put("schedules", report.runs())
                .put("messages", report.messages())
                .put("invariants", invariants);
    }

    private void write(Map<String, Account> accounts, Source source) {
        if (out == null) {
            return;
        }
        try {
            Path folder = Path.of(out);
            Files.createDirectories(folder);
            for (Map.Entry<String, Account> entry : accounts.entrySet()) {
                Account account = entry.getValue();
                AtomicFile.write(folder.resolve(entry.getKey() + ".txt"), String.join("\n", account.words()) + "\n");
                AtomicFile.write(folder.resolve(entry.getKey() + ".pcapng"), account.pcapng());
                AtomicFile.write(
                        folder.resolve(entry.getKey() + ".scenario"), account.scenario(source, texts.library()));
            }
        } catch (IOException | InvalidPathException e) {
            throw new UserException(
                    ExitCode.USAGE,
                    "the files cannot be written (" + e.getClass().getSimpleName() + ": " + e.getMessage() + ")");
        }
    }
}
