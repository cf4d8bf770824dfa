package dev.troth.reference.mutate;

import dev.troth.reference.fuzz.Fuzzer;
import dev.troth.reference.fuzz.Plan;
import dev.troth.reference.mutate.Mutation.Kind;
import dev.troth.reference.run.Settings;
import dev.troth.reference.run.Simulation;
import dev.troth.reference.transcript.Transcript;
import dev.troth.spec.Specification;
import dev.troth.spec.library.Library;
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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes away one protection after another and asks who notices: the claims that should hold, by search and by random
 * schedules, or the scenarios of the file.
 */
public final class Survey {
    private static final long SCHEDULES = 300;

    private final Protocol protocol;
    private final Library library;
    private final int budget;

    /** @param budget configurations after which a search gives up */
    public Survey(Protocol protocol, Library library, int budget) {
        this.protocol = protocol;
        this.library = library;
        this.budget = budget;
    }

    /** What came of a mutation. */
    public enum Fate {
        /** A claim that should hold is broken, an invariant fails, or a scenario with an attacker comes out otherwise. */
        NOTICED,
        /** An honest run no longer works, or the text no longer reads. */
        BREAKS,
        /** Nothing notices, and the author says why. */
        EXPLAINED,
        /** Nothing notices. */
        SURVIVES
    }

    /**
     * A mutation and its fate.
     *
     * @param by what notices it, or why it survives
     */
    public record Verdict(Mutation mutation, Fate fate, String by) {}

    /** All mutations of some kinds, in order; {@code goOn} is told how many are done and may end the survey. */
    public List<Verdict> run(Set<Kind> kinds, Explorer.Progress goOn) {
        List<Mutation> mutations = Mutations.of(protocol, kinds);
        List<Verdict> verdicts = new ArrayList<>();
        for (Mutation mutation : mutations) {
            verdicts.add(verdict(mutation));
            if (!goOn.goOn(verdicts.size(), mutations.size())) {
                break;
            }
        }
        return verdicts;
    }

    private Verdict verdict(Mutation mutation) {
        Protocol mutant = Specification.read(mutation.text(), library).protocol();
        if (mutant == null) {
            return new Verdict(mutation, Fate.BREAKS, "the specification no longer reads");
        }
        String scenario = brokenScenario(mutant, true);
        if (scenario != null) {
            return new Verdict(mutation, Fate.BREAKS, "scenario " + scenario);
        }
        String claim = brokenClaim(mutant);
        if (claim != null) {
            return new Verdict(mutation, Fate.NOTICED, claim);
        }
        scenario = brokenScenario(mutant, false);
        if (scenario != null) {
            return new Verdict(mutation, Fate.NOTICED, "scenario " + scenario);
        }
        return mutation.explanation().isEmpty()
                ? new Verdict(mutation, Fate.SURVIVES, "nothing notices: redundant or unclaimed")
                : new Verdict(mutation, Fate.EXPLAINED, mutation.explanation());
    }

    /** @param peaceful ask those in which nobody attacks and every clock is right, or the others */
    private static @Nullable String brokenScenario(Protocol mutant, boolean peaceful) {
        for (Scenario scenario : mutant.scenarios()) {
            if (peaceful != (scenario.moves().isEmpty() && scenario.clocks().isEmpty())) {
                continue;
            }
            try {
                Transcript transcript =
                        Simulation.run(mutant, Settings.of(scenario)).transcript();
                if (!transcript.asExpected()) {
                    return scenario.name();
                }
            } catch (RunFaultException fault) {
                return scenario.name();
            }
        }
        return null;
    }

    /** A claim that should hold and does not: random schedules first, they are quick; then the search, cheap models first. */
    private @Nullable String brokenClaim(Protocol mutant) {
        List<Question> questions = new ArrayList<>();
        for (Claim claim : mutant.claims()) {
            new Questions(mutant)
                    .of(claim, false).stream()
                            .filter(q -> Boolean.TRUE.equals(q.expected()))
                            .forEach(questions::add);
        }
        for (Map<Integer, Integer> options :
                questions.stream().map(Question::options).distinct().toList()) {
            Plan plan = new Plan(mutant, options, 1, null);
            for (String name :
                    new Fuzzer(plan, SCHEDULES).run(done -> true).failures().keySet()) {
                if (!Boolean.FALSE.equals(plan.expectations().get(name))) {
                    return name;
                }
            }
        }
        questions.sort(Comparator.comparingInt(q -> q.compromise().reveals().size()));
        Bounds bounds = Bounds.STANDARD.states(budget);
        for (Question question : questions) {
            if (question.answer(bounds, Explorer.Progress.SILENT).verdict() == Finding.Verdict.ATTACK) {
                return question.claim().name();
            }
        }
        return null;
    }
}
