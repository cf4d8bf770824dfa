package dev.troth.proofs.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.proofs.Specs;
import dev.troth.reference.attack.Replay;
import dev.troth.spec.library.Library;
import dev.troth.spec.model.Claim;
import dev.troth.spec.model.Compromise;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.text.Source;
import dev.troth.statemachine.claim.Answers;
import dev.troth.statemachine.claim.Question;
import dev.troth.statemachine.claim.Questions;
import dev.troth.statemachine.search.Bounds;
import dev.troth.statemachine.search.Explorer;
import dev.troth.statemachine.search.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not change a verdict, and in which direction others may change it. */
class VerdictStabilityTest {
    private static List<Question> questions(Protocol protocol) {
        List<Question> questions = new ArrayList<>();
        protocol.claims().forEach(claim -> questions.addAll(new Questions(protocol).of(claim, false)));
        return questions;
    }

    private static List<Finding.Verdict> verdicts(Protocol protocol, Bounds bounds) {
        return Answers.to(questions(protocol), bounds).stream()
                .map(Finding::verdict)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nspk", "bke", "um", "iso9798-3-3", "iso9798-2-4", "ikev1-quick", "mikey-dh-sign-core"})
    void aReductionChangesNoVerdict(String name) {
        Protocol protocol = Specs.named(name);
        List<Finding.Verdict> reduced = verdicts(protocol, Bounds.STANDARD);
        assertEquals(reduced, verdicts(protocol, Bounds.STANDARD.reductions(false, true)), "without the order");
        assertEquals(reduced, verdicts(protocol, Bounds.STANDARD.reductions(true, false)), "without the symmetry");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bke", "um", "jkl-ts1", "sig-dh"})
    void anAttackPersistsInEveryStrongerModel(String name) {
        Protocol protocol = Specs.named(name);
        for (Claim claim : protocol.claims()) {
            Map<String, Finding.Verdict> found = new java.util.LinkedHashMap<>();
            for (Compromise model : protocol.compromises()) {
                Question question =
                        new Questions(protocol).of(claim, model, Map.of()).getFirst();
                found.put(
                        model.name(),
                        question.answer(Bounds.STANDARD.states(20_000), Explorer.Progress.SILENT)
                                .verdict());
            }
            for (Compromise weak : protocol.compromises()) {
                for (Compromise strong : protocol.compromises()) {
                    boolean stronger = new HashSet<>(strong.reveals()).containsAll(weak.reveals())
                            && strong.oneRole() == weak.oneRole()
                            && strong.selfTalk() == weak.selfTalk()
                            && strong.anyKey() == weak.anyKey();
                    if (stronger && found.get(weak.name()) == Finding.Verdict.ATTACK) {
                        assertEquals(
                                Finding.Verdict.ATTACK,
                                found.get(strong.name()),
                                claim.name() + " falls under " + weak.name() + ", so under " + strong.name());
                    }
                }
            }
        }
    }

    private static Protocol edited(String name, String... replacements) {
        String text = Objects.requireNonNull(new Library().named(name)).text();
        for (int i = 0; i < replacements.length; i += 2) {
            assertTrue(text.contains(replacements[i]), replacements[i]);
            text = text.replace(replacements[i], replacements[i + 1]);
        }
        return Specs.read(new Source("library/classic/" + name + ".troth", text));
    }

    @Test
    void namesChangeNoVerdict() {
        assertEquals(
                verdicts(Specs.named("nspk"), Bounds.STANDARD),
                verdicts(
                        edited("nspk", "Hello", "Zulu", "Reply", "Alfa", "pka", "theirs", "Waiting", "Sitting"),
                        Bounds.STANDARD));
    }

    @Test
    void aRoleThatNobodyNeedsChangesNoVerdict() {
        String unused = """
              role Idle(me, peer) {
                start final state Doing {
                  on user.nothing { show me to user }
                  otherwise ignore
                }
              }
              claim a_secret_na""";
        assertEquals(
                verdicts(Specs.named("nspk"), Bounds.STANDARD.sessions(1)),
                verdicts(edited("nspk", "  claim a_secret_na", unused), Bounds.STANDARD.sessions(1)));
    }

    @Test
    void whatEveryoneKnowsNeverRepairsAClaim() {
        Protocol leaking = edited(
                "nspk",
                "public pkb = pk(private(peer)) : bytes[64]",
                "public pkb = pk(private(peer)) : bytes[64]\n    public leak = private(me) : bytes[32]");
        List<Finding.Verdict> before = verdicts(Specs.named("nspk"), Bounds.STANDARD);
        List<Finding.Verdict> after = verdicts(leaking, Bounds.STANDARD);
        for (int i = 0; i < before.size(); i++) {
            if (before.get(i) == Finding.Verdict.ATTACK) {
                assertEquals(Finding.Verdict.ATTACK, after.get(i));
            }
        }
        assertTrue(after.stream().filter(v -> v == Finding.Verdict.ATTACK).count()
                > before.stream().filter(v -> v == Finding.Verdict.ATTACK).count());
    }

    @Test
    void theSameIsFoundAgainAndBesideOthers() {
        Protocol protocol = Specs.named("mikey-psk");
        List<Question> questions = questions(protocol);
        List<String> one = told(questions, 1);
        assertEquals(one, told(questions, 1));
        assertEquals(one, told(questions, 4));
    }

    private static List<String> told(List<Question> questions, int threads) {
        return Answers.to(
                questions,
                Bounds.STANDARD,
                threads,
                Explorer.Progress.SILENT,
                Replay.trial(1),
                (scene, question, finding) -> finding.verdict() + " " + finding.states() + " " + finding.attack());
    }

    @Test
    void moreRunsNeverTakeAnAttackAway() {
        for (String name : List.of("nspk", "iso9798-3-3", "ikev1-quick")) {
            List<Finding.Verdict> one = verdicts(Specs.named(name), Bounds.STANDARD.sessions(1));
            List<Finding.Verdict> two = verdicts(Specs.named(name), Bounds.STANDARD);
            for (int i = 0; i < one.size(); i++) {
                assertTrue(one.get(i) != Finding.Verdict.ATTACK || two.get(i) == Finding.Verdict.ATTACK, name);
            }
        }
    }
}
