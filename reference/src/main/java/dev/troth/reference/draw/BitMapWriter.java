package dev.troth.reference.draw;

import java.util.Arrays;
import java.util.List;

/** Bit diagrams in each of the formats. */
final class BitMapWriter {
    private static final int BIT = 28;
    private static final int LEFT = 30;
    private static final int HIGH = 34;

    private static final String RULER_TENS = " 0                   1                   2                   3";
    private static final String RULER = " 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1";

    private BitMapWriter() {}

    /** As in RFC 791: two columns to a bit, 65 columns in all. */
    static String text(BitMap map, int columns) {
        Lines out = new Lines(columns);
        out.wrapped("", map.title());
        for (BitMap.Block block : map.blocks()) {
            out.line("");
            out.line(block.name());
            out.line(RULER_TENS);
            out.line(RULER);
            List<List<BitMap.Piece>> rows = BitMap.rows(block);
            int above = 0;
            boolean[] open = new boolean[BitMap.ROW_BITS];
            for (List<BitMap.Piece> row : rows) {
                int wide = row.getLast().from() + row.getLast().bits();
                // A field goes on only where the next row has room for it.
                Arrays.fill(open, wide, BitMap.ROW_BITS, false);
                out.line(border(Math.max(above, wide), open));
                content(row, out);
                for (BitMap.Piece piece : row) {
                    Arrays.fill(open, piece.from(), piece.from() + piece.bits(), piece.open());
                }
                above = wide;
            }
            out.line(border(above, new boolean[BitMap.ROW_BITS]));
            cut(rows).forEach(text -> out.wrapped("  ", text));
        }
        return out.toString();
    }

    /** What stands in full under a diagram, as it has no room in it. */
    private static List<String> cut(List<List<BitMap.Piece>> rows) {
        return rows.stream()
                .flatMap(List::stream)
                .filter(piece -> piece.text().length() > 2 * piece.bits() - 1)
                .map(piece -> (piece.bits() == 1 ? "bit " : "from bit ") + piece.from() + ": " + piece.text())
                .toList();
    }

    private static String border(int bits, boolean[] open) {
        StringBuilder line = new StringBuilder("+");
        for (int i = 0; i < bits; i++) {
            line.append(open[i] ? ' ' : '-').append(open[i] && i + 1 < bits && open[i + 1] ? ' ' : '+');
        }
        return line.toString();
    }

    private static void content(List<BitMap.Piece> row, Lines out) {
        StringBuilder line = new StringBuilder();
        for (BitMap.Piece piece : row) {
            int room = 2 * piece.bits() - 1;
            String text = Wording.shortened(piece.text(), Math.max(1, room));
            int before = (room - text.length()) / 2;
            line.append(piece.more() ? '~' : '|')
                    .append(" ".repeat(before))
                    .append(text)
                    .append(" ".repeat(Math.max(0, room - before - text.length())));
        }
        out.line(line.append(row.getLast().more() ? '~' : '|').toString());
    }

    static String svg(BitMap map) {
        Svg out = new Svg(BitMap.ROW_BITS * BIT + 2 * LEFT, map.title());
        int y = out.head(List.of()) + 4;
        for (BitMap.Block block : map.blocks()) {
            y += 30;
            out.text(20, y, "start", Svg.NAME, "ink", block.name());
            y += 22;
            for (int bit = 0; bit < BitMap.ROW_BITS; bit++) {
                out.text(LEFT + bit * BIT + BIT / 2, y, "middle", Svg.SMALL, "pale", String.valueOf(bit));
            }
            y += 8;
            List<List<BitMap.Piece>> rows = BitMap.rows(block);
            for (List<BitMap.Piece> row : rows) {
                for (BitMap.Piece piece : row) {
                    piece(out, piece, y);
                }
                y += HIGH;
            }
            for (BitMap.Piece piece : cutShort(rows)) {
                String where = piece.bits() == 1 ? "bit " + piece.from() : "from bit " + piece.from();
                y = out.said(List.of(where + ": " + piece.text()), y);
            }
        }
        out.height(y + 24);
        return out.toString();
    }

    /** Nothing closes it where the field goes on; its sides are broken where it is longer than it is drawn. */
    private static void piece(Svg out, BitMap.Piece piece, int y) {
        int x = LEFT + piece.from() * BIT;
        int wide = piece.bits() * BIT;
        String solid = "class=\"line\" stroke-width=\"1.4\"";
        String faint = "class=\"faint\" stroke-width=\"1.2\" stroke-dasharray=\"2 6\"";
        String side = piece.more() ? "class=\"line\" stroke-width=\"1.8\" stroke-dasharray=\"5 5\"" : solid;
        if (piece.begun()) {
            out.line(x, y, x + wide, y, faint);
        } else {
            out.line(x, y, x + wide, y, solid);
        }
        out.line(x, y, x, y + HIGH, side);
        out.line(x + wide, y, x + wide, y + HIGH, side);
        if (!piece.open()) {
            out.line(x, y + HIGH, x + wide, y + HIGH, solid);
        }
        out.text(x + wide / 2, y + 23, "middle", Svg.BODY, "ink", fitted(piece));
    }

    private static String fitted(BitMap.Piece piece) {
        int room = piece.bits() * BIT - 6;
        String text = piece.text();
        if (text.isEmpty()) {
            return piece.more() ? "..." : "";
        }
        if (Svg.BODY.width(text) <= room) {
            return text;
        }
        String bare = text.contains(" ") ? text.substring(0, text.indexOf(' ')) : text;
        String shown = Svg.BODY.width(bare) <= room ? bare : bare + "...";
        while (!shown.isEmpty() && Svg.BODY.width(shown) > room) {
            bare = bare.substring(0, bare.length() - 1);
            shown = bare.length() > 2 ? bare + "..." : bare;
        }
        return shown;
    }

    /** What stands in full under a drawing, as it has no room in it. */
    private static List<BitMap.Piece> cutShort(List<List<BitMap.Piece>> rows) {
        return rows.stream()
                .flatMap(List::stream)
                .filter(piece -> Svg.BODY.width(piece.text()) > piece.bits() * BIT - 6)
                .toList();
    }

    static String mermaid(BitMap map) {
        StringBuilder out =
                new StringBuilder("---\ntitle: " + GraphMermaid.quoted(map.title()) + "\n---\npacket-beta\n");
        int at = 0;
        for (BitMap.Block block : map.blocks()) {
            for (BitMap.Cell cell : block.cells()) {
                int bits = cell.bits() < 0 ? BitMap.ROW_BITS : cell.bits();
                String label = block.name() + "." + cell.name();
                out.append("  ").append(at);
                if (bits > 1) {
                    out.append('-').append(at + bits - 1);
                }
                out.append(": ").append(GraphMermaid.quoted(label)).append('\n');
                at += bits;
            }
        }
        return out.toString();
    }

    static Grid table(BitMap map) {
        List<List<String>> rows = map.blocks().stream()
                .flatMap(block -> block.cells().stream()
                        .map(cell ->
                                List.of(block.name(), cell.name(), cell.bits() < 0 ? "" : String.valueOf(cell.bits()))))
                .toList();
        return new Grid(map.title(), List.of("layout", "field", "bits"), rows, List.of());
    }
}
