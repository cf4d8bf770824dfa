package dev.troth.reference.draw;

import dev.troth.reference.draw.Ladder.Kind;
import dev.troth.reference.draw.Ladder.Sign;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A sequence diagram as SVG, of fixed sizes of letters and places, so that the same run gives the same bytes. */
final class LadderSvg {
    private static final int GAP = 230;
    private static final int RELAY_GAP = 170;
    private static final int WIDEST_GAP = 420;
    /** Between lanes that nothing travels between. */
    private static final int APART = 70;
    /** The longest lines of what stands beside the last lane. */
    private static final int BESIDE = 400;
    /** Names stand again at the lanes when the last ones are so far up. */
    private static final int SCREEN = 800;

    private static final int SIGN = 20;
    private static final int LINE = 20;
    private static final int SMALL_LINE = 18;
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1000 * MILLI;

    private final Ladder ladder;
    private final int lanes;
    private final int[] x;
    private final int[] room;
    private final int[] group;
    private final int[] y;
    private final Svg out;
    private final Svg body = new Svg(0, "");
    private long now = Long.MIN_VALUE;
    private int started;
    private int named;

    private LadderSvg(Ladder ladder) {
        this.ladder = ladder;
        this.lanes = ladder.lanes().size();
        this.group = groups(ladder);
        this.x = new int[lanes];
        this.room = new int[lanes];
        this.y = new int[lanes];
        boolean timed = ladder.rows().stream().anyMatch(row -> row.at() >= 0);
        x[0] = 20 + (timed ? 90 : 0) + Math.max(half(0), 10);
        for (int i = 1; i < lanes; i++) {
            x[i] = x[i - 1] + gap(i - 1, i);
        }
        for (int i = 0; i < lanes; i++) {
            boolean last = i + 1 == lanes;
            boolean apart = !last && group[i] != group[i + 1];
            room[i] = (last ? BESIDE : x[i + 1] - x[i] - (apart ? states(i + 1) / 2 + 10 : 0)) - SIGN - 24;
        }
        int beside = Math.max(half(lanes - 1), 24 + SIGN + noted(lanes - 1));
        this.out = new Svg(Math.max(x[lanes - 1] + beside + 20, 420), ladder.title());
    }

    static String of(Ladder ladder) {
        LadderSvg svg = new LadderSvg(ladder);
        svg.draw();
        return svg.out.toString();
    }

    // ---- places ----

    private int gap(int left, int right) {
        boolean narrow = ladder.lanes().get(left).kind() == Kind.RELAY
                && ladder.lanes().get(right).kind() == Kind.RELAY;
        int least = narrow ? RELAY_GAP : Math.max(GAP, Math.min(300, noted(left) + SIGN + 30));
        int apart = group[left] == group[right] ? 0 : APART + Math.min(BESIDE - 100, noted(left)) - GAP / 2;
        return Math.max(Math.max(least + Math.max(0, apart), labelled(left, right)), half(left) + half(right) + 20);
    }

    /** The room that the longest label between two lanes side by side takes. */
    private int labelled(int left, int right) {
        int most = 0;
        for (Ladder.Row row : ladder.rows()) {
            if (row instanceof Ladder.Arrow a
                    && Math.min(a.from(), a.to()) == left
                    && Math.max(a.from(), a.to()) == right) {
                most = Math.max(most, Math.max(Svg.BODY.width(a.label()), Svg.SMALL.width(a.detail())));
            }
        }
        return Math.min(WIDEST_GAP, most + 50);
    }

    /** The room that the longest note at a lane takes, if it is given. */
    private int noted(int lane) {
        return ladder.rows().stream()
                .mapToInt(row -> row instanceof Ladder.Note n && n.lane() == lane && n.sign() != Sign.STATE
                        ? Math.min(BESIDE - SIGN - 24, Svg.BODY.width(n.text()))
                        : 0)
                .max()
                .orElse(0);
    }

    private int states(int lane) {
        return ladder.rows().stream()
                .mapToInt(row -> row instanceof Ladder.Note n && n.lane() == lane && n.sign() == Sign.STATE
                        ? Svg.STATE.widest(state(n)) + 20
                        : 0)
                .max()
                .orElse(0);
    }

