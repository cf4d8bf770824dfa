package dev.troth.reference.draw;

import java.util.ArrayList;
import java.util.List;

/** A table in each of the formats. */
final class GridWriter {
    private static final double GLYPH = 8.7;
    private static final int ROW = 28;

    private GridWriter() {}

    /** As wide as it needs to be; where that is too much, one block for each row. */
    static String text(Grid grid, int columns) {
        Lines out = new Lines(columns);
        out.wrapped("", grid.title());
        out.line("");
        int[] widths = grid.widths();
        int whole = 2 * (widths.length - 1);
        for (int width : widths) {
            whole += width;
        }
        if (whole <= columns) {
            List<List<String>> all = new ArrayList<>();
            all.add(grid.head());
            all.addAll(grid.rows());
            for (List<String> row : all) {
                StringBuilder line = new StringBuilder();
                for (int i = 0; i < widths.length; i++) {
                    line.append(row.get(i))
                            .append(" ".repeat(widths[i] - row.get(i).length() + 2));
                }
                out.line(line.toString());
            }
        } else {
            for (List<String> row : grid.rows()) {
                out.wrapped("", row.getFirst());
                for (int i = 1; i < row.size(); i++) {
                    if (!row.get(i).isEmpty()) {
                        out.wrapped("  ", grid.head().get(i) + ": " + row.get(i));
                    }
                }
            }
        }
        if (!grid.notes().isEmpty()) {
            out.line("");
            grid.notes().forEach(note -> out.wrapped("", note));
        }
        return out.toString();
    }

    static String svg(Grid grid) {
        int[] widths = grid.widths();
        int[] pixels = new int[widths.length];
        int whole = 40;
        for (int i = 0; i < widths.length; i++) {
            pixels[i] = (int) (widths[i] * GLYPH) + 22;
            whole += pixels[i];
        }
        int said = grid.notes().stream().mapToInt(String::length).max().orElse(0);
        int named = Math.max(grid.title().length() * 12, said * 7);
        Svg out = new Svg(Math.max(whole, named + 60), grid.title());
        out.text(20, 32, "start", "title", grid.title());
        int y = 52;
        List<List<String>> all = new ArrayList<>();
        all.add(grid.head());
        all.addAll(grid.rows());
        for (int r = 0; r < all.size(); r++) {
            int x = 20;
            for (int i = 0; i < pixels.length; i++) {
                out.cell(x, y, pixels[i], ROW);
                out.text(
                        x + 10,
                        y + 19,
                        "start",
                        r == 0 || i == 0 ? "mono state" : "mono",
                        all.get(r).get(i));
                x += pixels[i];
            }
            y += ROW;
        }
        for (String note : grid.notes()) {
            y += 20;
            out.text(20, y, "start", "note", note);
        }
        out.height(y + 24);
        return out.toString();
    }

    static String dot(Grid grid) {
        StringBuilder out = new StringBuilder("digraph troth {\n  graph [labelloc=t, label=");
        out.append(GraphDot.quoted(grid.title())).append("];\n  node [fontname=\"DejaVu Sans\", shape=plain];\n");
        out.append("  table [label=<<TABLE BORDER=\"0\" CELLBORDER=\"1\" CELLSPACING=\"0\" CELLPADDING=\"5\">\n");
        htmlRow(grid.head(), true, out);
        grid.rows().forEach(row -> htmlRow(row, false, out));
        return out.append("  </TABLE>>];\n}\n").toString();
    }

    private static void htmlRow(List<String> row, boolean head, StringBuilder out) {
        out.append("    <TR>");
        for (String cell : row) {
            String text = cell.isEmpty() ? " " : Svg.escaped(cell);
            out.append("<TD ALIGN=\"LEFT\">")
                    .append(head ? "<B>" + text + "</B>" : text)
                    .append("</TD>");
        }
        out.append("</TR>\n");
    }

    static String mermaid(Grid grid) {
        StringBuilder out =
                new StringBuilder("block-beta\n  columns " + grid.head().size() + "\n");
        List<List<String>> all = new ArrayList<>();
        all.add(grid.head());
        all.addAll(grid.rows());
        for (int r = 0; r < all.size(); r++) {
            out.append(' ');
            for (int i = 0; i < all.get(r).size(); i++) {
                String cell = all.get(r).get(i);
                out.append(" c").append(r).append('_').append(i).append('[');
                out.append(GraphMermaid.quoted(cell.isEmpty() ? " " : cell)).append(']');
            }
            out.append('\n');
        }
        return out.toString();
    }

    static String plantUml(Grid grid) {
        StringBuilder out = new StringBuilder("@startsalt\n{\n  " + salted(grid.title()) + "\n  {#\n");
        List<List<String>> all = new ArrayList<>();
        all.add(grid.head());
        all.addAll(grid.rows());
        for (List<String> row : all) {
            out.append("    ")
                    .append(String.join(
                            " | ", row.stream().map(GridWriter::salted).toList()))
                    .append('\n');
        }
        return out.append("  }\n}\n@endsalt\n").toString();
    }

    /** A dot is an empty cell; brackets, braces and quotation marks are widgets. */
    private static String salted(String text) {
        String plain = text.replace('"', '\'')
                .replace('[', '(')
                .replace(']', ')')
                .replace('{', '(')
                .replace('}', ')');
        return plain.isEmpty() ? "." : plain.replace("|", "/").replace("^", "'");
    }
}
