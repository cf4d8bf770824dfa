package dev.troth.proofs.soundness;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.proofs.Specs;
import dev.troth.reference.report.Inquiry;
import dev.troth.reference.report.Verdict;
import dev.troth.spec.Specification;
import dev.troth.spec.diagnostic.Diagnostic;
import dev.troth.spec.model.Compromise;
import dev.troth.spec.model.Protocol;
import dev.troth.statemachine.claim.Question;
import dev.troth.statemachine.claim.Questions;
import dev.troth.statemachine.search.Bounds;
import dev.troth.statemachine.search.Explorer;
import dev.troth.statemachine.search.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What a search answers about small specifications is the truth. A claim that breaks is broken by an attack which was done again on
 * octets; one that holds holds, and its point was reached. Some kinds only: {@code -Dtest=SoundnessTest -Dtroth.soundness=store,number}
 */
class SoundnessTest {
    /** What {@code troth check} asks within when nothing is said. */
    private static final Bounds BOUNDS = Bounds.STANDARD.states(30_000);

    @TestFactory
    Stream<DynamicTest> theAnswerIsTheTruth() {
        return Case.all().stream()
                .map(one -> DynamicTest.dynamicTest(
                        one.name(),
                        () -> assertEquals(List.of(), assertDoesNotThrow(() -> wrong(one), one.name()), one.name())));
    }

    private static List<String> wrong(Case one) {
        Specification specification = one.read();
        Protocol protocol = specification.protocol();
        if (protocol == null) {
            List<Diagnostic> errors = Case.errors(specification);
            assertTrue(one.mayBeRefused(), () -> "refused: " + errors);
            assertFalse(errors.isEmpty(), "refused without a reason");
            return List.of();
        }
        List<Question> questions = new ArrayList<>();
        protocol.claims().forEach(claim -> questions.addAll(new Questions(protocol).of(claim, false)));
        assertFalse(questions.isEmpty(), "nothing is claimed");
        List<String> wrong = new ArrayList<>();
        for (Verdict verdict : Inquiry.quiet().askOfFewer(questions, BOUNDS)) {
            if (!one.mayAnswerAnything() && !isTrue(one, verdict)) {
                wrong.add(verdict.question().claim().name() + " at "
                        + verdict.question().point() + " under "
                        + verdict.question().compromise().name() + ": " + verdict.word() + ", " + verdict.remark());
            }
        }
        return wrong;
    }

    /** An attack through a primitive that has no octets can be told in terms only. */
    private static boolean isTrue(Case one, Verdict verdict) {
        boolean inTerms = one.hasOwnFunctions()
                && Boolean.FALSE.equals(verdict.question().expected())
                && verdict.finding().verdict() == Finding.Verdict.ATTACK;
        boolean neverReached = one.mayBeNeverReached() && verdict.outcome() == Verdict.Outcome.VACUOUS;
        boolean open = one.mayBeOpen() && !verdict.finding().undecided().isEmpty();
        return inTerms || neverReached || open || verdict.outcome() == Verdict.Outcome.AS_EXPECTED;
    }

    /** One run of each role is enough: the certificate that came says a key, and nobody says whose it is. */
    @Test
    void keysOfCallsWithoutSecuredSignallingAreReadWhateverTheSuiteIs() {
        Protocol protocol = Specs.named("dtls-srtp-core");
        for (String suite : List.of("rsa", "ecdhe")) {
            Map<Integer, Integer> options = options(protocol, Map.of("suite", suite, "signalling", "clear"));
            Question question = new Questions(protocol)
                    .of(
                            protocol.claims().stream()
                                    .filter(claim -> claim.name().equals("b_secret"))
                                    .findFirst()
                                    .orElseThrow(),
                            Compromise.NONE,
                            options)
                    .getFirst();
            Finding found = question.answer(BOUNDS.sessions(1), Explorer.Progress.SILENT);
            assertEquals(Finding.Verdict.ATTACK, found.verdict(), suite);
        }
    }

    private static Map<Integer, Integer> options(Protocol protocol, Map<String, String> chosen) {
        Map<Integer, Integer> options = new TreeMap<>();
        for (int i = 0; i < protocol.options().size(); i++) {
            Protocol.Option option = protocol.options().get(i);
            String value = chosen.getOrDefault(option.name(), option.values().getFirst());
            assertTrue(option.values().contains(value), option.name() + " = " + value);
            options.put(i, option.values().indexOf(value));
        }
        return options;
    }
}
