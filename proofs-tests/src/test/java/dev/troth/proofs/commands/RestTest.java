package dev.troth.proofs.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Specifications that never come to rest or grow without end: a sentence with the line, from every command that runs them. */
class RestTest {
    private static final String ONE_ROLE = """
            protocol P "x" {
              channel net : udp { attacker read, block, inject }
              message M { x : bytes }
              %s
              role A(me, peer) {
                fresh r : bytes[16]
                var v : bytes
                %s
              }
              %s
              scenario basic { run Alice = A(peer Bob) }
            }
            """;

    @TempDir
    private Path folder;

    private String file(String keys, String states) throws IOException {
        return Files.writeString(
                        folder.resolve("p.troth"),
                        ONE_ROLE.formatted(
                                keys, states, states.contains("Done") ? "claim kept : secret r at A.Done" : ""))
                .toString();
    }

    private static void endsWith(Ran ran, String sentence) {
        assertEquals(3, ran.code(), ran::err);
        assertTrue(ran.err().contains(sentence), ran::err);
        assertFalse(ran.err().contains("Exception"), ran::err);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "after 0 s { goto Idle }|10,000 events at one instant by 0.000 s",
                "after 1 us { goto Idle }|50,000 events by 0.050 s",
                "entry { goto Idle }|one event enters more than 100 states in a row"
            })
    void timeThatNeverMovesIsToldWithItsLine(String reaction, String sentence) throws IOException {
        String file = file("", "start state Idle { " + reaction + " }");
        for (String command : new String[] {"run ", "draft ", "pack --out " + folder + "/p.html "}) {
            Ran ran = Ran.line(command + file);
            endsWith(ran, "the run does not come to rest: ");
            assertTrue(ran.err().contains(sentence), ran::err);
            assertTrue(ran.err().contains("p.troth:8:"), ran::err);
        }
    }

    @Test
    void moreEventsAreAllowedWhereTheyAreAskedFor() throws IOException {
        String file = file("", "start state Idle { after 2 ms { goto Idle } }");
        endsWith(
                Ran.line("run --max-events 100 " + file),
                "100 events by 0.200 s, and these go on: Alice in Idle (line 8)");
        endsWith(Ran.line("run " + file), "50,000 events by 100.000 s");
        assertEquals(0, Ran.line("run --max-events 70000 " + file).code());
    }

    @Test
    void aValueThatDoublesIsAMebibyteAtMost() throws IOException {
        String file = file(
                "",
                "start state Idle { on user.call { v := 0x00 ; goto Loop } }\n    state Loop { after 1 ms { v := v || v ; goto Loop } }");
        endsWith(Ran.line("run " + file), "a value has at most 1048576 octets");
    }

    @Test
    void aDerivationThatDoublesEndsEverywhere() throws IOException {
        String file = file(keys("k%d(a) = k%d(a) || k%d(a)"), sending("sha1(k27(r))"));
        endsWith(Ran.line("run " + file), "a value has at most 1048576 octets");
        // Nobody ever sends: the point of the claim is not reached.
        assertEquals(12, Ran.line("check " + file).code());
    }

    /** Each derivation uses the one below it twice: without sharing, 2^28 hashes. */
    @Test
    void aDerivationThatIsUsedTwiceIsComputedOnce() throws IOException {
        String file = file(keys("k%d(a) = sha1(k%d(a) || k%d(a))"), sending("k27(r)"));
        assertEquals(0, Ran.line("run " + file).code());
    }

    private static String keys(String step) {
        return IntStream.range(1, 28)
                .mapToObj(i -> "    " + step.formatted(i, i - 1, i - 1))
                .collect(Collectors.joining("\n", "keys {\n    k0(a) = a || a\n", "\n  }"));
    }

    private static String sending(String value) {
        return "start state Idle { on user.call { send M(x = " + value
                + ") on net ; goto Done } }\n    final state Done { otherwise ignore }";
    }
}
