package dev.troth.spec;

import dev.troth.spec.library.Library;
import dev.troth.spec.resolve.Texts;
import dev.troth.spec.text.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Texts of a folder, named relative to it, so that a rendering is the same on every machine. */
record Folder(Path root) implements Texts {
    Source text(String name) {
        try {
            return Library.read(name, Files.readAllBytes(root.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable Source find(Source importer, String path) {
        String name = Path.of(importer.name()).resolveSibling(path).normalize().toString();
        return Files.exists(root.resolve(name)) ? text(name) : null;
    }

    @Override
    public Source prelude() {
        return new Library().prelude();
    }
}
