package dev.troth.spec.format;

import dev.troth.spec.syntax.Outline;
import dev.troth.spec.syntax.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Columns at the start of lines: names, the signs behind them, blocks and conditions. */
final class Columns {
    /** Nothing further to the right than this makes a column: texts come from strangers, and one line could widen all. */
    static final int FAR = 200;

    /** How wide the words are that parts of these start with, on lines of their own. */
    private static final Map<String, Integer> FIRST_WORDS = Map.of("claim", 6, "channel", 5);

    /** A line, and the token in it that starts the column. */
    private record Place(Line line, int start) {}

    private final Outline outline;
    private final int[] blanks;
    /** Lines of one kind that follow each other. */
    private final Map<String, List<Place>> runs = new HashMap<>();

    private Columns(Outline outline, int[] blanks) {
        this.outline = outline;
        this.blanks = blanks;
    }

    /** For each token, how many blanks stand before it when it does not start its line. */
    static int[] of(List<Line> lines, Outline outline, boolean[] spaced) {
        int[] blanks = new int[spaced.length];
        for (int i = 1; i < blanks.length; i++) {
            Token before = outline.tokens().get(i - 1);
            String owner = before.startsLine() ? outline.parts().getOrDefault(i - 1, "") : "";
            int rest = FIRST_WORDS.getOrDefault(owner, 0) - before.text().length();
            blanks[i] = spaced[i] ? 1 + Math.max(0, rest) : 0;
        }
        Columns columns = new Columns(outline, blanks);
        List<@Nullable Cells> cells = new ArrayList<>();
        lines.forEach(line -> cells.add(line.hasCode() ? Cells.of(line, outline) : null));
        columns.align(lines, cells, Cells::second);
        columns.align(lines, cells, Cells::sign);
        columns.align(lines, cells, Cells::last);
        return blanks;
    }

    private void align(List<Line> lines, List<@Nullable Cells> cells, ToIntFunction<Cells> column) {
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            Cells here = cells.get(i);
            int start = here == null || column.applyAsInt(here) >= line.to() ? -1 : column.applyAsInt(here);
            String kind = here == null || start < 0 ? "" : here.kind();
            if (ends(line)) {
                close("");
            } else if (outline.parts().containsKey(line.from())) {
                close("claim".equals(outline.parts().get(line.from())) ? "claim" : kind);
            }
            if (start >= 0) {
                runs.computeIfAbsent(kind, _ -> new ArrayList<>()).add(new Place(line, start));
            }
        }
        close("");
    }

    /** A line that goes on with what stands before it ends no run. */
    private boolean ends(Line line) {
        return line.apart()
                || !line.hasCode()
                || outline.tokens().get(line.from()).is("}");
    }

    /** Gives each run but one its column. */
    private void close(String goesOn) {
        List<Place> kept = runs.remove(goesOn);
        runs.values().forEach(this::align);
        runs.clear();
        if (kept != null) {
            runs.put(goesOn, kept);
        }
    }

    private void align(List<Place> run) {
        int column = widest(run.stream().mapToInt(this::width)) + 1;
        for (Place place : run) {
            blanks[place.start] = Math.max(1, column - width(place));
        }
    }

    /** The widest of some lines, those left aside that are too wide for a column. */
    static int widest(IntStream widths) {
        return widths.filter(width -> width <= FAR).max().orElse(0);
    }

    private int width(Place place) {
        int width = 0;
        for (int i = place.line.from(); i < place.start; i++) {
            Token token = outline.tokens().get(i);
            width += (i == place.line.from() ? 0 : blanks[i])
                    + token.span().end()
                    - token.span().start();
        }
        return width;
    }
}
