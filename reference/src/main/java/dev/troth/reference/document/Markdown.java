package dev.troth.reference.document;

import dev.troth.reference.document.Document.Block;
import dev.troth.reference.document.Document.Drawing;
import dev.troth.reference.document.Document.Listing;
import dev.troth.reference.document.Document.Paragraph;
import dev.troth.reference.document.Document.Section;
import dev.troth.reference.document.Document.Table;
import dev.troth.spec.text.Visible;
import java.util.List;

/** A document as Markdown with its pictures as text: for a code host, or as sections of an Internet-Draft (kramdown-rfc). */
public final class Markdown {
    /** Columns of a picture; an Internet-Draft has 72, of which a figure takes three for its margin. */
    private static final int COLUMNS = 69;

    private final Document document;
    private final boolean draft;
    private final StringBuilder out = new StringBuilder();

    private Markdown(Document document, boolean draft) {
        this.document = document;
        this.draft = draft;
    }

    /** For a code host. */
    public static String of(Document document) {
        return new Markdown(document, false).write();
    }

    /** Sections to put into the middle of an Internet-Draft: figures and tables have captions and anchors. */
    public static String draft(Document document) {
        return new Markdown(document, true).write();
    }

    private String write() {
        if (!draft) {
            out.append("# ").append(document.title()).append("\n\n");
        }
        for (Section section : document.sections()) {
            out.append(draft ? "# " : "## ").append(section.title());
            out.append(draft ? " {#" + anchor(section.title()) + "}" : "").append("\n\n");
            int number = 0;
            for (Block block : section.blocks()) {
                number++;
                block(block, anchor(section.title()) + "-" + number);
            }
        }
        return out.toString().stripTrailing() + "\n";
    }

    private String anchor(String title) {
        return (document.name() + "-" + title)
                .toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-");
    }

    private void block(Block block, String anchor) {
        switch (block) {
            case Paragraph(String text) -> out.append(escaped(text)).append("\n\n");
            case Drawing(String caption, var picture) -> {
                if (!draft) {
                    out.append(escaped(caption)).append(":\n\n");
                }
                fenced(picture.text(COLUMNS).lines().toList());
                caption(caption, anchor);
            }
            case Listing(List<String> lines) -> {
                fenced(lines);
                out.append('\n');
            }
            case Document.Verdicts verdicts -> verdicts(verdicts, anchor);
            case Table table -> table(table, anchor);
        }
    }

    private void fenced(List<String> lines) {
        out.append(draft ? "~~~ ascii-art\n" : "```text\n");
        lines.forEach(line -> out.append(line).append('\n'));
        out.append(draft ? "~~~\n" : "```\n");
    }

    private void caption(String caption, String anchor) {
        out.append(draft ? "{: #" + anchor + " title=\"" + caption.replace("\"", "'") + "\"}\n\n" : "\n");
    }

    private void verdicts(Document.Verdicts verdicts, String anchor) {
        List<List<String>> rows = verdicts.answers().stream()
                .map(a -> List.of(a.goal(), a.point(), a.under(), a.sign().text(), a.found(), a.expected(), a.attack()))
                .toList();
        table(
                new Table(
                        verdicts.caption(),
                        List.of("Goal", "At", "Under", "Found", "How far", "File expects", "Drawn below"),
                        rows),
                anchor);
    }

    private void table(Table table, String anchor) {
        row(table.head());
        row(table.head().stream().map(h -> "---").toList());
        table.rows().forEach(this::row);
        caption(table.caption(), anchor);
    }

    private void row(List<String> cells) {
        out.append('|');
        cells.forEach(cell -> out.append(' ').append(escaped(cell)).append(" |"));
        out.append('\n');
    }

    /** What Markdown and HTML would take for their own. */
    public static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        for (char c : Visible.text(text).toCharArray()) {
            if ("\\`*_{}[]<>|#~".indexOf(c) >= 0) {
                out.append('\\');
            }
            out.append(c == '\n' ? ' ' : c);
        }
        return out.toString();
    }
}
