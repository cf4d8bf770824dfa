package dev.troth.reference.cli;

import dev.troth.reference.document.Description;
import dev.troth.reference.document.Markdown;
import dev.troth.spec.model.Protocol;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code troth draft}: sections for an Internet-Draft. */
@Command(
        name = "draft",
        description = "Prints sections for an Internet-Draft (kramdown-rfc): diagrams, tables, goals and test vectors.",
        footer = {
            "",
            "Example: troth draft mikey-psk --out mikey-psk.md",
            "Put the sections into the middle of a draft; figures and tables have captions and anchors."
        },
        mixinStandardHelpOptions = true)
final class DraftCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "SPEC",
            description = "A name of the library (see troth list), a file, or - for standard input.")
    private String spec = "";

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write the sections.")
    private @Nullable String out;

    @Override
    public Integer call() {
        Protocol protocol = new Specs().protocol(spec);
        String name = spec.replaceAll(".*/", "").replaceAll("\\.troth$", "");
        String sections = Markdown.draft(Description.forDraft(name, protocol));
        String file = out;
        if (file == null) {
            System.out.print(sections);
            return ExitCode.OK;
        }
        OutFile.write(file, sections);
        System.out.println(file);
        return ExitCode.OK;
    }
}
