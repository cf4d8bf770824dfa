package dev.troth.spec.format;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.troth.spec.diagnostic.Diagnostics;
import dev.troth.spec.diagnostic.Renderer;
import dev.troth.spec.syntax.Lexer;
import dev.troth.spec.syntax.Token;
import dev.troth.spec.text.Source;
import dev.troth.spec.text.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Texts to lay out, and what they say. */
final class Texts {
    private static final Path LIBRARY = Path.of("protocols");

    private Texts() {}

    /** The files of the library. */
    static List<Path> library() {
        try (Stream<Path> files = Files.walk(LIBRARY)) {
            return files.filter(f -> f.toString().endsWith(".troth")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String canonical(String text) {
        Diagnostics diagnostics = new Diagnostics();
        String canonical = Format.canonical(new Source("a.troth", text), diagnostics);
        assertNotNull(canonical, () -> Renderer.render(diagnostics.all()) + text);
        return canonical;
    }

    /** Tokens with the lines that they start, and comments. */
    static List<String> said(String text) {
        List<Span> comments = new ArrayList<>();
        List<String> said = new ArrayList<>();
        for (Token token : Lexer.tokens(new Source("a.troth", text), new Diagnostics(), comments)) {
            said.add((token.startsLine() ? "first " : "") + token.kind() + " "
                    + token.span().text());
        }
        comments.forEach(comment -> said.add(comment.text().stripTrailing()));
        return said;
    }
}
