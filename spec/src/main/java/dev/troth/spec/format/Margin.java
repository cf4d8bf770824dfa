package dev.troth.spec.format;

import dev.troth.spec.syntax.Outline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Puts citations and comments behind the code of lines, and ends the lines. */
final class Margin {
    /** At least so many blanks stand before a citation or a comment. */
    private static final int GAP = 2;

    /** Where citations stand if there is room: those of a claim, of a check with its failure, and others. */
    private static final int CITED_CLAIM = 56;

    private static final int CITED_CHECK = 96;
    private static final int CITED = 77;

    /** Where comments stand if there is room: in roles, claims and scenarios, and in other declarations. */
    private static final int COMMENT = 56;

    private static final int COMMENT_OF_DECLARATION = 38;

    private final List<Line> lines;
    private final List<String> written;
    private final Outline outline;
    /** The word that starts the declaration of each line. */
    private final List<String> declarations = new ArrayList<>();

    /** Lines that follow each other and share a column. */
    private final List<Integer> run = new ArrayList<>();

    private final int[] columns;

    private Margin(List<Line> lines, List<String> code, Outline outline) {
        this.lines = lines;
        this.written = new ArrayList<>(code);
        this.outline = outline;
        this.columns = new int[lines.size()];
    }

    /** The whole text, from the code of its lines. */
    static String write(List<Line> lines, List<String> code, Outline outline) {
        Margin margin = new Margin(lines, code, outline);
        margin.declarations();
        margin.citations();
        margin.comments();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            text.append(lines.get(i).apart() ? "\n" : "")
                    .append(margin.written.get(i))
                    .append('\n');
        }
        return text.toString();
    }

    private void declarations() {
        String word = "";
        for (Line line : lines) {
            String owner = outline.parts().getOrDefault(line.from(), "");
            boolean declares = line.hasCode() && (owner.equals("protocol") || owner.equals("library"));
            word = declares ? outline.tokens().get(line.from()).word() : word;
            declarations.add(word);
        }
    }

    /** Lines without a citation that only go on with a part, and expectations of claims, end no run. */
    private void citations() {
        int place = 0;
        boolean check = false;
        for (int i = 0; i < written.size(); i++) {
            Line line = lines.get(i);
            String owner = outline.parts().get(line.from());
            boolean cites = line.cites() < line.to();
            boolean citedBelow = i + 1 < written.size() && citesAlone(lines.get(i + 1));
            boolean goesOn = line.hasCode() && (owner == null || owner.equals("claim") || citedBelow);
            check = citesAlone(line) ? check : line.otherwise() >= 0;
            int placeHere = declarations.get(i).equals("claim") ? CITED_CLAIM : check ? CITED_CHECK : CITED;
            if (line.apart() || (cites ? placeHere != place : !goesOn)) {
                close(place);
            }
            if (cites) {
                place = placeHere;
                run.add(i);
            }
        }
        close(place);
        for (int i = 0; i < written.size(); i++) {
            if (lines.get(i).cites() < lines.get(i).to()) {
                put(i, cited(lines.get(i)));
            }
        }
    }

    private static boolean citesAlone(Line line) {
        return line.hasCode() && line.cites() == line.from();
    }

    private String cited(Line line) {
        StringBuilder text = new StringBuilder();
        for (int token = line.cites(); token < line.to(); token++) {
            String word = outline.tokens().get(token).span().text();
            text.append(word.equals("@") && !text.isEmpty() ? " " : "").append(word);
        }
        return text.toString();
    }

    /** Behind a failure or a citation, and on lines of their own, comments have no column. */
    private void comments() {
        Arrays.fill(columns, 0);
        int place = 0;
        for (int i = 0; i < written.size(); i++) {
            Line line = lines.get(i);
            boolean alone = line.otherwise() >= 0 || line.cites() < line.to() || !line.hasCode();
            int placeHere = switch (declarations.get(i)) {
                case "message", "text", "server", "role", "claim", "compromise", "scenario", "exercise" -> COMMENT;
                default -> COMMENT_OF_DECLARATION;
            };
            if (line.apart() || placeHere != place || line.comment() == null || alone) {
                close(place);
            }
            place = placeHere;
            if (alone) {
                columns[i] = line.hasCode() ? written.get(i).length() + GAP : 0;
            } else if (line.comment() != null) {
                run.add(i);
            }
        }
        close(place);
        for (int i = 0; i < written.size(); i++) {
            String comment = lines.get(i).comment();
            if (comment != null) {
                put(i, comment);
            }
        }
    }

    /** Gives a run its column. */
    private void close(int place) {
        int widest = Columns.widest(run.stream().mapToInt(i -> written.get(i).length()));
        run.forEach(i ->
                columns[i] = Math.max(place, Math.max(widest, written.get(i).length()) + GAP));
        run.clear();
    }

    private void put(int i, String what) {
        String before = written.get(i);
        written.set(i, before + " ".repeat(Math.max(0, columns[i] - before.length())) + what);
    }
}
