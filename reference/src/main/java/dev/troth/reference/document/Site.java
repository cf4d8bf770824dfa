package dev.troth.reference.document;

import dev.troth.reference.compare.ComparisonTable;
import dev.troth.reference.document.Document.Drawing;
import dev.troth.reference.document.Document.Table;
import dev.troth.reference.draw.Markup;
import dev.troth.reference.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Documents as files: a page and a Markdown file for each, their pictures, and an index with the comparison of all calls. */
public final class Site {
    private final List<Document> documents;
    private final ComparisonTable comparison;

    public Site(List<Document> documents, ComparisonTable comparison) {
        this.documents = documents.stream().map(d -> compared(d, comparison)).toList();
        this.comparison = comparison;
    }

    /** With what its calls cost, where it is among those that are compared. */
    private static Document compared(Document document, ComparisonTable comparison) {
        int column = comparison.names().indexOf(document.name());
        if (column < 0) {
            return document;
        }
        List<Document.Block> blocks = new ArrayList<>();
        blocks.add(new Document.Paragraph(comparison.conditions() + ". The index has all calls side by side."));
        for (ComparisonTable.Section section : comparison.sections()) {
            blocks.add(new Table(
                    "",
                    List.of(section.title(), document.name()),
                    section.rows().stream()
                            .map(row -> List.of(row.label(), row.cells().get(column)))
                            .toList()));
        }
        List<Document.Section> sections = new ArrayList<>(document.sections());
        sections.add(new Document.Section("Comparison", blocks));
        return new Document(document.name(), document.title(), sections);
    }

    /** Those whose calls are compared, then the others. */
    private Map<String, List<Document>> groups() {
        Map<Boolean, List<Document>> parts = documents.stream()
                .collect(Collectors.partitioningBy(d -> comparison.names().contains(d.name())));
        Map<String, List<Document>> groups = new LinkedHashMap<>();
        groups.put("Calls, side by side below", parts.getOrDefault(true, List.of()));
        groups.put("Other exchanges: cores and classics", parts.getOrDefault(false, List.of()));
        groups.values().removeIf(List::isEmpty);
        return groups;
    }

    /** How many goals hold, are broken and are open, in words; empty where nothing was asked. */
    private static String counts(Document document) {
        return Arrays.stream(Document.Sign.values())
                .filter(sign -> document.count(sign) > 0)
                .map(sign -> sign.text() + ": " + document.count(sign))
                .collect(Collectors.joining(", "));
    }

    /** @throws IOException if the folder cannot be written to */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Document document : documents) {
            text(folder, document.name() + ".html", Html.of(document));
            text(folder, document.name() + ".md", Markdown.of(document));
            List<Drawing> drawings = document.sections().stream()
                    .flatMap(s -> s.blocks().stream())
                    .flatMap(b -> b instanceof Drawing drawing ? Stream.of(drawing) : Stream.empty())
                    .toList();
            List<String> pictures = IntStream.range(0, drawings.size())
                    .parallel()
                    .mapToObj(i -> drawings.get(i).picture().svg())
                    .toList();
            for (int i = 0; i < pictures.size(); i++) {
                text(folder, Html.picture(document.name(), i + 1), pictures.get(i));
            }
        }
        text(folder, "index.html", index());
        text(folder, "index.md", markdownIndex());
    }

    private static void text(Path folder, String file, String text) throws IOException {
        AtomicFile.write(folder.resolve(file), text);
    }

    private String index() {
        StringBuilder out = new StringBuilder("<h1>Key exchanges</h1>\n");
        groups().forEach((title, group) -> {
            out.append("<h2>").append(title).append("</h2>\n<table>\n");
            for (Document document : group) {
                out.append("<tr><td><a href=\"").append(document.name()).append(".html\">");
                out.append(document.name()).append("</a></td><td>").append(Markup.escaped(document.title()));
                out.append("</td><td>").append(counts(document)).append("</td></tr>\n");
            }
            out.append("</table>\n");
        });
        if (!comparison.names().isEmpty()) {
            out.append("<h2>Side by side</h2>\n<p>")
                    .append(Markup.escaped(comparison.conditions()))
                    .append("</p>\n");
        }
        for (ComparisonTable.Section section : comparison.sections()) {
            List<String> head = new ArrayList<>(List.of(section.title()));
            head.addAll(comparison.names());
            List<List<String>> rows = new ArrayList<>();
            for (ComparisonTable.Row row : section.rows()) {
                List<String> cells = new ArrayList<>(List.of(row.label()));
                cells.addAll(row.cells());
                rows.add(cells);
            }
            Html.block(out, new Table("", head, rows));
        }
        return Html.page("Key exchanges", out.toString());
    }

    private String markdownIndex() {
        StringBuilder out = new StringBuilder("# Key exchanges\n\n");
        groups().forEach((title, group) -> {
            out.append("## ").append(title).append("\n\n");
            for (Document document : group) {
                String counts = counts(document);
                out.append("- [")
                        .append(document.name())
                        .append("](")
                        .append(document.name())
                        .append(".md): ")
                        .append(Markdown.escaped(document.title()))
                        .append(counts.isEmpty() ? "" : " (" + counts + ")")
                        .append('\n');
            }
            out.append('\n');
        });
        if (!comparison.names().isEmpty()) {
            out.append("## Side by side\n\n").append(comparison.markdown());
        }
        return out.toString();
    }
}
