package dev.troth.proofs.verdicts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.proofs.Specs;
import dev.troth.reference.attack.AttackScenario;
import dev.troth.reference.attack.Replay;
import dev.troth.reference.run.Settings;
import dev.troth.reference.run.Simulation;
import dev.troth.spec.library.Library;
import dev.troth.spec.model.Claim;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Scenario;
import dev.troth.spec.text.Source;
import dev.troth.statemachine.claim.Answers;
import dev.troth.statemachine.claim.Question;
import dev.troth.statemachine.claim.Questions;
import dev.troth.statemachine.search.Bounds;
import dev.troth.statemachine.search.Explorer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An attack can be given to somebody else: as a scenario that does it again in a run without any search. */
class AttackScenarioTest {
    private record Attack(Question question, Replay.Result replay) {}

    private static List<Attack> attacks(Protocol protocol) {
        List<Question> questions = new ArrayList<>();
        protocol.claims().forEach(claim -> questions.addAll(new Questions(protocol).of(claim, false)));
        List<Attack> attacks = new ArrayList<>();
        Answers.to(
                questions,
                Bounds.STANDARD,
                null,
                Explorer.Progress.SILENT,
                Replay.trial(1),
                (scene, question, finding) -> {
                    if (finding.attack() != null) {
                        synchronized (attacks) {
                            attacks.add(new Attack(question, Replay.of(scene, question, finding.attack(), 1)));
                        }
                    }
                    return finding;
                });
        return attacks;
    }

    @ParameterizedTest
    @ValueSource(strings = {"mikey-psk", "sdes", "nspk", "sdes-smime", "jkl-ts1"})
    void everyAttackIsAScenario(String name) {
        List<Attack> attacks = attacks(Specs.named(name));
        assertFalse(attacks.isEmpty());
        for (Attack attack : attacks) {
            AttackScenario.Result scenario = AttackScenario.of(attack.replay(), attack.question(), new Library());
            assertEquals("", scenario.reason(), () -> attack.question().claim().name());
            assertTrue(scenario.block().contains("attacker blocks "), scenario::block);
        }
    }

    /** The block is run here on its own, and one octet of it is changed: then it no longer shows the attack. */
    @Test
    void theScenarioOfLowesAttackDependsOnEveryMessage() {
        Protocol protocol = Specs.named("nspk");
        Attack lowe = attacks(protocol).stream()
                .filter(a -> a.question().claim().name().equals("b_secret_nb"))
                .findFirst()
                .orElseThrow();
        String block =
                AttackScenario.of(lowe.replay(), lowe.question(), new Library()).block();
        assertTrue(shows(lowe.question().claim(), block));
        int octets = block.lastIndexOf(" to Alice#1 on net");
        char last = block.charAt(octets - 1);
        String changed = block.substring(0, octets - 1) + (last == '0' ? '1' : '0') + block.substring(octets);
        assertFalse(shows(lowe.question().claim(), changed));
    }

    private static boolean shows(Claim claim, String block) {
        Source source = claim.span().source();
        int end = source.text().lastIndexOf('}');
        Protocol longer = Specs.read(new Source(
                source.name(),
                source.text().substring(0, end) + block + source.text().substring(end)));
        Scenario scenario = Specs.scenario(longer, "attack_on_" + claim.name());
        return Simulation.run(longer, Settings.of(scenario)).transcript().asExpected();
    }
}
