package dev.troth.reference.document;

import static dev.troth.reference.draw.Markup.escaped;

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
            :root{color-scheme:light dark;--ink:#1a1a1a;--soft:#555;--ground:#fff;--box:#f4f4f4;--rule:#c8c8c8;
            --good:#0b5d1e;--bad:#a4161a;--open:#6b4e00}
            @media (prefers-color-scheme:dark){:root{--ink:#f0f0f0;--soft:#bbb;--ground:#1e1e1e;--box:#2a2a2a;--rule:#555;
            --good:#8fdf9f;--bad:#ff9a9a;--open:#ffd37a}}
            body{margin:0 auto;max-width:80rem;padding:0 1.5rem 4rem;background:var(--ground);color:var(--ink);
            font:16px/1.5 "DejaVu Sans",Helvetica,sans-serif}
            a{color:inherit}h1{font-size:1.8rem;line-height:1.2}
            h2{margin:2.5rem 0 .5rem;padding-top:.5rem;border-top:2px solid var(--rule);scroll-margin-top:3rem}
            nav{position:sticky;top:0;background:var(--ground);padding:.5rem 0;border-bottom:1px solid var(--rule)}
            nav a{margin-right:1rem}p{max-width:60rem}
            .wide{overflow-x:auto;margin:1rem 0}table{border-collapse:collapse;font-size:.92rem}
            caption{text-align:left;font-style:italic;color:var(--soft);padding-bottom:.3rem}
            td,th{text-align:left;vertical-align:top;padding:.25rem 1rem .25rem 0;border-bottom:1px solid var(--rule)}
            tr:target,figure:target{background:var(--box)}
            .holds,.broken,.open{white-space:nowrap;font-weight:bold}
            .holds{color:var(--good)}.broken{color:var(--bad)}.open{color:var(--open)}
            figure{margin:1rem 0 2rem;overflow-x:auto;scroll-margin-top:3rem}
            figcaption{font-style:italic;color:var(--soft)}img{max-width:none}
            pre{overflow:auto;font-size:.85rem;background:var(--box);padding:.5rem}
            @media print{nav{position:static}}
            </style>
            """;

    /** Pages run no script, and take their pictures from beside them. */
    private static final String POLICY = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
            + "style-src 'unsafe-inline'; img-src 'self' file: data:\">\n";

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
            out.append("<a href=\"#").append(anchor(section.title())).append("\">");
            out.append(escaped(section.title())).append("</a>");
        }
        out.append("</nav>\n<h1>").append(escaped(document.title())).append("</h1>\n");
        int pictures = 0;
        for (Section section : document.sections()) {
            out.append("<h2 id=\"").append(anchor(section.title())).append("\">");
            out.append(escaped(section.title())).append("</h2>\n");
            for (Block block : section.blocks()) {
                if (block instanceof Drawing(String caption, var ignored)) {
                    pictures++;
                    out.append("<figure id=\"")
                            .append(anchor(caption))
                            .append("\"><img loading=\"lazy\" src=\"")
                            .append(picture(document.name(), pictures));
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
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n" + POLICY + "<title>"
                + escaped(title)
                + "</title>\n<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n" + STYLE
                + "</head>\n<body>\n" + body + "</body>\n</html>\n";
    }

    private static String anchor(String title) {
        return title.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9_]+", "-");
    }

    static void block(StringBuilder out, Block block) {
        switch (block) {
            case Paragraph(String text) ->
                out.append("<p>").append(escaped(text)).append("</p>\n");
            case Listing(List<String> lines) ->
                out.append("<pre>").append(escaped(String.join("\n", lines))).append("</pre>\n");
            case Table table -> table(out, table);
            case Document.Verdicts verdicts -> verdicts(out, verdicts);
            case Drawing ignored -> {}
        }
    }

    private static void table(StringBuilder out, Table table) {
        out.append("<div class=\"wide\"><table>\n");
        if (!table.caption().isEmpty()) {
            out.append("<caption>").append(escaped(table.caption())).append("</caption>\n");
        }
        row(out, table.head(), "th");
        table.rows().forEach(row -> row(out, row, "td"));
        out.append("</table></div>\n");
    }

    private static void verdicts(StringBuilder out, Document.Verdicts verdicts) {
        out.append("<div class=\"wide\"><table>\n<caption>")
                .append(escaped(verdicts.caption()))
                .append("</caption>\n");
        row(out, List.of("Goal", "At", "Under", "Found", "How far", "File expects"), "th");
        for (Document.Answer answer : verdicts.answers()) {
            String found = escaped(answer.sign().text());
            String linked = answer.attack().isEmpty()
                    ? found
                    : "<a href=\"#" + anchor(answer.attack()) + "\">" + found + "</a>";
            out.append("<tr><td>").append(escaped(answer.goal()));
            out.append("</td><td>").append(escaped(answer.point()));
            out.append("</td><td>").append(escaped(answer.under()));
            out.append("</td><td class=\"")
                    .append(look(answer.sign()))
                    .append("\">")
                    .append(linked);
            out.append("</td><td>").append(escaped(answer.found()));
            out.append("</td><td>").append(escaped(answer.expected())).append("</td></tr>\n");
        }
        out.append("</table></div>\n");
    }

    private static String look(Document.Sign sign) {
        return sign.name().toLowerCase(java.util.Locale.ROOT);
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
}
