package dev.troth.reference.draw;

import java.util.Locale;

/**
 * An SVG picture under construction. It reads on light and on dark ground, letters are large enough for a projector, and
 * what a colour tells, a dash or a sign tells too.
 */
final class Svg {
    private static final String STYLE = """
            <style>
            text{fill:#1a1a1a;font-family:"DejaVu Sans","Helvetica",sans-serif;font-size:14px}
            .title{font-size:20px;font-weight:bold}.name{font-size:16px;font-weight:bold}.note{font-size:12px;fill:#505050}
            .state{font-weight:bold}.closed{font-style:italic}.mono{font-family:"DejaVu Sans Mono",monospace;font-size:14px}
            .line,.arrow,.frame,.cell{stroke:#1a1a1a;fill:none;stroke-width:1.2}
            .dashed{stroke-dasharray:5 4}.media{stroke-width:2.4}.sleeve{stroke-dasharray:10 3}
            .head{fill:#1a1a1a}.ground{fill:#ffffff}
            @media (prefers-color-scheme:dark){
            text{fill:#f0f0f0}.note{fill:#c0c0c0}.line,.arrow,.frame,.cell{stroke:#f0f0f0}.head{fill:#f0f0f0}.ground{fill:#1e1e1e}}
            </style>
            """;

    private final StringBuilder body = new StringBuilder();
    private final int width;
    private final String title;
    private int height;

    Svg(int width, String title) {
        this.width = width;
        this.title = title;
    }

    void height(int octets) {
        this.height = octets;
    }

    void text(int x, int y, String anchor, String look, String text) {
        body.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" class=\"%s\">%s</text>\n",
                x,
                y,
                anchor,
                look,
                escaped(text)));
    }

    void line(int x1, int y1, int x2, int y2, String look) {
        body.append(String.format(
                Locale.ROOT, "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" class=\"%s\"/>\n", x1, y1, x2, y2, look));
    }

    /** A level arrow. */
    void arrow(int from, int y, int to, String look) {
        int back = to > from ? -10 : 10;
        line(from, y, to + back / 2, y, look);
        body.append(String.format(
                Locale.ROOT,
                "<path d=\"M%d %d L%d %d L%d %d Z\" class=\"head\"/>\n",
                to,
                y,
                to + back,
                y - 5,
                to + back,
                y + 5));
    }

    void frame(int x, int y, int wide, int high) {
        body.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\" class=\"frame\"/>\n",
                x,
                y,
                wide,
                high));
    }

    void cell(int x, int y, int wide, int high) {
        body.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" class=\"cell\"/>\n",
                x,
                y,
                wide,
                high));
    }

    void add(Svg other) {
        body.append(other.body);
    }

    @Override
    public String toString() {
        return String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\">\n",
                        width,
                        height,
                        width,
                        height)
                + "<title>" + escaped(title) + "</title>\n" + STYLE
                + "<rect class=\"ground\" width=\"100%\" height=\"100%\"/>\n" + body + "</svg>\n";
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
