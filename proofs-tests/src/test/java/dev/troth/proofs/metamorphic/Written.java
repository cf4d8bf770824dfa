package dev.troth.proofs.metamorphic;

import dev.troth.spec.diagnostic.Diagnostics;
import dev.troth.spec.syntax.FileTree;
import dev.troth.spec.syntax.Lexer;
import dev.troth.spec.syntax.Parser;
import dev.troth.spec.syntax.Token;
import dev.troth.spec.text.Source;
import dev.troth.spec.text.Span;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A specification as it is written: its tokens and its tree, each with its place, so that a change is one of the text. */
record Written(Source source, List<Token> tokens, FileTree tree) {
    /** A stretch of the text and what takes its place; of no length, it is put in. */
    record Edit(int start, int end, String text) {
        static Edit instead(Span span, String text) {
            return new Edit(span.start(), span.end(), text);
        }

        static Edit before(Span span, String text) {
            return new Edit(span.start(), span.start(), text);
        }
    }

    static Written of(Source source) {
        Diagnostics diagnostics = new Diagnostics();
        FileTree tree = Parser.parse(source, diagnostics);
        return new Written(
                source,
                Lexer.tokens(source, new Diagnostics()),
                Objects.requireNonNull(tree, () -> "not a file: " + source));
    }

    String text(Span span) {
        return source.text().substring(span.start(), span.end());
    }

    /** Every part of the tree of a kind, whatever it stands in, in the order of the text. */
    <T> List<T> all(Class<T> kind) {
        return all(kind, tree.declarations());
    }

    /** The same within a part of the tree. */
    static <T> List<T> all(Class<T> kind, Object within) {
        List<T> found = new ArrayList<>();
        collect(kind, within, found);
        return found;
    }

    private static <T> void collect(Class<T> kind, Object part, List<T> found) {
        if (kind.isInstance(part)) {
            found.add(kind.cast(part));
        }
        if (part instanceof List<?> parts) {
            parts.stream().filter(Objects::nonNull).forEach(each -> collect(kind, each, found));
        } else if (part instanceof Record && part.getClass().getPackage().equals(FileTree.class.getPackage())) {
            for (RecordComponent component : part.getClass().getRecordComponents()) {
                try {
                    Object inner = component.getAccessor().invoke(part);
                    if (inner != null) {
                        collect(kind, inner, found);
                    }
                } catch (ReflectiveOperationException e) {
                    throw new AssertionError(e);
                }
            }
        }
    }

    /** The text with edits, none of which lies in another; of several at one place the first stays first. */
    Source with(List<Edit> edits) {
        List<Edit> sorted = new ArrayList<>(edits);
        sorted.sort(Comparator.comparingInt(Edit::start));
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (Edit edit : sorted) {
            if (edit.start() < from) {
                throw new AssertionError("an edit in another: " + edit);
            }
            text.append(source.text(), from, edit.start()).append(edit.text());
            from = edit.end();
        }
        return new Source(
                source.name(), text.append(source.text().substring(from)).toString());
    }

    /** A word that the text does not use, and that starts like this. */
    String unused(String stem) {
        Set<String> words = new HashSet<>();
        tokens.forEach(token -> words.add(token.word()));
        String word = stem;
        for (int i = 1; words.contains(word); i++) {
            word = stem + i;
        }
        return word;
    }
}
