package dev.troth.proofs.commands;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What commands write for programs, read by a JSON reader that no one here wrote; and the files of a run. */
class DocumentTest {
    private static final ObjectMapper JACKSON = new ObjectMapper();
    private static final String GOLDEN = "mikey-psk-basic-7.txt";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "run mikey-psk --json, troth-transcript",
        "run sdes --scenario lossy --json, troth-transcript",
        "run sdes --as ProxyA --json, troth-transcript",
        "run mikey-psk --scenario skewed --as Network --json, troth-transcript",
        "list --json, troth-library",
        "lint mikey-psk sdes --json, troth-findings",
        "explain T0301 --json, troth-explanation"
    })
    void aDocumentStartsWithItsSchemaAndVersion(String line, String schema) throws IOException {
        Ran ran = Ran.line(line);
        assertEquals("", ran.err());
        startsWith(schema, JACKSON.readTree(ran.out()));
        assertTrue(ran.out().endsWith("\n"));
    }

    private static void startsWith(String schema, JsonNode document) {
        Iterator<String> names = document.fieldNames();
        assertEquals(List.of("schema", "version"), List.of(names.next(), names.next()));
        assertEquals(schema, document.get("schema").asText());
        assertEquals(1, document.get("version").asInt());
    }

    @Test
    void aTranscriptNamesWhatItIsOf() throws IOException {
        JsonNode document = JACKSON.readTree(
                Ran.line("run mikey-psk --seed 42 --set confirm=off --json").out());
        assertEquals("MikeyPsk", document.get("protocol").asText());
        assertEquals("basic", document.get("scenario").asText());
        assertEquals(42, document.get("seed").asLong());
        assertEquals("off", document.get("options").get("confirm").asText());
        assertEquals("both", document.get("options").get("ids").asText());
    }

    @Test
    void outWritesTheFourFiles() throws IOException {
        Ran ran = Ran.troth("run", "mikey-psk", "--out", folder.resolve("call").toString());
        assertEquals(0, ran.code());
        assertEquals(1, ran.out().lines().count());
        try (Stream<Path> files = Files.list(folder.resolve("call"))) {
            assertEquals(
                    List.of("capture.pcapng", "transcript.json", "transcript.txt", "vectors.json"),
                    files.map(f -> f.getFileName().toString()).sorted().toList());
        }
        assertEquals(Ran.line("run mikey-psk").out(), text("call/transcript.txt"));
        assertEquals(Ran.line("run mikey-psk --json").out(), text("call/transcript.json"));
        startsWith("troth-vectors", JACKSON.readTree(text("call/vectors.json")));
        byte[] capture = Files.readAllBytes(folder.resolve("call/capture.pcapng"));
        // The block type of a section header (draft-ietf-opsawg-pcapng section 4.1).
        assertArrayEquals(new byte[] {0x0A, 0x0D, 0x0D, 0x0A}, Arrays.copyOf(capture, 4));
    }

    @Test
    void theSameRunGivesTheSameBytes() throws IOException {
        for (String run : List.of("one", "two")) {
            Ran.troth(
                    "run",
                    "sdes",
                    "--scenario",
                    "lossy",
                    "--out",
                    folder.resolve(run).toString());
        }
        for (String file : List.of("capture.pcapng", "transcript.json", "transcript.txt", "vectors.json")) {
            byte[] one = Files.readAllBytes(folder.resolve("one").resolve(file));
            assertArrayEquals(one, Files.readAllBytes(folder.resolve("two").resolve(file)), file);
            assertTrue(one.length > 0);
        }
    }

    private String text(String file) throws IOException {
        return Files.readString(folder.resolve(file), StandardCharsets.UTF_8);
    }

    /**
     * Regenerated from the root of the source tree by
     * {@code ./troth run mikey-psk --seed 7 > proofs-tests/src/test/resources/dev/troth/proofs/commands/mikey-psk-basic-7.txt}.
     */
    @Test
    void theRunOfMikeyIsTheGoldenTranscript() throws IOException {
        try (var in = DocumentTest.class.getResourceAsStream(GOLDEN)) {
            String golden = new String(in == null ? new byte[0] : in.readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(golden, Ran.line("run mikey-psk --seed 7").out());
        }
    }
}
