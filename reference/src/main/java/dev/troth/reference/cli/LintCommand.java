package dev.troth.reference.cli;

import dev.troth.reference.json.Json;
import dev.troth.reference.json.JsonArray;
import dev.troth.reference.json.JsonObject;
import dev.troth.spec.diagnostic.Diagnostic;
import dev.troth.spec.diagnostic.Renderer;
import dev.troth.spec.diagnostic.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code troth lint}: reads specifications and tells what is wrong or left unsaid. */
@Command(
        name = "lint",
        description = "Reads specifications and tells every error and everything left unsaid.",
        footer = {"", "Example: troth lint mikey-psk sdes"},
        mixinStandardHelpOptions = true)
final class LintCommand implements Callable<Integer> {
    @Mixin
    private final Specs texts = new Specs();

    @Parameters(paramLabel = "SPEC", arity = "1..*", description = "Names of the library or files.")
    private List<String> specs = List.of();

    @Option(names = "--json", description = "Prints the findings as JSON.")
    private boolean json;

    @Option(
            names = "--level",
            paramLabel = "LEVEL",
            description = "Which findings fail the command: warning (default) or error.")
    private String level = "warning";

    @Override
    public Integer call() {
        if (!level.equals("warning") && !level.equals("error")) {
            throw Specs.unknown("level", level, List.of("warning", "error"));
        }
        List<Diagnostic> findings = new ArrayList<>();
        for (String spec : specs) {
            findings.addAll(texts.read(spec).findings());
        }
        long errors = count(findings, Severity.ERROR);
        long warnings = count(findings, Severity.WARNING);
        if (json) {
            System.out.print(document(findings).write());
        } else {
            System.err.print(Renderer.render(findings));
            System.out.println(errors + " errors, " + warnings + " warnings");
        }
        if (errors > 0) {
            return ExitCode.UNREADABLE;
        }
        return warnings > 0 && level.equals("warning") ? ExitCode.FINDINGS : ExitCode.OK;
    }

    private static long count(List<Diagnostic> findings, Severity severity) {
        return findings.stream().filter(f -> f.severity() == severity).count();
    }

    private static JsonObject document(List<Diagnostic> findings) {
        JsonArray array = Json.array();
        for (Diagnostic finding : findings) {
            JsonObject object = Json.object()
                    .put("code", finding.code().id())
                    .put("severity", finding.severity().word())
                    .put("file", finding.span().source().name())
                    .put("line", finding.span().line())
                    .put("column", finding.span().column())
                    .put("message", finding.message())
                    .put("label", finding.label());
            String help = finding.help();
            array.add(help == null ? object.putNull("help") : object.put("help", help));
        }
        return Json.object().put("schema", "troth-findings").put("version", 1).put("findings", array);
    }
}
