package dev.troth.spec.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.spec.text.Source;
import dev.troth.spec.text.Span;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RendererTest {
    private static String render(String text, int start, int end, String label, @Nullable String help) {
        Source source = new Source("a.troth", text);
        return Renderer.render(new Diagnostic(Code.T0201, new Span(source, start, end), "message", label, help));
    }

    private static String line(String rendering, int number) {
        return rendering.split("\n")[number];
    }

    @Test
    void aFindingHasPlaceCodeLineMarkerLabelAndHelp() {
        assertEquals("""
                a.troth:2:3: T0201 error: message
                   2 | b cd e
                     |   ^^ label
                   help: help
                """, render("a\nb cd e\nf", 4, 6, "label", "help"));
    }

    @Test
    void aFindingOverSeveralLinesIsMarkedOnItsFirst() {
        assertEquals("     | ^^^^", line(render("abcd\nef", 0, 7, "", null), 2));
    }

    @Test
    void aPlaceAtTheEndOfTheTextHasAMarkerOfItsOwn() {
        assertEquals("""
                a.troth:2:1: T0201 error: message
                   2 |\s
                     | ^
                """, render("a\n", 2, 2, "", null));
    }

    @Test
    void aTabStaysATabUnderIt() {
        assertEquals("     | \t ^", line(render("\t x", 2, 3, "", null), 2));
    }

    @Test
    void aCharacterOfTwoUnitsIsOneColumnOfTheMarker() {
        String clef = "\ud834\udd1e";
        assertEquals("     |  ^", line(render(clef + "x", 2, 3, "", null), 2));
        assertEquals("     | ^", line(render(clef + "x", 0, 2, "", null), 2));
    }

    @Test
    void whatSteersATerminalOrHidesIsShownAsAQuestionMark() {
        assertEquals("   1 | ?[31m a?b", line(render("\u001b[31m a\u202eb", 0, 1, "", null), 1));
        assertTrue(render("x", 0, 1, "\u0007", "\u0007").endsWith("^ ?\n   help: ?\n"));
    }

    @Test
    void aLongLineIsCutAroundThePlace() {
        String text = "a".repeat(500) + "bad" + "c".repeat(500);
        String[] lines = render(text, 500, 503, "", null).split("\n");
        assertEquals("a.troth:1:501: T0201 error: message", lines[0]);
        assertTrue(lines[1].length() < 200, lines[1]);
        int marker = lines[2].indexOf('^');
        assertEquals("bad", lines[1].substring(marker, marker + 3));
    }
}