    private static List<String> state(Ladder.Note note) {
        return Svg.STATE.wrapped(note.text(), 190);
    }

    private List<String> name(int lane) {
        return Svg.NAME.wrapped(ladder.lanes().get(lane).name(), 180);
    }

    /** Half of what stands on a lane: its name, its states. */
    private int half(int lane) {
        return Math.max(Svg.NAME.widest(name(lane)) + 24, states(lane)) / 2;
    }

    /** Lanes that nothing travels between stand side by side: what happens there at one time has one height. */
    private static int[] groups(Ladder ladder) {
        int[] group = new int[ladder.lanes().size()];
        for (int i = 0; i < group.length; i++) {
            group[i] = i;
        }
        for (Ladder.Row row : ladder.rows()) {
            if (row instanceof Ladder.Arrow arrow) {
                int left = Math.min(arrow.from(), arrow.to());
                for (int over = left + 1; over <= Math.max(arrow.from(), arrow.to()); over++) {
                    int other = group[over];
                    for (int i = 0; i < group.length; i++) {
                        group[i] = group[i] == other ? group[left] : group[i];
                    }
                }
            }
        }
        return group;
    }

    /** True if there is signalling and a media path, to be told apart. */
    private boolean mixed() {
        return ladder.rows().stream().anyMatch(row -> row instanceof Ladder.Arrow a && a.media())
                && ladder.rows().stream().anyMatch(row -> row instanceof Ladder.Arrow a && !a.media());
    }

    private int lowest() {
        return Arrays.stream(y).max().orElse(0);
    }

    // ---- drawing ----

    private void draw() {
        int head = out.head(ladder.notes()) + 20;
        int deepest = 1;
        for (int i = 0; i < lanes; i++) {
            deepest = Math.max(deepest, name(i).size());
        }
        int top = head + deepest * 22 + 8;
        started = top + 6;
        named = started;
        Arrays.fill(y, started);
        for (Ladder.Row row : ladder.rows()) {
            advance(row.at());
            switch (row) {
                case Ladder.Arrow arrow -> arrow(arrow);
                case Ladder.Note note -> note(note);
            }
        }
        int bottom = lowest() + 16;
        for (int i = 0; i < lanes; i++) {
            out.line(x[i], top, x[i], bottom, lifeline(ladder.lanes().get(i).kind()));
            head(i, top);
        }
        out.add(body);
        out.height(out.said(signs(), bottom) + 20);
    }

    private static String lifeline(Kind kind) {
        return switch (kind) {
            case PARTY -> "class=\"line\" stroke-width=\"1.4\"";
            case RELAY -> "class=\"faint\" stroke-width=\"1.2\" stroke-dasharray=\"6 5\"";
            case ATTACKER -> "class=\"line\" stroke-width=\"3\" stroke-dasharray=\"3 5\"";
        };
    }

    /** The name of a lane: framed for a party, twice for the attacker, without a frame for a relay. */
    private void head(int lane, int top) {
        List<String> name = name(lane);
        Kind kind = ladder.lanes().get(lane).kind();
        int high = name.size() * 22 + 4;
        int wide = Svg.NAME.widest(name) + 20;
        if (kind != Kind.RELAY) {
            out.box(x[lane] - wide / 2, top - high, wide, high, "rx=\"3\" class=\"line\" stroke-width=\"1.4\"");
        }
        if (kind == Kind.ATTACKER) {
            out.box(x[lane] - wide / 2 - 4, top - high - 4, wide + 8, high + 4, "class=\"line\" stroke-width=\"1.4\"");
        }
        for (int i = 0; i < name.size(); i++) {
            out.text(x[lane], top - high + 19 + i * 22, "middle", Svg.NAME, "ink", name.get(i));
        }
    }

    /** A later time begins under all that came before, or, to scale, as far down as it is later. */
    private void advance(long at) {
        if (at == now && at >= 0) {
            return;
        }
        int free = lowest();
        if (free - named > SCREEN) {
            free += 24;
            for (int i = 0; i < lanes; i++) {
                body.label(x[i], free, Svg.SMALL, "pale", ladder.lanes().get(i).name());
            }
            free += 6;
            Arrays.fill(y, free);
            named = free;
        }
        if (at < 0) {
            return;
        }
        long scaled = now < 0 ? 0 : (at - now) * ladder.scale() / SECOND;
        started = (int) Math.max(free, started + scaled);
        Arrays.fill(y, started);
        now = at;
        body.text(20, started + LINE + 2, "start", Svg.SMALL, "pale", at / MILLI + " ms");
    }

