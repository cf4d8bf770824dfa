package dev.troth.spec.syntax;

import dev.troth.spec.diagnostic.Code;
import dev.troth.spec.diagnostic.Diagnostics;
import dev.troth.spec.text.Source;
import dev.troth.spec.text.Span;
import dev.troth.spec.text.Visible;
import java.lang.Character.UnicodeScript;
import org.jspecify.annotations.Nullable;

/**
 * Characters in strings and comments that make a text look like another one: controls that turn its direction, and letters of other
 * scripts in the middle of a Latin word (Unicode Technical Standard 39, section 5.1).
 */
public final class Hidden {
    private Hidden() {}

    /** Reports the first of each line. */
    public static void check(Source source, Diagnostics diagnostics) {
        String text = source.text();
        int reported = -1;
        for (int i = 0; i < text.length(); i++) {
            String what = what(text, i);
            if (what != null && source.line(i) != reported) {
                reported = source.line(i);
                diagnostics.report(
                        Code.T0110,
                        new Span(source, i, i + 1),
                        what + ", " + Visible.number(text.charAt(i)),
                        "reads as something else",
                        "write what is meant in letters of one script, or leave it out");
            }
        }
    }

    private static @Nullable String what(String text, int at) {
        char c = text.charAt(at);
        if (c < 0x80) {
            return null;
        }
        if (Visible.isBidirectional(c)) {
            return "a character that turns the direction of text";
        }
        boolean besideLatin =
                (at > 0 && isLatin(text.charAt(at - 1))) || (at + 1 < text.length() && isLatin(text.charAt(at + 1)));
        UnicodeScript script = UnicodeScript.of(c);
        return besideLatin && (script == UnicodeScript.CYRILLIC || script == UnicodeScript.GREEK)
                ? "a letter of another script in a Latin word"
                : null;
    }

    private static boolean isLatin(char c) {
        return Character.isLetter(c) && UnicodeScript.of(c) == UnicodeScript.LATIN;
    }
}
