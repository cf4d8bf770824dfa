package dev.troth.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.spec.diagnostic.Code;
import dev.troth.spec.diagnostic.Renderer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The language reference says what is true: its examples read, and its list of codes is the catalogue. */
class LanguageExamplesTest {
    private static String reference() {
        try {
            return Files.readString(Path.of("LANGUAGE.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Fragment> examples() {
        return Fragment.in(reference());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleReadsWithoutAnError(Fragment example) {
        Specification read = example.read();
        assertNotNull(read.protocol(), () -> "LANGUAGE.md:" + example.line() + "\n" + Renderer.render(read.findings()));
    }

    @Test
    void everyTrothFenceIsAnExample() {
        long fences = reference().lines().filter(l -> l.startsWith("```troth")).count();
        assertEquals(fences, examples().size());
        assertTrue(fences > 20, "there are only " + fences);
    }

    @Test
    void theListOfCodesIsTheCatalogue() {
        List<String> listed =
                reference().lines().filter(l -> l.startsWith("| T")).toList();
        List<String> catalogue = Arrays.stream(Code.values())
                .map(c ->
                        "| " + c.id() + " | " + c.severity().name().toLowerCase(Locale.ROOT) + " | " + c.title() + " |")
                .toList();
        assertEquals(catalogue, listed);
    }
}
