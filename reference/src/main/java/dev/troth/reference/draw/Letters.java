package dev.troth.reference.draw;

import java.util.ArrayList;
import java.util.List;

/**
 * How wide letters are, so that boxes hold their texts on every machine: the advance widths of DejaVu Sans, which is wider
 * than the fonts that take its place where it is missing.
 *
 * @param size units of a line of text
 */
record Letters(int size, boolean bold) {
    /** Of the signs outside ASCII: no sign that is drawn is wider. */
    private static final int WIDEST = 100;

    private static final int FIRST = ' ';

    /** Hundredths of the size, from the blank to the tilde. */
    private static final int[] PLAIN = {
        32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34,
        84, 84, 84, 53, 100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79, 60, 79, 69, 63, 61, 73, 68, 99,
        69, 61, 69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52,
        39, 63, 59, 82, 59, 59, 52, 64, 34, 64, 84
    };

    private static final int[] BOLD = {
        35, 46, 52, 84, 70, 100, 87, 31, 46, 46, 52, 84, 38, 42, 38, 37, 70, 70, 70, 70, 70, 70, 70, 70, 70, 70, 40, 40,
        84, 84, 84, 58, 100, 77, 76, 73, 83, 68, 68, 82, 84, 37, 37, 77, 64, 100, 84, 85, 73, 85, 77, 72, 68, 81, 77,
        110, 77, 72, 73, 46, 37, 46, 84, 50, 50, 67, 72, 59, 72, 68, 44, 72, 71, 34, 34, 67, 34, 104, 71, 69, 72, 72,
        49, 60, 48, 71, 65, 92, 65, 65, 58, 71, 37, 71, 84
    };

    /** In units, rounded up. */
    int width(String text) {
        int[] widths = bold ? BOLD : PLAIN;
        int sum = 0;
        for (int i = 0; i < text.length(); i++) {
            int at = text.charAt(i) - FIRST;
            sum += at >= 0 && at < widths.length ? widths[at] : WIDEST;
        }
        return (sum * size + 99) / 100;
    }

    int widest(List<String> lines) {
        return lines.stream().mapToInt(this::width).max().orElse(0);
    }

    /** In lines of at most {@code room} units, at least one: broken between words, and where a word is too long, inside it. */
    List<String> wrapped(String text, int room) {
        List<String> lines = new ArrayList<>();
        String rest = text.strip();
        while (width(rest) > room) {
            int end = fitting(rest, room);
            lines.add(rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).stripLeading();
        }
        lines.add(rest);
        return lines;
    }

    /** Where a line ends: after the last blank that leaves room, else after a sign inside a word, else where it is full. */
    private int fitting(String text, int room) {
        int full = 1;
        while (full < text.length() && width(text.substring(0, full + 1)) <= room) {
            full++;
        }
        return Words.end(text, full);
    }
}
