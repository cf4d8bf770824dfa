package dev.troth.proofs.metamorphic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.troth.proofs.Specs;
import dev.troth.reference.run.Settings;
import dev.troth.reference.run.Simulation;
import dev.troth.reference.transcript.Entry;
import dev.troth.spec.library.Library;
import dev.troth.spec.model.Claim;
import dev.troth.spec.model.Compromise;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Scenario;
import dev.troth.spec.text.Source;
import dev.troth.statemachine.claim.Answers;
import dev.troth.statemachine.claim.Question;
import dev.troth.statemachine.claim.Questions;
import dev.troth.statemachine.search.Bounds;
import dev.troth.statemachine.search.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What happens in a run can happen in a search: each state that a role enters in a scenario is one that it can come to. Scenarios in
 * which the attacker holds more than the network, or clocks differ, are of a stronger world and are left out.
 */
class ReachedTest {
    private static final Bounds BOUNDS = Bounds.STANDARD.states(10_000);

    /** Specifications whose points take more than some seconds to reach; asked with {@code -Dtroth.metamorphic=all}. */
    private static final Set<String> SLOW = Set.of(
            "dtls-srtp",
            "dtls-srtp-core",
            "ikev2-psk",
            "ikev2-sig",
            "mikey-psk",
            "mikey-sakke-core",
            "nssk",
            "sdes",
            "tls-dhe-export",
            "tls13",
            "woo-lam",
            "zrtp-core",
            "zrtp-dh");

    @TestFactory
    Stream<DynamicTest> aStateOfAScenarioOfTheLibraryIsReachable() {
        return Library.names().stream()
                .filter(name -> Subjects.isWhole() || !SLOW.contains(name))
                .map(name -> DynamicTest.dynamicTest(
                        name, () -> assertEquals(List.of(), unreached(Subjects.source(name)), name)));
    }

    @TestFactory
    Stream<DynamicTest> aStateOfAScenarioOfACaseIsReachable() {
        return Subjects.runnable().stream()
                .map(one -> DynamicTest.dynamicTest(
                        one.name(), () -> assertEquals(List.of(), unreached(one.source()), one.name())));
    }

    private static List<String> unreached(Source source) {
        Map<Map<Integer, Integer>, Set<String>> reached = reached(Specs.read(source));
        Set<String> all = new TreeSet<>();
        reached.values().forEach(all::addAll);
        Protocol protocol = Specs.read(asked(source, all));
        List<Question> questions = new ArrayList<>();
        reached.forEach((options, points) -> protocol.claims().stream()
                .filter(claim -> claim.name().startsWith("reached_")
                        && points.contains(
                                ((Claim.Reachable) claim.property()).point().toString()))
                .forEach(claim -> questions.addAll(new Questions(protocol).of(claim, Compromise.NONE, options))));
        List<Finding> findings = Answers.to(questions, BOUNDS);
        List<String> unreached = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            if (findings.get(i).verdict() == Finding.Verdict.VACUOUS) {
                unreached.add(questions.get(i).point() + " " + questions.get(i).optionText());
            }
        }
        return unreached;
    }

    /** The points that roles come to in the scenarios, by the options of these. */
    private static Map<Map<Integer, Integer>, Set<String>> reached(Protocol protocol) {
        Map<Map<Integer, Integer>, Set<String>> reached = new LinkedHashMap<>();
        for (Scenario scenario : protocol.scenarios()) {
            if (isOfThisWorld(scenario)) {
                Map<Integer, Integer> options = new TreeMap<>();
                for (int i = 0; i < protocol.options().size(); i++) {
                    options.put(i, scenario.options().getOrDefault(i, 0));
                }
                Set<String> points = reached.computeIfAbsent(options, each -> new TreeSet<>());
                for (Entry entry : Simulation.run(protocol, Settings.of(scenario))
                        .transcript()
                        .entries()) {
                    if (entry instanceof Entry.StateEntered entered) {
                        points.add(entered.who().role() + "." + entered.state());
                    }
                }
            }
        }
        return reached;
    }

    private static boolean isOfThisWorld(Scenario scenario) {
        boolean ownsMore = scenario.moves().stream()
                .anyMatch(move ->
                        move instanceof Scenario.Owns owns && !owns.place().equals("Network"));
        boolean talksToItself = scenario.runs().stream()
                .anyMatch(run -> Set.copyOf(run.agents()).size() < run.agents().size());
        return !ownsMore && !talksToItself && scenario.clocks().isEmpty();
    }

    private static Source asked(Source source, Set<String> points) {
        StringBuilder claims = new StringBuilder();
        for (String point : points) {
            claims.append("  claim reached_")
                    .append(point.replace('.', '_'))
                    .append(" : reachable ")
                    .append(point)
                    .append('\n');
        }
        int end = source.text().lastIndexOf('}');
        return new Source(
                source.name(),
                source.text().substring(0, end) + claims + source.text().substring(end));
    }
}
