package dev.troth.reference.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.spec.Specification;
import dev.troth.spec.library.Library;
import dev.troth.spec.model.Protocol;
import dev.troth.statemachine.claim.Question;
import dev.troth.statemachine.claim.Questions;
import dev.troth.statemachine.search.Bounds;
import dev.troth.statemachine.search.Finding;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a verdict says when the search that was asked for has no answer. */
class VerdictTest {
    private static final Finding.Trace TRACE = new Finding.Trace(List.of(), List.of(), List.of(), List.of());
    private static final Finding NONE = new Finding(null, TRACE, 7, 3, "", List.of());
    private static final Finding GAVE_UP = new Finding(null, TRACE, 9, 3, "more than 9 configurations", List.of());
    private static final Finding NO_MEMORY = new Finding(
            null, TRACE, 9, 3, "out of memory after 9 configurations: allow more of it, or fewer runs", List.of());
    private static final Finding UNDECIDED =
            new Finding(null, TRACE, 9, 3, "", List.of("m.n + 1 = 78, line 12", "m.k < 3, line 14"));

    private static Protocol protocol(String name) {
        Protocol protocol = Specification.read(Objects.requireNonNull(new Library().named(name)), new Library())
                .protocol();
        return Objects.requireNonNull(protocol);
    }

    private static Question question(String name, String claim) {
        Protocol protocol = protocol(name);
        return protocol.claims().stream()
                .filter(c -> c.name().equals(claim))
                .flatMap(c -> new Questions(protocol).of(c, false).stream())
                .filter(q -> Boolean.TRUE.equals(q.expected()))
                .findFirst()
                .orElseThrow();
    }

    private static Verdict verdict(Finding finding, Bounds bounds) {
        return Verdict.of(question("nspk", "b_alive"), finding, null, bounds);
    }

    private static final Verdict OPEN = verdict(GAVE_UP, Bounds.STANDARD);

    @Test
    void noAttackAmongFewerRunsLeavesTheClaimOpen() {
        Verdict verdict = OPEN.orAmongFewer(verdict(NONE, Bounds.STANDARD.own(1)));
        assertEquals("open", verdict.word());
        assertEquals(Verdict.Outcome.INCONCLUSIVE, verdict.outcome());
        assertEquals(
                "none with 1 run of its role and 2 of each other; inconclusive: more than 9 configurations",
                verdict.remark());
        assertFalse(verdict.isSurprise());
    }

    @Test
    void eachMixtureThatCameToAnEndIsNamed() {
        Verdict verdict = OPEN.orAmongFewer(verdict(NONE, Bounds.STANDARD.own(1)))
                .orAmongFewer(verdict(NONE, Bounds.STANDARD.sessions(1).own(2)));
        assertTrue(
                verdict.remark()
                        .startsWith("none with 1 run of its role and 2 of each other,"
                                + " nor with 2 runs of its role and 1 of each other; "),
                verdict::remark);
    }

    @Test
    void anAttackAmongFewerRunsIsTheAnswer() {
        Finding attack = new Finding(TRACE, TRACE, 7, 3, "", List.of());
        Verdict verdict = OPEN.orAmongFewer(verdict(attack, Bounds.STANDARD.own(1)));
        assertEquals("BROKEN", verdict.word());
        assertEquals(Verdict.Outcome.BROKEN, verdict.outcome());
    }

    @Test
    void whatMemoryOrTheUserEndedIsAskedOfNobodyElse() {
        assertTrue(OPEN.isWorthAsking(Bounds.STANDARD.sessions(1)));
        assertFalse(verdict(NO_MEMORY, Bounds.STANDARD).isWorthAsking(Bounds.STANDARD.sessions(1)));
        Finding stopped = new Finding(null, TRACE, 9, 3, "stopped", List.of());
        assertFalse(verdict(stopped, Bounds.STANDARD).isWorthAsking(Bounds.STANDARD.sessions(1)));
    }

    @Test
    void whatASearchAmongMoreRunsHasAnsweredIsNotAskedAgain() {
        Verdict verdict = OPEN.orAmongFewer(verdict(NONE, Bounds.STANDARD.own(1)));
        assertFalse(verdict.isWorthAsking(Bounds.STANDARD.sessions(1)));
        assertTrue(verdict.isWorthAsking(Bounds.STANDARD.sessions(1).own(2)));
    }

    @Test
    void aPassThatRestsOnWhatNobodyDecidedIsNone() {
        Verdict verdict = verdict(UNDECIDED, Bounds.STANDARD);
        assertEquals("open", verdict.word());
        assertEquals("inconclusive: it rests on 2 conditions that nobody decided", verdict.remark());
        String text = TextReport.of(protocol("nspk"), List.of(verdict), Bounds.STANDARD, false);
        assertTrue(text.contains("\n  - m.n + 1 = 78, line 12\n  - m.k < 3, line 14\n"), text);
        assertFalse(verdict.isWorthAsking(Bounds.STANDARD.sessions(1)), "the search came to its end");
    }

    @Test
    void twoRolesHaveEveryMixtureOfOneAndTwo() {
        Question question = question("nspk", "b_alive");
        assertEquals(
                List.of("1 run of its role and 2 of each other", "2 runs of its role and 1 of each other"),
                Mixtures.of(question, Bounds.STANDARD, 1).stream()
                        .map(Bounds::runs)
                        .toList());
        assertEquals(
                List.of("1 run per role"),
                Mixtures.of(question, Bounds.STANDARD, 2).stream()
                        .map(Bounds::runs)
                        .toList());
    }

    @Test
    void threeRolesHaveEachMixtureByRole() {
        Question question = question("splice-as", "c_secret");
        assertEquals(
                List.of(
                        "2 runs of AS, 1 run of C, 2 runs of S",
                        "2 runs of AS, 2 runs of C, 1 run of S",
                        "1 run of AS, 2 runs of C, 2 runs of S"),
                Mixtures.of(question, Bounds.STANDARD, 1).stream()
                        .map(Bounds::runs)
                        .toList());
        assertEquals(3, Mixtures.of(question, Bounds.STANDARD, 2).size());
        assertEquals(1, Mixtures.of(question, Bounds.STANDARD, 3).size());
    }

    /** Injective agreement is about two runs of its role. */
    @Test
    void aClaimAboutTwoRunsKeepsThem() {
        Question question = question("splice-as", "c_agrees_once");
        for (int lessened = 1; lessened <= 3; lessened++) {
            for (Bounds mixture : Mixtures.of(question, Bounds.STANDARD, lessened)) {
                assertTrue(mixture.runs().contains("2 runs of C"), mixture::runs);
            }
        }
        assertEquals(List.of(), Mixtures.of(question, Bounds.STANDARD, 3));
    }

    @Test
    void onlyWhatASpecificationUsesLimitsItsVerdicts() {
        List<String> nspk = Conditions.of(List.of(verdict(NONE, Bounds.STANDARD)));
        assertTrue(nspk.contains("no agent is its own peer"), nspk::toString);
        assertTrue(nspk.stream().noneMatch(limit -> limit.contains("lists")), nspk::toString);
        assertTrue(nspk.stream().noneMatch(limit -> limit.contains("time")), nspk::toString);
        Verdict mikey = Verdict.of(question("mikey-psk", "resp_agrees"), NONE, null, Bounds.STANDARD);
        List<String> limits = Conditions.of(List.of(mikey));
        assertTrue(limits.stream().anyMatch(limit -> limit.startsWith("lists of the attacker have")), limits::toString);
        assertTrue(limits.stream().anyMatch(limit -> limit.startsWith("time passes at most twice")), limits::toString);
    }
}
