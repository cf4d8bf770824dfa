package dev.troth.reference.cli;

import dev.troth.reference.json.Json;
import dev.troth.reference.json.JsonArray;
import dev.troth.reference.mutate.Mutation;
import dev.troth.reference.mutate.Mutation.Kind;
import dev.troth.reference.mutate.Omission;
import dev.troth.reference.mutate.Survey;
import dev.troth.reference.mutate.Survey.Fate;
import dev.troth.spec.model.Protocol;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code troth mutate}: what happens when a protection is taken away. */
@Command(
        name = "mutate",
        description = "Takes away one protection after another and tells which claim notices.",
        footer = {
            "",
            "A protection that nothing notices is redundant, or nobody claims what it protects. A comment on its line,",
            "# redundant: REASON  or  # unclaimed: REASON, explains it.",
            "",
            "Exit codes: 0 everything is noticed or explained, 13 something is not.",
            "",
            "Example: troth mutate nspk --kinds check"
        },
        mixinStandardHelpOptions = true)
final class MutateCommand implements Callable<Integer> {
    @Mixin
    private final Specs texts = new Specs();

    @Parameters(index = "0", paramLabel = "SPEC", description = "A name of the library, a file, or -.")
    private String spec = "";

    @Option(
            names = "--kinds",
            split = ",",
            paramLabel = "KIND",
            description = "Only these: check, binding, store, order.")
    private List<String> kinds = List.of();

    @Option(
            names = "--budget",
            paramLabel = "N",
            description = "Configurations after which a search gives up; 20000 by default.")
    private int budget = 20_000;

    @Option(names = "--json", description = "One JSON document instead of text.")
    private boolean json;

    @Option(names = "--exit-zero", description = "Exit code 0 whatever survives.")
    private boolean exitZero;

    @Override
    public Integer call() {
        Specs.inRange("--budget", budget, 1, 100_000_000);
        Set<Kind> chosen = EnumSet.noneOf(Kind.class);
        for (String kind : kinds) {
            if (!Kind.words().contains(kind)) {
                throw Specs.unknown("kind", kind, Kind.words());
            }
            chosen.add(Kind.valueOf(kind.toUpperCase(java.util.Locale.ROOT)));
        }
        Protocol protocol = texts.protocol(spec);
        Survey.Report report;
        try (Watch watch = Watch.start()) {
            report = new Survey(protocol, texts.library(), budget)
                    .report(chosen.isEmpty() ? EnumSet.allOf(Kind.class) : chosen, watch::mutations);
        }
        System.out.print(json ? document(protocol, report) : text(protocol, report));
        System.out.flush();
        boolean survivors = report.verdicts().stream().anyMatch(v -> v.fate() == Fate.SURVIVES);
        return survivors && !exitZero ? ExitCode.FINDINGS : ExitCode.OK;
    }

    private static String word(Fate fate) {
        return switch (fate) {
            case NOTICED -> "noticed by";
            case BREAKS -> "breaks";
            case UNTRIED -> "not tried:";
            case EXPLAINED -> "explained,";
            case SURVIVES -> "SURVIVES:";
        };
    }

    private static String text(Protocol protocol, Survey.Report report) {
        List<Survey.Verdict> verdicts = report.verdicts();
        StringBuilder text = new StringBuilder(protocol.name() + "   " + verdicts.size() + " mutations\n");
        for (Survey.Verdict verdict : verdicts) {
            Mutation mutation = verdict.mutation();
            text.append(String.format(
                            java.util.Locale.ROOT,
                            "  %-7s  %-8s  ",
                            mutation.kind().word(),
                            mutation.place()))
                    .append(mutation.what())
                    .append("\n                     ")
                    .append(word(verdict.fate()))
                    .append(' ')
                    .append(verdict.by())
                    .append('\n');
        }
        if (!report.omissions().isEmpty()) {
            text.append("\nNot taken away:\n");
        }
        for (Omission omission : report.omissions()) {
            text.append(String.format(java.util.Locale.ROOT, "  %-8s  ", omission.place()))
                    .append(omission.what())
                    .append("\n            ")
                    .append(omission.why())
                    .append('\n');
        }
        if (!report.unmet().isEmpty()) {
            text.append("\nNo witnesses, for the file does not meet them:\n");
        }
        report.unmet().forEach(line -> text.append("  ").append(line).append('\n'));
        long survivors =
                verdicts.stream().filter(v -> v.fate() == Fate.SURVIVES).count();
        return text.append('\n').append(survivors).append(" unexplained.\n").toString();
    }

    private static String document(Protocol protocol, Survey.Report report) {
        JsonArray all = Json.array();
        for (Survey.Verdict verdict : report.verdicts()) {
            all.add(Json.object()
                    .put("kind", verdict.mutation().kind().word())
                    .put("place", verdict.mutation().place())
                    .put("what", verdict.mutation().what())
                    .put("fate", verdict.fate().name().toLowerCase(java.util.Locale.ROOT))
                    .put("by", verdict.by()));
        }
        JsonArray omissions = Json.array();
        for (Omission omission : report.omissions()) {
            omissions.add(Json.object()
                    .put("place", omission.place())
                    .put("what", omission.what())
                    .put("why", omission.why()));
        }
        JsonArray unmet = Json.array();
        report.unmet().forEach(unmet::add);
        return Json.object()
                .put("schema", "troth-mutate")
                .put("version", 1)
                .put("protocol", protocol.name())
                .put("mutations", all)
                .put("not_taken_away", omissions)
                .put("no_witnesses", unmet)
                .write();
    }
}
