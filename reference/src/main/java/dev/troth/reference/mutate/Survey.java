package dev.troth.reference.mutate;

import dev.troth.reference.mutate.Mutation.Kind;
import dev.troth.spec.Specification;
import dev.troth.spec.library.Library;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Scenario;
import dev.troth.statemachine.claim.Question;
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
    private final Protocol protocol;
    private final Library library;
    private final int budget;
    private final Witnesses witnesses;

    /** @param budget configurations after which a search gives up */
    public Survey(Protocol protocol, Library library, int budget) {
        this.protocol = protocol;
        this.library = library;
        this.budget = budget;
        this.witnesses = Witnesses.of(protocol, budget);
    }

    /** What a survey comes to. @param unmet claims that the file itself does not meet: they vouch for nothing */
    public record Report(List<Verdict> verdicts, List<Omission> omissions, List<String> unmet) {}

    /** What came of a mutation. */
    public enum Fate {
        /** A claim that should hold is broken, an invariant fails, or a scenario with an attacker comes out otherwise. */
        NOTICED,
        /** An honest run no longer works. */
        BREAKS,
        /** Without it the text no longer reads: nothing was asked. */
        UNTRIED,
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
        return report(kinds, goOn).verdicts();
    }

    /** The same, with what is not taken away, and the claims that are no witnesses. */
    public Report report(Set<Kind> kinds, Explorer.Progress goOn) {
        Mutations.All all = Mutations.of(protocol, library, kinds);
        List<Verdict> verdicts = new ArrayList<>();
        for (Mutation mutation : all.mutations()) {
            verdicts.add(verdict(mutation));
            if (!goOn.goOn(verdicts.size(), all.mutations().size())) {
                break;
            }
        }
        return new Report(verdicts, all.omissions(), witnesses.unmet());
    }

    private Verdict verdict(Mutation mutation) {
        Protocol mutant = Specification.read(mutation.text(), library).protocol();
        if (mutant == null) {
            return new Verdict(mutation, Fate.UNTRIED, "without it the specification no longer reads");
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
    private @Nullable String brokenScenario(Protocol mutant, boolean peaceful) {
        for (Scenario scenario : mutant.scenarios()) {
            boolean isPeaceful = scenario.moves().isEmpty() && scenario.clocks().isEmpty();
            if (peaceful == isPeaceful && witnesses.has(scenario) && !Witnesses.isAsExpected(mutant, scenario)) {
                return scenario.name();
            }
        }
        return null;
    }

    /** A claim that should hold and does not: random schedules first, they are quick; then the search, cheap models first. */
    private @Nullable String brokenClaim(Protocol mutant) {
        List<Question> questions = Witnesses.questions(mutant);
        for (Map<Integer, Integer> options :
                questions.stream().map(Question::options).distinct().toList()) {
            for (String name : Witnesses.failing(mutant, options)) {
                if (witnesses.has(name, options)) {
                    return name;
                }
            }
        }
        questions.sort(Comparator.comparingInt(q -> q.compromise().reveals().size()));
        Bounds bounds = Bounds.STANDARD.states(budget);
        for (Question question : questions) {
            if (witnesses.has(question)
                    && question.answer(bounds, Explorer.Progress.SILENT).verdict() == Finding.Verdict.ATTACK) {
                return question.claim().name();
            }
        }
        return null;
    }
}
