package dev.troth.reference.draw;

import dev.troth.reference.attack.Replay;
import dev.troth.spec.model.Claim;
import dev.troth.spec.model.Protocol;
import dev.troth.statemachine.claim.Answers;
import dev.troth.statemachine.claim.Question;
import dev.troth.statemachine.claim.Questions;
import dev.troth.statemachine.search.Bounds;
import dev.troth.statemachine.search.Explorer;
import dev.troth.statemachine.search.Finding;
import dev.troth.statemachine.search.Scene;
import java.util.List;
import java.util.Optional;

/** Attacks that a specification expects, found and done again on octets, as sequence diagrams. */
public final class Attacks {
    private Attacks() {}

    /** The attack that answers the first of the claim's questions that has one; those that are expected to hold are not asked. */
    public static Optional<Ladder> first(Protocol protocol, Claim claim, Bounds bounds) {
        List<Question> questions = new Questions(protocol)
                .of(claim, false).stream()
                        .filter(q -> !Boolean.TRUE.equals(q.expected()))
                        .toList();
        List<Optional<Replay.Result>> attacks =
                Answers.to(questions, bounds, null, Explorer.Progress.SILENT, Replay.trial(1), Attacks::replayed);
        for (int i = 0; i < questions.size(); i++) {
            if (attacks.get(i).isPresent()) {
                Question question = questions.get(i);
                String options = question.optionText();
                String about = claim.name() + " under " + question.compromise().name();
                return Optional.of(
                        AttackView.of(attacks.get(i).get(), options.isEmpty() ? about : about + " where " + options));
            }
        }
        return Optional.empty();
    }

    private static Optional<Replay.Result> replayed(Scene scene, Question question, Finding finding) {
        return Optional.ofNullable(finding.attack()).map(attack -> Replay.of(scene, question, attack, 1));
    }
}
