package dev.troth.reference.draw;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Bit diagrams in each of the formats. */
final class BitMapWriter {
    private static final int BIT = 26;
    private static final int HIGH = 34;
    /** Characters in a line under a diagram. */
    private static final int NOTE = 110;

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
            cut(rows, bits -> 2 * bits - 1).forEach(text -> out.wrapped("  ", text));
        }
        return out.toString();
    }

    /** What stands in full under a diagram, as it has no room in it; {@code room} is that of so many bits. */
    private static List<String> cut(List<List<BitMap.Piece>> rows, IntUnaryOperator room) {
        return rows.stream()
                .flatMap(List::stream)
                .filter(piece -> piece.text().length() > room.applyAsInt(piece.bits()))
                .map(BitMap.Piece::text)
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
        Svg out = new Svg(BitMap.ROW_BITS * BIT + 60, map.title());
        out.text(20, 32, "start", "title", map.title());
        int y = 56;
        for (BitMap.Block block : map.blocks()) {
            y += 14;
            out.text(20, y, "start", "name", block.name());
            y += 22;
            for (int bit = 0; bit < BitMap.ROW_BITS; bit++) {
                out.text(30 + bit * BIT + BIT / 2, y, "middle", "note", String.valueOf(bit));
            }
            y += 8;
            for (List<BitMap.Piece> row : BitMap.rows(block)) {
                for (BitMap.Piece piece : row) {
                    int wide = piece.bits() * BIT;
                    out.cell(30 + piece.from() * BIT, y, wide, HIGH);
                    String text = Wording.shortened(piece.text(), Math.max(1, (int) (wide / 8.8)));
                    String shown = piece.text().isEmpty() && piece.more() ? "…" : text;
                    out.text(30 + piece.from() * BIT + wide / 2, y + 22, "middle", "mono", shown);
                }
                y += HIGH;
            }
            for (String text : cut(BitMap.rows(block), bits -> (int) (bits * BIT / 8.8))) {
                for (int at = 0; at < text.length(); at += NOTE) {
                    y += 17;
                    out.text(30, y, "start", "note", text.substring(at, Math.min(text.length(), at + NOTE)));
                }
            }
            y += 20;
        }
        out.height(y + 10);
        return out.toString();
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
