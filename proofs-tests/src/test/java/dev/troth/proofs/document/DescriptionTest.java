package dev.troth.proofs.document;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.proofs.Specs;
import dev.troth.reference.compare.Comparison;
import dev.troth.reference.compare.ComparisonTable;
import dev.troth.reference.compare.NetworkProfile;
import dev.troth.reference.document.Description;
import dev.troth.reference.document.Document;
import dev.troth.reference.document.Html;
import dev.troth.reference.document.Markdown;
import dev.troth.reference.document.Site;
import dev.troth.spec.library.Library;
import dev.troth.spec.model.Claim;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.State;
import dev.troth.statemachine.search.Bounds;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

/** What documents say of a specification, and that they hold together: links, anchors, widths. */
class DescriptionTest {
    @TempDir
    private Path folder;

    /** A draft has 72 columns; a figure stands three further in (RFC 7994 section 4.3). */
    @TestFactory
    Stream<DynamicTest> draftsAreNarrowAndTheirAnchorsAreUnique() {
        return Library.names().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    String draft = Markdown.draft(Description.forDraft(name, Specs.named(name)));
                    boolean figure = false;
                    for (String line : draft.lines().toList()) {
                        if (line.startsWith("~~~")) {
                            figure = !figure;
                        } else if (figure) {
                            assertTrue(line.length() <= 69, line);
                        }
                    }
                    assertFalse(figure, "the last figure is closed");
                    Matcher anchors = Pattern.compile("\\{(?:: )?#([a-z0-9-]+)").matcher(draft);
                    Set<String> seen = new HashSet<>();
                    while (anchors.find()) {
                        assertTrue(seen.add(anchors.group(1)), anchors.group(1));
                    }
                }));
    }

    @Test
    void aDraftHasEveryStateEveryGoalAndTheOctetsOfARun() {
        Protocol protocol = Specs.named("mikey-psk");
        String draft = Markdown.draft(Description.forDraft("mikey-psk", protocol));
        for (Role role : protocol.roles()) {
            for (State state : role.states()) {
                assertTrue(draft.contains("| " + role.name() + " | " + state.name()), state.name());
            }
        }
        for (Claim claim : protocol.claims()) {
            assertTrue(draft.contains("| " + Markdown.escaped(claim.name()) + " |"), claim.name());
        }
        // RFC 3830's pre-shared key mode has no forward secrecy (its section 3.1), and the cache is what refuses a
        // replay (5.4).
        assertTrue(
                draft.contains(
                        "nobody else knows the value of tgk, then or later. | AF: long-term secrets of everyone, after"),
                "the goal of secrecy, and what takes it away");
        assertTrue(draft.contains("no two runs share a partner. | cache = off |"), "the goal of injective agreement");
        // RFC 3830 section 6.1: version 1, PSK init, next payload T.
        assertTrue(Pattern.compile("~~~ ascii-art\n010005").matcher(draft).find());
    }

    @Test
    void theSiteHoldsTogether() throws IOException {
        List<Document> documents = Stream.of("nspk", "sdes")
                .map(name -> Description.forReaders(name, Specs.named(name), Bounds.STANDARD.states(2000)))
                .toList();
        NetworkProfile profile = NetworkProfile.STANDARD;
        List<Comparison> compared = Comparison.of(
                List.of(new Comparison.Subject("sdes", Specs.named("sdes"), Map.of())), profile, one -> {});
        new Site(documents, new ComparisonTable(compared, profile)).write(folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String text = Files.readString(file);
                Matcher links =
                        Pattern.compile("(?:href|src)=\"([^\"#]*)(#[^\"]*)?\"").matcher(text);
                while (file.toString().endsWith(".html") && links.find()) {
                    assertTrue(links.group(1).isEmpty() || Files.exists(folder.resolve(links.group(1))), links.group());
                    String anchor = links.group(2);
                    assertTrue(anchor == null || text.contains("id=\"" + anchor.substring(1) + "\""), links.group());
                }
                if (file.toString().endsWith(".svg")) {
                    assertDoesNotThrow(
                            () -> DocumentBuilderFactory.newDefaultInstance()
                                    .newDocumentBuilder()
                                    .parse(new InputSource(new StringReader(text.replaceFirst("<!DOCTYPE[^>]*>", "")))),
                            file::toString);
                }
            }
        }
        String index = Files.readString(folder.resolve("index.html"));
        assertTrue(index.contains("<a href=\"nspk.html\">") && index.contains("Criteria of RFC 5479"), index);
    }

    /** Lowe 1996: the attack on the responder's agreement is found and drawn; the page says that his repair holds. */
    @Test
    void aPageShowsTheAttackThatTheFileExpects() {
        Document document = Description.forReaders("nspk", Specs.named("nspk"), Bounds.STANDARD.states(2000));
        List<String> attacks = document.sections().stream()
                .filter(s -> s.title().equals("Attacks"))
                .flatMap(s -> s.blocks().stream())
                .map(b -> ((Document.Drawing) b).picture().text(72))
                .toList();
        assertTrue(
                attacks.stream().anyMatch(a -> a.contains("Mallory") && a.contains("b_agrees under none")),
                attacks::toString);
        assertEquals(Markdown.of(document), Markdown.of(document));
        String page = Html.of(document);
        assertTrue(page.contains("<td class=\"broken\"><a href=\"#on-b_agrees\">"), page);
        assertTrue(page.contains("<td>none where name = on</td><td class=\"holds\">"), page);
    }
}
