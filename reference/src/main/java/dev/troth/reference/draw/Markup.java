package dev.troth.reference.draw;

import dev.troth.spec.text.Visible;

/** Text in HTML and SVG. */
public final class Markup {
    private Markup() {}

    /** A text as content or as the value of an attribute. */
    public static String escaped(String text) {
        return Visible.text(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
