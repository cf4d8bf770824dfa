package dev.troth.proofs.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramTest {

    @Test
    void whatAProgramSaysIsKeptApart() {
        assertEquals(
                new Program.Outcome(3, "out\n", "err\n"),
                Program.run(List.of("sh", "-c", "echo out; echo err >&2; exit 3")));
    }

    @Test
    void moreThanAPipeHoldsIsRead() {
        assertEquals(
                1_000_000,
                Program.output(List.of("sh", "-c", "yes | head -c 1000000")).length());
    }

    @Test
    void aProgramThatDoesNotEndIsEnded() {
        List<String> endless = List.of("sleep", "100");
        assertThrows(AssertionError.class, () -> Program.run(endless, Duration.ofMillis(50)));
    }

    @Test
    void aProgramThatFailsHasNoOutput() {
        assertThrows(AssertionError.class, () -> Program.output(List.of("false")));
    }

    @Test
    void aProgramThatIsNotThereDoesNotSucceed() {
        assertFalse(Program.succeeds(List.of("troth-no-such-program")));
    }
}
