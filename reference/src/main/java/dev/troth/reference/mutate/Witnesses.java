package dev.troth.reference.mutate;

import dev.troth.reference.fuzz.Fuzzer;
import dev.troth.reference.fuzz.Plan;
import dev.troth.reference.run.Settings;
import dev.troth.reference.run.Simulation;
import dev.troth.spec.model.Claim;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Scenario;
import dev.troth.statemachine.claim.Question;
import dev.troth.statemachine.claim.Questions;
import dev.troth.statemachine.machine.RunFaultException;
import dev.troth.statemachine.search.Bounds;
import dev.troth.statemachine.search.Explorer;
import dev.troth.statemachine.search.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who can vouch for a protection: the claims and scenarios that the file meets as it stands. A claim that is broken before
 * anything is taken away would be broken after it too, whatever it was.
 */
final class Witnesses {
    private static final long SCHEDULES = 300;

    /** Each question that should hold and is not known to, by what it asks, and what was found. */
    private final Map<String, String> unmet = new LinkedHashMap<>();
    /** By options: the claims and invariants that fail. */
    private final Map<Map<Integer, Integer>, Set<String>> failing = new LinkedHashMap<>();

    private final Set<String> scenarios = new LinkedHashSet<>();

    private Witnesses() {}

    /** @param budget configurations after which a search gives up */
    static Witnesses of(Protocol protocol, int budget) {
        Witnesses witnesses = new Witnesses();
        Bounds bounds = Bounds.STANDARD.states(budget);
        for (Question question : questions(protocol)) {
            Set<String> names =
                    witnesses.failing.computeIfAbsent(question.options(), options -> failing(protocol, options));
            Finding finding = question.answer(bounds, Explorer.Progress.SILENT);
            if (finding.verdict() != Finding.Verdict.NO_ATTACK) {
                witnesses.unmet.put(asked(question), found(finding));
                names.add(question.claim().name());
            }
        }
        for (Scenario scenario : protocol.scenarios()) {
            if (isAsExpected(protocol, scenario)) {
                witnesses.scenarios.add(scenario.name());
            }
        }
        return witnesses;
    }

    /** What the file claims and does not meet, a line for each. */
    List<String> unmet() {
        List<String> lines = new ArrayList<>();
        unmet.forEach((asked, found) -> lines.add(asked + ": " + found));
        return lines;
    }

    boolean has(Question question) {
        return !unmet.containsKey(asked(question));
    }

    /** A claim or an invariant, as random schedules see it. */
    boolean has(String name, Map<Integer, Integer> options) {
        return !failing.getOrDefault(options, Set.of()).contains(name);
    }

    boolean has(Scenario scenario) {
        return scenarios.contains(scenario.name());
    }

    private static String asked(Question question) {
        String options = question.optionText();
        return question.claim().name() + " at " + question.point() + " under "
                + question.compromise().name() + (options.isEmpty() ? "" : " where " + options);
    }

    private static String found(Finding finding) {
        return switch (finding.verdict()) {
            case ATTACK -> "broken in the file itself";
            case INCONCLUSIVE -> "open in the file itself";
            case VACUOUS -> "its point is never reached in the file itself";
            case NO_ATTACK -> "met";
        };
    }

    /** The questions whose answer should be that the claim holds. */
    static List<Question> questions(Protocol protocol) {
        List<Question> questions = new ArrayList<>();
        Questions asked = new Questions(protocol);
        for (Claim claim : protocol.claims()) {
            asked.of(claim, false).stream()
                    .filter(q -> Boolean.TRUE.equals(q.expected()))
                    .forEach(questions::add);
        }
        return questions;
    }

    /** The claims and invariants that should hold and fail in random schedules. */
    static Set<String> failing(Protocol protocol, Map<Integer, Integer> options) {
        Plan plan = new Plan(protocol, options, 1, null);
        Set<String> failing = new LinkedHashSet<>(
                new Fuzzer(plan, SCHEDULES).run(done -> true).failures().keySet());
        failing.removeIf(name -> Boolean.FALSE.equals(plan.expectations().get(name)));
        return failing;
    }

    static boolean isAsExpected(Protocol protocol, Scenario scenario) {
        try {
            return Simulation.run(protocol, Settings.of(scenario)).transcript().asExpected();
        } catch (RunFaultException fault) {
            return false;
        }
    }
}
