package dev.troth.reference.draw;

import java.util.Arrays;
import java.util.List;

/** A sequence diagram as SVG, of one size of letters and fixed places, so that the same run gives the same bytes. */
final class LadderSvg {
    private static final int GAP = 250;
    private static final int RELAY_GAP = 170;
    private static final int MARGIN = 150;
    private static final int HEAD = 110;
    private static final int LINE = 20;
    private static final double GLYPH = 7.8;
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1000 * MILLI;

    private final Ladder ladder;
    private final int[] x;
    private final int[] room;
    private final int[] group;
    private final int[] y;
    private final Svg out;
    private long now = Long.MIN_VALUE;
    private int started = HEAD;

    private LadderSvg(Ladder ladder) {
        this.ladder = ladder;
        int lanes = ladder.lanes().size();
        this.x = new int[lanes];
        this.room = new int[lanes];
        int at = MARGIN;
        for (int i = 0; i < lanes; i++) {
            if (i > 0) {
                boolean narrow = ladder.lanes().get(i).kind() == Ladder.Kind.RELAY
                        && ladder.lanes().get(i - 1).kind() == Ladder.Kind.RELAY;
                at += narrow ? RELAY_GAP : Math.max(GAP, widest(i - 1, i));
            }
            x[i] = at;
        }
        for (int i = 0; i < lanes; i++) {
            room[i] = i + 1 < lanes ? x[i + 1] - x[i] - 24 : 340;
        }
        this.group = groups(ladder);
        this.y = new int[lanes];
        Arrays.fill(y, HEAD);
        this.out = new Svg(at + 360, ladder.title());
    }

    /** The room that the longest label between two lanes side by side takes. */
    private int widest(int left, int right) {
        int most = 0;
        for (Ladder.Row row : ladder.rows()) {
            if (row instanceof Ladder.Arrow a
                    && Math.min(a.from(), a.to()) == left
                    && Math.max(a.from(), a.to()) == right) {
                most = Math.max(most, a.label().length());
            }
        }
        return Math.min(420, (int) (most * GLYPH) + 40);
    }

    static String of(Ladder ladder) {
        LadderSvg svg = new LadderSvg(ladder);
        svg.draw();
        return svg.out.toString();
    }

    private void draw() {
        out.text(20, 32, "start", "title", ladder.title());
        out.text(20, 54, "start", "note", String.join("; ", ladder.notes()));
        Svg body = new Svg(0, "");
        for (Ladder.Row row : ladder.rows()) {
            advance(body, row.at());
            switch (row) {
                case Ladder.Arrow arrow -> arrow(body, arrow);
                case Ladder.Note note -> note(body, note);
            }
        }
        int bottom = Arrays.stream(y).max().orElse(HEAD);
        for (int i = 0; i < x.length; i++) {
            Ladder.Lane lane = ladder.lanes().get(i);
            String look = lane.kind() == Ladder.Kind.PARTY ? "line" : "line dashed";
            out.line(x[i], HEAD - 6, x[i], bottom + 10, look);
            List<String> name = Words.wrapped(lane.name(), 22);
            for (int line = 0; line < name.size(); line++) {
                out.text(x[i], HEAD - 14 - (name.size() - 1 - line) * 17, "middle", "name", name.get(line));
            }
        }
        out.add(body);
        out.height(bottom + 40);
    }

    /** Lanes that nothing travels between stand side by side: what happens there at one time has one height. */
    private static int[] groups(Ladder ladder) {
        int[] group = new int[ladder.lanes().size()];
        for (int i = 0; i < group.length; i++) {
            group[i] = i;
        }
        for (Ladder.Row row : ladder.rows()) {
            if (row instanceof Ladder.Arrow arrow) {
                int one = group[arrow.from()];
                int other = group[arrow.to()];
                for (int i = 0; i < group.length; i++) {
                    group[i] = group[i] == other ? one : group[i];
                }
            }
        }
        return group;
    }

    /** A later time begins under all that came before, or, to scale, as far down as it is later. */
    private void advance(Svg body, long at) {
        if (at == now) {
            return;
        }
        int free = Arrays.stream(y).max().orElse(HEAD);
        long scaled = now < 0 || at < 0 ? 0 : (at - now) * ladder.scale() / SECOND;
        started = (int) Math.max(free, started + scaled);
        Arrays.fill(y, started);
        now = at;
        if (at >= 0) {
            body.text(12, started + LINE, "start", "note", at / MILLI + " ms");
        }
    }

    private void arrow(Svg body, Ladder.Arrow arrow) {
        int from = x[arrow.from()];
        int to = x[arrow.to()];
        int wide = Math.abs(from - to) - 24;
        List<String> label = Words.wrapped(arrow.label(), Math.max(8, (int) (wide / GLYPH)));
        List<String> detail =
                arrow.detail().isEmpty() ? List.of() : Words.wrapped(arrow.detail(), Math.max(8, (int) (wide / 6.6)));
        int y = this.y[group[arrow.from()]] + 8;
        for (String line : label) {
            y += LINE - 3;
            body.text((from + to) / 2, y, "middle", arrow.covered() ? "label closed" : "label", line);
        }
        y += 8;
        String look = "arrow" + (arrow.media() ? " media" : "") + (arrow.covered() ? " sleeve" : "");
        body.arrow(from, y, arrow.lost() ? (from + to) / 2 : to, look);
        if (arrow.lost()) {
            body.text((from + to) / 2, y + 6, "middle", "label", "✗");
        }
        for (String line : detail) {
            y += LINE - 5;
            body.text((from + to) / 2, y, "middle", "note", line);
        }
        this.y[group[arrow.from()]] = y + 4;
    }

    private void note(Svg body, Ladder.Note note) {
        int at = x[note.lane()];
        String sign = switch (note.sign()) {
            case STATE -> "";
            case EVENT -> "▸ ";
            case PASSED -> "✓ ";
            case FAILED -> "✗ ";
            case KEY -> "◆ ";
            case ASIDE -> "– ";
        };
        List<String> lines = Words.wrapped(note.text(), (int) (room[note.lane()] / 8.3));
        int y = this.y[group[note.lane()]] + 4;
        int top = y;
        for (int i = 0; i < lines.size(); i++) {
            y += LINE - 2;
            String text = (i == 0 ? sign : "   ") + lines.get(i);
            body.text(at + 12, y, "start", note.sign() == Ladder.Sign.STATE ? "state" : "check", text);
        }
        if (note.sign() == Ladder.Sign.STATE) {
            int wide = lines.stream().mapToInt(String::length).max().orElse(1);
            body.frame(at + 5, top + 3, (int) (wide * 9.4) + 14, y - top + 4);
            y += 6;
        }
        this.y[group[note.lane()]] = y;
    }
}
