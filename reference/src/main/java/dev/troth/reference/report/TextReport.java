package dev.troth.reference.report;

import dev.troth.reference.attack.Story;
import dev.troth.spec.model.Protocol;
import dev.troth.statemachine.search.Bounds;
import java.util.List;

/** A check on the terminal: a line for each verdict, the attacks in words, and what a pass means. */
public final class TextReport {
    private final StringBuilder out = new StringBuilder();

    private TextReport() {}

    /** @param stories tell every attack in words, not only those that nobody expected */
    public static String of(Protocol protocol, List<Verdict> verdicts, Bounds bounds, boolean stories) {
        TextReport report = new TextReport();
        report.table(protocol, verdicts, bounds);
        for (Verdict verdict : verdicts) {
            boolean isTold = verdict.attack() != null || !verdict.inTerms().isEmpty();
            if (isTold && (stories || verdict.isSurprise())) {
                report.story(verdict);
            }
        }
        report.meaning(verdicts, bounds);
        return report.out.toString();
    }

    private void table(Protocol protocol, List<Verdict> verdicts, Bounds bounds) {
        out.append(protocol.name())
                .append("   ")
                .append(verdicts.size())
                .append(verdicts.size() == 1 ? " question, " : " questions, ")
                .append(bounds.runs())
                .append('\n');
        int[] widths = new int[4];
        for (Verdict verdict : verdicts) {
            String[] cells = cells(verdict);
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], cells[i].length());
            }
        }
        for (Verdict verdict : verdicts) {
            String[] cells = cells(verdict);
            out.append(verdict.isSurprise() ? "! " : verdict.isOpen() ? "? " : "  ");
            for (int i = 0; i < widths.length; i++) {
                out.append(cells[i]).append(" ".repeat(widths[i] - cells[i].length() + 2));
            }
            String word = verdict.word();
            out.append(word).append(" ".repeat(Math.max(1, 9 - word.length())));
            out.append(detail(verdict, bounds))
                    .append("; ")
                    .append(verdict.remark())
                    .append('\n');
        }
    }

    private static String[] cells(Verdict verdict) {
        return new String[] {
            verdict.question().claim().name(),
            verdict.question().point().toString(),
            verdict.question().compromise().name(),
            verdict.question().optionText()
        };
    }

    private static String detail(Verdict verdict, Bounds asked) {
        int states = verdict.finding().states();
        String size = states + (states == 1 ? " configuration" : " configurations");
        String detail = verdict.finding().attack() == null
                ? size
                : (verdict.attack() == null ? "attack in terms, " : "attack on bytes, ")
                        + verdict.finding().depth() + " steps, " + size;
        return verdict.bounds().runs().equals(asked.runs())
                ? detail
                : detail + " with " + verdict.bounds().runs();
    }

    private void story(Verdict verdict) {
        String options = verdict.question().optionText();
        out.append('\n')
                .append(verdict.question().claim().name())
                .append(": ")
                .append(verdict.question().claim().text().replaceAll("\\s+", " "))
                .append("\nunder ")
                .append(verdict.question().compromise().name())
                .append(options.isEmpty() ? "" : " where " + options)
                .append('\n');
        verdict.inTerms().forEach(line -> out.append("  ").append(line).append('\n'));
        if (verdict.attack() != null) {
            Story.of(verdict.attack())
                    .forEach(line -> out.append("  ").append(line).append('\n'));
        }
    }

    private void meaning(List<Verdict> verdicts, Bounds bounds) {
        conditions(verdicts);
        fewer(verdicts, bounds);
        long surprises = verdicts.stream().filter(Verdict::isSurprise).count();
        long open = verdicts.stream().filter(Verdict::isOpen).count();
        out.append('\n').append(surprises).append(surprises == 1 ? " surprise" : " surprises");
        out.append(open == 0 ? "" : ", " + open + " open");
        out.append(". `holds` means: no attack within these bounds (")
                .append(bounds.runs())
                .append(", ")
                .append(bounds.typed() ? "typed" : "untyped")
                .append("), and the point was reached. It says nothing beyond them.\n");
        List<String> limits = Conditions.of(verdicts);
        if (!limits.isEmpty()) {
            out.append("It is limited by this too:\n");
            limits.forEach(limit -> out.append("  - ").append(limit).append('\n'));
        }
    }

    /** On what it rests that there is no attack. */
    private void conditions(List<Verdict> verdicts) {
        for (Verdict verdict : verdicts) {
            List<String> undecided = verdict.finding().undecided();
            if (verdict.isOpen() && !undecided.isEmpty()) {
                out.append('\n')
                        .append(String.join(" ", cells(verdict)).strip())
                        .append(": no attack was found; whether there is none rests on\n");
                undecided.forEach(
                        condition -> out.append("  - ").append(condition).append('\n'));
            }
        }
    }

    /** What it means that fewer runs are named. */
    private void fewer(List<Verdict> verdicts, Bounds bounds) {
        boolean isClear = verdicts.stream().anyMatch(v -> !v.clear().isEmpty());
        if (isClear || verdicts.stream().anyMatch(v -> !v.wider().isEmpty())) {
            out.append("\nThe search with ")
                    .append(bounds.runs())
                    .append(" came to no end where fewer runs are named.");
            out.append(isClear ? " That there is no attack among those says nothing of more: it is left open." : "");
            out.append(" Allow more with --max-states.\n");
        }
    }
}
