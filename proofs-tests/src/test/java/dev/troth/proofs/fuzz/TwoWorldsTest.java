package dev.troth.proofs.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.proofs.Specs;
import dev.troth.reference.attack.Replay;
import dev.troth.reference.attack.Replay.Told;
import dev.troth.reference.fuzz.Act;
import dev.troth.reference.fuzz.Plan;
import dev.troth.reference.fuzz.Trial;
import dev.troth.spec.model.Claim;
import dev.troth.spec.model.Protocol;
import dev.troth.statemachine.claim.Answers;
import dev.troth.statemachine.claim.Question;
import dev.troth.statemachine.claim.Questions;
import dev.troth.statemachine.search.Bounds;
import dev.troth.statemachine.search.Explorer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An attack that the search finds is a failure of an invariant when its schedule is run on the machines alone. */
class TwoWorldsTest {
    private static final long SEED = 1;

    /** What happens in a replay as acts of a schedule. */
    private static List<Act> acts(Replay.Result attack) {
        List<Act> acts = new ArrayList<>();
        Map<Integer, Told.Begins> waiting = new LinkedHashMap<>();
        long clock = 0;
        for (Told told : attack.told()) {
            long pause = told.at() - clock;
            switch (told) {
                case Told.Begins begins -> waiting.put(begins.slot(), begins);
                case Told.Own(long at, int slot, String what) -> {
                    String[] parts = what.split("\\.", -1);
                    Told.Begins begins = waiting.remove(slot);
                    if (begins != null) {
                        acts.add(new Act.Pass(pause));
                        clock = at;
                        acts.add(new Act.Begin(slot + 1, begins.role(), begins.agents()));
                    } else if (!parts[parts.length - 1].equals("established")) {
                        acts.add(new Act.Local(slot + 1, parts[0], parts[parts.length - 1]));
                    }
                }
                case Told.Delivers delivers ->
                    clock = bring(
                            delivers.slot(),
                            delivers.at(),
                            clock,
                            waiting,
                            acts,
                            new Act.Bring(delivers.slot() + 1, delivers.port(), delivers.octets()));
                case Told.Arrives arrives ->
                    clock = bring(
                            arrives.slot(),
                            arrives.at(),
                            clock,
                            waiting,
                            acts,
                            new Act.Bring(arrives.slot() + 1, arrives.port(), arrives.octets()));
                default -> {}
            }
        }
        return acts;
    }

    private static long bring(
            int slot, long at, long clock, Map<Integer, Told.Begins> waiting, List<Act> acts, Act.Bring bring) {
        acts.add(new Act.Pass(at - clock));
        Told.Begins begins = waiting.remove(slot);
        if (begins != null) {
            acts.add(new Act.Begin(slot + 1, begins.role(), begins.agents()));
        }
        acts.add(bring);
        return at;
    }

    @ParameterizedTest
    @ValueSource(strings = {"mikey-psk", "sdes", "nspk", "sdes-smime", "otway-rees", "andrew"})
    void anAttackFailsHereToo(String name) {
        Protocol protocol = Specs.named(name);
        List<Question> questions = new ArrayList<>();
        for (Claim claim : protocol.claims()) {
            new Questions(protocol)
                    .of(claim, false).stream()
                            .filter(q -> q.compromise().name().equals("none") && isAsked(q.property()))
                            .forEach(questions::add);
        }
        List<Boolean> seen = Answers.to(
                questions,
                Bounds.STANDARD,
                null,
                Explorer.Progress.SILENT,
                Replay.trial(1),
                (scene, question, finding) -> {
                    if (finding.attack() == null) {
                        return false;
                    }
                    Replay.Result attack = Replay.of(scene, question, finding.attack(), SEED);
                    Plan plan = new Plan(protocol, question.options(), SEED, null);
                    Trial.Result trial = Trial.of(plan, acts(attack));
                    assertTrue(
                            trial.failures().containsKey(question.claim().name()),
                            () -> question.claim().name() + " " + question.optionText() + ": " + acts(attack)
                                    + " gives " + trial);
                    return true;
                });
        assertFalse(seen.stream().noneMatch(s -> s), "no attack at all");
    }

    private static boolean isAsked(Claim.Property property) {
        return !(property instanceof Claim.Secret secret && !secret.against().isEmpty());
    }
}
