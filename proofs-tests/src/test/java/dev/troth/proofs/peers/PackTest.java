package dev.troth.proofs.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.proofs.Specs;
import dev.troth.reference.pack.Page;
import dev.troth.reference.run.Settings;
import dev.troth.reference.run.Simulation;
import dev.troth.spec.library.Library;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Scenario;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page of a run in a real browser: what it shows at a step, to everyone and as a party sees it. */
@RequiresPeer(Peer.CHROMIUM)
class PackTest {
    private static final int MOST_OCTETS = 2_000_000;

    @TempDir
    private Path folder;

    private static String page(String name, String scenarioName) {
        Protocol protocol = Specs.named(name);
        Scenario scenario = Specs.scenario(protocol, scenarioName);
        Settings settings = Settings.of(scenario);
        return Page.of(Simulation.run(protocol, settings), settings, scenario);
    }

    /** The document after its scripts ran, and after these keys. */
    private String shown(String page, String place, String... keys) throws IOException {
        StringBuilder presses = new StringBuilder();
        for (String key : keys) {
            presses.append("dispatchEvent(new KeyboardEvent('keydown',{key:'")
                    .append(key)
                    .append("'}));");
        }
        return document(allowing(presses.toString(), page), presses.toString(), place);
    }

    /** A page whose policy lets a script run that is put into it. */
    private static String allowing(String script, String page) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return page.replace(
                    "script-src '", "script-src 'sha256-" + Base64.getEncoder().encodeToString(hash) + "' '");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The document after its scripts ran, with one more in the end. */
    private String document(String page, String script, String place) throws IOException {
        Path file = folder.resolve("page.html");
        Files.writeString(
                file, page.replace("</body>", "<script>" + script + "</script></body>"), StandardCharsets.UTF_8);
        String document = Program.output(List.of(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + folder.resolve("profile"),
                "--virtual-time-budget=2000",
                "--dump-dom",
                file.toUri() + "#" + place));
        int scripts = document.indexOf("<script");
        return document.substring(0, scripts);
    }

    private static String between(String document, String before, String after) {
        Matcher matcher = Pattern.compile(Pattern.quote(before) + "(.*?)" + Pattern.quote(after), Pattern.DOTALL)
                .matcher(document);
        assertTrue(matcher.find(), before);
        return matcher.group(1);
    }

    private static String states(String document) {
        return between(document, "<div id=\"states\">", "</div>");
    }

