package dev.troth.proofs.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An import reads what lies in the folder of the file that is read, and no other file of the machine. */
class ImportsTest {
    private static final String SECRET = "the words of a file that is no specification";

    @TempDir
    private Path folder;

    @BeforeEach
    void files() throws IOException {
        Files.createDirectories(folder.resolve("in/sub"));
        Files.writeString(folder.resolve("outside.troth"), SECRET);
        Files.writeString(folder.resolve("in/notes.txt"), SECRET);
        Files.writeString(folder.resolve("in/beside.troth"), "library Beside \"x\" {\n}\n");
        Files.writeString(
                folder.resolve("in/sub/below.troth"), "library Below \"x\" {\n  import \"../beside.troth\"\n}\n");
        Files.createSymbolicLink(folder.resolve("in/link.troth"), folder.resolve("outside.troth"));
    }

    private Ran lint(String path, String... more) throws IOException {
        Path file = folder.resolve("in/p.troth");
        Files.writeString(file, "library P \"x\" {\n  import \"" + path + "\"\n}\n");
        String[] args = new String[more.length + 2];
        args[0] = "lint";
        args[1] = file.toString();
        System.arraycopy(more, 0, args, 2, more.length);
        return Ran.troth(args);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside.troth", "notes.txt", "link.troth", "/etc/passwd", "../missing.troth"})
    void nothingElseIsReadOrQuoted(String path) throws IOException {
        Ran ran = lint(path);
        assertEquals(3, ran.code(), ran::err);
        assertTrue(ran.err().contains("2:3: T0109 error: this import cannot be read: " + path), ran::err);
        assertTrue(ran.err().contains("--allow-imports"), ran::err);
        assertFalse((ran.out() + ran.err()).contains(SECRET));
    }

    @ParameterizedTest
    @ValueSource(strings = {"beside.troth", "sub/below.troth", "./sub/../beside.troth", "library/std/ideal.troth"})
    void whatLiesInTheFolderIsRead(String path) throws IOException {
        assertEquals(0, lint(path).code());
    }

    @Test
    void anotherFolderMayBeAllowed() throws IOException {
        Files.writeString(folder.resolve("outside.troth"), "library Outside \"x\" {\n}\n");
        assertEquals(3, lint("../outside.troth").code());
        assertEquals(
                0,
                lint("../outside.troth", "--allow-imports", folder.toString()).code());
    }

    /** A copy of the library has its own folders. */
    @Test
    void aCopyOfTheLibraryIsTheLibrary() {
        assertEquals(0, Ran.line("lint ../spec/protocols/classic/nspk.troth").code());
    }
}
