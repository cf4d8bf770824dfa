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
        int width =
                Math.max(1, Math.min(diagnostic.span().end() - diagnostic.span().start(), text.length() - column + 1));
        String marker = indentOf(text, column - 1) + "^".repeat(width);
        StringBuilder out = new StringBuilder();
        out.append(diagnostic.span())
                .append(": ")
                .append(diagnostic.code().id())
                .append(' ');
        out.append(diagnostic.severity().word())
                .append(": ")
                .append(diagnostic.message())
                .append('\n');
        out.append("   ").append(number).append(" | ").append(printable(text)).append('\n');
        out.append("   ").append(gutter).append(" | ").append(marker);
        out.append(diagnostic.label().isEmpty() ? "" : " " + diagnostic.label()).append('\n');
        String help = diagnostic.help();
        if (help != null) {
            out.append("   help: ").append(help).append('\n');
        }
        return out.toString();
    }

    /** Blanks up to a column, keeping tabs so that the marker stays under its place. */
    private static String indentOf(String text, int columns) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < columns; i++) {
            out.append(i < text.length() && text.charAt(i) == '\t' ? '\t' : ' ');
        }
        return out.toString();
    }

    /** The line with control characters made visible, so a hostile file cannot steer a terminal. */
    private static String printable(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(Character.isISOControl(c) && c != '\t' ? '?' : c);
        }
        return out.toString();
    }
}
