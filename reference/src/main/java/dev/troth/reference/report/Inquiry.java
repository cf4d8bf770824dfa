package dev.troth.reference.report;

import dev.troth.reference.attack.Replay;
import dev.troth.statemachine.claim.Answers;
import dev.troth.statemachine.claim.Question;
import dev.troth.statemachine.search.Bounds;
import dev.troth.statemachine.search.Explorer;
import dev.troth.statemachine.search.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Questions asked within bounds, and what comes to no end asked again among fewer runs. Attacks are done again on octets.
 *
 * @param threads how many searches run side by side, or null for one on every processor
 * @param seed of the octets of attacks
 * @param stopped whether nothing more is to be asked
 */
public record Inquiry(@Nullable Integer threads, long seed, Explorer.Progress progress, BooleanSupplier stopped) {
    /** On every processor, to the end. */
    public static Inquiry quiet() {
        return new Inquiry(null, 1, Explorer.Progress.SILENT, () -> false);
    }

    /** A verdict for each question, in order. */
    public List<Verdict> ask(List<Question> questions, Bounds bounds) {
        Answers.Trial trial = Replay.trial(seed);
        return Answers.to(questions, bounds, threads, progress, trial, (scene, question, finding) -> {
            Finding.Trace attack = finding.attack();
            Replay.Result replayed = attack == null ? null : Replay.of(scene, question, attack, seed);
            return new Verdict(question, finding, replayed, bounds, "");
        });
    }

    /**
     * The same; what is still open is asked of one run of the role of the claim and as many of the others, and then of one run of
     * each. A verdict says among which runs it was found.
     */
    public List<Verdict> askOfFewer(List<Question> questions, Bounds bounds) {
        List<Verdict> verdicts = new ArrayList<>(ask(questions, bounds));
        for (Bounds fewer : List.of(bounds.own(1), bounds.sessions(1))) {
            List<Integer> open = IntStream.range(0, verdicts.size())
                    .filter(i -> verdicts.get(i).finding().verdict() == Finding.Verdict.INCONCLUSIVE)
                    .boxed()
                    .toList();
            if (open.isEmpty() || stopped.getAsBoolean()) {
                break;
            }
            List<Verdict> again = ask(open.stream().map(questions::get).toList(), fewer);
            for (int i = 0; i < open.size(); i++) {
                verdicts.set(open.get(i), again.get(i).insteadOf(verdicts.get(open.get(i))));
            }
        }
        return verdicts;
    }
}
