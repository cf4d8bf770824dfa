package dev.troth.reference.draw;

import java.util.List;
import java.util.Set;

/**
 * A table.
 *
 * @param head the columns; the first is that of the rows' names
 * @param notes what is said under it
 * @param lit what stands in cells that catch the eye
 */
public record Grid(String title, List<String> head, List<List<String>> rows, List<String> notes, Set<String> lit)
        implements Picture {
    /** One without such cells. */
    Grid(String title, List<String> head, List<List<String>> rows, List<String> notes) {
        this(title, head, rows, notes, Set.of());
    }

    @Override
    public String text(int columns) {
        return GridWriter.text(this, columns);
    }

    @Override
    public String dot() {
        return GridWriter.dot(this);
    }

    @Override
    public String mermaid() {
        return GridWriter.mermaid(this);
    }

    @Override
    public String plantUml() {
        return GridWriter.plantUml(this);
    }

    @Override
    public String svg() {
        return GridWriter.svg(this);
    }

    int[] widths() {
        int[] widths = new int[head.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = head.get(i).length();
            for (List<String> row : rows) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return widths;
    }
}
