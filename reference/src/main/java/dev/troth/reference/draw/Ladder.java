package dev.troth.reference.draw;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A sequence diagram: lanes from left to right, rows from top to bottom.
 *
 * @param notes what is said under the title
 * @param scale so many units of a drawn picture for a second, where there is room for it; 0 for no scale of time
 */
public record Ladder(String title, List<String> notes, List<Lane> lanes, List<Row> rows, int scale) implements Picture {
    private static final long UNTIMED = -1;

    /** One without a scale of time. */
    Ladder(String title, List<String> notes, List<Lane> lanes, List<Row> rows) {
        this(title, notes, lanes, rows, 0);
    }

    /** The same with a scale of time. */
    public Ladder toScale(int unitsPerSecond) {
        return new Ladder(title, notes, lanes, rows, unitsPerSecond);
    }

    @Override
    public String text(int columns) {
        return LadderText.of(this, columns);
    }

    @Override
    public String dot() {
        return LadderDot.of(this);
    }

    @Override
    public String mermaid() {
        return LadderMermaid.of(this);
    }

    @Override
    public String plantUml() {
        return LadderPlantUml.of(this);
    }

    @Override
    public String svg() {
        return LadderSvg.of(this);
    }

    /** All in one picture, from left to right, in the order of their times. */
    public static Ladder sideBySide(List<Ladder> ladders) {
        List<String> said = new ArrayList<>();
        List<Lane> lanes = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        for (Ladder ladder : ladders) {
            said.add((said.size() + 1) + ": " + ladder.title + ", " + String.join(", ", ladder.notes));
            ladder.rows.forEach(row -> rows.add(shifted(row, lanes.size())));
            lanes.addAll(ladder.lanes);
        }
        rows.sort(Comparator.comparingLong(Row::at));
        return new Ladder("Side by side, from the left", said, lanes, rows);
    }

    private static Row shifted(Row row, int lanes) {
        return switch (row) {
            case Arrow a ->
                new Arrow(
                        a.at(),
                        a.from() + lanes,
                        a.to() + lanes,
                        a.label(),
                        a.detail(),
                        a.media(),
                        a.lost(),
                        a.covered());
            case Note n -> new Note(n.at(), n.lane() + lanes, n.sign(), n.text());
        };
    }

    /** The same without times: for runs whose agents have clocks that nobody compares. */
    Ladder untimed() {
        return new Ladder(
                title, notes, lanes, rows.stream().map(Ladder::untimed).toList(), scale);
    }

    private static Row untimed(Row row) {
        return switch (row) {
            case Arrow a ->
                new Arrow(UNTIMED, a.from(), a.to(), a.label(), a.detail(), a.media(), a.lost(), a.covered());
            case Note n -> new Note(UNTIMED, n.lane(), n.sign(), n.text());
        };
    }

    /** The same without what is checked on the way: messages, states, keys and what users notice. */
    public Ladder brief() {
        return new Ladder(
                title,
                notes,
                lanes,
                rows.stream()
                        .filter(row -> !(row instanceof Note note)
                                || (note.sign() != Sign.PASSED && note.sign() != Sign.ASIDE))
                        .toList(),
                scale);
    }

    /** A party. Relays are narrow; the attacker has a lane of his own. */
    public record Lane(String name, Kind kind) {}

    /** What a lane stands for. */
    public enum Kind {
        PARTY,
        RELAY,
        ATTACKER
    }

    /** One thing that happens. */
    public sealed interface Row {
        /** Virtual time in nanoseconds since the start of the run, or -1 where there is none. */
        long at();
    }

    /**
     * Something travels.
     *
     * @param label what it carries
     * @param detail the protection of the hop, the size, or how the attacker made it
     * @param media true on the media path, false in signalling
     * @param lost true if it never arrives
     * @param covered true if nobody between reads it
     */
    public record Arrow(
            long at, int from, int to, String label, String detail, boolean media, boolean lost, boolean covered)
            implements Row {}

    /** Something that happens at one lane. */
    public record Note(long at, int lane, Sign sign, String text) implements Row {}

    /** What kind of thing a note tells. */
    public enum Sign {
        STATE("= ", "state"),
        EVENT("* ", "event"),
        PASSED("+ ", "passed"),
        FAILED("x ", "failed"),
        KEY("! ", "key, or told to the user"),
        ASIDE("- ", "put aside");

        private final String text;
        private final String means;

        Sign(String text, String means) {
            this.text = text;
            this.means = means;
        }

        String means() {
            return means;
        }

        /** How it begins in plain text. */
        public String text() {
            return text;
        }
    }
}
