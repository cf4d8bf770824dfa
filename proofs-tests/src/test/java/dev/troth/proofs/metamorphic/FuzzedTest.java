package dev.troth.proofs.metamorphic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.troth.proofs.Specs;
import dev.troth.reference.fuzz.Fuzzer;
import dev.troth.reference.fuzz.Plan;
import dev.troth.spec.model.Claim;
import dev.troth.spec.model.Compromise;
import dev.troth.spec.model.Protocol;
import dev.troth.statemachine.claim.Answers;
import dev.troth.statemachine.claim.Question;
import dev.troth.statemachine.claim.Questions;
import dev.troth.statemachine.search.Bounds;
import dev.troth.statemachine.search.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What random schedules break on octets, a search never passes. */
class FuzzedTest {
    private static final long SCHEDULES = Subjects.isWhole() ? 2_000 : 100;
    /** A pairing of SAKKE takes a tenth of a second. */
    private static final long FEW_SCHEDULES = 8;

    private static final Bounds BOUNDS = Bounds.STANDARD.states(20_000);

    @TestFactory
    Stream<DynamicTest> aClaimOfAProtocolThatAScheduleBreaksIsNotPassed() {
        return Subjects.library().stream()
                .map(name ->
                        DynamicTest.dynamicTest(name, () -> assertEquals(List.of(), passed(Specs.named(name)), name)));
    }

    @TestFactory
    Stream<DynamicTest> aClaimOfACaseThatAScheduleBreaksIsNotPassed() {
        return Subjects.runnable().stream()
                .map(one -> DynamicTest.dynamicTest(
                        one.name(), () -> assertEquals(List.of(), passed(Specs.read(one.source())), one.name())));
    }

    private static List<String> passed(Protocol protocol) {
        boolean isDear = protocol.functions().stream()
                .anyMatch(function -> function.name().startsWith("sakke"));
        Set<String> broken = new Fuzzer(new Plan(protocol, Map.of(), 1, null), isDear ? FEW_SCHEDULES : SCHEDULES)
                .run(done -> true)
                .failures()
                .keySet();
        List<Question> questions = new ArrayList<>();
        for (Claim claim : protocol.claims()) {
            if (broken.contains(claim.name())) {
                questions.addAll(new Questions(protocol).of(claim, Compromise.NONE, Map.of()));
            }
        }
        List<Finding> findings = Answers.to(questions, BOUNDS);
        // A claim may speak of several points, of which one is broken.
        Set<String> notPassed = new HashSet<>();
        for (int i = 0; i < questions.size(); i++) {
            if (findings.get(i).verdict() != Finding.Verdict.NO_ATTACK) {
                notPassed.add(questions.get(i).claim().name());
            }
        }
        return questions.stream()
                .map(question -> question.claim().name())
                .distinct()
                .filter(name -> !notPassed.contains(name))
                .toList();
    }
}
