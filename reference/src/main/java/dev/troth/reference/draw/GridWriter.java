package dev.troth.reference.draw;

import java.util.ArrayList;
import java.util.List;

/** A table in each of the formats. */
final class GridWriter {
    private static final String CELL = "class=\"line\" stroke-width=\"1.2\"";
    private static final int ROW = 30;
    private static final int LINE = 20;
    /** Letters of a word that is worth two lines. */
    private static final int LONG = 8;
    /** Units that a picture is wide at least. */
    private static final int LEAST = 480;

    private static final Letters LIT = Svg.STATE;

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
        List<List<String>> heads = grid.head().stream().map(GridWriter::humps).toList();
        int[] wide = new int[heads.size()];
        int whole = 40;
        for (int i = 0; i < wide.length; i++) {
            wide[i] = Svg.STATE.widest(heads.get(i));
            for (List<String> row : grid.rows()) {
                wide[i] = Math.max(wide[i], letters(i).width(row.get(i)));
            }
            wide[i] += 20;
            whole += wide[i];
        }
        Svg out = new Svg(Math.max(whole, LEAST), grid.title());
        int y = out.head(List.of()) + 14;
        int deep = heads.stream().mapToInt(List::size).max().orElse(1);
        int high = 10 + deep * LINE;
        int x = 20;
        for (int i = 0; i < wide.length; i++) {
            out.box(x, y, wide[i], high, "class=\"shade\"");
            out.box(x, y, wide[i], high, CELL);
            for (int line = 0; line < heads.get(i).size(); line++) {
                out.text(
                        x + 10,
                        y + 20 + line * LINE,
                        "start",
                        Svg.STATE,
                        "ink",
                        heads.get(i).get(line));
            }
            x += wide[i];
        }
        y += high;
        for (List<String> row : grid.rows()) {
            x = 20;
            for (int i = 0; i < wide.length; i++) {
                String text = row.get(i);
                boolean aside = text.startsWith("(") || text.equals("-");
                if (!aside && grid.lit().contains(text)) {
                    out.box(x, y, wide[i], ROW, "class=\"shade\"");
                }
                out.box(x, y, wide[i], ROW, CELL);
                boolean bold = i == 0 || grid.lit().contains(text);
                out.text(x + 10, y + 20, "start", bold ? Svg.STATE : Svg.BODY, aside ? "pale" : "ink", text);
                x += wide[i];
            }
            y += ROW;
        }
        out.height(out.said(grid.notes(), y + 4) + 20);
        return out.toString();
    }

    /** Of a column: bold at its widest. */
    private static Letters letters(int column) {
        return column == 0 ? Svg.STATE : LIT;
    }

    /** A long word in lines that begin with its capital letters. */
    private static List<String> humps(String word) {
        if (word.length() < LONG || word.contains(" ")) {
            return Svg.STATE.wrapped(word, 110);
        }
        List<String> lines = new ArrayList<>();
        for (String hump : word.split("(?<=[a-z0-9])(?=[A-Z])")) {
            int last = lines.size() - 1;
            if (last >= 0 && lines.get(last).length() + hump.length() < LONG) {
                lines.set(last, lines.get(last) + hump);
            } else {
                lines.add(hump);
            }
        }
        return lines;
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
            String text = cell.isEmpty() ? " " : Markup.escaped(cell);
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
