package dev.troth.reference.document;

import dev.troth.reference.attack.Replay;
import dev.troth.reference.report.Verdict;
import dev.troth.spec.model.Protocol;
import dev.troth.statemachine.claim.Answers;
import dev.troth.statemachine.claim.Question;
import dev.troth.statemachine.claim.Questions;
import dev.troth.statemachine.search.Bounds;
import dev.troth.statemachine.search.Explorer;
import dev.troth.statemachine.search.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What a bounded search says of the claims of a specification: of some runs of each role, or of one where those come to no end. */
final class Judgement {
    private static final long SEED = 1;

    private Judgement() {}

    /** A verdict for every question that the claims ask, in order; attacks are done again on octets. */
    static List<Verdict> of(Protocol protocol, Bounds bounds) {
        List<Question> questions = protocol.claims().stream()
                .flatMap(claim -> new Questions(protocol).of(claim, false).stream())
                .toList();
        List<Verdict> verdicts = new ArrayList<>(answers(questions, bounds));
        List<Integer> open = IntStream.range(0, verdicts.size())
                .filter(i -> verdicts.get(i).finding().verdict() == Finding.Verdict.INCONCLUSIVE)
                .boxed()
                .toList();
        List<Verdict> fewer = answers(open.stream().map(questions::get).toList(), bounds.sessions(1));
        for (int i = 0; i < open.size(); i++) {
            verdicts.set(open.get(i), fewer.get(i).insteadOf(verdicts.get(open.get(i))));
        }
        return verdicts;
    }

    private static List<Verdict> answers(List<Question> questions, Bounds bounds) {
        return Answers.to(questions, bounds, null, Explorer.Progress.SILENT, (scene, question, finding) -> {
            Finding.Trace attack = finding.attack();
            Replay.Result replayed = attack == null ? null : Replay.of(scene, question, attack, SEED);
            return new Verdict(question, finding, replayed, bounds, "");
        });
    }
}
