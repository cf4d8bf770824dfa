package dev.troth.reference.draw;

import static dev.troth.reference.draw.Markup.escaped;

import java.util.List;
import java.util.Locale;

/**
 * An SVG picture under construction. It reads on light and on dark ground, letters are large enough for a projector, and
 * what a colour tells, a dash or a sign tells too. Only colours stand in the style; sizes are attributes, which every
 * renderer heeds.
 */
final class Svg {
    /** Of what is read first, of what is read, and the smallest letters that there are. */
    static final Letters TITLE = new Letters(22, true);

    static final Letters NAME = new Letters(18, true);
    static final Letters STATE = new Letters(16, true);
    static final Letters BODY = new Letters(16, false);
    static final Letters SMALL = new Letters(14, false);

    /** Rules for a picture on white ground come first; those for dark ground end the style. */
    static final String STYLE = """
            <style>
            .ink{fill:#1a1a1a}.pale{fill:#505050}.ground{fill:#ffffff}.shade{fill:#e6e6e6}.warn{fill:#f4c7c3}
            .line{stroke:#1a1a1a;fill:none}.faint{stroke:#707070;fill:none}
            @media (prefers-color-scheme:dark){
            .ink{fill:#f0f0f0}.pale{fill:#c8c8c8}.ground{fill:#1e1e1e}.shade{fill:#3a3a3a}.warn{fill:#6e2c26}
            .line{stroke:#f0f0f0}.faint{stroke:#a0a0a0}}
            </style>
            """;

    private static final String FONTS = "DejaVu Sans, Verdana, Helvetica, Arial, sans-serif";
    private static final int EDGE = 20;

    private final StringBuilder body = new StringBuilder();
    private final int width;
    private final String title;
    private int height;

    Svg(int width, String title) {
        this.width = width;
        this.title = title;
    }

    void height(int units) {
        this.height = units;
    }

    /** The title and what is said under it, broken where the picture is narrow; tells where they end. */
    int head(List<String> notes) {
        int y = 10;
        for (String line : TITLE.wrapped(title, width - 2 * EDGE)) {
            y += 26;
            text(EDGE, y, "start", TITLE, "ink", line);
        }
        return said(notes, y + 4);
    }

    /** Small lines from the left edge on, under a place; tells where they end. */
    int said(List<String> notes, int from) {
        int y = from;
        for (String note : notes) {
            for (String line : SMALL.wrapped(note, width - 2 * EDGE)) {
                y += 19;
                text(EDGE, y, "start", SMALL, "pale", line);
            }
        }
        return y;
    }

    /** @param look a class of the style */
    void text(int x, int y, String anchor, Letters letters, String look, String text) {
        if (text.isEmpty()) {
            return;
        }
        body.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" font-size=\"%d\"%s class=\"%s\">%s</text>\n",
                x,
                y,
                anchor,
                letters.size(),
                letters.bold() ? " font-weight=\"bold\"" : "",
                look,
                escaped(text)));
    }

    /** A text in the middle of a place, on ground of its own, so that lines behind it do not disturb. */
    void label(int x, int y, Letters letters, String look, String text) {
        int wide = letters.width(text) + 6;
        box(x - wide / 2, y - letters.size(), wide, letters.size() + 4, "stroke=\"none\" class=\"ground\"");
        text(x, y, "middle", letters, look, text);
    }

    /** @param more further attributes, such as a class and a width of the line */
    void line(int x1, int y1, int x2, int y2, String more) {
        body.append(String.format(
                Locale.ROOT, "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" %s/>\n", x1, y1, x2, y2, more));
    }

    void box(int x, int y, int wide, int high, String more) {
        body.append(String.format(
                Locale.ROOT, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" %s/>\n", x, y, wide, high, more));
    }

    /** A text in a frame with ground inside. */
    void framed(int x, int y, int wide, int high, String more) {
        box(x, y, wide, high, "stroke=\"none\" class=\"ground\"");
        box(x, y, wide, high, more);
    }

    /** A level arrow, with the tip of it at {@code to}. */
    void arrow(int from, int y, int to, double thick) {
        int back = to > from ? -12 : 12;
        line(from, y, to + back / 2, y, String.format(Locale.ROOT, "class=\"line\" stroke-width=\"%.1f\"", thick));
        body.append(String.format(
                Locale.ROOT,
                "<path d=\"M%d %d L%d %d L%d %d Z\" class=\"ink\"/>\n",
                to,
                y,
                to + back,
                y - 6,
                to + back,
                y + 6));
    }

    void add(Svg other) {
        body.append(other.body);
    }

    @Override
    public String toString() {
        return String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" font-family=\"%s\" role=\"img\">\n",
                        width,
                        height,
                        width,
                        height,
                        FONTS)
                + "<title>" + escaped(title) + "</title>\n" + STYLE
                + "<rect class=\"ground\" width=\"100%\" height=\"100%\"/>\n" + body + "</svg>\n";
    }
}
