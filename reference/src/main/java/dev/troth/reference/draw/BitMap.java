package dev.troth.reference.draw;

import java.util.ArrayList;
import java.util.List;

/** Layouts as rows of 32 bits. */
public record BitMap(String title, List<Block> blocks) implements Picture {

    @Override
    public String text(int columns) {
        return BitMapWriter.text(this, columns);
    }

    @Override
    public String dot() {
        return GridWriter.dot(BitMapWriter.table(this));
    }

    @Override
    public String mermaid() {
        return BitMapWriter.mermaid(this);
    }

    @Override
    public String plantUml() {
        return GridWriter.plantUml(BitMapWriter.table(this));
    }

    @Override
    public String svg() {
        return BitMapWriter.svg(this);
    }

    static final int ROW_BITS = 32;
    /** A field of more rows is drawn with two and a gap. */
    private static final int MOST_ROWS = 4;

    /** One layout. */
    public record Block(String name, List<Cell> cells) {}

    /** @param bits how wide it is, -1 if that differs */
    public record Cell(String name, int bits) {}

    /**
     * What of a field stands in one row.
     *
     * @param begun true if the field comes from the row before
     * @param open true if the field goes on in the next row
     * @param more true if the field is longer than it is drawn
     */
    record Piece(String text, int from, int bits, boolean begun, boolean open, boolean more) {}

    /** The pieces of a layout, row after row; the last row may be short. */
    static List<List<Piece>> rows(Block block) {
        List<List<Piece>> rows = new ArrayList<>();
        List<Piece> row = new ArrayList<>();
        int at = 0;
        for (Cell cell : block.cells()) {
            boolean varies = cell.bits() < 0;
            int left = varies ? ROW_BITS - at : cell.bits();
            boolean cut = left > MOST_ROWS * ROW_BITS;
            String text = cut ? cell.name() + " (" + cell.bits() / 8 + " octets)" : cell.name();
            if (cut) {
                left = ROW_BITS - at + ROW_BITS + left % ROW_BITS;
            }
            boolean first = true;
            while (left > 0) {
                int here = Math.min(left, ROW_BITS - at);
                left -= here;
                row.add(new Piece(first ? text : "", at, here, !first, left > 0, varies || (cut && left > 0)));
                first = false;
                at += here;
                if (at == ROW_BITS) {
                    rows.add(row);
                    row = new ArrayList<>();
                    at = 0;
                }
            }
        }
        if (!row.isEmpty()) {
            rows.add(row);
        }
        return rows;
    }
}
