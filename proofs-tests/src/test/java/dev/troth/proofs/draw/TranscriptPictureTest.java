package dev.troth.proofs.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.proofs.Specs;
import dev.troth.reference.draw.SequenceView;
import dev.troth.reference.run.Settings;
import dev.troth.reference.run.Simulation;
import dev.troth.reference.transcript.JsonTranscript;
import dev.troth.reference.transcript.Transcript;
import dev.troth.reference.transcript.TranscriptReader;
import dev.troth.reference.transcript.Viewer;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Scenario;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run that was written to a file is drawn as the run itself; a file that tells of none is said to be none, and where. */
class TranscriptPictureTest {
    @TestFactory
    Stream<DynamicTest> aFileDrawsAsItsRun() {
        return Specs.library().stream()
                .flatMap(protocol -> protocol.scenarios().stream()
                        .map(scenario -> DynamicTest.dynamicTest(
                                protocol.name() + " " + scenario.name(), () -> drawsAlike(protocol, scenario))));
    }

    private static void drawsAlike(Protocol protocol, Scenario scenario) {
        Transcript run = Simulation.run(protocol, Settings.of(scenario)).transcript();
        var read =
                TranscriptReader.read("run.json", JsonTranscript.of(run, null).write());
        assertEquals(SequenceView.of(run, null).svg(), SequenceView.of(read).svg());
        for (String viewer : Viewer.names(protocol, scenario)) {
            assertEquals(
                    SequenceView.of(run, viewer).text(72),
                    SequenceView.of(read.as(viewer)).text(72),
                    viewer);
            var told = TranscriptReader.read(
                    "run.json", JsonTranscript.of(run, viewer).write());
            assertEquals(
                    SequenceView.of(run, viewer).text(72), SequenceView.of(told).text(72), viewer);
        }
    }

    private static String mikey() {
        Protocol protocol = Specs.named("mikey-psk");
        Transcript run = Simulation.run(
                        protocol, Settings.of(protocol.scenarios().getFirst()))
                .transcript();
        return JsonTranscript.of(run, null).write();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"version\": 1|\"version\": 2|expected 1 at version",
                "\"schema\": \"troth-transcript\"|\"schema\": \"troth-check\"|expected \"troth-transcript\"",
                "\"transport\": \"sip\"|\"transport\": \"smoke\"|expected one of sip, udp and not smoke at steps[",
                "\"kind\": \"state\"|\"kind\": \"stat\"|expected one of drawn, assigned",
                "\"final\": true|\"final\": 1|expected true or false at steps[",
                "\"arrives\": |\"arrive\": |expected a whole number at steps[",
                "\"steps\": [|\"step\": [|expected an array at steps",
                "\"octets\": \"|\"octets\": \"g|expected octets in hexadecimal at steps[",
            })
    void whatIsWrongIsNamedWithItsPlace(String right, String wrong, String told) {
        String text = mikey();
        assertTrue(text.contains(right), right);
        assertTrue(message(text.replace(right, wrong)).contains(told), () -> message(text.replace(right, wrong)));
    }

    @Test
    void whatIsNoJsonIsToldWithLineAndColumn() {
        String text = mikey();
        List<String> lines = text.lines().toList();
        String cut = String.join("\n", lines.subList(0, 5)) + "\n  nonsense";
        assertTrue(message(cut).startsWith("run.json:6:"), () -> message(cut));
        assertTrue(message(text + "{}").startsWith("run.json:" + (lines.size() + 1) + ":"), () -> message(text + "{}"));
        assertTrue(message("").startsWith("run.json"), () -> message(""));
    }

    private static String message(String text) {
        return Objects.requireNonNull(
                assertThrows(TranscriptReader.UnreadableException.class, () -> TranscriptReader.read("run.json", text))
                        .getMessage());
    }
}
