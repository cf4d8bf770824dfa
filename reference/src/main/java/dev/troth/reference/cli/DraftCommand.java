package dev.troth.reference.cli;

import dev.troth.reference.document.Description;
import dev.troth.reference.document.Document;
import dev.troth.reference.document.Markdown;
import dev.troth.spec.model.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
    @Mixin
    private final Specs texts = new Specs();

    @Parameters(
            paramLabel = "SPEC",
            description = "A name of the library (see troth list), a file, or - for standard input.")
    private String spec = "";

    @Option(
            names = "--section",
            paramLabel = "NAME[,NAME...]",
            split = ",",
            description = "Only these: summary, diagrams, keys, states, goals, vectors.")
    private List<String> sections = List.of();

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write the sections.")
    private @Nullable String out;

    @Override
    public Integer call() {
        Protocol protocol = texts.protocol(spec);
        String name = spec.replaceAll(".*/", "").replaceAll("\\.troth$", "");
        String text = Markdown.draft(chosen(Description.forDraft(name, protocol)));
        String file = out;
        if (file == null) {
            System.out.print(text);
            return ExitCode.OK;
        }
        OutFile.write(file, text);
        System.out.println(file);
        return ExitCode.OK;
    }

    private Document chosen(Document whole) {
        if (sections.isEmpty()) {
            return whole;
        }
        List<String> titles = new ArrayList<>();
        for (String section : sections) {
            List<String> known = Description.SECTIONS.get(section);
            if (known == null) {
                throw Specs.unknown("section", section, List.copyOf(Description.SECTIONS.keySet()));
            }
            titles.addAll(known);
        }
        return new Document(
                whole.name(),
                whole.title(),
                whole.sections().stream()
                        .filter(s -> titles.contains(s.title()))
                        .toList());
    }
}
