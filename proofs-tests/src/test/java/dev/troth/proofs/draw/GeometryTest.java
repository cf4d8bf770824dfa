package dev.troth.proofs.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.troth.proofs.Specs;
import dev.troth.reference.draw.Attacks;
import dev.troth.reference.draw.KeysView;
import dev.troth.reference.draw.Ladder;
import dev.troth.reference.draw.MatrixView;
import dev.troth.reference.draw.PacketView;
import dev.troth.reference.draw.Pictures;
import dev.troth.reference.draw.SequenceView;
import dev.troth.reference.draw.StackView;
import dev.troth.reference.draw.StateView;
import dev.troth.reference.run.Settings;
import dev.troth.reference.run.Simulation;
import dev.troth.reference.transcript.Transcript;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Scenario;
import dev.troth.statemachine.search.Bounds;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.geom.Rectangle2D;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/**
 * Words in pictures are measured with a font of the platform, and not with the widths that the pictures were laid out
 * with: none lies on another, none is cut off at the edge.
 */
class GeometryTest {
    private static final FontRenderContext PLAIN = new FontRenderContext(null, true, true);
    /** Fonts differ a little from one machine to the next. */
    private static final double SLACK = 3;

    /** Claims with an attack that is found at once. */
    private static final Map<String, String> ATTACKED = Map.of(
            "NeedhamSchroeder", "b_agrees", "MikeyPsk", "resp_once", "Sdes", "proxy_blind", "ZrtpShort", "nonce_once");

    private record Words(String text, Rectangle2D box) {}

    @TestFactory
    Stream<DynamicTest> noWordsOverlapAndNoneAreCutOff() {
        return Specs.library().stream()
                .map(protocol -> DynamicTest.dynamicTest(protocol.name(), () -> {
                    List<String> faults = new ArrayList<>();
                    for (Map.Entry<String, String> view : pictures(protocol).entrySet()) {
                        faults(parsed(view.getValue())).forEach(fault -> faults.add(view.getKey() + ": " + fault));
                    }
                    assertEquals(List.of(), faults);
                }));
    }

    @Test
    void wordsThatOverlapOrAreCutOffAreFound() throws Exception {
        String svg = """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">
                <text x="10" y="20" font-size="16">INVITE</text><text x="30" y="24" font-size="16">100 Trying</text>
                <text x="190" y="60" font-size="16">ACK</text>
                <g transform="translate(0 80)"><text x="100" y="10" text-anchor="middle" font-size="16">BYE</text></g>
                </svg>
                """;
        assertEquals(List.of("\"INVITE\" lies on \"100 Trying\"", "\"ACK\" is cut off"), faults(parsed(svg)));
    }

    private static Map<String, String> pictures(Protocol protocol) {
        Map<String, String> pictures = new LinkedHashMap<>();
        for (Scenario scenario : protocol.scenarios()) {
            Transcript each = Simulation.run(protocol, Settings.of(scenario)).transcript();
            pictures.put(
                    "seq of " + scenario.name(), SequenceView.of(each, null).svg());
        }
        Transcript run = Simulation.run(
                        protocol, Settings.of(protocol.scenarios().getFirst()))
                .transcript();
        Ladder ladder = SequenceView.of(run, null);
        pictures.put(
                "compare", Ladder.sideBySide(List.of(ladder.brief(), ladder)).svg());
        pictures.put("packet", PacketView.of(protocol, "").svg());
        pictures.put("matrix", MatrixView.of(protocol).svg());
        pictures.put("stack", StackView.of(run).svg());
        pictures.put("state", laidOut(StateView.of(protocol).dot()));
        pictures.put("keys", laidOut(KeysView.of(protocol, Set.of()).dot()));
        String attacked = ATTACKED.get(protocol.name());
        protocol.claims().stream()
                .filter(claim -> claim.name().equals(attacked))
                .forEach(claim -> pictures.put(
                        "attack on " + attacked,
                        Attacks.first(protocol, claim, Bounds.STANDARD)
                                .orElseThrow()
                                .svg()));
        return pictures;
    }

    private static String laidOut(String dot) {
        String svg = Pictures.graphviz(dot);
        assertNotNull(svg, "dot is missing or does not take this:\n" + dot);
        return svg.substring(svg.indexOf("<svg"));
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)));
    }

    private static List<String> faults(Document svg) {
        String[] view = svg.getDocumentElement().getAttribute("viewBox").trim().split("[ ,]+");
        Rectangle2D whole = new Rectangle2D.Double(
                number(view[0]) - SLACK,
                number(view[1]) - SLACK,
                number(view[2]) + 2 * SLACK,
                number(view[3]) + 2 * SLACK);
        List<Words> words = words(svg);
        List<String> faults = new ArrayList<>(words.isEmpty() ? List.of("no words at all") : List.of());
        for (int i = 0; i < words.size(); i++) {
            Words one = words.get(i);
            if (!whole.contains(one.box())) {
                faults.add("\"" + one.text() + "\" is cut off");
            }
            for (Words other : words.subList(i + 1, words.size())) {
                Rectangle2D common = one.box().createIntersection(other.box());
                if (common.getWidth() > SLACK && common.getHeight() > SLACK) {
                    faults.add("\"" + one.text() + "\" lies on \"" + other.text() + "\"");
                }
            }
        }
        return faults;
    }

    private static List<Words> words(Document svg) {
        List<Words> words = new ArrayList<>();
        NodeList texts = svg.getElementsByTagName("text");
        for (int i = 0; i < texts.getLength(); i++) {
            Element text = (Element) texts.item(i);
            String said = text.getTextContent();
            if (said.isBlank()) {
                continue;
            }
            double size = number(text.getAttribute("font-size"));
            String family = text.getAttribute("font-family");
            boolean fixed = family.contains("Mono") || family.contains("monospace");
            boolean bold = text.getAttribute("font-weight").equals("bold");
            Font font = new Font(fixed ? "DejaVu Sans Mono" : "DejaVu Sans", bold ? Font.BOLD : Font.PLAIN, 100);
            double width = font.getStringBounds(said, PLAIN).getWidth() * size / 100;
            double x = number(text.getAttribute("x")) + shift(text, 0);
            double y = number(text.getAttribute("y")) + shift(text, 1);
            double left = switch (text.getAttribute("text-anchor")) {
                case "middle" -> x - width / 2;
                case "end" -> x - width;
                default -> x;
            };
            words.add(new Words(said, new Rectangle2D.Double(left, y - 0.75 * size, width, 0.9 * size)));
        }
        return words;
    }

    /** How far the groups around a text move it: Graphviz puts everything into one that is moved. */
    private static double shift(Element text, int axis) {
        double shift = 0;
        for (var node = text.getParentNode(); node instanceof Element group; node = group.getParentNode()) {
            String transform = group.getAttribute("transform");
            int at = transform.indexOf("translate(");
            if (at >= 0) {
                String[] both =
                        transform.substring(at + 10, transform.indexOf(')', at)).split("[ ,]+");
                shift += number(both[axis]);
            }
        }
        return shift;
    }

    private static double number(String text) {
        return Double.parseDouble(text.replaceAll("[a-z]+$", ""));
    }
}
