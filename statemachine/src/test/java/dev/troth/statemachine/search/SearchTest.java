package dev.troth.statemachine.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.spec.Specification;
import dev.troth.spec.library.Library;
import dev.troth.spec.model.Claim;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.text.Source;
import dev.troth.statemachine.claim.Answers;
import dev.troth.statemachine.claim.Question;
import dev.troth.statemachine.claim.Questions;
import dev.troth.statemachine.term.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the search answers of the smaller specifications of the library is what their claims expect. */
class SearchTest {
    private static Protocol protocol(String name) {
        Library library = new Library();
        Source source = Objects.requireNonNull(library.named(name), name);
        return Objects.requireNonNull(Specification.read(source, library).protocol(), name);
    }

    private static List<Question> questions(Protocol protocol) {
        List<Question> questions = new ArrayList<>();
        for (Claim claim : protocol.claims()) {
            questions.addAll(new Questions(protocol).of(claim, false));
        }
        return questions;
    }

    private static List<String> verdicts(List<Question> questions, List<Finding> findings) {
        List<String> verdicts = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            Question question = questions.get(i);
            verdicts.add("%s %s %s %s: %s"
                    .formatted(
                            question.claim().name(),
                            question.point(),
                            question.compromise().name(),
                            question.optionText(),
                            findings.get(i).verdict()));
        }
        return verdicts;
    }

    private static List<String> expected(List<Question> questions) {
        List<String> verdicts = new ArrayList<>();
        for (Question question : questions) {
            verdicts.add("%s %s %s %s: %s"
                    .formatted(
                            question.claim().name(),
                            question.point(),
                            question.compromise().name(),
                            question.optionText(),
                            Boolean.TRUE.equals(question.expected()) ? "NO_ATTACK" : "ATTACK"));
        }
        return verdicts;
    }

    @ParameterizedTest
    @ValueSource(strings = {"nspk", "denning-sacco-pk", "iso9798-3-3", "tls13-0rtt", "sdes", "tmn"})
    void theAnswersAreThoseThatTheClaimsExpect(String name) {
        assertExpected(name);
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "iso9798-2-4",
                "iso9798-4-4",
                "um",
                "ikev1-quick",
                "mikey-psk",
                "mikey-rsa-core",
                "jkl-ts1",
                "andrew",
                "wide-mouthed-frog"
            })
    void theAnswersAreThoseThatTheClaimsExpectOfLargerOnesToo(String name) {
        assertExpected(name);
    }

    private static void assertExpected(String name) {
        List<Question> questions = questions(protocol(name));
        List<Finding> findings = Answers.to(questions, Bounds.STANDARD);
        assertEquals(expected(questions), verdicts(questions, findings));
        for (Finding finding : findings) {
            assertEquals("", finding.gaveUp());
            if (finding.attack() == null) {
                assertDecided(Objects.requireNonNull(finding.witness()));
            } else {
                assertDecided(finding.attack());
            }
        }
    }

    /** A trace says everything: each delivery of the attacker once, in order, and no variable is left in it. */
    private static void assertDecided(Finding.Trace trace) {
        int delivery = 0;
        for (Move move : trace.moves()) {
            if (move instanceof Move.Deliver deliver) {
                assertEquals(delivery++, deliver.delivery());
            }
            if (move instanceof Move.Carry carry) {
                assertTrue(carry.sending() < trace.tape().size());
            }
        }
        assertEquals(delivery, trace.delivered().size());
        for (Term term : trace.delivered()) {
            assertEquals(0, term.variables(), term.toString());
        }
    }

    /** Lowe, "Breaking and fixing the Needham-Schroeder public-key protocol": A talks to the attacker, who talks to B. */
    @Test
    void theAttackOnNeedhamSchroederIsLowes() {
        List<Question> questions = questions(protocol("nspk")).stream()
                .filter(q -> Boolean.FALSE.equals(q.expected()) && q.claim().property() instanceof Claim.Secret)
                .toList();
        assertTrue(!questions.isEmpty());
        for (Finding finding : Answers.to(questions, Bounds.STANDARD)) {
            Finding.Trace attack = Objects.requireNonNull(finding.attack());
            assertEquals(
                    2,
                    attack.moves().stream().filter(m -> m instanceof Move.Start).count());
            assertEquals(3, attack.delivered().size());
        }
    }

    /** What is passed over for a reason of order or symmetry changes how many configurations are seen, and no answer. */
    @ParameterizedTest
    @ValueSource(strings = {"nspk", "denning-sacco-pk", "iso9798-3-3", "tls13-0rtt", "sdes"})
    void theReductionsChangeNoAnswer(String name) {
        List<Question> questions = questions(protocol(name));
        List<Finding> with = Answers.to(questions, Bounds.STANDARD);
        List<Finding> without = Answers.to(questions, Bounds.STANDARD.reductions(false, false));
        assertEquals(verdicts(questions, without), verdicts(questions, with));
        int fewer = 0;
        for (int i = 0; i < with.size(); i++) {
            if (with.get(i).attack() == null) {
                assertTrue(with.get(i).states() <= without.get(i).states(), name);
                fewer += with.get(i).states() < without.get(i).states() ? 1 : 0;
            }
        }
        assertTrue(name.equals("sdes") || name.equals("tls13-0rtt") || fewer > 0, name + ": nothing was passed over");
    }

    /** Questions that are asked together share a search; each has the answer that it has alone. */
    @Test
    void anAnswerDoesNotDependOnWhatElseIsAsked() {
        List<Question> questions = questions(protocol("nspk"));
        List<Finding> together = Answers.to(questions, Bounds.STANDARD);
        for (int i = 0; i < questions.size(); i++) {
            Finding alone =
                    Answers.to(List.of(questions.get(i)), Bounds.STANDARD).getFirst();
            assertEquals(together.get(i).verdict(), alone.verdict());
            assertEquals(String.valueOf(together.get(i).attack()), String.valueOf(alone.attack()));
        }
    }

    /** A search that may not go on says so, and does not pass. */
    @Test
    void aSearchThatGivesUpIsInconclusive() {
        List<Question> questions = questions(protocol("iso9798-3-3")).stream()
                .filter(q -> Boolean.TRUE.equals(q.expected()))
                .toList();
        for (Finding finding : Answers.to(questions, Bounds.STANDARD.states(3))) {
            assertEquals(Finding.Verdict.INCONCLUSIVE, finding.verdict());
            assertTrue(finding.gaveUp().contains("3"), finding.gaveUp());
        }
    }

    /** With too few deliveries nothing is said about a claim. */
    @Test
    void aClaimWhosePointIsOutOfReachIsInconclusive() {
        List<Question> questions = questions(protocol("iso9798-3-3")).stream()
                .filter(q -> Boolean.TRUE.equals(q.expected()))
                .toList();
        for (Finding finding : Answers.to(questions, Bounds.STANDARD.steps(0))) {
            assertEquals(Finding.Verdict.INCONCLUSIVE, finding.verdict());
            assertEquals(null, finding.witness());
        }
    }
}
