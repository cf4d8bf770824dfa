package dev.troth.spec.diagnostic;

import dev.troth.spec.text.Source;
import java.util.List;

/**
 * Writes diagnostics for people: position, code, sentence, the source line with a marker, help.
 *
 * <pre>
 * mikey-psk.troth:59:5: T0301 warning: state Initiator.Idle does not say what happens on Resp
 *    59 |     start state Idle {
 *       |                 ^^^^ messages of this protocol: Init (unsaid), Resp (unsaid)
 *    help: add `ignore Init, Resp`, or `otherwise ignore` to accept silence everywhere
 * </pre>
 */
public final class Renderer {
    /** Characters of a source line that are shown. */
    private static final int MAX_WIDTH = 160;

    /** Characters of a message, a label or a help that are shown. */
    private static final int MAX_TEXT = 500;

    private static final String CUT = "...";

    private Renderer() {}

    public static String render(List<Diagnostic> diagnostics) {
        StringBuilder out = new StringBuilder();
        for (Diagnostic diagnostic : diagnostics) {
            out.append(render(diagnostic));
        }
        return out.toString();
    }

    public static String render(Diagnostic diagnostic) {
        Source source = diagnostic.span().source();
        int line = diagnostic.span().line();
        int column = diagnostic.span().column();
        String text = source.lineText(line);
        String number = Integer.toString(line);
        String gutter = " ".repeat(number.length());
        int at = Math.min(column - 1, text.length());
        int to = Math.max(
                at, Math.min(at + diagnostic.span().end() - diagnostic.span().start(), text.length()));
        int from = windowStart(text, at);
        int until = Math.min(text.length(), from + MAX_WIDTH);
        String before = from == 0 ? "" : CUT;
        String indent = " ".repeat(before.length()) + blanks(text.substring(from, at));
        String marker = "^".repeat(Math.max(1, width(text.substring(at, Math.clamp(until, at, to)))));
        StringBuilder out = new StringBuilder();
        out.append(printable(diagnostic.span().toString())).append(": ");
        out.append(diagnostic.code().id())
                .append(' ')
                .append(diagnostic.severity().word());
        out.append(": ").append(printable(clipped(diagnostic.message()))).append('\n');
        out.append("   ").append(number).append(" | ").append(before);
        out.append(printable(text.substring(from, until)));
        out.append(until == text.length() ? "" : CUT).append('\n');
        out.append("   ").append(gutter).append(" | ").append(indent).append(marker);
        out.append(diagnostic.label().isEmpty() ? "" : " " + printable(clipped(diagnostic.label())))
                .append('\n');
        String help = diagnostic.help();
        if (help != null) {
            out.append("   help: ").append(printable(clipped(help))).append('\n');
        }
        return out.toString();
    }

    private static String clipped(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + CUT;
    }

    /** Where to cut a very long line so that the place is seen. */
    private static int windowStart(String text, int at) {
        return text.length() <= MAX_WIDTH || at < MAX_WIDTH / 2 ? 0 : at - MAX_WIDTH / 2;
    }

    /** Blanks as wide as the text, keeping tabs so that the marker stays under its place. */
    private static String blanks(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> out.append(c == '\t' ? "\t" : " "));
        return out.toString();
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The text with what steers a terminal or hides itself made visible: a specification may come from a stranger. */
    private static String printable(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> out.appendCodePoint(isPlain(c) ? c : '?'));
        return out.toString();
    }

    private static boolean isPlain(int c) {
        return c == '\t'
                || switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SURROGATE,
                            Character.UNASSIGNED -> false;
                    default -> true;
                };
    }
}
