package dev.troth.spec.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.troth.spec.resolve.Texts;
import dev.troth.spec.text.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryTest {
    private final Library library = new Library();

    private @Nullable String found(String importer, String path) {
        Source found = library.find(new Source(importer, ""), path);
        return found == null ? null : found.name();
    }

    @Test
    void aShippedTextImportsItsNeighbours() {
        assertEquals("library/mikey/mikey.troth", found("library/mikey/mikey-psk.troth", "mikey.troth"));
        assertEquals("library/srtp/srtp.troth", found("library/mikey/mikey-psk.troth", "../srtp/srtp.troth"));
    }

    @Test
    void aFileImportsShippedTextsByTheirNames() {
        assertEquals("library/srtp/srtp.troth", found("mine.troth", "library/srtp/srtp.troth"));
        assertEquals("library/srtp/srtp.troth", found("mine.troth", "library/mikey/../srtp/srtp.troth"));
    }

    @Test
    void nothingElseOfTheBuildIsReached() {
        assertNull(found("library/mikey/mikey.troth", "../../Specification.class"));
        assertNull(found("mine.troth", "library/mikey/../../Specification.class"));
        assertNull(found("mine.troth", "library/mikey"));
        assertNull(found("mine.troth", "library/"));
        assertNull(found("library/mikey/mikey.troth", "/etc/passwd"));
    }

    @Test
    void whatIsNoPathIsNotFound() {
        assertNull(found("mine.troth", "\0"));
        assertNull(found("library/mikey/mikey.troth", "\0"));
        assertNull(found("\0", "x.troth"));
    }

    @Test
    void aFileImportsItsNeighbours(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("part.troth"), "library P \"p\" { }");
        String main = folder.resolve("main.troth").toString();
        assertEquals(folder.resolve("part.troth").toString(), found(main, "part.troth"));
        assertNull(found(main, "other.troth"));
    }

    @Test
    void aFileThatIsThereAndCannotBeReadIsToldApart(@TempDir Path folder) throws IOException {
        Files.write(folder.resolve("latin.troth"), new byte[] {(byte) 0xE9});
        Files.write(folder.resolve("large.troth"), new byte[Library.MAX_OCTETS + 1]);
        Files.createDirectory(folder.resolve("folder.troth"));
        Source main = new Source(folder.resolve("main.troth").toString(), "");
        assertThrows(Texts.UnreadableException.class, () -> library.find(main, "latin.troth"));
        assertThrows(Texts.UnreadableException.class, () -> library.find(main, "large.troth"));
        assertThrows(Texts.UnreadableException.class, () -> library.find(main, "folder.troth"));
    }

    @Test
    void everyListedNameHasAText() {
        for (String name : Library.names()) {
            assertNotNull(library.named(name));
        }
        assertNull(library.named("nothing"));
    }
}
