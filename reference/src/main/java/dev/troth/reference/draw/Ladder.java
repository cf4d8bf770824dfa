package dev.troth.reference.draw;

import java.util.List;

/**
 * A sequence diagram: lanes from left to right, rows from top to bottom.
 *
 * @param notes what is said under the title
 */
public record Ladder(String title, List<String> notes, List<Lane> lanes, List<Row> rows) {
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
        /** Virtual time in nanoseconds since the start of the run. */
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
        STATE("= "),
        EVENT("* "),
        PASSED("+ "),
        FAILED("x "),
        KEY("! "),
        ASIDE("- ");

        private final String text;

        Sign(String text) {
            this.text = text;
        }

        /** How it begins in plain text. */
        public String text() {
            return text;
        }
    }
}
