package dev.troth.proofs.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs: without input, in the same locale and time zone everywhere, and never for longer than allowed. */
final class Program {

    static final Duration LIMIT = Duration.ofSeconds(60);

    /**
     * What became of a program.
     *
     * @param exit its exit code; 128 and the signal's number if a signal ended it
     * @param out what it printed
     * @param err what it complained about
     */
    record Outcome(int exit, String out, String err) {}

    private Program() {}

    /**
     * Waits for a program to end.
     *
     * @throws UncheckedIOException if it can't be started
     * @throws AssertionError if it takes longer than the limit, and is ended
     */
    static Outcome run(List<String> command, Duration limit) {
        try {
            // Files rather than pipes: nobody has to empty them while the program runs.
            Path out = Files.createTempFile("peer", ".out");
            Path err = Files.createTempFile("peer", ".err");
            try {
                int exit = exit(command, limit, out, err);
                return new Outcome(exit, Files.readString(out), Files.readString(err));
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Outcome run(List<String> command) {
        return run(command, LIMIT);
    }

    /** Whether the program is there and ends with exit code 0. */
    static boolean succeeds(List<String> command) {
        try {
            return run(command).exit() == 0;
        } catch (UncheckedIOException e) {
            return false; // Not installed, or not executable.
        }
    }

    /** What the program printed, which must end with exit code 0. */
    static String output(List<String> command) {
        Outcome outcome = run(command);
        if (outcome.exit() != 0) {
            throw new AssertionError(
                    String.join(" ", command) + "\nended with exit code " + outcome.exit() + ": " + outcome.err());
        }
        return outcome.out();
    }

    private static int exit(List<String> command, Duration limit, Path out, Path err) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("TZ", "UTC");
        Process process = builder.start();
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError(
                        command.getFirst() + " did not end within " + limit + ": " + Files.readString(err, UTF_8));
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while " + command.getFirst() + " ran.", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
