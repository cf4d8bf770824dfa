package dev.troth.proofs.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code troth fuzz} and {@code troth mutate} tell people and scripts. */
class CampaignCommandTest {
    @TempDir
    Path folder = Path.of(".");

    @Test
    void aFailureIsToldAndWritten() throws IOException {
        Ran ran = Ran.line("fuzz mikey-psk --set cache=off --runs 200 --invariant replay --out " + folder);
        assertEquals(0, ran.code(), ran::toString);
        assertTrue(ran.out().contains("resp_once  FAILS, as expected"), ran::out);
        assertTrue(ran.out().contains("2 runs of "), ran::out);
        assertTrue(Files.readString(folder.resolve("resp_once.scenario")).contains("scenario failure_of_resp_once {"));
        assertTrue(Files.size(folder.resolve("resp_once.pcapng")) > 300);
    }

    @Test
    void whatShouldHoldAndFailsIsTen() throws IOException {
        Path library = Path.of("..", "spec", "protocols");
        for (String part : new String[] {"std/prelude.troth", "srtp/srtp.troth", "sdes/sdes.troth"}) {
            Path copy = folder.resolve(part);
            Files.createDirectories(Objects.requireNonNull(copy.getParent()));
            Files.copy(library.resolve(part), copy);
        }
        Path file = folder.resolve("sdes/sdes.troth");
        String text = Files.readString(file);
        assertTrue(text.contains("    breaks under none where hops = clear\n"));
        Files.writeString(
                file,
                text.replace(
                        "    breaks under none where hops = clear\n", "    holds under none where hops = clear\n"));
        Ran ran = Ran.line("fuzz " + file + " --set hops=clear --runs 20 --invariant secrecy");
        assertEquals(10, ran.code(), ran::toString);
        assertTrue(ran.out().contains("stands as text in a message that the attacker hears"), ran::out);
        assertEquals(
                0,
                Ran.line("fuzz " + file + " --set hops=clear --runs 20 --exit-zero")
                        .code());
    }

    @Test
    void aNameThatIsNotThereIsTwoAndNamesThoseThatAre() {
        Ran fuzz = Ran.line("fuzz mikey-psk --invariant resp_onec");
        assertEquals(2, fuzz.code());
        assertTrue(fuzz.err().contains("resp_once"), fuzz::err);
        assertEquals(2, Ran.line("fuzz mikey-psk --runs 0").code());
        Ran mutate = Ran.line("mutate nspk --kinds cheks");
        assertEquals(2, mutate.code());
        assertTrue(mutate.err().contains("check"), mutate::err);
    }

    @Test
    void aProtectionThatNothingNoticesIsThirteen() {
        Ran ran = Ran.line("mutate um --kinds binding,check --json");
        assertFalse(ran.out().isEmpty());
        assertTrue(ran.out().contains("\"schema\": \"troth-mutate\""), ran::out);
        assertEquals(ran.out().contains("\"fate\": \"survives\"") ? 13 : 0, ran.code());
    }
}
