package dev.troth.reference.compare;

import java.util.List;
import java.util.Locale;

/**
 * How delays are distributed, as an SVG picture: for each specification a curve of how many percent of the calls are
 * protected by when. Curves differ in dash and label, not in colour alone, and read on light and dark ground.
 */
public final class DelayPlot {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 520;
    private static final int LEFT = 80;
    private static final int RIGHT = 220;
    private static final int TOP = 60;
    private static final int BOTTOM = 70;
    private static final List<String> COLOURS =
            List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#b8860b", "#56b4e9");
    private static final List<String> DASHES = List.of("none", "12 5", "3 5", "14 4 3 4", "7 3", "2 3");

    private final List<Comparison> compared;
    private final String conditions;
    private final long most;

    public DelayPlot(List<Comparison> compared, NetworkProfile profile) {
        this.compared = compared;
        this.conditions = new ComparisonTable(compared, profile).conditions();
        long largest = 1;
        for (Comparison c : compared) {
            largest = Math.max(largest, c.both().percentile(99));
        }
        this.most = nice(largest + largest / 10);
    }

    /** The next of 1, 2, 5 times a power of ten, in nanoseconds, so that the axis has round numbers. */
    private static long nice(long nanos) {
        long unit = 1_000_000;
        while (true) {
            for (long factor : new long[] {1, 2, 5}) {
                if (factor * unit >= nanos) {
                    return factor * unit;
                }
            }
            unit *= 10;
        }
    }

    public String svg() {
        StringBuilder out = new StringBuilder();
        out.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"16\">\n",
                WIDTH,
                HEIGHT));
        out.append("<style>text{fill:#1a1a1a}.axis{stroke:#1a1a1a}.grid{stroke:#b0b0b0}.ground{fill:#ffffff}"
                + "@media (prefers-color-scheme:dark){text{fill:#f0f0f0}.axis{stroke:#f0f0f0}.grid{stroke:#606060}"
                + ".ground{fill:#1e1e1e}}</style>\n");
        out.append("<rect class=\"ground\" width=\"100%\" height=\"100%\"/>\n");
        text(out, LEFT, 28, "start", "Calls protected in both directions, by time after the answer");
        text(out, LEFT, 48, "start", conditions);
        axes(out);
        int[] labels = labels();
        for (int i = 0; i < compared.size(); i++) {
            curve(out, compared.get(i), i, labels[i]);
        }
        return out.append("</svg>\n").toString();
    }

    private int x(long nanos) {
        return LEFT + (int) ((WIDTH - LEFT - RIGHT) * Math.min(nanos, most) / most);
    }

    private static int y(int permille) {
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * permille / 1000;
    }

    private void axes(StringBuilder out) {
        for (int percent = 0; percent <= 100; percent += 25) {
            line(out, "grid", LEFT, y(10 * percent), WIDTH - RIGHT, y(10 * percent));
            text(out, LEFT - 10, y(10 * percent) + 5, "end", percent + " %");
        }
        for (int i = 0; i <= 5; i++) {
            long at = most * i / 5;
            line(out, "axis", x(at), y(0), x(at), y(0) + 6);
            text(out, x(at), y(0) + 26, "middle", String.valueOf(at / 1_000_000));
        }
        line(out, "axis", LEFT, y(0), WIDTH - RIGHT, y(0));
        line(out, "axis", LEFT, y(0), LEFT, y(1000));
        text(out, (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 18, "middle", "milliseconds");
    }

    /** Labels stand where their curves end, and not on one another. */
    private int[] labels() {
        int[] at = new int[compared.size()];
        for (int i = 0; i < at.length; i++) {
            at[i] = TOP + 20 + 26 * i;
        }
        return at;
    }

    private void curve(StringBuilder out, Comparison c, int index, int label) {
        long[] sorted = c.both().sorted();
        int all = sorted.length + c.both().missing();
        String colour = COLOURS.get(index % COLOURS.size());
        String dash = DASHES.get(index % DASHES.size());
        StringBuilder path = new StringBuilder("M" + x(0) + " " + y(0));
        int steps = Math.min(sorted.length, 500);
        for (int i = 0; i < steps; i++) {
            int place = (int) ((long) i * sorted.length / steps);
            path.append(" H").append(x(sorted[place]));
            path.append(" V").append(y((int) (1000L * (place + 1) / all)));
        }
        if (sorted.length > 0) {
            path.append(" H").append(x(sorted[sorted.length - 1]));
            path.append(" V").append(y((int) (1000L * sorted.length / all)));
        }
        path.append(" H").append(WIDTH - RIGHT);
        out.append(String.format(
                Locale.ROOT,
                "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"3\" stroke-dasharray=\"%s\"/>\n",
                path,
                colour,
                dash));
        int from = WIDTH - RIGHT + 12;
        out.append(String.format(
                Locale.ROOT,
                "<path d=\"M%d %d H%d\" stroke=\"%s\" stroke-width=\"3\" stroke-dasharray=\"%s\"/>\n",
                from,
                label - 5,
                from + 44,
                colour,
                dash));
        text(out, from + 52, label, "start", c.name());
    }

    private static void line(StringBuilder out, String style, int x1, int y1, int x2, int y2) {
        out.append(String.format(
                Locale.ROOT, "<line class=\"%s\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n", style, x1, y1, x2, y2));
    }

    private static void text(StringBuilder out, int x, int y, String anchor, String text) {
        String safe = text.replace("&", "&amp;").replace("<", "&lt;");
        out.append(String.format(
                Locale.ROOT, "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>\n", x, y, anchor, safe));
    }
}
