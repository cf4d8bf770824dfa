package dev.troth.proofs.soundness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.troth.reference.run.Settings;
import dev.troth.reference.run.Simulation;
import dev.troth.reference.transcript.Transcript;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The scenarios of the cases do what they say: what a case calls the truth is seen on octets, without any search. */
class ShownOnOctetsTest {
    @TestFactory
    Stream<DynamicTest> aScenarioShowsTheTruth() {
        return Case.all().stream()
                .filter(one -> !one.hasOwnFunctions() && !one.mayAnswerAnything())
                .map(one -> DynamicTest.dynamicTest(one.name(), () -> assertEquals(List.of(), unmet(one), one.name())));
    }

    private static List<String> unmet(Case one) {
        Protocol protocol = one.read().protocol();
        if (protocol == null) {
            return one.mayBeRefused() ? List.of() : List.of("refused");
        }
        List<String> unmet = new ArrayList<>();
        for (Scenario scenario : protocol.scenarios()) {
            Transcript transcript =
                    Simulation.run(protocol, Settings.of(scenario)).transcript();
            transcript.expectations().stream()
                    .filter(expectation -> !expectation.met())
                    .forEach(expectation -> unmet.add(scenario.name() + ": " + expectation));
        }
        return unmet;
    }
}
