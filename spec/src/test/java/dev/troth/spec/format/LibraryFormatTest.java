package dev.troth.spec.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The library is in canonical layout: {@code ./troth fmt FILE...} puts it there. */
class LibraryFormatTest {
    static List<Path> library() {
        return Texts.library();
    }

    @ParameterizedTest
    @MethodSource("library")
    void aFileOfTheLibraryIsInCanonicalLayout(Path file) {
        String text = Texts.read(file);
        assertEquals(Texts.canonical(text), text);
    }

    @Test
    void theWholeLibraryIsMeant() {
        assertTrue(library().size() > 50, () -> library().toString());
    }

    /** The file that the reference of the language begins with. */
    @Test
    void theFileInTheReferenceIsInCanonicalLayout() {
        String reference = Texts.read(Path.of("LANGUAGE.md"));
        String fence = "```troth\n";
        int start = reference.indexOf(fence) + fence.length();
        String text = reference.substring(start, reference.indexOf("```", start));
        assertTrue(text.startsWith("protocol "), text);
        assertEquals(Texts.canonical(text), text);
    }
}
