package dev.troth.spec.format;

import dev.troth.spec.syntax.Outline;
import dev.troth.spec.syntax.Token;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Writes the code of each line, without the citations and the comment at its end. */
final class Code {
    /** Blanks for each open brace, and before a line that goes on with what is before it. */
    static final int STEP = 2;

    /** Where the `else` of a check stands, if there is room before it. */
    private static final int OTHERWISE = 56;

    /**
     * An open brace, parenthesis or bracket.
     *
     * @param block true if it holds parts
     * @param content the column of the lines in it
     * @param close the column of what closes it
     */
    private record Frame(boolean block, int content, int close) {}

    private final List<Line> lines;
    private final Outline outline;
    private final int[] blanks;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    /** Where lines go on that continue the current part: behind its equals sign, or -1. */
    private int anchor = -1;
    /** The first token of the current part. */
    private int part;

    private Code(List<Line> lines, Outline outline, int[] blanks) {
        this.lines = lines;
        this.outline = outline;
        this.blanks = blanks;
    }

    /** The code of each line, indented. A line with nothing but a comment has its indentation alone. */
    static List<String> of(List<Line> lines, Outline outline, int[] blanks) {
        Code code = new Code(lines, outline, blanks);
        code.frames.push(new Frame(true, 0, 0));
        List<String> written = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            written.add(code.line(i));
        }
        return written;
    }

    private String line(int number) {
        Line line = lines.get(number);
        text.setLength(0);
        text.repeat(' ', line.hasCode() ? indentation(line.from()) : beforeNext(line.from()));
        for (int i = line.from(); i < line.cites(); i++) {
            if (i == line.otherwise()) {
                text.repeat(' ', Math.max(i == line.from() ? 0 : 1, OTHERWISE - text.length()));
            } else if (i > line.from()) {
                text.repeat(' ', blanks[i]);
            }
            write(i, line);
        }
        return text.toString();
    }

    private int indentation(int first) {
        Token token = outline.tokens().get(first);
        Frame frame = frames.getFirst();
        if (closes(token)) {
            return closing(first).close;
        }
        if (first == 0
                || !frame.block
                || (token.is("else") && outline.tokens().get(first - 1).is("}"))) {
            return frame.content;
        }
        String owner = outline.parts().get(first);
        if (owner == null) {
            return anchor < 0 || token.is("else") ? frame.content + STEP : anchor;
        }
        return owner.equals("claim") ? frame.content + STEP : frame.content;
    }

    /** What is closed by the last of the signs that close something and start the line. */
    private Frame closing(int first) {
        Frame closed = frames.getFirst();
        int i = first;
        for (Frame frame : frames) {
            if (!closes(outline.tokens().get(i))
                    || (i > first && outline.tokens().get(i).startsLine())) {
                break;
            }
            closed = frame;
            i++;
        }
        return closed;
    }

    /** A comment on a line of its own belongs to the next token, or to the block that ends there. */
    private int beforeNext(int next) {
        Token token = outline.tokens().get(next);
        return token.kind() == Token.Kind.END || closes(token) || token.is("else") || token.is("@")
                ? frames.getFirst().content
                : indentation(next);
    }

    private void write(int i, Line line) {
        Token token = outline.tokens().get(i);
        if (outline.parts().containsKey(i)) {
            part = i;
            anchor = -1;
        }
        int column = text.length();
        text.append(token.span().text());
        boolean last = i == line.to() - 1;
        if (opens(token)) {
            open(i, column, last);
        } else if (closes(token)) {
            frames.removeFirst();
        } else if (frames.getFirst().block && anchor < 0 && assigns(token)) {
            anchor = last || text.length() >= Columns.FAR ? -1 : text.length() + 1;
        }
    }

    private void open(int i, int column, boolean last) {
        if (outline.blocks().contains(i)) {
            int close = frames.getFirst().content;
            frames.push(new Frame(true, close + STEP, close));
        } else if (last || text.length() >= Columns.FAR) {
            int indented = text.chars().takeWhile(c -> c == ' ').toArray().length;
            frames.push(new Frame(false, indented + STEP, indented));
        } else {
            frames.push(new Frame(false, text.length() + blanks[i + 1], column));
        }
    }

    private boolean assigns(Token token) {
        return token.is(":=")
                || (token.is("=")
                        && ("keys".equals(outline.parts().get(part))
                                || outline.tokens().get(part).is("let")));
    }

    private static boolean opens(Token token) {
        return token.is("{") || token.is("(") || token.is("[");
    }

    private static boolean closes(Token token) {
        return token.is("}") || token.is(")") || token.is("]");
    }
}
