package dev.troth.reference.compare;

import dev.troth.reference.draw.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** A comparison as rows to read: one column a specification. */
public final class ComparisonTable {
    /** A group of rows. */
    public record Section(String title, List<Row> rows) {}

    /** One cell for each specification. */
    public record Row(String label, List<String> cells) {}

    private static final int WIDEST = 28;

    private final List<Comparison> compared;
    private final NetworkProfile profile;

    public ComparisonTable(List<Comparison> compared, NetworkProfile profile) {
        this.compared = compared;
        this.profile = profile;
    }

    /** The rows in their sections; none where nothing is compared. */
    public List<Section> sections() {
        if (compared.isEmpty()) {
            return List.of();
        }
        List<Section> sections = new ArrayList<>(List.of(
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
                        "Delay after the answer until protected, in ms: median, 95 %, 99 %",
                        List.of(
                                row("both directions", c -> tails(c.both())),
                                row("caller to callee", c -> tails(c.forth())),
                                row("callee to caller", c -> tails(c.back())),
                                row("until a claim vouches for the key", c -> tails(c.verified())),
                                row("callee's first words not heard protected", c -> tails(c.clipped())),
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
                                        c -> c.criteria().lacking())))));
        sections.add(new Section("Requirements of RFC 5479; computed unless it says stated", requirements()));
        List<Row> told = new ArrayList<>();
        told.add(row(
                "to the callee, at ringing, the caller is", c -> c.awareness().ringing()));
        told.add(row("and in the end", c -> c.awareness().inTheEnd()));
        told.addAll(told("the callee is told", c -> c.awareness().callee()));
        told.addAll(told("the caller is told", c -> c.awareness().caller()));
        told.addAll(told("caller, if the other end lacks it", c -> c.awareness().alone()));
        sections.add(new Section("What each user is told, and when after the answer", told));
        if (profile.fork()) {
            sections.add(new Section(
                    "A device of somebody else",
                    List.of(
                            row("rings too, and has the caller's key", c -> branching(c, Branching::learns)),
                            row("and ends in", c -> branching(c, Branching::other)),
                            row("call retargeted to it ends in", c -> branching(c, Branching::retargeted)))));
        }
        return sections;
    }

    private List<Row> requirements() {
        List<Row> rows = new ArrayList<>();
        int many = compared.getFirst().requirements().all().size();
        for (int i = 0; i < many; i++) {
            int place = i;
            Requirements.Answered first =
                    compared.getFirst().requirements().all().get(i);
            rows.add(row(
                    first.section() + " " + first.asked(),
                    c -> c.requirements().all().get(place).text()));
        }
        return rows;
    }

    /** What is compared, in the order of the cells. */
    public List<String> names() {
        return compared.stream().map(Comparison::name).toList();
    }

    private static String branching(Comparison compared, Function<Branching, String> part) {
        Branching branching = compared.branching();
        return branching == null ? "-" : part.apply(branching);
    }

    /** As many rows as any specification has sentences. */
    private List<Row> told(String label, Function<Comparison, List<String>> sentences) {
        List<Row> rows = new ArrayList<>();
        int most =
                compared.stream().mapToInt(c -> sentences.apply(c).size()).max().orElse(0);
        for (int i = 0; i < Math.max(1, most); i++) {
            int place = i;
            rows.add(row(i == 0 ? label : "then", c -> {
                List<String> all = sentences.apply(c);
                return place < all.size() ? all.get(place) : place == 0 ? "nothing" : "-";
            }));
        }
        return rows;
    }

    private Row row(String label, Function<Comparison, String> cell) {
        return new Row(label, compared.stream().map(cell).toList());
    }

    private static String tails(Delays delays) {
        return millis(delays.percentile(50)) + ", " + millis(delays.percentile(95)) + ", "
                + millis(delays.percentile(99));
    }

    private static String hundredths(long value) {
        return value < 0 ? "never" : String.format(Locale.ROOT, "%d.%02d", value / 100, value % 100);
    }

    private static String millis(long nanos) {
        return nanos < 0 ? "never" : String.valueOf((nanos + 500_000) / 1_000_000);
    }

    /** The conditions, in words. */
    public String conditions() {
        return "RTT " + millis(profile.rtt()) + " ms, jitter " + millis(profile.jitter()) + " ms, loss "
                + profile.loss()
                + " %, " + (profile.proxies() < 0 ? "proxies as in the file" : profile.proxies() + " proxies") + ", "
                + (profile.fork() ? "calls fork, " : "")
                + profile.runs() + (profile.runs() == 1 ? " call" : " calls") + ", seed " + profile.seed();
    }

    /** As text in columns for a terminal; a cell that is wider than {@link #WIDEST} goes on in the next line. */
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
                    int widest = Words.wrapped(row.cells().get(i), WIDEST).stream()
                            .mapToInt(String::length)
                            .max()
                            .orElse(0);
                    widths[i] = Math.max(widths[i], widest);
                }
            }
        }
        for (Section section : sections) {
            out.append('\n').append(section.title()).append('\n');
            lines(out, "", compared.stream().map(Comparison::name).toList(), label, widths);
            for (Row row : section.rows()) {
                lines(out, row.label(), row.cells(), label, widths);
            }
        }
        return out.toString();
    }

    private static void lines(StringBuilder out, String label, List<String> cells, int width, int[] widths) {
        List<List<String>> wrapped =
                cells.stream().map(cell -> Words.wrapped(cell, WIDEST)).toList();
        int most = wrapped.stream().mapToInt(List::size).max().orElse(1);
        for (int n = 0; n < most; n++) {
            StringBuilder line = new StringBuilder("  ").append(padded(n == 0 ? label : "", width));
            for (int i = 0; i < widths.length; i++) {
                List<String> parts = wrapped.get(i);
                line.append("   ").append(padded(n < parts.size() ? parts.get(n) : "", widths[i]));
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
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
