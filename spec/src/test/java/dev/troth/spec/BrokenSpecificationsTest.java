package dev.troth.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.troth.spec.diagnostic.Code;
import dev.troth.spec.diagnostic.Diagnostic;
import dev.troth.spec.diagnostic.Renderer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a user is told about broken specifications, word for word. After a change that is meant, write the renderings
 * again and read the difference: {@code mvn -pl spec test -Dtest=BrokenSpecificationsTest -Dtroth.golden=write}
 */
class BrokenSpecificationsTest {
    private static final Path FOLDER = Path.of("src/test/resources/dev/troth/spec/broken");
    private static final boolean WRITE = "write".equals(System.getProperty("troth.golden"));

    static List<String> files() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".troth"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Diagnostic> findings(String file) {
        Folder folder = new Folder(FOLDER);
        return Specification.read(folder.text(file), folder).findings();
    }

    @ParameterizedTest
    @MethodSource("files")
    void theRenderingIsTheOneThatWasReviewed(String file) throws IOException {
        Path golden = FOLDER.resolve(file.replace(".troth", ".txt"));
        String rendering = Renderer.render(findings(file));
        if (WRITE) {
            Files.writeString(golden, rendering);
        }
        assertEquals(Files.readString(golden), rendering);
    }

    @Test
    void everyCodeHasABrokenSpecification() {
        Set<Code> told = EnumSet.noneOf(Code.class);
        files().forEach(file -> findings(file).forEach(d -> told.add(d.code())));
        assertEquals(EnumSet.allOf(Code.class), told);
    }

    @Test
    void aFileNamedAfterACodeTellsThatCodeFirst() {
        for (String file : files()) {
            if (file.matches("t[0-9]{4}-.*")) {
                String code = file.substring(0, 5).toUpperCase(java.util.Locale.ROOT);
                assertEquals(code, findings(file).getFirst().code().id(), file);
            }
        }
    }
}
