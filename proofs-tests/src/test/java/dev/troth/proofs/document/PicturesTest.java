package dev.troth.proofs.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.troth.proofs.Specs;
import dev.troth.reference.draw.Attacks;
import dev.troth.reference.draw.Ladder;
import dev.troth.reference.draw.PacketView;
import dev.troth.reference.draw.SequenceView;
import dev.troth.reference.run.Settings;
import dev.troth.reference.run.Simulation;
import dev.troth.spec.model.Claim;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Scenario;
import dev.troth.statemachine.search.Bounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The pictures in the README are those that are drawn today; {@code -Dtroth.pictures=write} draws them anew. */
class PicturesTest {
    private static final Path FOLDER = Path.of("..", "spec", "docs", "pictures");

    private static Ladder run(String name, String scenarioName) {
        Protocol protocol = Specs.named(name);
        Scenario scenario = Specs.scenario(protocol, scenarioName);
        return SequenceView.of(Simulation.run(protocol, Settings.of(scenario)).transcript(), null)
                .brief();
    }

    private static Map<String, String> pictures() {
        Protocol nspk = Specs.named("nspk");
        Claim claim = nspk.claims().stream()
                .filter(c -> c.name().equals("b_agrees"))
                .findFirst()
                .orElseThrow();
        Map<String, String> pictures = new LinkedHashMap<>();
        pictures.put("mikey-psk-call.svg", run("mikey-psk", "basic").svg());
        pictures.put(
                "sdes-and-dtls-srtp.svg",
                Ladder.sideBySide(List.of(run("sdes", "basic"), run("dtls-srtp", "basic")))
                        .svg());
        pictures.put(
                "nspk-attack.svg",
                Attacks.first(nspk, claim, Bounds.STANDARD).orElseThrow().svg());
        pictures.put(
                "mikey-header.svg",
                PacketView.of(Specs.named("mikey-psk"), "HDR").svg());
        return pictures;
    }

    @TestFactory
    Stream<DynamicTest> areDrawnToday() {
        return pictures().entrySet().stream()
                .map(picture -> DynamicTest.dynamicTest(picture.getKey(), () -> isCurrent(picture)));
    }

    private static void isCurrent(Map.Entry<String, String> picture) throws IOException {
        Path file = FOLDER.resolve(picture.getKey());
        if ("write".equals(System.getProperty("troth.pictures"))) {
            Files.writeString(file, picture.getValue());
        }
        assertEquals(Files.readString(file), picture.getValue());
    }
}
