package dev.troth.proofs.draw;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.proofs.Specs;
import dev.troth.reference.draw.KeysView;
import dev.troth.reference.draw.Ladder;
import dev.troth.reference.draw.MatrixView;
import dev.troth.reference.draw.PacketView;
import dev.troth.reference.draw.Picture;
import dev.troth.reference.draw.Pictures;
import dev.troth.reference.draw.SequenceView;
import dev.troth.reference.draw.StackView;
import dev.troth.reference.draw.StateView;
import dev.troth.reference.run.Settings;
import dev.troth.reference.run.Simulation;
import dev.troth.reference.transcript.Transcript;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.State;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import net.sourceforge.plantuml.SourceStringReader;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.xml.sax.InputSource;

/** Every specification of the library draws in every view; each format is what another program takes. */
class DrawTest {
    private static final List<Integer> COLUMNS = List.of(72, 50);

    private static Transcript run(Protocol protocol) {
        return Simulation.run(protocol, Settings.of(protocol.scenarios().getFirst()))
                .transcript();
    }

    private static Map<String, Picture> views(Protocol protocol) {
        Transcript run = run(protocol);
        Map<String, Picture> views = new LinkedHashMap<>();
        views.put("state", StateView.of(protocol));
        views.put("seq", SequenceView.of(run, null));
        views.put("packet", PacketView.of(protocol, ""));
        views.put("keys", KeysView.of(protocol, Set.of()));
        views.put("matrix", MatrixView.of(protocol));
        views.put(
                "compare",
                Ladder.sideBySide(List.of(
                        SequenceView.of(run, null).brief(),
                        SequenceView.of(run, null).brief())));
        views.put("stack", StackView.of(run));
        return views;
    }

    @TestFactory
    Stream<DynamicTest> everySpecificationDrawsInEveryViewAndFormat() {
        return Specs.library().stream()
                .map(protocol -> DynamicTest.dynamicTest(
                        protocol.name(),
                        () -> views(protocol)
                                .forEach((view, picture) -> draws(protocol.name() + " " + view, picture))));
    }

    private static void draws(String what, Picture picture) {
        for (int columns : COLUMNS) {
            String text = picture.text(columns);
            assertEquals(text, picture.text(columns), what);
            for (String line : text.lines().toList()) {
                assertTrue(line.length() <= columns, what + ": " + line);
                assertEquals(line.stripTrailing(), line, what);
            }
        }
        assertEquals(picture.dot(), picture.dot(), what);
        assertTrue(picture.dot().startsWith("digraph"), what);
        assertEquals(picture.mermaid(), picture.mermaid(), what);
        String described = described(picture.plantUml());
        assertFalse(described.contains("Error"), what + ": " + described + "\n" + picture.plantUml());
        if (!what.endsWith("state") && !what.endsWith("keys")) {
            assertWellFormed(what, picture.svg());
        }
    }

    /** What PlantUML takes its own notation for; an error is described as one. */
    private static String described(String source) {
        try {
            var image = new SourceStringReader(source)
                    .getBlocks()
                    .getFirst()
                    .getDiagram()
                    .getDescription();
            return image.getDescription();
        } catch (RuntimeException e) {
            return "Error " + e;
        }
    }

    private static void assertWellFormed(String what, String svg) {
        assertDoesNotThrow(
                () -> DocumentBuilderFactory.newDefaultInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(svg))),
                what);
    }

    /** With dot and without it: every state is there, and so is every letter of its name. */
    @Test
    void machinesAreLaidOutWithAndWithoutGraphviz() {
        for (String name : List.of("mikey-psk", "zrtp-dh", "dtls-srtp")) {
            Protocol protocol = Specs.named(name);
            Picture picture = StateView.of(protocol);
            String plain = Pictures.plantUmlSvg(picture.plantUml());
            String laidOut = Pictures.graphviz(picture.dot());
            assertWellFormed(name, plain);
            assertNotNull(laidOut, "dot is missing or does not take this:\n" + picture.dot());
            assertWellFormed(name, laidOut.substring(laidOut.indexOf("<svg")));
            for (Role role : protocol.roles()) {
                for (State state : role.states()) {
                    assertTrue(plain.contains(state.name()), name + " " + state);
                    assertTrue(laidOut.contains(">" + state.name() + "<"), name + " " + state);
                }
            }
        }
    }

    @Test
    void dotTakesEveryView() {
        for (String name : List.of("sdes", "nspk")) {
            views(Specs.named(name))
                    .forEach((view, picture) -> assertNotNull(
                            Pictures.graphviz(picture.dot()), () -> name + " " + view + "\n" + picture.dot()));
        }
    }

    @Test
    void aPictureHasInkOnIt() throws IOException {
        for (String view : List.of("seq", "packet", "matrix")) {
            Picture picture = views(Specs.named("mikey-psk")).get(view);
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(
                    Pictures.png(assertNotNull2(picture).svg())));
            int dark = 0;
            for (int x = 0; x < image.getWidth(); x += 2) {
                for (int y = 0; y < image.getHeight(); y += 2) {
                    dark += (image.getRGB(x, y) & 0xff) < 0x80 ? 1 : 0;
                }
            }
            assertTrue(image.getWidth() > 600 && image.getHeight() > 200, view);
            assertTrue(dark > 500 && dark < image.getWidth() * image.getHeight() / 16, view + " " + dark);
        }
    }

    private static <T> T assertNotNull2(@org.jspecify.annotations.Nullable T value) {
        assertNotNull(value);
        return value;
    }

    /** With the TGK known, both SRTP keys are; with a nonce that is no secret, nothing falls. */
    @Test
    void whatFallsWithAKeyIsMarked() {
        Protocol mikey = Specs.named("mikey-psk");
        String fallen = KeysView.of(mikey, Set.of("tgk", "rand")).text(72);
        assertTrue(fallen.contains("[key for srtp.out] handed out, FALLS"), fallen);
        String standing = KeysView.of(mikey, Set.of("rand")).text(72);
        assertFalse(standing.contains("[key for srtp.out] handed out, FALLS"), standing);
    }

    /** RFC 3830 section 6.1: version, data type, next payload, V and PRF func in the first 32 bits, then the CSB ID. */
    @Test
    void theHeaderOfMikeyIsDrawnAsTheRfcHasIt() {
        String header = PacketView.of(Specs.named("mikey-psk"), "HDR").text(72);
        List<String> lines = header.lines().toList();
        assertTrue(lines.contains("|  version = 1  |     type      |     next      |v|     prf     |"), header);
        assertTrue(lines.contains("|                              csb                              |"), header);
        String border = "+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+";
        assertEquals(4, lines.stream().filter(border::equals).count(), header);
    }

    /** What a relay cannot read is closed in its picture. */
    @Test
    void aViewerSeesOnlyWhatReachesHim() {
        Transcript run = run(Specs.named("mikey-psk"));
        String network = SequenceView.of(run, "Network").text(72);
        assertTrue(network.contains("closed"), network);
        assertFalse(network.contains("Init#1"), network);
        assertTrue(SequenceView.of(run, null).text(72).contains("Init#1"));
    }
}
