package dev.troth.proofs.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code troth fmt} changes what is to be changed, tells it, and leaves everything else alone. */
class FmtTest {
    private static final String LOOSE = "protocol P \"p\" {\n\n  option a=b|c\n}\n";
    private static final String CANONICAL = "protocol P \"p\" {\n  option a = b | c\n}\n";
    private static final String FAULTY = "protocol P \"p\" {\n  option\n}\n";

    @TempDir
    private Path folder;

    private Path file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        return file;
    }

    private static Ran fmt(Object... words) {
        return Ran.troth(Stream.concat(Stream.of("fmt"), Stream.of(words).map(Object::toString))
                .toArray(String[]::new));
    }

    @Test
    void aFileIsLaidOutAndNamedAndTheSecondTimeThereIsNothingToDo() throws IOException {
        Path file = file("a.troth", LOOSE);
        assertEquals(new Ran(0, file + "\n", ""), fmt(file));
        assertEquals(CANONICAL, Files.readString(file));
        assertEquals(new Ran(0, "", ""), fmt(file));
    }

    @Test
    void aFileInCanonicalLayoutIsNotWritten() throws IOException {
        Path file = file("a.troth", CANONICAL);
        FileTime then = FileTime.from(Instant.ofEpochSecond(1_000_000_000));
        Files.setLastModifiedTime(file, then);
        assertEquals(new Ran(0, "", ""), fmt(file));
        assertEquals(then, Files.getLastModifiedTime(file));
    }

    @Test
    void ofSeveralFilesThoseThatChangeAreNamed() throws IOException {
        Path loose = file("loose.troth", LOOSE);
        Path canonical = file("canonical.troth", CANONICAL);
        assertEquals(new Ran(0, loose + "\n", ""), fmt(canonical, loose, loose));
    }

    @Test
    void checkWritesNothingAndTellsTheFirstLineThatDiffers() throws IOException {
        Path loose = file("loose.troth", LOOSE);
        Path canonical = file("canonical.troth", CANONICAL);
        Ran ran = fmt("--check", loose, canonical);
        assertEquals(15, ran.code());
        assertEquals("", ran.err());
        assertEquals(loose + """
                :2: not in canonical layout
                   have ``
                   want `  option a = b | c`
                2 files, 1 not in canonical layout
                """, ran.out());
        assertEquals(LOOSE, Files.readString(loose));
    }

    @Test
    void checkIsContentWithTheCanonicalLayout() throws IOException {
        assertEquals(
                new Ran(0, "1 file, 0 not in canonical layout\n", ""),
                fmt("--check", file("canonical.troth", CANONICAL)));
        assertEquals(new Ran(0, "1 file, 0 not in canonical layout\n", ""), fmt("--check", "mikey-psk"));
    }

    @Test
    void lineEndsAndAByteOrderMarkCountToo() throws IOException {
        Path windows = file("windows.troth", CANONICAL.replace("\n", "\r\n"));
        Path marked = file("marked.troth", "\uFEFF" + CANONICAL);
        String told = fmt("--check", windows, marked).out();
        assertTrue(told.contains("   have `protocol P \"p\" {\\r`\n"), told);
        assertTrue(told.contains("   have `\\uFEFFprotocol P \"p\" {`\n"), told);
        assertEquals(0, fmt(windows, marked).code());
        assertEquals(CANONICAL, Files.readString(windows));
        assertEquals(CANONICAL, Files.readString(marked));
    }

    @Test
    void aFileWithAFaultIsLeftAloneAndTheOthersAreLaidOut() throws IOException {
        Path faulty = file("faulty.troth", FAULTY);
        Path loose = file("loose.troth", LOOSE);
        for (List<String> flags : List.of(List.of("--check"), List.<String>of())) {
            Ran ran =
                    fmt(Stream.concat(flags.stream(), Stream.of(faulty, loose)).toArray());
            assertEquals(3, ran.code());
            assertTrue(ran.err().startsWith(faulty + ":3:1: T0105 error"), ran::err);
        }
        assertEquals(FAULTY, Files.readString(faulty));
        assertEquals(CANONICAL, Files.readString(loose));
    }

    @Test
    void nothingIsWrittenWhenAFileCannotBeRead() throws IOException {
        Path loose = file("loose.troth", LOOSE);
        Ran ran = fmt(loose, folder.resolve("missing.troth"));
        assertEquals(3, ran.code());
        assertEquals("troth: " + folder + "/missing.troth: there is no such file\n", ran.err());
        assertEquals(LOOSE, Files.readString(loose));
    }

    @Test
    void standardInputIsPrintedInCanonicalLayout() {
        assertEquals(new Ran(0, CANONICAL, ""), withInput(LOOSE, "fmt", "-"));
        assertEquals(new Ran(0, CANONICAL, ""), withInput(CANONICAL, "fmt", "-"));
        assertEquals(15, withInput(LOOSE, "fmt", "-", "--check").code());
        Ran faulty = withInput(FAULTY, "fmt", "-");
        assertEquals(3, faulty.code());
        assertEquals("", faulty.out());
    }

    private static Ran withInput(String text, String... args) {
        return Ran.withInput(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), args);
    }

    @Test
    void permissionsAndASymbolicLinkStayAndNothingElseIsLeftInTheFolder() throws IOException {
        Path file = file("a.troth", LOOSE);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r----x"));
        Path link = Files.createSymbolicLink(folder.resolve("link.troth"), file.getFileName());
        assertEquals(new Ran(0, link + "\n", ""), fmt(link));
        assertTrue(Files.isSymbolicLink(link));
        assertEquals(CANONICAL, Files.readString(file));
        assertEquals("rw-r----x", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(2, files.count());
        }
    }

    @Test
    void whatCannotBeWrittenToIsAnErrorOfTheCommandLine() {
        Ran library = fmt("mikey-psk");
        assertEquals(2, library.code());
        assertTrue(library.err().endsWith("   help: troth fmt --check mikey-psk\n"), library::err);
        assertEquals(2, fmt("-", folder.resolve("a.troth")).code());
        assertEquals(2, fmt().code());
    }
}