    private void arrow(Ladder.Arrow arrow) {
        int from = x[arrow.from()];
        int to = x[arrow.to()];
        int middle = (from + to) / 2;
        int wide = Math.abs(from - to) - 30;
        int at = y[group[arrow.from()]] + 8;
        for (String line : Svg.BODY.wrapped(arrow.label(), wide)) {
            at += LINE;
            body.label(middle, at - 3, Svg.BODY, "ink", line);
        }
        at += 9;
        if (arrow.covered()) {
            body.box(
                    Math.min(from, to) + 16,
                    at - 6,
                    Math.max(20, Math.abs(from - to) - 32),
                    12,
                    "rx=\"6\" class=\"line\" stroke-width=\"1.2\"");
        }
        body.arrow(from, at, arrow.lost() ? middle : to, arrow.media() && mixed() ? 3.5 : 1.4);
        if (arrow.lost()) {
            int cross = middle + (to > from ? 12 : -12);
            body.line(cross - 7, at - 7, cross + 7, at + 7, "class=\"line\" stroke-width=\"2.5\"");
            body.line(cross - 7, at + 7, cross + 7, at - 7, "class=\"line\" stroke-width=\"2.5\"");
        }
        at += 4;
        if (!arrow.detail().isEmpty()) {
            for (String line : Svg.SMALL.wrapped(arrow.detail(), wide)) {
                at += SMALL_LINE;
                body.label(middle, at, Svg.SMALL, "pale", line);
            }
        }
        y[group[arrow.from()]] = at + 6;
    }

    private void note(Ladder.Note note) {
        int at = x[note.lane()];
        int top = y[group[note.lane()]] + 6;
        if (note.sign() == Sign.STATE) {
            List<String> lines = state(note);
            int wide = Svg.STATE.widest(lines) + 20;
            int high = lines.size() * LINE + 8;
            body.framed(at - wide / 2, top, wide, high, "rx=\"12\" class=\"line\" stroke-width=\"2\"");
            for (int i = 0; i < lines.size(); i++) {
                body.text(at, top + LINE + i * LINE, "middle", Svg.STATE, "ink", lines.get(i));
            }
            y[group[note.lane()]] = top + high + 2;
            return;
        }
        List<String> lines = Svg.BODY.wrapped(note.text(), room[note.lane()]);
        body.text(at + 12, top + 16, "start", Svg.BODY, "ink", sign(note.sign()));
        for (int i = 0; i < lines.size(); i++) {
            body.text(at + 12 + SIGN, top + 16 + i * LINE, "start", Svg.BODY, "ink", lines.get(i));
        }
        y[group[note.lane()]] = top + lines.size() * LINE;
    }

    private static String sign(Sign sign) {
        return switch (sign) {
            case STATE -> "";
            case EVENT -> "▸";
            case PASSED -> "✓";
            case FAILED -> "✗";
            case KEY -> "◆";
            case ASIDE -> "–";
        };
    }

    /** What the signs of this picture stand for. */
    private List<String> signs() {
        List<String> said = new ArrayList<>();
        boolean media = false;
        boolean covered = false;
        boolean lost = false;
        List<Sign> used = new ArrayList<>();
        for (Ladder.Row row : ladder.rows()) {
            switch (row) {
                case Ladder.Arrow a -> {
                    media |= a.media();
                    covered |= a.covered();
                    lost |= a.lost();
                }
                case Ladder.Note n -> used.add(n.sign());
            }
        }
        for (Sign sign : Sign.values()) {
            if (used.contains(sign) && sign != Sign.STATE) {
                said.add(sign(sign) + " " + sign.means());
            }
        }
        if (covered) {
            said.add("in a tube: protected on the way");
        }
        if (media && mixed()) {
            said.add("thick: media path, thin: signalling");
        }
        if (lost) {
            said.add("ends at a cross: lost");
        }
        return said.isEmpty() ? List.of() : List.of(String.join("; ", said));
    }
}
