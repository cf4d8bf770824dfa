package dev.troth.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.spec.diagnostic.Diagnostic;
import dev.troth.spec.diagnostic.Renderer;
import dev.troth.spec.diagnostic.Severity;
import dev.troth.spec.library.Library;
import dev.troth.spec.resolve.Texts;
import dev.troth.spec.text.Source;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whatever is done to a shipped specification, it is read to the end: there is a protocol, or an error says why not.
 * {@code -Dtroth.mutations=100} runs a hundred times as many random cases, and cuts between any two tokens.
 */
class MutatedSpecificationsTest {
    private static final int ROUNDS = Integer.getInteger("troth.mutations", 1);
    private static final Pattern PIECE =
            Pattern.compile("\\s+|#[^\\n]*|\"[^\"\\n]*\"|\\w+|:=|\\|\\||--|.", Pattern.DOTALL);
    private static final Library LIBRARY = new Library();
    private static final List<String> MAIN = List.of("mikey-psk", "sdes");

    /** The library with one text in place of another. */
    private record Changed(Source text) implements Texts {
        @Override
        public @Nullable Source find(Source importer, String path) {
            Source found = LIBRARY.find(importer, path);
            return found != null && found.name().equals(text.name()) ? text : found;
        }

        @Override
        public Source prelude() {
            return LIBRARY.prelude();
        }
    }

    private static Source main(String name) {
        Source source = LIBRARY.named(name);
        if (source == null) {
            throw new AssertionError(name);
        }
        return source;
    }

    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        Matcher matcher = PIECE.matcher(text);
        while (matcher.find()) {
            pieces.add(matcher.group());
        }
        return pieces;
    }

    private static void read(Source main, Source changed) {
        Specification read = Specification.read(main, new Changed(changed));
        boolean errors = read.findings().stream().anyMatch(d -> d.severity() == Severity.ERROR);
        assertEquals(errors, read.protocol() == null, () -> Renderer.render(read.findings()));
        for (Diagnostic finding : read.findings()) {
            int length = finding.span().source().text().length();
            assertTrue(finding.span().start() >= 0 && finding.span().end() <= length, finding::toString);
        }
        assertEquals(read.findings().isEmpty(), Renderer.render(read.findings()).isEmpty());
    }

    private static void read(Source original, List<String> pieces) {
        Source changed = new Source(original.name(), String.join("", pieces));
        read(changed, changed);
    }

    @Test
    void theShippedSpecificationsReadWithoutAFinding() {
        for (String name : Library.names()) {
            assertEquals(
                    "", Renderer.render(Specification.read(main(name), LIBRARY).findings()));
        }
    }

    @Test
    void aTextCutOffAnywhereIsReadToTheEnd() {
        for (String name : MAIN) {
            Source source = main(name);
            List<String> pieces = pieces(source.text());
            for (int end = 0; end < pieces.size(); end += ROUNDS > 1 ? 1 : 11) {
                read(source, pieces.subList(0, end));
            }
        }
    }

    @Test
    void aTextWithTokensDeletedDoubledOrSwappedIsReadToTheEnd() {
        Random random = new Random(1);
        for (String name : MAIN) {
            Source source = main(name);
            for (int i = 0; i < 350 * ROUNDS; i++) {
                read(source, shuffled(pieces(source.text()), random));
            }
        }
    }

    @Test
    void aFaultInAnImportedTextIsToldThere() {
        Random random = new Random(2);
        Source main = main("mikey-psk");
        for (String path : List.of("mikey.troth", "../srtp/srtp.troth")) {
            Source part = LIBRARY.find(main, path);
            if (part == null) {
                throw new AssertionError(path);
            }
            for (int i = 0; i < 150 * ROUNDS; i++) {
                read(main, new Source(part.name(), String.join("", shuffled(pieces(part.text()), random))));
            }
        }
    }

    private static List<String> shuffled(List<String> pieces, Random random) {
        for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
            int at = random.nextInt(pieces.size());
            int other = random.nextInt(pieces.size());
            switch (random.nextInt(5)) {
                case 0 -> pieces.remove(at);
                case 1 -> pieces.add(at, pieces.get(at));
                case 2 -> Collections.swap(pieces, at, other);
                case 3 -> pieces.set(at, pieces.get(other));
                default ->
                    pieces.subList(at, Math.min(pieces.size(), at + random.nextInt(1, 30)))
                            .clear();
            }
        }
        return pieces;
    }

    @Test
    void aTextWithRandomCharactersIsReadToTheEnd() {
        Random random = new Random(3);
        String characters = "{}()[]:;,.=<>+-*?@|#%\"'\\\n\t\r\0 aZ_09xé\u202e\ud834\udd1e\ufeff";
        for (String name : MAIN) {
            Source source = main(name);
            for (int i = 0; i < 250 * ROUNDS; i++) {
                StringBuilder text = new StringBuilder(source.text());
                for (int changes = random.nextInt(1, 6); changes > 0; changes--) {
                    char c = characters.charAt(random.nextInt(characters.length()));
                    text.setCharAt(random.nextInt(text.length()), c);
                }
                Source changed = new Source(source.name(), text.toString());
                read(changed, changed);
            }
        }
    }

    @Test
    void wordsInAnyOrderAreReadToTheEnd() {
        Random random = new Random(4);
        List<String> words = new ArrayList<>(pieces(main("mikey-psk").text()));
        words.addAll(pieces(main("sdes").text()));
        for (int i = 0; i < 1500 * ROUNDS; i++) {
            StringBuilder text = new StringBuilder(i % 2 == 0 ? "protocol P \"p\" {\n" : "");
            for (int n = random.nextInt(60); n > 0; n--) {
                text.append(words.get(random.nextInt(words.size()))).append(' ');
            }
            Source source = new Source("words.troth", text.toString());
            read(source, source);
        }
    }
}
