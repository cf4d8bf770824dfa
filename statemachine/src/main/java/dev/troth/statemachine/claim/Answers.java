package dev.troth.statemachine.claim;

import dev.troth.spec.model.Claim;
import dev.troth.spec.model.Compromise;
import dev.troth.statemachine.search.Bounds;
import dev.troth.statemachine.search.Explorer;
import dev.troth.statemachine.search.Finding;
import dev.troth.statemachine.search.Scene;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Answers to many questions. Those about one point under one model are answered by one search; searches run side by side
 * on every processor. Each has its own terms and finds the same whatever runs beside it.
 */
public final class Answers {
    private Answers() {}

    /** What questions must share to be answered by one search. */
    private record Topic(
            Claim.Point point,
            List<Compromise.Reveal> reveals,
            boolean oneRole,
            boolean selfTalk,
            boolean anyKey,
            boolean untyped,
            Map<Integer, Integer> options,
            int tests,
            List<String> relays,
            boolean oneWay) {
        static Topic of(Question question) {
            Compromise model = question.compromise();
            List<Compromise.Reveal> reveals = model.reveals().stream()
                    .filter(r -> r.when() != Compromise.When.OTHERS)
                    .toList();
            List<String> relays = question.property() instanceof Claim.Secret secret ? secret.against() : List.of();
            return new Topic(
                    question.point(),
                    reveals,
                    model.oneRole(),
                    model.selfTalk(),
                    model.anyKey(),
                    model.untyped(),
                    question.options(),
                    question.tests(),
                    relays,
                    question.isOneWay());
        }
    }

    /** What to do with a finding while the terms of its search are at hand. */
    public interface Sequel<T> {
        T after(Scene scene, Question question, Finding finding);
    }

    /** Tries on octets what a trace does for a question. */
    public interface Trial {
        /** Nothing is tried: what the theory decides counts. */
        Trial NONE = (scene, question, trace) -> Explorer.Tried.UNTRIED;

        Explorer.Tried of(Scene scene, Question question, Finding.Trace trace);
    }

    /** The answer to one question. */
    static Finding of(Question question, Bounds bounds, Explorer.Progress progress) {
        return to(List.of(question), bounds, 1, progress, Trial.NONE, (scene, asked, finding) -> finding)
                .getFirst();
    }

    /** Findings in the order of the questions, on every processor. */
    public static List<Finding> to(List<Question> questions, Bounds bounds) {
        return to(questions, bounds, null, Explorer.Progress.SILENT, Trial.NONE, (scene, question, finding) -> finding);
    }

    /**
     * Answers in the order of the questions.
     *
     * @param threads how many searches run side by side, or null for one on every processor
     * @param trial tries on octets what is found on terms
     * @param sequel makes of each finding what is returned
     */
    public static <T> List<T> to(
            List<Question> questions,
            Bounds bounds,
            @Nullable Integer threads,
            Explorer.Progress progress,
            Trial trial,
            Sequel<T> sequel) {
        Map<Topic, List<Integer>> topics = new LinkedHashMap<>();
        for (int i = 0; i < questions.size(); i++) {
            topics.computeIfAbsent(Topic.of(questions.get(i)), t -> new ArrayList<>())
                    .add(i);
        }
        Map<Integer, T> answers = new ConcurrentHashMap<>();
        Runnable all = () -> topics.values().parallelStream().forEach(indices -> {
            Question first = questions.get(indices.getFirst());
            Map<Integer, Finding> open = new LinkedHashMap<>();
            indices.forEach(index -> open.put(index, Finding.NOTHING));
            List<Scene> scenes = first.scenes(bounds);
            for (Scene scene : scenes) {
                List<Integer> asked = List.copyOf(open.keySet());
                List<Claim.Property> properties =
                        asked.stream().map(i -> questions.get(i).property()).toList();
                List<Finding> found = Explorer.explore(
                        scene, properties, progress, (property, trace) -> trial.of(scene, first.of(property), trace));
                for (int i = 0; i < asked.size(); i++) {
                    int index = asked.get(i);
                    Finding finding = open.getOrDefault(index, Finding.NOTHING).then(found.get(i));
                    open.put(index, finding);
                    if (finding.attack() != null || scene == scenes.getLast()) {
                        answers.put(index, sequel.after(scene, questions.get(index), finding));
                        open.remove(index);
                    }
                }
                if (open.isEmpty()) {
                    break;
                }
            }
        });
        try (ForkJoinPool pool =
                new ForkJoinPool(threads == null ? Runtime.getRuntime().availableProcessors() : threads)) {
            pool.submit(all).join();
        }
        return IntStream.range(0, questions.size()).mapToObj(answers::get).toList();
    }
}
