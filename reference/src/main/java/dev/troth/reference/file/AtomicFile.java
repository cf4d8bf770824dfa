package dev.troth.reference.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;

/** Writes a file beside its place and moves it there: whoever reads it sees what was there before, or all of what is new. */
public final class AtomicFile {
    private AtomicFile() {}

    /** @throws IOException if it cannot be written; then nothing has changed */
    public static void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IOException if it cannot be written; then nothing has changed */
    public static void write(Path file, byte[] octets) throws IOException {
        boolean there = Files.exists(file);
        Path place = there ? file.toRealPath() : file.toAbsolutePath();
        if (there && !Files.isRegularFile(place)) {
            // A device or a pipe takes what comes, and cannot be replaced.
            Files.write(place, octets);
            return;
        }
        if (there && !Files.isWritable(place)) {
            throw new IOException("not writable");
        }
        PosixFileAttributeView old = there ? Files.getFileAttributeView(place, PosixFileAttributeView.class) : null;
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
}
