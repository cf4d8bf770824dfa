package dev.troth.proofs.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.spec.library.Library;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The exit codes that scripts rely on, and one sentence for whoever reads the terminal. */
class ExitCodeTest {
    @TempDir
    private Path folder;

    private String file(String name, byte[] octets) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, octets);
        return file.toString();
    }

    private String file(String name, String text) throws IOException {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The MIKEY specification as a file of its own. */
    private static String mikey() {
        return Objects.requireNonNull(new Library().named("mikey-psk"))
                .text()
                .replace("import \"mikey.troth\"", "import \"library/mikey/mikey.troth\"")
                .replace("import \"../srtp/srtp.troth\"", "import \"library/srtp/srtp.troth\"");
    }

    /** One line for people, perhaps a line of help; never a stack. */
    private static void oneSentence(Ran ran) {
        assertEquals("", ran.out());
        assertTrue(ran.err().startsWith("troth: "), ran::err);
        assertTrue(ran.err().lines().skip(1).allMatch(l -> l.startsWith("   help: ")), ran::err);
        assertFalse(ran.err().contains("Exception"), ran::err);
    }

    @Test
    void zeroWhenARunIsAsItExpects() {
        Ran ran = Ran.line("run mikey-psk");
        assertEquals(0, ran.code());
        assertEquals("", ran.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nosuch",
                "run",
                "run mikey-psk sdes",
                "run mikey-psk --nosuch",
                "run mikey-psk --seed seven",
                "run mikey-psk --seed 99999999999999999999",
                "run mikey-psk --seed",
                "run mikey-psk --set confirm",
                "run mikey-psk --set =on",
                "run mikey-psk --set confirm=maybe",
                "run mikey-psk --set nosuch=on",
                "run mikey-psk --scenario nosuch",
                "run mikey-psk --as Nobody",
                "lint",
                "lint mikey-psk --level none",
                "list mikey-psk",
                "fmt",
                "fmt mikey-psk",
                "explain",
                "explain T9999",
                "explain nonsense"
            })
    void twoForACommandLineThatMeansNothing(String line) {
        Ran ran = Ran.line(line);
        assertEquals(2, ran.code(), ran::err);
        oneSentence(ran);
    }

    @Test
    void threeWithThePlaceForAMessageThatCannotBeBuilt() throws IOException {
        // The responder sends back a MAC that the initiator left out.
        String faulty = mikey().replace(
                        "mac = hmac_sha1(auth(psk, csb, rand), bytes(Init, until KEMAC.mac)))",
                        "alg = HMAC_SHA_1_160)");
        Ran ran = Ran.line("run " + file("faulty.troth", faulty));
        assertEquals(3, ran.code(), ran::err);
        oneSentence(ran);
        long line =
                1 + faulty.lines().takeWhile(l -> !l.contains("send Init {")).count();
        String told = "faulty.troth:" + line + ":14: this message cannot be built: mac of KEMAC";
        assertTrue(ran.err().contains(told), ran::err);
    }

    @Test
    void twoAndTheUsageForNoCommandAtAll() {
        Ran ran = Ran.troth();
        assertEquals(2, ran.code());
        assertTrue(ran.out().startsWith("Usage: troth"), ran::out);
    }

    @Test
    void twoWhenFilesCannotBeWritten() throws IOException {
        String file = file("a-file", "");
        Ran ran = Ran.troth("run", "mikey-psk", "--out", file + "/below");
        assertEquals(2, ran.code());
        assertTrue(ran.err().startsWith("troth: " + file), ran::err);
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "lint", "fmt"})
    void threeForAFolder(String command) {
        Ran ran = Ran.troth(command, folder.toString());
        assertEquals(3, ran.code());
        assertEquals("troth: " + folder + ": this is a folder\n", ran.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "lint", "fmt"})
    void threeForAMissingFile(String command) {
        Ran ran = Ran.troth(command, folder + "/missing.troth");
        assertEquals(3, ran.code());
        assertEquals("troth: " + folder + "/missing.troth: there is no such file\n", ran.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "lint", "fmt"})
    void threeForABinaryFile(String command) throws IOException {
        byte[] binary = new byte[4096];
        for (int i = 0; i < binary.length; i++) {
            binary[i] = (byte) (i * 167);
        }
        Ran ran = Ran.troth(command, file("program", binary));
        assertEquals(3, ran.code());
        assertTrue(ran.err().endsWith(": not a UTF-8 text\n"), ran::err);
        oneSentence(ran);
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "lint", "fmt"})
    void threeForInvalidUtf8(String command) throws IOException {
        byte[] text = "protocol P \"title\" {\n}\n".getBytes(StandardCharsets.UTF_8);
        text[12] = (byte) 0xC3;
        Ran ran = Ran.troth(command, file("latin.troth", text));
        assertEquals(3, ran.code());
        assertTrue(ran.err().endsWith(": not a UTF-8 text\n"), ran::err);
        oneSentence(ran);
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "lint", "fmt"})
    void threeForAFileOfTwoMegabytes(String command) throws IOException {
        byte[] text = new byte[2_000_000];
        Arrays.fill(text, (byte) '\n');
        Ran ran = Ran.troth(command, file("large.troth", text));
        assertEquals(3, ran.code());
        assertTrue(ran.err().contains(": larger than "), ran::err);
        oneSentence(ran);
    }

    @ParameterizedTest
    @CsvSource({"2000000, 10, ': larger than '", "3, 200, ': not a UTF-8 text'"})
    void threeForStandardInputThatIsNoText(int octets, int fill, String told) {
        byte[] text = new byte[octets];
        Arrays.fill(text, (byte) fill);
        Ran ran = Ran.withInput(new ByteArrayInputStream(text), "run", "-");
        assertEquals(3, ran.code());
        assertTrue(ran.err().contains(told), ran::err);
        oneSentence(ran);
    }

    @Test
    void threeForStandardInputThatBreaks() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("broken");
            }
        };
        Ran ran = Ran.withInput(broken, "run", "-");
        assertEquals(3, ran.code());
        oneSentence(ran);
    }

    @Test
    void threeForATextWithErrorsAndEveryErrorIsTold() throws IOException {
        String file = file("draft.troth", mikey().replace("goto Keyed", "goto Kyed"));
        Ran ran = Ran.troth("run", file);
        assertEquals(3, ran.code());
        assertTrue(ran.err().contains("did you mean `Keyed`?"), ran::err);
        assertTrue(ran.err().endsWith("troth: 3 errors in " + file + "\n"), ran::err);
        assertEquals(3, Ran.troth("lint", file).code());
    }

    @Test
    void threeForAnEmptyText() throws IOException {
        String file = file("empty.troth", "");
        assertEquals(3, Ran.troth("run", file).code());
        assertEquals(3, Ran.troth("lint", file).code());
    }

    @Test
    void aFileAndStandardInputRunAsTheLibraryDoes() throws IOException {
        String shipped = Ran.line("run mikey-psk").out();
        assertEquals(shipped, Ran.troth("run", file("own.troth", mikey())).out());
        InputStream in = new ByteArrayInputStream(mikey().getBytes(StandardCharsets.UTF_8));
        assertEquals(shipped, Ran.withInput(in, "run", "-").out());
    }

    @Test
    void tenWhenAScenarioDoesNotShowWhatItExpects() {
        Ran ran = Ran.line("run mikey-psk --scenario replay --set cache=on");
        assertEquals(10, ran.code());
        assertEquals("", ran.err());
        assertTrue(ran.out().contains("expected: Bob enters Keyed, twice: NO (once)"), ran::out);
        assertEquals(
                10,
                Ran.line("run mikey-psk --scenario replay --set cache=on --json")
                        .code());
    }

    @Test
    void thirteenForLintFindingsUnlessOnlyErrorsCount() throws IOException {
        String file = file("gap.troth", mikey().replace("      ignore Init, Resp, Error, Srtp\n", ""));
        Ran ran = Ran.troth("lint", file);
        assertEquals(13, ran.code());
        assertTrue(ran.err().contains("T0301"), ran::err);
        assertTrue(ran.out().startsWith("0 errors, "), ran::out);
        assertEquals(13, Ran.troth("lint", file, "--json").code());
        assertEquals(0, Ran.troth("lint", file, "--level", "error").code());
        assertEquals(0, Ran.line("lint mikey-psk sdes").code());
    }

    /** Standard input that throws what no one expects stands for any bug of ours. */
    @Test
    void oneForABugOfOursWithThePathOfAReport() throws IOException {
        InputStream bug = new InputStream() {
            @Override
            public int read() {
                throw new IllegalStateException("nobody expects this");
            }
        };
        Ran ran = Ran.withInput(bug, "run", "-");
        assertEquals(1, ran.code());
        assertEquals(1, ran.err().lines().count(), ran::err);
        assertTrue(ran.err().startsWith("troth: internal error, a bug of Troth"), ran::err);
        Path report = Path.of(ran.err().strip().replaceFirst(".* ", ""));
        assertTrue(Files.readString(report).contains("nobody expects this"));
        Files.delete(report);
    }
}
