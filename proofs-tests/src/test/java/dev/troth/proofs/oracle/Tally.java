package dev.troth.proofs.oracle;

import dev.troth.proofs.oracle.Asked.Answer;
import dev.troth.proofs.oracle.Comparison.Known;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** How many specifications were what, and what was said of them. */
final class Tally {
    private final Map<Known, Map<Answer, Integer>> answers = new EnumMap<>(Known.class);
    private final Map<String, int[]> features = new TreeMap<>();
    private final Map<String, Integer> faults = new TreeMap<>();
    private int all;
    private int missed;

    void add(Comparison comparison) {
        all++;
        if (!comparison.fault().isEmpty()) {
            faults.merge(comparison.fault().replaceAll(":.*", ""), 1, Integer::sum);
            return;
        }
        answers.computeIfAbsent(comparison.known(), k -> new EnumMap<>(Answer.class))
                .merge(comparison.told().answer(), 1, Integer::sum);
        missed += comparison.isMissed() ? 1 : 0;
        for (String feature : comparison.sketch().features()) {
            int[] counts = features.computeIfAbsent(feature, f -> new int[2]);
            counts[0]++;
            counts[1] += comparison.isMissed() ? 1 : 0;
        }
    }

    int missed() {
        return missed;
    }

    int faulty() {
        return faults.values().stream().mapToInt(Integer::intValue).sum();
    }

    int of(Known known) {
        return answers.getOrDefault(known, Map.of()).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** In one line. */
    String line() {
        return all + " compared, " + missed + " wrong; " + answers
                + (faults.isEmpty() ? "" : "; not counted " + faults);
    }

    String text() {
        StringBuilder text = new StringBuilder(line()).append('\n');
        features.forEach((feature, counts) ->
                text.append(String.format("  %-28s %7d, wrong %d%n", feature, counts[0], counts[1])));
        return text.toString();
    }
}
