package dev.troth.reference.draw;

import java.util.ArrayList;
import java.util.List;

/** Text in lines of a width. */
public final class Words {
    /** After these a long word may be broken. */
    private static final String JOINTS = ",(/|=:;_.-";

    private Words() {}

    /** The words of a text in lines of at most {@code width} characters, at least one line; a longer word stands alone. */
    public static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** Where a line ends that has room for the first {@code full} of more characters: best between words. */
    static int end(String text, int full) {
        int blank = text.lastIndexOf(' ', full);
        if (blank > full / 3) {
            return blank;
        }
        for (int end = full; end > full / 2; end--) {
            if (JOINTS.indexOf(text.charAt(end - 1)) >= 0) {
                return end;
            }
        }
        return blank > 0 ? blank : full;
    }
}
