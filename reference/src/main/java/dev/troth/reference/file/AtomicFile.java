package dev.troth.reference.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import org.jspecify.annotations.Nullable;

/** Writes a file beside its place and moves it there: whoever reads it sees what was there before, or all of what is new. */
public final class AtomicFile {
    private AtomicFile() {}

    /** @throws IOException if it cannot be written; then nothing has changed */
    public static void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IOException if it cannot be written; then nothing has changed */
    public static void write(Path file, byte[] octets) throws IOException {
        Path place = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        if (Files.exists(place) && !Files.isRegularFile(place)) {
            // A device or a pipe takes what comes, and cannot be replaced.
            Files.write(place, octets);
            return;
        }
        PosixFileAttributeView old = old(place);
        Path beside = place.resolveSibling(".troth-" + ProcessHandle.current().pid() + "-" + System.nanoTime());
        try {
            Files.write(beside, octets, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            if (old != null) {
                Files.setPosixFilePermissions(beside, old.readAttributes().permissions());
            }
            Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** The attributes of a file that is to be replaced; null if there is none. */
    private static @Nullable PosixFileAttributeView old(Path place) throws IOException {
        if (!Files.exists(place)) {
            return null;
        }
        if (!Files.isWritable(place)) {
            throw new IOException("not writable");
        }
        return Files.getFileAttributeView(place, PosixFileAttributeView.class);
    }
}
