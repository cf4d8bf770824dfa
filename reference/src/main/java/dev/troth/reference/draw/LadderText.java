package dev.troth.reference.draw;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A sequence diagram in text of at most so many columns, as RFCs have it. */
final class LadderText {
    /** Two lifelines and something between them. */
    private static final int NARROWEST = 3;

    private final Ladder ladder;
    private final int columns;
    private final int[] at;
    private final Lines out;

    private LadderText(Ladder ladder, int columns) {
        this.ladder = ladder;
        this.columns = columns;
        this.out = new Lines(columns);
        int lanes = ladder.lanes().size();
        this.at = new int[lanes];
        int gaps = Math.max(1, lanes - 1);
        int margin = Math.min(8, columns / (2 * lanes + 2));
        int step = Math.max(NARROWEST, (columns - 2 * margin - 1) / gaps);
        for (int i = 0; i < lanes; i++) {
            at[i] = Math.min(columns - 1, margin + i * step);
        }
    }

    static String of(Ladder ladder, int columns) {
        LadderText text = new LadderText(ladder, columns);
        text.head();
        text.rows();
        text.out.line(text.lifelines());
        return text.out.toString();
    }

    private void head() {
        out.line(ladder.title());
        ladder.notes().forEach(note -> out.wrapped("", note));
        if (ladder.rows().stream().anyMatch(row -> row instanceof Ladder.Arrow arrow && arrow.media())) {
            out.wrapped("", "---- signalling, ==== the same, protected; ~~~~ media path");
        }
        out.line("");
        List<String> parts = new ArrayList<>();
        ladder.lanes().forEach(lane -> parts.add(lane.name()));
        int room = at.length < 2 ? columns : at[1] - at[0] - 1;
        int deepest = 1;
        List<List<String>> names = new ArrayList<>();
        for (String part : parts) {
            List<String> lines = broken(part, room);
            names.add(lines);
            deepest = Math.max(deepest, lines.size());
        }
        for (int line = 0; line < deepest; line++) {
            char[] row = blank();
            for (int i = 0; i < at.length; i++) {
                List<String> lines = names.get(i);
                int index = line - (deepest - lines.size());
                if (index >= 0) {
                    centred(row, at[i], lines.get(index));
                }
            }
            out.line(new String(row));
        }
        out.line(lifelines());
    }

    private static List<String> broken(String text, int room) {
        return Words.wrapped(text, room).stream()
                .map(line -> Wording.shortened(line, Math.max(2, room)))
                .toList();
    }

    private char[] blank() {
        char[] row = new char[columns];
        Arrays.fill(row, ' ');
        return row;
    }

    private char[] lifeline() {
        char[] row = blank();
        for (int i = 0; i < at.length; i++) {
            row[at[i]] = ladder.lanes().get(i).kind() == Ladder.Kind.RELAY ? ':' : '|';
        }
        return row;
    }

    private String lifelines() {
        return new String(lifeline());
    }

    private void centred(char[] row, int centre, String text) {
        put(row, Math.max(0, Math.min(columns - text.length(), centre - text.length() / 2)), text);
    }

    private static void put(char[] row, int from, String text) {
        for (int i = 0; i < text.length() && from + i < row.length; i++) {
            row[from + i] = text.charAt(i);
        }
    }

    /** Notes that follow each other at one lifeline stand in one block, so that they begin in one column. */
    private void rows() {
        List<Ladder.Note> block = new ArrayList<>();
        for (Ladder.Row row : ladder.rows()) {
            boolean goesOn = row instanceof Ladder.Note note
                    && !block.isEmpty()
                    && block.getFirst().lane() == note.lane();
            if (!goesOn) {
                notes(block);
                block.clear();
            }
            switch (row) {
                case Ladder.Arrow arrow -> arrow(arrow);
                case Ladder.Note note -> block.add(note);
            }
        }
        notes(block);
    }

    private void arrow(Ladder.Arrow arrow) {
        int left = Math.min(at[arrow.from()], at[arrow.to()]);
        int right = Math.max(at[arrow.from()], at[arrow.to()]);
        label(arrow.label(), left, right);
        char[] line = lifeline();
        Arrays.fill(line, left + 1, right, arrow.media() ? '~' : arrow.covered() ? '=' : '-');
        boolean rightwards = arrow.to() > arrow.from();
        line[rightwards ? right - 1 : left + 1] = rightwards ? '>' : '<';
        if (arrow.lost()) {
            line[(left + right) / 2] = 'X';
        }
        out.line(new String(line));
        if (!arrow.detail().isEmpty()) {
            label(arrow.detail(), left, right);
        }
    }

    /** A text between two lifelines, or over them where it is too long. */
    private void label(String text, int left, int right) {
        int room = right - left - 3;
        List<String> lines = text.length() <= room ? List.of(text) : broken(text, Math.max(room, columns - left - 3));
        for (String part : lines) {
            char[] line = lifeline();
            int from = part.length() <= room
                    ? left + 2 + (room - part.length()) / 2
                    : Math.max(0, Math.min(left + 2, columns - part.length()));
            put(line, from, part);
            out.line(new String(line));
        }
    }

    private void notes(List<Ladder.Note> block) {
        if (block.isEmpty()) {
            return;
        }
        int lane = at[block.getFirst().lane()];
        boolean toTheRight = lane <= columns / 2;
        int room = toTheRight ? columns - lane - 2 : lane - 1;
        List<String> parts = block.stream()
                .flatMap(note -> broken(note.sign().text() + note.text(), room).stream())
                .toList();
        int widest = parts.stream().mapToInt(String::length).max().orElse(0);
        for (String part : parts) {
            char[] line = lifeline();
            put(line, toTheRight ? lane + 2 : Math.max(0, lane - 1 - widest), part);
            out.line(new String(line));
        }
    }
}