    static Stream<String> names() {
        return Library.names().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyRunIsOneSmallFileThatNeedsNoNetwork(String name) {
        for (Scenario scenario : Specs.named(name).scenarios()) {
            String page = page(name, scenario.name());
            int octets = page.getBytes(StandardCharsets.UTF_8).length;
            assertTrue(octets < MOST_OCTETS, () -> scenario.name() + ": " + octets);
            Matcher address = Pattern.compile("(?:src|href)=\"|url\\(|@import|fetch\\(|XMLHttp")
                    .matcher(page);
            assertFalse(address.find(), scenario.name());
        }
    }

    /** RFC 3830 section 6.2: the MAC is over the message up to the MAC, under a key made of the pre-shared one (4.1.4). */
    @Test
    void aSelectedFieldIsLitInItsOctetsAndTellsItsTerm() throws IOException {
        String page = page("mikey-psk", "replay");
        String shown = shown(page, "step=2&field=KEMAC.mac");
        // A MAC of SHA-1 has 20 octets.
        assertEquals(20, between(shown, "<div id=\"octets\"", "</div>").split("class=\"pick picked\"").length - 1);
        String term = between(shown, "id=\"term\">", "</div>");
        assertTrue(term.startsWith("= hmac_sha1(mikey_prf(Alice.psk, 0x2d22ac75"), term);
        assertTrue(term.contains("Init until KEMAC.mac"), term);
        String above = shown(page, "step=2&field=KEMAC.mac", "ArrowUp");
        assertEquals("KEMAC.alg", between(above, "<tr class=\"pick picked\"><td>", "</td>"));
    }

    /** RFC 4568: whoever reads the signalling has the key; a pre-shared key of MIKEY is never sent. */
    @Test
    void theAttackerComputesWhatHeReads() throws IOException {
        String sdes = shown(page("sdes", "nosy"), "step=1", "End");
        assertTrue(between(sdes, "id=\"knows\"", "</ul>").contains("can compute Alice.k80"), sdes);
        String mikey = shown(page("mikey-psk", "nosy"), "step=1", "End");
        String known = between(mikey, "id=\"knows\"", "</ul>");
        assertTrue(known.contains("can compute Alice.rand"), known);
        assertFalse(known.contains("tgk ="), known);
    }

    /** The teacher's example: with the cache off Bob begins a second call, of an offer that was recorded. */
    @Test
    void aReplayEndsInASecondCallOfBob() throws IOException {
        String page = page("mikey-psk", "replay");
        String begin = shown(page, "step=1");
        assertEquals(
                "Alice (Initiator, session 1): Idle; Bob (Responder, session 2): Idle; Bob (Responder, session 3): Idle",
                states(begin));
        String end = shown(page, "step=1", "End");
        assertEquals(
                "Alice (Initiator, session 1): Keyed; Bob (Responder, session 2): Keyed; Bob (Responder, session 3): Keyed",
                states(end));
        assertTrue(end.contains("☠"), "the attacker does something");
        String lit = between(end, "class=\"node lit\"", "</g>");
        assertTrue(lit.contains("_Keyed</title>"), lit);
    }

    /** The first thing on the network is Alice's offer to her proxy: a box with a size for the network, fields for the proxy. */
    @Test
    void whatAPartyCannotOpenIsAGreyBoxWithASize() throws IOException {
        String page = page("mikey-psk", "basic");
        String network = shown(page, "step=2&as=Network");
        assertTrue(between(network, "<div id=\"octets\"", "</div>").contains("class=\"grey\">encrypted, "), network);
        assertEquals("Network sees no state of anybody.", states(network));
        String proxy = shown(page, "step=2&as=ProxyA&field=KEMAC.mac");
        assertFalse(between(proxy, "<div id=\"octets\"", "</div>").contains("grey"));
        assertEquals("KEMAC.mac", between(proxy, "<tr class=\"pick picked\"><td>", "</td>"));
        assertTrue(between(proxy, "<div id=\"octets\"", "</div>").contains("class=\"pick picked\">"));
    }

    @Test
    void arrowsGoAStepAndBracketsAMessage() throws IOException {
        String page = page("sdes", "basic");
        assertTrue(count(shown(page, "step=1", "ArrowRight", "ArrowRight", "ArrowLeft"))
                .startsWith("step 2 of "));
        String message = shown(page, "step=1", "]");
        assertTrue(between(message, "aria-live=\"polite\">", "</div>").contains("Alice → ProxyA"));
    }

    /** The policy of the page lets its own script run and no other: one that got in by a text of the specification does nothing. */
    @Test
    void noScriptRunsButThatOfThePage() throws IOException {
        String page = page("sdes", "basic");
        String script = "document.getElementById('count').textContent = 'taken over';";
        assertEquals("taken over", count(document(allowing(script, page), script, "step=2")));
        assertTrue(count(document(page, script, "step=2")).startsWith("step 2 of "));
    }

    private static String count(String document) {
        return between(document, "<span id=\"count\">", "</span>");
    }

    /** As a proxy of SDES: it has read the media key of both sides by the end. */
    @Test
    void theKnowledgeOfAPartyGrows() throws IOException {
        String page = page("sdes", "basic");
        assertTrue(between(shown(page, "step=1&as=ProxyB"), "id=\"knows\"", "</ul>")
                .contains("nothing yet"));
        String later = between(shown(page, "step=1&as=ProxyB", "End"), "id=\"knows\"", "</ul>");
        assertTrue(later.contains("Crypto[0].ks") && later.contains("Answer#1"), later);
    }
}
