package dev.troth.statemachine.claim;

import dev.troth.spec.model.Claim;
import dev.troth.spec.model.Compromise;
import dev.troth.spec.model.Expr;
import dev.troth.statemachine.search.Bounds;
import dev.troth.statemachine.search.Explorer;
import dev.troth.statemachine.search.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Answers to many questions. Those about one point under one model are answered by one search; searches run side by side
 * on every processor. Each has its own terms and finds the same whatever runs beside it.
 */
public final class Answers {
    private Answers() {}

    /** A question with its answer. */
    public record Answer(Question question, Finding finding) {}

    /** What questions must share to be answered by one search. */
    private record Topic(
            Claim.Point point,
            List<Compromise.Reveal> reveals,
            boolean oneRole,
            boolean selfTalk,
            boolean anyKey,
            Map<Integer, Integer> options,
            int tests,
            List<String> relays) {
        static Topic of(Question question) {
            Compromise model = question.compromise();
            List<Compromise.Reveal> reveals = model.reveals().stream()
                    .filter(r -> r.when() != Compromise.When.OTHERS)
                    .toList();
            List<String> relays =
                    question.property() instanceof Claim.Secret secret ? secret.against() : List.of();
            return new Topic(
                    question.point(),
                    reveals,
                    model.oneRole(),
                    model.selfTalk(),
                    model.anyKey(),
                    question.options(),
                    question.tests(),
                    relays);
        }
    }

    /** Answers in the order of the questions. */
    public static List<Answer> to(
            List<Question> questions, Bounds bounds, Map<Integer, Expr> params, Explorer.Progress progress) {
        Map<Topic, List<Integer>> topics = new LinkedHashMap<>();
        for (int i = 0; i < questions.size(); i++) {
            topics.computeIfAbsent(Topic.of(questions.get(i)), t -> new ArrayList<>())
                    .add(i);
        }
        Map<Integer, Finding> findings = new ConcurrentHashMap<>();
        topics.values().stream().parallel().forEach(indices -> {
            Question first = questions.get(indices.getFirst());
            List<Claim.Property> properties =
                    indices.stream().map(i -> questions.get(i).property()).toList();
            List<Finding> found = Explorer.explore(first.scene(bounds, params), properties, progress);
            for (int i = 0; i < indices.size(); i++) {
                findings.put(indices.get(i), found.get(i));
            }
        });
        return IntStream.range(0, questions.size())
                .mapToObj(i -> new Answer(questions.get(i), findings.get(i)))
                .toList();
    }
}
