package dev.troth.reference.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** A comparison as rows to read: one column a specification. */
public final class ComparisonTable {
    /** A group of rows. */
    record Section(String title, List<Row> rows) {}

    record Row(String label, List<String> cells) {}

    private final List<Comparison> compared;
    private final NetworkProfile profile;

    public ComparisonTable(List<Comparison> compared, NetworkProfile profile) {
        this.compared = compared;
        this.profile = profile;
    }

    List<Section> sections() {
        return List.of(
                new Section(
                        "Cost of one call",
                        List.of(
                                row("keys travel on", c -> c.criteria().path()),
                                row(
                                        "messages that ride in the signalling",
                                        c -> String.valueOf(c.cost().riding())),
                                row("octets there", c -> String.valueOf(c.cost().ridingOctets())),
                                row(
                                        "datagrams on the media path",
                                        c -> String.valueOf(c.cost().media())),
                                row("octets there", c -> String.valueOf(c.cost().mediaOctets())),
                                row(
                                        "public-key operations, caller and callee",
                                        c -> c.cost().callerOperations() + " and "
                                                + c.cost().calleeOperations()),
                                row(
                                        "round trips after the answer",
                                        c -> hundredths(c.cost().roundTrips(profile.rtt()))))),
                new Section(
                        "Delay after the answer until protected, in ms",
                        List.of(
                                row(
                                        "both directions, median",
                                        c -> millis(c.both().percentile(50))),
                                row("95th percentile", c -> millis(c.both().percentile(95))),
                                row("99th percentile", c -> millis(c.both().percentile(99))),
                                row(
                                        "caller to callee, median",
                                        c -> millis(c.forth().percentile(50))),
                                row(
                                        "callee to caller, median",
                                        c -> millis(c.back().percentile(50))),
                                row(
                                        "until a claim vouches for the key, median",
                                        c -> millis(c.verified().percentile(50))),
                                row(
                                        "calls that never got there, of " + profile.runs(),
                                        c -> String.valueOf(c.both().missing())))),
                new Section(
                        "Who learns the key (as the claims of the file expect)",
                        List.of(
                                row("the network", c -> c.criteria().network()),
                                row("each proxy", c -> c.criteria().proxies()),
                                row(
                                        "stays secret when long-term keys leak",
                                        c -> c.criteria().forward()))),
                new Section(
                        "Criteria of RFC 5479",
                        List.of(
                                row("callee knows at ringing", c -> c.criteria().ringing()),
                                row(
                                        "media before the answer arrives",
                                        c -> c.criteria().early()),
                                row(
                                        "a forked branch has keys of its own",
                                        c -> c.criteria().branches()),
                                row("SSRC is signalled", c -> c.criteria().ssrc()),
                                row(
                                        "public-key operations before the offer",
                                        c -> c.criteria().offer()),
                                row(
                                        "other end lacks the mechanism",
                                        c -> c.criteria().lacking()))));
    }

    private Row row(String label, Function<Comparison, String> cell) {
        return new Row(label, compared.stream().map(cell).toList());
    }

    private static String hundredths(long value) {
        return value < 0 ? "never" : String.format(Locale.ROOT, "%d.%02d", value / 100, value % 100);
    }

    private static String millis(long nanos) {
        return nanos < 0 ? "never" : String.valueOf((nanos + 500_000) / 1_000_000);
    }

    /** The conditions, in words. */
    String conditions() {
        return "RTT " + millis(profile.rtt()) + " ms, jitter " + millis(profile.jitter()) + " ms, loss "
                + profile.loss()
                + " %, " + (profile.proxies() < 0 ? "proxies as in the file" : profile.proxies() + " proxies") + ", "
                + profile.runs() + (profile.runs() == 1 ? " call" : " calls") + ", seed " + profile.seed();
    }

    /** As text in columns for a terminal. */
    public String text() {
        StringBuilder out = new StringBuilder(conditions()).append("\n");
        List<Section> sections = sections();
        int label = 0;
        int[] widths = new int[compared.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = compared.get(i).name().length();
        }
        for (Section section : sections) {
            for (Row row : section.rows()) {
                label = Math.max(label, row.label().length());
                for (int i = 0; i < widths.length; i++) {
                    widths[i] = Math.max(widths[i], row.cells().get(i).length());
                }
            }
        }
        for (Section section : sections) {
            out.append('\n').append(section.title()).append('\n');
            line(out, "", compared.stream().map(Comparison::name).toList(), label, widths);
            for (Row row : section.rows()) {
                line(out, row.label(), row.cells(), label, widths);
            }
        }
        return out.toString();
    }

    private static void line(StringBuilder out, String label, List<String> cells, int width, int[] widths) {
        StringBuilder line = new StringBuilder("  ").append(label).append(" ".repeat(width - label.length()));
        for (int i = 0; i < widths.length; i++) {
            line.append("   ")
                    .append(cells.get(i))
                    .append(" ".repeat(widths[i] - cells.get(i).length()));
        }
        out.append(line.toString().stripTrailing()).append('\n');
    }

    /** As a table in Markdown. */
    public String markdown() {
        StringBuilder out = new StringBuilder(conditions()).append(".\n");
        for (Section section : sections()) {
            List<String> head = new ArrayList<>(List.of(section.title()));
            compared.forEach(c -> head.add(c.name()));
            out.append('\n');
            cells(out, head);
            cells(out, head.stream().map(h -> "---").toList());
            for (Row row : section.rows()) {
                List<String> cells = new ArrayList<>(List.of(row.label()));
                cells.addAll(row.cells());
                cells(out, cells);
            }
        }
        return out.toString();
    }

    private static void cells(StringBuilder out, List<String> cells) {
        out.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
