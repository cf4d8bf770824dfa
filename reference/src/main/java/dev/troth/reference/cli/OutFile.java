package dev.troth.reference.cli;

import dev.troth.reference.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A file that a command writes, with the folders that it stands in. */
final class OutFile {
    private OutFile() {}

    static void write(String file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws UserException if it cannot be written there */
    static void write(String file, byte[] octets) {
        try {
            Path path = Path.of(file);
            if (path.toAbsolutePath().getParent() != null) {
                Files.createDirectories(path.toAbsolutePath().getParent());
            }
            AtomicFile.write(path, octets);
        } catch (IOException | InvalidPathException e) {
            throw new UserException(
                    ExitCode.USAGE,
                    file + ": the file cannot be written (" + e.getClass().getSimpleName() + ")");
        }
    }
}
