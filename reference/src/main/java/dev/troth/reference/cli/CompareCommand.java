package dev.troth.reference.cli;

import dev.troth.reference.compare.Comparison;
import dev.troth.reference.compare.ComparisonJson;
import dev.troth.reference.compare.ComparisonTable;
import dev.troth.reference.compare.DelayPlot;
import dev.troth.reference.compare.NetworkProfile;
import dev.troth.reference.draw.Ladder;
import dev.troth.reference.draw.SequenceView;
import dev.troth.spec.model.Protocol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code troth compare}: key exchanges side by side. */
@Command(
        name = "compare",
        description =
                "Compares key exchanges on one network: messages, delay, who learns the key, what each end knows.",
        footer = {
            "",
            "Example: troth compare sdes mikey-psk zrtp-dh --rtt 150 --loss 2 --runs 1000",
            "The first scenario of a file is the call; its first run is the caller, its second the callee.",
            "The same specifications, network and seed give the same numbers, however many cores there are."
        },
        mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {
    @Mixin
    private final Specs texts = new Specs();

    private static final long MILLI = 1_000_000;

    @Parameters(paramLabel = "SPEC", arity = "1..*", description = "Names of the library (see troth list), or files.")
    private List<String> specs = List.of();

    @Option(names = "--rtt", paramLabel = "MS", description = "Round trip from end to end; 100 by default.")
    private int rtt = 100;

    @Option(names = "--jitter", paramLabel = "MS", description = "At most so much more for each packet; 0 by default.")
    private int jitter;

    @Option(names = "--loss", paramLabel = "PERCENT", description = "Packets that are lost; 0 by default.")
    private int loss;

    @Option(
            names = "--proxies",
            paramLabel = "N",
            description = "Proxies on the signalling path, instead of those of the file.")
    private int proxies = -1;

    @Option(
            names = "--fork",
            description = "Each call rings at a device of somebody else too; tells what that device learns.")
    private boolean fork;

    @Option(names = "--runs", paramLabel = "N", description = "How many calls; 200 by default.")
    private int runs = 200;

    @Option(names = "--seed", paramLabel = "N", description = "The seed of all chance; 1 by default.")
    private long seed = 1;

    @Option(
            names = "--set",
            paramLabel = "OPTION=VALUE",
            description = "Sets an option of every specification that has it; may be repeated.")
    private List<String> set = List.of();

    @Option(names = "--json", description = "Prints the comparison as JSON.")
    private boolean json;

    @Option(names = "--markdown", description = "Prints the comparison as a table in Markdown.")
    private boolean markdown;

    @Option(names = "--svg", paramLabel = "FILE", description = "Writes how the delays are distributed as a picture.")
    private @Nullable String svg;

    @Option(
            names = "--ladders",
            paramLabel = "FILE",
            description = "Writes one call of each, side by side in the order of time, as a picture.")
    private @Nullable String ladders;

    @Override
    public Integer call() {
        if (rtt < 0
                || jitter < 0
                || loss < 0
                || loss > 100
                || runs < 1
                || runs > 1_000_000
                || proxies < -1
                || proxies > 20) {
            throw new UserException(
                    ExitCode.USAGE,
                    "--rtt and --jitter are not negative, --loss is 0 to 100, --runs 1 to 1000000, --proxies 0 to 20");
        }
        if (fork && proxies == 0) {
            throw new UserException(ExitCode.USAGE, "a call forks at a proxy: --fork needs --proxies 1 or more");
        }
        NetworkProfile profile = new NetworkProfile(rtt * MILLI, jitter * MILLI, loss, proxies, fork, runs, seed);
        List<Comparison.Subject> subjects = subjects();
        List<Comparison> compared = compared(subjects, profile);
        if (svg != null) {
            OutFile.write(svg, new DelayPlot(compared, profile).svg());
        }
        if (ladders != null) {
            List<Ladder> calls = subjects.stream()
                    .map(s -> SequenceView.of(Comparison.transcript(s, profile), null)
                            .brief())
                    .toList();
            OutFile.write(ladders, Ladder.sideBySide(calls).svg());
        }
        ComparisonTable table = new ComparisonTable(compared, profile);
        System.out.print(
                json ? ComparisonJson.of(compared, profile).write() : markdown ? table.markdown() : table.text());
        return ExitCode.OK;
    }

    private List<Comparison.Subject> subjects() {
        List<Comparison.Subject> subjects = new ArrayList<>();
        Map<String, Boolean> used = new LinkedHashMap<>();
        for (String spec : specs) {
            Protocol protocol = texts.protocol(spec);
            List<String> own = new ArrayList<>();
            for (String setting : set) {
                boolean has = protocol.option(setting.replaceAll("=.*", "")) >= 0;
                used.merge(setting, has, Boolean::logicalOr);
                if (has) {
                    own.add(setting);
                }
            }
            subjects.add(new Comparison.Subject(spec, protocol, Specs.options(protocol, own)));
        }
        used.forEach((setting, has) -> {
            if (!has) {
                throw new UserException(ExitCode.USAGE, "no specification has the option of --set " + setting);
            }
        });
        return subjects;
    }

    private List<Comparison> compared(List<Comparison.Subject> subjects, NetworkProfile profile) {
        AtomicInteger done = new AtomicInteger();
        boolean watched = System.console() != null && System.console().isTerminal();
        try {
            List<Comparison> compared = Comparison.of(subjects, profile, one -> {
                int now = done.addAndGet(one);
                if (watched && now % 100 == 0) {
                    System.err.print("\r" + now + " of " + runs * subjects.size() + " calls ");
                }
            });
            if (watched) {
                System.err.print("\r" + " ".repeat(40) + "\r");
            }
            return compared;
        } catch (IllegalArgumentException e) {
            throw new UserException(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }
}
