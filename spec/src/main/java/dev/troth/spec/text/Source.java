package dev.troth.spec.text;

import java.util.ArrayList;
import java.util.List;

/**
 * One specification text with the name it is reported under. Offsets are UTF-16 indices into {@link #text()}; lines
 * and columns shown to people start at 1.
 */
public final class Source {
    private final String name;
    private final String text;
    private final int[] lineStarts;

    /** A byte order mark at the start is no part of the text. */
    public Source(String name, String octetsAsText) {
        this.name = name;
        this.text = octetsAsText.startsWith("\uFEFF") ? octetsAsText.substring(1) : octetsAsText;
        List<Integer> starts = new ArrayList<>();
        starts.add(0);
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                starts.add(i + 1);
            }
        }
        this.lineStarts = starts.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The name shown in diagnostics: a path as the user gave it, or a library path. */
    public String name() {
        return name;
    }

    public String text() {
        return text;
    }

    /** The line (from 1) that holds the offset. */
    public int line(int offset) {
        int low = 0;
        int high = lineStarts.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (lineStarts[middle] <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low + 1;
    }

    /** The column (from 1) of the offset on its line. */
    public int column(int offset) {
        return offset - lineStarts[line(offset) - 1] + 1;
    }

    /** The text of a line (from 1), without its line end. */
    public String lineText(int line) {
        int start = lineStarts[line - 1];
        int end = line < lineStarts.length ? lineStarts[line] - 1 : text.length();
        if (end > start && text.charAt(end - 1) == '\r') {
            end--;
        }
        return text.substring(start, Math.max(start, end));
    }

    @Override
    public String toString() {
        return name;
    }
}
