package dev.troth.proofs.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.proofs.Specs;
import dev.troth.reference.attack.Replay;
import dev.troth.reference.fuzz.Fuzzer;
import dev.troth.reference.fuzz.Plan;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.text.Source;
import dev.troth.statemachine.claim.Answers;
import dev.troth.statemachine.claim.Question;
import dev.troth.statemachine.claim.Questions;
import dev.troth.statemachine.search.Bounds;
import dev.troth.statemachine.search.Explorer;
import dev.troth.statemachine.search.Finding;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A claim means the same to whoever searches, replays or tries, and whatever parameters are called. */
class ClaimMeaningTest {
    /**
     * A asks its second peer, who answers; its first peer, in role B, need not be there. The names of A's two peers, what its head
     * says of them, and the claim are left open.
     */
    private static final String THREE = """
            protocol Three "a claim about one of two peers" {
              import "library/std/ideal.troth"
              channel net : udp { attacker read, block, inject }
              message Hello { n : bytes[16] }
              message Back  { n : bytes[16], t : bytes[32] }
              role A(me, %1$s%3$s, %2$s%4$s) {
                knows k = shared(me, %2$s) : bytes[32]
                fresh n : bytes[16]
                start state Idle {
                  on user.call { send Hello(n = n) on net to %2$s ; goto Waiting }
                  otherwise ignore
                }
                state Waiting {
                  recv Back m on net { require m.t = mac(k, n || %2$s) else discard("not mine") ; goto Done }
                  otherwise ignore
                }
                final state Done { otherwise ignore }
              }
              role B(me, x, y) {
                start state Idle { recv Hello m on net { send Back(n = m.n, t = h(m.n)) on net to x ; goto Done } ; otherwise ignore }
                final state Done { otherwise ignore }
              }
              role C(me, x, y) {
                knows k = shared(me, x) : bytes[32]
                start state Idle {
                  recv Hello m on net { send Back(n = m.n, t = mac(k, m.n || me)) on net to x ; goto Done }
                  otherwise ignore
                }
                final state Done { otherwise ignore }
              }
              claim x : alive A.Done with %5$s
              %6$s
            }
            """;

    private static final String SHOWN = """
            scenario basic {
                run Alice = A(%s Bob, %s Carol) ; run Carol = C(x Alice, y Bob) ; run Bob = B(x Alice, y Carol) ; seed 7
                expect Alice.Done
              }""";

    private static Protocol three(String first, String second, boolean said, String with) {
        return Specs.read(new Source(
                "three.troth",
                THREE.formatted(
                        first,
                        second,
                        said ? " : B" : "",
                        said ? " : C" : "",
                        with,
                        said ? "" : SHOWN.formatted(first, second))));
    }

    private static Question question(Protocol protocol, String claim) {
        return new Questions(protocol)
                .of(
                        protocol.claims().stream()
                                .filter(c -> c.name().equals(claim))
                                .findFirst()
                                .orElseThrow(),
                        false)
                .getFirst();
    }

    private static String verdict(Protocol protocol) {
        return Answers.to(
                        List.of(question(protocol, "x")),
                        Bounds.STANDARD.sessions(1),
                        1,
                        Explorer.Progress.SILENT,
                        Replay.trial(1),
                        (scene, question, finding) -> finding.attack() == null
                                ? finding.verdict().toString()
                                : finding.verdict() + " "
                                        + Replay.of(scene, question, finding.attack(), 1)
                                                .violation())
                .getFirst();
    }

    @ParameterizedTest
    @CsvSource({"b, c", "first, second", "c, b", "peer, a"})
    void namesOfParametersDoNotTurnAVerdict(String first, String second) {
        assertEquals("ATTACK Bob has not taken part", verdict(three(first, second, false, "B")));
        assertEquals("NO_ATTACK", verdict(three(first, second, false, "C")));
    }

    @Test
    void whatTheHeadOfARoleSaysNeedsNoScenario() {
        assertEquals("ATTACK Bob has not taken part", verdict(three("first", "second", true, "B")));
        assertEquals("NO_ATTACK", verdict(three("c", "b", true, "C")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"B", "C"})
    void aTrialSaysOfAlivenessWhatASearchSays(String with) {
        Protocol protocol = three("first", "second", false, with);
        Fuzzer.Report report = new Fuzzer(new Plan(protocol, Map.of(), 1, "x"), 2_000).run(done -> true);
        assertEquals(verdict(protocol).startsWith("ATTACK"), report.failures().containsKey("x"));
    }

    /** The honest way to the point is no attack on claims of any kind. */
    @ParameterizedTest
    @CsvSource({
        "nspk, b_alive",
        "nspk, a_agrees",
        "nspk, a_secret_na",
        "iso9798-3-3, a_weak",
        "mikey-dh-sign-core, r_shares",
        "iso9798-3-3, b_alive"
    })
    void aReplayConfirmsNothingThatIsNotSoOnBytes(String name, String claim) {
        Question question = question(Specs.named(name), claim);
        Answers.to(
                List.of(question),
                Bounds.STANDARD,
                1,
                Explorer.Progress.SILENT,
                Replay.trial(1),
                (scene, asked, finding) -> {
                    Finding.Trace witness = Objects.requireNonNull(finding.witness());
                    Replay.Result replay = Replay.of(scene, asked, witness, 1);
                    assertFalse(replay.isConfirmed(), replay.violation());
                    assertTrue(
                            replay.failure().equals("on bytes the claim is not violated")
                                    || replay.failure().startsWith("the attacker cannot derive"),
                            replay.failure());
                    return finding;
                });
    }

    @Test
    void theTextOfAClaimIsTheWholeClaim() {
        assertEquals("never x = x at I.Alarmed", text("zrtp-core", "i_finishes"));
        assertEquals("fresh tgk at R.Done even with dishonest peers", text("mikey-rsa-core", "r_shares"));
        assertEquals("agree R.Done with I on gx, rand, t one_way", text("mikey-dh-sign-core", "r_origin"));
    }

    private static String text(String name, String claim) {
        return question(Specs.named(name), claim).claim().text();
    }
}
