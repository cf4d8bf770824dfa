package dev.troth.reference.document;

import dev.troth.reference.document.Document.Block;
import dev.troth.reference.document.Document.Drawing;
import dev.troth.reference.document.Document.Listing;
import dev.troth.reference.document.Document.Paragraph;
import dev.troth.reference.document.Document.Section;
import dev.troth.reference.document.Document.Table;
import java.util.List;

/** A document as a page for a browser, with its pictures in it; nothing is asked of a network. */
public final class Html {
    private static final String STYLE = """
            <style>
            :root{--ink:#1a1a1a;--ground:#ffffff;--rule:#c8c8c8}
            @media (prefers-color-scheme:dark){:root{--ink:#f0f0f0;--ground:#1e1e1e;--rule:#555}}
            body{margin:0 auto;max-width:75rem;padding:0 1rem 4rem;background:var(--ground);color:var(--ink);
            font:16px/1.5 "DejaVu Sans",Helvetica,sans-serif}
            a{color:inherit}table{border-collapse:collapse;margin:1rem 0}td,th{text-align:left;vertical-align:top;
            padding:.2rem .8rem .2rem 0;border-bottom:1px solid var(--rule);overflow-wrap:anywhere}
            figure{margin:1rem 0;overflow:auto}figcaption{font-style:italic}img{max-width:none;background:#fff}
            pre{overflow:auto;font-size:.85rem}nav a{margin-right:1rem}
            </style>
            """;

    private Html() {}

    /** The file names of the pictures of a document, in order: {@code NAME-1.svg} and so on. */
    static String picture(String name, int number) {
        return name + "-" + number + ".svg";
    }

    /** The page; its pictures stand beside it. */
    public static String of(Document document) {
        StringBuilder out = new StringBuilder();
        out.append("<nav><a href=\"index.html\">All protocols</a>");
        for (Section section : document.sections()) {
            out.append("<a href=\"#").append(anchor(section)).append("\">");
            out.append(escaped(section.title())).append("</a>");
        }
        out.append("</nav>\n<h1>").append(escaped(document.title())).append("</h1>\n");
        int pictures = 0;
        for (Section section : document.sections()) {
            out.append("<h2 id=\"").append(anchor(section)).append("\">");
            out.append(escaped(section.title())).append("</h2>\n");
            for (Block block : section.blocks()) {
                if (block instanceof Drawing(String caption, var ignored)) {
                    pictures++;
                    out.append("<figure><img src=\"").append(picture(document.name(), pictures));
                    out.append("\" alt=\"").append(escaped(caption)).append("\"><figcaption>");
                    out.append(escaped(caption)).append("</figcaption></figure>\n");
                } else {
                    block(out, block);
                }
            }
        }
        return page(document.title(), out.toString());
    }

    static String page(String title, String body) {
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>" + escaped(title)
                + "</title>\n" + STYLE + "</head>\n<body>\n" + body + "</body>\n</html>\n";
    }

    private static String anchor(Section section) {
        return section.title().toLowerCase(java.util.Locale.ROOT).replace(' ', '-');
    }

    static void block(StringBuilder out, Block block) {
        switch (block) {
            case Paragraph(String text) ->
                out.append("<p>").append(escaped(text)).append("</p>\n");
            case Listing(List<String> lines) ->
                out.append("<pre>").append(escaped(String.join("\n", lines))).append("</pre>\n");
            case Table table -> table(out, table);
            case Drawing ignored -> {}
        }
    }

    private static void table(StringBuilder out, Table table) {
        out.append("<table>\n");
        row(out, table.head(), "th");
        table.rows().forEach(row -> row(out, row, "td"));
        out.append("</table>\n");
    }

    private static void row(StringBuilder out, List<String> cells, String tag) {
        out.append("<tr>");
        cells.forEach(cell -> out.append('<')
                .append(tag)
                .append('>')
                .append(escaped(cell))
                .append("</")
                .append(tag)
                .append('>'));
        out.append("</tr>\n");
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
