package dev.troth.spec.text;

import java.util.Locale;

/**
 * Text of a specification where somebody looks at it: what would steer a terminal or turn the order of letters is shown as what it is
 * (Unicode Standard Annex 9; "Trojan Source", Boucher and Anderson 2021).
 */
public final class Visible {
    private static final char ESCAPE_PICTURES = '\u2400';
    private static final char DELETE = '\u007F';
    private static final char DELETE_PICTURE = '\u2421';

    private Visible() {}

    /** With line ends and tabulators as they are. */
    public static String text(String text) {
        return shown(text, "\n\t");
    }

    /** In one line. */
    public static String line(String text) {
        return shown(text, "");
    }

    private static String shown(String text, String kept) {
        if (text.chars().noneMatch(c -> isHidden((char) c) && kept.indexOf(c) < 0)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (char c : text.toCharArray()) {
            if (isHidden(c) && kept.indexOf(c) < 0) {
                out.append(picture(c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static String picture(char c) {
        if (c < ' ') {
            return String.valueOf((char) (ESCAPE_PICTURES + c));
        }
        return c == DELETE ? String.valueOf(DELETE_PICTURE) : "<" + number(c) + ">";
    }

    /** A character by its number, as the Unicode Standard writes it: {@code U+202E}. */
    public static String number(char c) {
        return String.format(Locale.ROOT, "U+%04X", (int) c);
    }

    /** Whether a character is a control, or turns the direction of others. */
    public static boolean isHidden(char c) {
        return Character.isISOControl(c) || isBidirectional(c);
    }

    /** Marks, embeddings, overrides and isolates. */
    public static boolean isBidirectional(char c) {
        return c == '\u061C'
                || c == '\u200E'
                || c == '\u200F'
                || (c >= '\u202A' && c <= '\u202E')
                || (c >= '\u2066' && c <= '\u2069');
    }
}
