package dev.troth.proofs.metamorphic;

import dev.troth.proofs.Specs;
import dev.troth.spec.model.Claim;
import dev.troth.spec.model.Compromise;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.text.Source;
import dev.troth.statemachine.claim.Answers;
import dev.troth.statemachine.claim.Question;
import dev.troth.statemachine.claim.Questions;
import dev.troth.statemachine.search.Bounds;
import dev.troth.statemachine.search.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The verdicts about all claims of a specification, by claim and number of the question. */
record Asked(Map<String, Finding.Verdict> verdicts) {
    static Asked of(Source source, Bounds bounds) {
        return of(Specs.read(source), bounds, model -> true);
    }

    static Asked of(Source source, Bounds bounds, Change change) {
        return of(Specs.read(source), bounds, change::keepsVerdictsUnder);
    }

    static Asked of(Protocol protocol, Bounds bounds, Predicate<Compromise> models) {
        List<Question> questions = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Claim claim : protocol.claims()) {
            int number = 0;
            for (Question question : new Questions(protocol).of(claim, false)) {
                String name = claim.name() + " under " + question.compromise().name() + " #" + number++;
                if (models.test(question.compromise())) {
                    names.add(name);
                    questions.add(question);
                }
            }
        }
        List<Finding> findings = Answers.to(questions, bounds);
        Map<String, Finding.Verdict> verdicts = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            verdicts.put(names.get(i), findings.get(i).verdict());
        }
        return new Asked(verdicts);
    }

    /** Where the other says something else. A search that gave up says nothing. */
    List<String> moved(Asked other) {
        List<String> moved = new ArrayList<>();
        if (!verdicts.keySet().containsAll(other.verdicts.keySet())) {
            return List.of("other questions: " + verdicts.keySet() + ", " + other.verdicts.keySet());
        }
        verdicts.forEach((name, verdict) -> {
            Finding.Verdict after = other.verdicts.getOrDefault(name, verdict);
            if (after != verdict && after != Finding.Verdict.INCONCLUSIVE && verdict != Finding.Verdict.INCONCLUSIVE) {
                moved.add(name + ": " + verdict + ", then " + after);
            }
        });
        return moved;
    }

    /** Attacks that the other no longer finds, though it searches more, or for an attacker who has more. */
    List<String> lost(Asked stronger) {
        return moved(stronger).stream()
                .filter(each -> each.contains(": " + Finding.Verdict.ATTACK + ","))
                .toList();
    }
}
