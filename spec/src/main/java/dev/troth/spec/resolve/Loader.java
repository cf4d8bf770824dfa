package dev.troth.spec.resolve;

import dev.troth.spec.diagnostic.Code;
import dev.troth.spec.diagnostic.Diagnostics;
import dev.troth.spec.syntax.DeclTree;
import dev.troth.spec.syntax.FileTree;
import dev.troth.spec.syntax.Hidden;
import dev.troth.spec.syntax.Parser;
import dev.troth.spec.text.Source;
import dev.troth.spec.text.Span;
import java.util.ArrayList;
import java.util.List;

/** Reads a file and what it imports, each once, the imported before the importer. */
final class Loader {
    private static final int MAX_FILES = 64;

    private final Texts texts;
    private final Diagnostics diagnostics;
    private final List<Loaded> loaded = new ArrayList<>();
    private final List<String> open = new ArrayList<>();
    private boolean incomplete;

    Loader(Texts texts, Diagnostics diagnostics) {
        this.texts = texts;
        this.diagnostics = diagnostics;
    }

    /** A file that was read. */
    record Loaded(Source source, FileTree tree) {}

    /** The prelude, the imported files, and last the file itself; without those that could not be read. */
    List<Loaded> load(Source main) {
        read(texts.prelude());
        read(main);
        return loaded;
    }

    /** True if a file could not be read: names that are missing may be declared there. */
    boolean incomplete() {
        return incomplete;
    }

    private void read(Source source) {
        open.add(source.name());
        FileTree tree = Parser.parse(source, diagnostics);
        Hidden.check(source, diagnostics);
        if (tree != null) {
            for (DeclTree declaration : tree.declarations()) {
                if (declaration instanceof DeclTree.Import(Span span, String path)) {
                    follow(source, span, path);
                }
            }
            loaded.add(new Loaded(source, tree));
        } else {
            incomplete = true;
        }
        open.remove(open.size() - 1);
    }

    private String circle(Source found) {
        return String.join(" imports ", open.subList(open.indexOf(found.name()), open.size())) + " imports "
                + found.name();
    }

    private void follow(Source importer, Span span, String path) {
        Source found;
        try {
            found = texts.find(importer, path);
        } catch (Texts.UnreadableException e) {
            incomplete = true;
            diagnostics.report(
                    Code.T0109, span, "this import cannot be read: " + e.getMessage(), "not readable", e.help());
            return;
        }
        if (found == null) {
            incomplete = true;
            diagnostics.report(
                    Code.T0203,
                    span,
                    "there is no file " + path,
                    "not found",
                    "a path is relative to the file that imports");
        } else if (open.contains(found.name())) {
            incomplete = true;
            diagnostics.report(
                    Code.T0204,
                    span,
                    "this import leads back: " + circle(found),
                    "closes the circle",
                    "move what both need into a third file");
        } else if (loaded.size() + open.size() >= MAX_FILES) {
            incomplete = true;
            diagnostics.report(Code.T0203, span, "more than " + MAX_FILES + " files are imported", null);
        } else if (loaded.stream().noneMatch(l -> l.source().name().equals(found.name()))) {
            read(found);
        }
    }
}
