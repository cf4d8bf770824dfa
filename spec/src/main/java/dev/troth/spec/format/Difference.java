package dev.troth.spec.format;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The first line in which a text is not in canonical layout.
 *
 * @param line its number, from 1
 * @param have the line as it is, between backticks and with what cannot be seen as escapes; or that there is none
 * @param want the line as it should be, likewise
 */
public record Difference(int line, String have, String want) {
    private static final String NONE = "the end of the file";

    /** Where two texts differ first, or null if they are the same. */
    public static @Nullable Difference first(String have, String want) {
        if (have.equals(want)) {
            return null;
        }
        List<String> haves = lines(have);
        List<String> wants = lines(want);
        int line = 0;
        while (line < haves.size() && line < wants.size() && haves.get(line).equals(wants.get(line))) {
            line++;
        }
        String haveHere = shown(haves, line);
        String wantHere = shown(wants, line);
        boolean lastLine = haveHere.equals(wantHere);
        return new Difference(line + 1, haveHere, lastLine ? wantHere + " and the end of the line" : wantHere);
    }

    /** Lines with the sign that ends them. */
    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("(?<=\n)"));
    }

    private static String shown(List<String> lines, int line) {
        if (line >= lines.size()) {
            return NONE;
        }
        StringBuilder shown = new StringBuilder("`");
        lines.get(line).chars().filter(c -> c != '\n').forEach(c -> {
            switch (c) {
                case '\r' -> shown.append("\\r");
                case '\t' -> shown.append("\\t");
                case '\uFEFF' -> shown.append("\\uFEFF");
                default ->
                    shown.append(
                            Character.isISOControl(c)
                                    ? String.format(Locale.ROOT, "\\u%04X", c)
                                    : String.valueOf((char) c));
            }
        });
        return shown.append('`').toString();
    }
}
