package dev.troth.proofs.determinism;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.troth.proofs.Specs;
import dev.troth.reference.run.Settings;
import dev.troth.reference.run.Simulation;
import dev.troth.reference.transcript.Entry;
import dev.troth.reference.wire.Octetting;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Scenario;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Ten thousand calls are run without writing down what is on the wire, and then no SIP message is written out and read
 * again: the same happens, at the same times, with the same keys, as in a run of which everything is kept.
 */
class MilestonesTest {
    @TestFactory
    Stream<DynamicTest> whatIsNotKeptChangesNothing() {
        return Specs.library().stream()
                .flatMap(protocol -> protocol.scenarios().stream()
                        .map(scenario -> DynamicTest.dynamicTest(
                                protocol.name() + " " + scenario.name(), () -> alike(protocol, scenario))));
    }

    private static void alike(Protocol protocol, Scenario scenario) {
        Settings settings = Settings.of(scenario);
        List<String> whole =
                told(Simulation.run(protocol, settings).transcript().entries());
        assertFalse(whole.isEmpty());
        assertEquals(whole, told(Simulation.milestones(protocol, settings)));
    }

    private static List<String> told(List<Entry> entries) {
        return entries.stream()
                .flatMap(entry -> switch (entry) {
                    case Entry.StateEntered state -> Stream.of(state.toString());
                    case Entry.Signal signal -> Stream.of(signal.toString());
                    case Entry.Value value
                    when value.kind() == Entry.Kind.EXPORTED ->
                        Stream.of(value.at() + " " + value.who() + " " + value.name() + " "
                                + HexFormat.of().formatHex(Octetting.octets(value.value())));
                    default -> Stream.empty();
                })
                .toList();
    }
}
