package dev.troth.proofs.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.spec.library.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.SAXException;

/** What {@code troth check} and {@code troth knows} tell a person and a script. */
class CheckTest {
    @TempDir
    Path folder = Path.of(".");

    /** Needham-Schroeder with other expectations. */
    private String edited(String from, String to) throws IOException {
        String text = Objects.requireNonNull(new Library().named("nspk")).text();
        assertTrue(text.contains(from), from);
        Path file = Files.createDirectories(folder.resolve("classic")).resolve("edited.troth");
        Files.createDirectories(folder.resolve("std"));
        Files.copy(Path.of("..", "spec", "protocols", "std", "ideal.troth"), folder.resolve("std/ideal.troth"));
        Files.writeString(file, text.replace(from, to));
        return file.toString();
    }

    @Test
    void lowesAttackIsToldAsLoweToldIt() {
        Ran ran = Ran.line("check nspk --claim b_secret_nb --tell");
        assertEquals(0, ran.code());
        int begins = ran.out().indexOf("Bob begins a run as A with Mallory.");
        int forged = ran.out().indexOf("Mallory sends Alice (B with Bob) a Hello of his own making:");
        int passed = ran.out().indexOf("Mallory passes Reply#1 to Bob (A with Mallory) unchanged.");
        int held = ran.out().indexOf("In the end the attacker holds what Alice takes to be secret: ");
        assertTrue(begins >= 0 && begins < forged && forged < passed && passed < held, ran::out);
    }

    @Test
    void aClaimThatShouldHoldAndIsBrokenIsTen() throws IOException {
        String file = edited(
                "breaks under none where name = off\n    holds  under none where name = on\n  claim a_agrees",
                "holds under none where name = off\n  claim a_agrees");
        assertEquals(10, Ran.line("check " + file + " --claim b_secret_nb").code());
        assertEquals(
                0,
                Ran.line("check " + file + " --claim b_secret_nb --exit-zero").code());
    }

    @Test
    void aClaimThatShouldBreakAndHoldsIsEleven() throws IOException {
        String file = edited(
                "alive B.Done with A                      @V\"C01n\"\n    holds",
                "alive B.Done with A                      @V\"C01n\"\n    breaks");
        assertEquals(11, Ran.line("check " + file + " --claim b_alive").code());
    }

    @Test
    void aSearchThatGivesUpIsTwelveIfAsked() {
        assertEquals(0, Ran.line("check nspk --claim b_alive --max-states 5").code());
        Ran ran = Ran.line("check nspk --claim b_alive --max-states 5 --require-conclusive");
        assertEquals(12, ran.code());
        assertTrue(ran.out().contains("inconclusive: more than "), ran::out);
    }

    /** Two runs are too many here for ten configurations, and one is not. */
    @Test
    void noAttackAmongFewerRunsIsOpenAndTwelveIfAsked() {
        Ran ran = Ran.line("check nspk --claim b_alive --max-states 10 --require-conclusive");
        assertEquals(12, ran.code());
        assertTrue(ran.out().contains("  open     10 configurations; none with 1 run"), ran::out);
        assertTrue(ran.out().contains("0 surprises, 1 open."), ran::out);
        Ran json = Ran.line("check nspk --claim b_alive --max-states 10 --json");
        assertEquals(0, json.code());
        assertTrue(json.out().contains("\"none_with\": ["), json::out);
        assertTrue(json.out().contains("\"verdict\": \"inconclusive\""), json::out);
    }

    /** Clark and Jacob 1995: the client's number leaks although certificates name their owners. Two runs of the client show it. */
    @Test
    void twoRunsOfItsRoleAndOneOfTheOtherShowTheAttackOnSpliceAs() {
        Ran ran = Ran.line("check splice-as --claim c_agrees --set repair=owner");
        assertEquals(0, ran.code(), ran::out);
        assertTrue(ran.out().contains("BROKEN   attack on bytes"), ran::out);
    }

    @Test
    void whatLimitsAPassStandsInTheText() {
        Ran ran = Ran.line("check mikey-psk --claim resp_agrees");
        assertTrue(ran.out().contains("  - lists of the attacker have"), ran::out);
        assertTrue(ran.out().contains("  - time passes at most twice in a trace"), ran::out);
        assertTrue(ran.out().contains("  - no agent is its own peer"), ran::out);
        assertTrue(ran.out().contains("  - the attacker's theory: "), ran::out);
    }

    @Test
    void aCommandLineThatMeansNothingIsTwo() {
        assertEquals(2, Ran.line("check nspk --sessions 0").code());
        assertEquals(2, Ran.line("check nspk --claim nothing").code());
        assertEquals(2, Ran.line("knows sdes Alice").code());
        assertEquals(2, Ran.line("knows sdes Alice.nothing").code());
    }

    @Test
    void otherProgramsReadIt() throws IOException, ParserConfigurationException, SAXException {
        Path junit = folder.resolve("junit.xml");
        Path sarif = folder.resolve("check.sarif");
        Path out = folder.resolve("attacks");
        Ran ran = Ran.line("check bke --json --junit " + junit + " --sarif " + sarif + " --out " + out);
        assertEquals(0, ran.code());
        assertTrue(ran.out().contains("\"schema\": \"troth-check\""), ran::out);
        assertTrue(ran.out().contains("\"sha256\": "), ran::out);
        var suites = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(junit.toFile())
                .getElementsByTagName("testcase");
        assertEquals(20, suites.getLength());
        assertTrue(Files.readString(sarif).contains("\"version\": \"2.1.0\""));
        try (var files = Files.list(out)) {
            assertTrue(files.anyMatch(f -> f.toString().endsWith(".pcapng")));
        }
    }

    @Test
    void aProxyReadsTheKeyOfSdesAndNotThatOfMikey() {
        assertTrue(Ran.line("knows sdes Alice.mine --as ProxyA").out().contains("ProxyA knows Alice.mine = "));
        assertTrue(Ran.line("knows mikey-psk Alice.tgk --as ProxyA").out().contains("does not know Alice.tgk"));
        assertTrue(Ran.line("knows sdes Alice.mine --as ProxyA --at 0").out().contains("does not know"));
    }
}
