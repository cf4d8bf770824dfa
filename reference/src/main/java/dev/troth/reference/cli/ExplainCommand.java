package dev.troth.reference.cli;

import dev.troth.reference.json.Json;
import dev.troth.spec.diagnostic.Code;
import dev.troth.spec.diagnostic.Explanations;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code troth explain}: the page of a diagnostic code. */
@Command(
        name = "explain",
        description = "Explains a diagnostic code: what it means, an example, how to mend it.",
        footer = {"", "Example: troth explain T0301"},
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CODE", description = "A code such as T0301.")
    private String code = "";

    @Option(names = "--json", description = "Prints the page as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        String id = code.toUpperCase(Locale.ROOT);
        String page = Explanations.of(id);
        if (page == null) {
            throw Specs.unknown(
                    "code", code, Arrays.stream(Code.values()).map(Code::id).toList());
        }
        System.out.print(
                json
                        ? Json.object()
                                .put("schema", "troth-explanation")
                                .put("version", 1)
                                .put("code", id)
                                .put("page", page)
                                .write()
                        : page + (page.endsWith("\n") ? "" : "\n"));
        return ExitCode.OK;
    }
}
