package dev.troth.reference.report;

import dev.troth.reference.attack.Story;
import dev.troth.statemachine.search.Bounds;
import java.util.List;

/**
 * A check as JUnit XML: a suite for each specification and choice of options, a case for each claim and compromise model.
 * A case fails when its verdict is not what the specification says; what is never reached or left open is skipped.
 */
public final class JUnitReport {
    private JUnitReport() {}

    public static String of(List<Verdict> verdicts, Bounds bounds) {
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
        verdicts.stream().map(JUnitReport::suite).distinct().forEach(suite -> {
            List<Verdict> inside =
                    verdicts.stream().filter(v -> suite(v).equals(suite)).toList();
            suite(suite, inside, bounds, out);
        });
        return out.append("</testsuites>\n").toString();
    }

    private static String suite(Verdict verdict) {
        String options = verdict.question().optionText();
        return verdict.question().protocol().name() + (options.isEmpty() ? "" : " " + options);
    }

    private static void suite(String name, List<Verdict> verdicts, Bounds bounds, StringBuilder out) {
        long failures = verdicts.stream().filter(JUnitReport::fails).count();
        long skipped = verdicts.stream().filter(JUnitReport::isSkipped).count();
        out.append("  <testsuite name=\"")
                .append(escaped(name))
                .append("\" tests=\"")
                .append(verdicts.size())
                .append("\" failures=\"")
                .append(failures)
                .append("\" errors=\"0\" skipped=\"")
                .append(skipped)
                .append("\">\n    <properties>\n      <property name=\"sessions\" value=\"")
                .append(bounds.sessions())
                .append("\"/>\n      <property name=\"max-steps\" value=\"")
                .append(bounds.maxSteps())
                .append("\"/>\n    </properties>\n");
        verdicts.forEach(v -> testcase(v, out));
        out.append("  </testsuite>\n");
    }

    private static boolean isSkipped(Verdict verdict) {
        return verdict.isOpen() || verdict.outcome() == Verdict.Outcome.VACUOUS;
    }

    private static boolean fails(Verdict verdict) {
        return verdict.isSurprise() && !isSkipped(verdict);
    }

    private static void testcase(Verdict verdict, StringBuilder out) {
        out.append("    <testcase classname=\"")
                .append(escaped(suite(verdict)))
                .append("\" name=\"")
                .append(escaped(verdict.question().claim().name() + " at "
                        + verdict.question().point() + " under "
                        + verdict.question().compromise().name()))
                .append('"');
        if (isSkipped(verdict)) {
            out.append("><skipped message=\"")
                    .append(escaped(verdict.word() + "; " + verdict.remark()))
                    .append("\"/></testcase>\n");
        } else if (fails(verdict)) {
            out.append("><failure message=\"")
                    .append(escaped(verdict.word() + "; " + verdict.remark()))
                    .append("\">");
            out.append(escaped(String.join("\n", verdict.inTerms())));
            if (verdict.attack() != null) {
                out.append(escaped(String.join("\n", Story.of(verdict.attack()))));
            }
            out.append("</failure></testcase>\n");
        } else {
            out.append("/>\n");
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
