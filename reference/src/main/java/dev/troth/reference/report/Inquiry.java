package dev.troth.reference.report;

import dev.troth.reference.attack.Outline;
import dev.troth.reference.attack.Replay;
import dev.troth.reference.concrete.NoConcreteFaceException;
import dev.troth.statemachine.claim.Answers;
import dev.troth.statemachine.claim.Question;
import dev.troth.statemachine.machine.RunFaultException;
import dev.troth.statemachine.search.Bounds;
import dev.troth.statemachine.search.Explorer;
import dev.troth.statemachine.search.Finding;
import dev.troth.statemachine.search.Scene;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
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
            Bounds within = question.within(bounds);
            return attack == null
                    ? Verdict.of(question, finding, null, within)
                    : attacked(scene, question, finding, attack, within);
        });
    }

    /** An attack, done again on octets if the specification can be. */
    private Verdict attacked(Scene scene, Question question, Finding finding, Finding.Trace attack, Bounds bounds) {
        try {
            return Verdict.of(question, finding, Replay.of(scene, question, attack, seed), bounds);
        } catch (NoConcreteFaceException fault) {
            List<String> lines = new ArrayList<>(Outline.of(scene, attack));
            lines.add("In terms; on bytes " + fault.getMessage()
                    + (fault.place().isEmpty() ? "." : " (" + fault.place() + ")."));
            return Verdict.inTerms(question, finding, lines, bounds);
        } catch (RunFaultException fault) {
            String undecided = fault.span() + ": " + fault.getMessage()
                    + ", so that the attack found is none; see to it that there"
                    + " is a value, or that the run ends before";
            List<String> more = new ArrayList<>(finding.undecided());
            more.add(undecided);
            return Verdict.of(
                    question,
                    new Finding(null, finding.witness(), finding.states(), finding.depth(), finding.gaveUp(), more),
                    null,
                    bounds);
        }
    }

    /**
     * The same; what came to no end is asked among fewer runs, see {@link Mixtures}: those with more runs first. An attack among them
     * is an attack. That there is none among them is told, and leaves the question open.
     */
    public List<Verdict> askOfFewer(List<Question> questions, Bounds bounds) {
        List<Verdict> verdicts = new ArrayList<>(ask(questions, bounds));
        int most = questions.stream().mapToInt(Mixtures::most).max().orElse(0);
        for (int alone = 1; alone <= most; alone++) {
            for (Map.Entry<Bounds, List<Integer>> mixture :
                    mixtures(verdicts, bounds, alone).entrySet()) {
                List<Integer> open = mixture.getValue().stream()
                        .filter(i -> verdicts.get(i).isWorthAsking(mixture.getKey()))
                        .toList();
                if (stopped.getAsBoolean()) {
                    return verdicts;
                }
                List<Verdict> again = open.isEmpty()
                        ? List.of()
                        : ask(open.stream().map(questions::get).toList(), mixture.getKey());
                for (int i = 0; i < open.size(); i++) {
                    verdicts.set(open.get(i), verdicts.get(open.get(i)).orAmongFewer(again.get(i)));
                }
            }
        }
        return verdicts;
    }

    /** Which questions are still worth asking among which fewer runs. */
    private static Map<Bounds, List<Integer>> mixtures(List<Verdict> verdicts, Bounds bounds, int alone) {
        Map<Bounds, List<Integer>> mixtures = new LinkedHashMap<>();
        for (int i = 0; i < verdicts.size(); i++) {
            for (Bounds fewer : Mixtures.of(verdicts.get(i).question(), bounds, alone)) {
                if (verdicts.get(i).isWorthAsking(fewer)) {
                    mixtures.computeIfAbsent(fewer, f -> new ArrayList<>()).add(i);
                }
            }
        }
        return mixtures;
    }
}
