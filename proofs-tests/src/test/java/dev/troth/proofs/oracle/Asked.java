package dev.troth.proofs.oracle;

import dev.troth.reference.report.Inquiry;
import dev.troth.reference.report.Verdict;
import dev.troth.spec.Specification;
import dev.troth.spec.diagnostic.Diagnostic;
import dev.troth.spec.library.Library;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.text.Source;
import dev.troth.statemachine.claim.Question;
import dev.troth.statemachine.claim.Questions;
import dev.troth.statemachine.search.Bounds;
import dev.troth.statemachine.search.Explorer;
import dev.troth.statemachine.search.Finding;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A small specification, read, and what the checker says of its claim. */
record Asked(@Nullable Protocol protocol, String fault) {
    private static final int STATES = 3_000;

    /** What the checker says. */
    enum Answer {
        BROKEN,
        HOLDS,
        /** It gave up, or something stands open. */
        OPEN,
        VACUOUS,
        /** It found an attack that does not work on octets. */
        UNCONFIRMED,
        /** It ended with an error of its own. */
        CRASHED
    }

    record Told(Answer answer, String remark) {}

    static Asked read(String text) {
        Specification read = Specification.read(new Source("small.troth", text), new Library());
        String fault = "";
        for (Diagnostic finding : read.findings()) {
            fault = read.protocol() == null && fault.isEmpty() ? finding.toString() : fault;
        }
        return new Asked(read.protocol(), fault);
    }

    Map<Integer, Integer> options() {
        Question question = question();
        return question.options();
    }

    private Question question() {
        Protocol read = java.util.Objects.requireNonNull(protocol);
        return new Questions(read).of(read.claims().getFirst(), false).getFirst();
    }

    /** Asks the checker, among so many runs of each role. */
    Told ask(int runs) {
        try {
            Bounds bounds = new Bounds(runs, runs, 24, STATES, true, true, true);
            Verdict verdict = new Inquiry(1, 1, Explorer.Progress.SILENT, () -> false)
                    .ask(List.of(question()), bounds)
                    .getFirst();
            if (verdict.outcome() == Verdict.Outcome.UNCONFIRMED) {
                return new Told(Answer.UNCONFIRMED, verdict.remark());
            }
            Finding finding = verdict.finding();
            return switch (finding.verdict()) {
                case ATTACK -> new Told(Answer.BROKEN, "");
                case NO_ATTACK -> new Told(Answer.HOLDS, finding.states() + " configurations");
                case INCONCLUSIVE -> new Told(Answer.OPEN, finding.gaveUp());
                case VACUOUS -> new Told(Answer.VACUOUS, finding.states() + " configurations");
            };
        } catch (RuntimeException | StackOverflowError e) {
            StackTraceElement[] trace = e.getStackTrace();
            return new Told(Answer.CRASHED, e + (trace.length == 0 ? "" : " at " + trace[0]));
        }
    }
}
