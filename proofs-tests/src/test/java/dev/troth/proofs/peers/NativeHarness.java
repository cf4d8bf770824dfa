package dev.troth.proofs.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Compiles the C programs under {@code src/test/c} that call a peer which is a library. */
final class NativeHarness {

    private NativeHarness() {}

    /**
     * Compiles a program into {@code target/peers}, anew each time.
     *
     * @param name of the source file, without {@code .c}
     * @param library as pkg-config knows it
     * @return the program
     */
    static Path compile(String name, String library) {
        Path module = Path.of("src/test/c").toAbsolutePath();
        Path target = Path.of("target/peers").toAbsolutePath();
        try {
            Files.createDirectories(target);
            Path built = Files.createTempFile(target, name, ".new");
            List<String> command = new ArrayList<>(List.of("gcc", "-std=gnu11", "-Wall", "-Wextra", "-O1"));
            command.addAll(
                    List.of("-o", built.toString(), module.resolve(name + ".c").toString()));
            command.addAll(List.of(Program.output(List.of("pkg-config", "--cflags", "--libs", library))
                    .strip()
                    .split("\\s+")));
            Program.output(command);
            // At once, so that a second test run beside this one finds a whole program or none.
            return Files.move(
                    built, target.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
