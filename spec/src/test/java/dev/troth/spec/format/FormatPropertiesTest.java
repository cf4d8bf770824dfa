package dev.troth.spec.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.troth.spec.diagnostic.Diagnostics;
import dev.troth.spec.syntax.Lexer;
import dev.troth.spec.syntax.Token;
import dev.troth.spec.text.Source;
import dev.troth.spec.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is true of the layout of every text: here of the library, and of it with its spacing destroyed. */
class FormatPropertiesTest {

    /** A text, and the same one with blanks, tabs, blank lines and line ends of anyone's taste. */
    private record Case(String text, String spoilt) {}

    @Property(tries = 300)
    void theLayoutDependsOnTokensCommentsAndLineBreaksAlone(@ForAll("cases") Case texts) {
        assertEquals(Texts.canonical(texts.text), Texts.canonical(texts.spoilt));
    }

    @Property(tries = 100)
    void aTextInCanonicalLayoutStaysAsItIs(@ForAll("cases") Case texts) {
        String once = Texts.canonical(texts.spoilt);
        assertEquals(once, Texts.canonical(once));
    }

    @Property(tries = 100)
    void tokensCommentsAndLineStartsAreKept(@ForAll("cases") Case texts) {
        assertEquals(Texts.said(texts.text), Texts.said(Texts.canonical(texts.spoilt)));
    }

    /** Lines broken anywhere: where the language allows it, there is a layout, and it stays as it is. */
    @Property(tries = 300)
    void aTextWithLinesBrokenAnywhereHasOneLayout(@ForAll("cases") Case texts, @ForAll Random random) {
        String broken = broken(texts.text, random);
        String once = Format.canonical(new Source("a.troth", broken), new Diagnostics());
        if (once != null) {
            assertEquals(once, Texts.canonical(once));
            assertEquals(Texts.said(broken), Texts.said(once));
        }
    }

    private static String broken(String text, Random random) {
        List<Token> tokens = Lexer.tokens(new Source("a.troth", text), new Diagnostics());
        StringBuilder broken = new StringBuilder(text);
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            int at = tokens.get(random.nextInt(tokens.size())).span().start();
            broken.insert(Math.min(at, broken.length()), random.nextBoolean() ? "\n" : "# why\n");
        }
        return broken.toString();
    }

    @Provide
    Arbitrary<Case> cases() {
        List<String> library = Texts.library().stream().map(Texts::read).toList();
        return Arbitraries.of(library)
                .flatMap(text -> Arbitraries.longs().map(seed -> new Case(text, spoilt(text, new Random(seed)))));
    }

    private static String spoilt(String text, Random random) {
        SortedMap<Integer, String> lines = lines(text, random);
        StringBuilder spoilt = new StringBuilder(random.nextBoolean() ? "\n \n" : "");
        int last = lines.firstKey();
        for (var line : lines.entrySet()) {
            if (line.getKey() > last + 1) {
                spoilt.append(blanks(0, random)).append("\n".repeat(random.nextInt(1, 4)));
            }
            last = line.getKey();
            spoilt.append(blanks(0, random))
                    .append(line.getValue())
                    .append(blanks(0, random))
                    .append(random.nextBoolean() ? "\r\n" : "\n");
        }
        int end = random.nextBoolean()
                ? spoilt.length()
                : spoilt.toString().stripTrailing().length();
        return spoilt.substring(0, end);
    }

    /** The lines by their numbers, each with other blanks between its tokens. */
    private static SortedMap<Integer, String> lines(String text, Random random) {
        List<Span> comments = new ArrayList<>();
        List<Token> tokens = Lexer.tokens(new Source("a.troth", text), new Diagnostics(), comments);
        SortedMap<Integer, String> lines = new TreeMap<>();
        String before = "";
        for (Token token : tokens.subList(0, tokens.size() - 1)) {
            String word = token.span().text();
            // The number of an occurrence stands behind its hash; and some tokens would be another one together.
            String between = before.equals("#") ? "" : blanks(joins(before, word) ? 1 : 0, random);
            lines.merge(token.span().line(), word, (line, next) -> line + between + next);
            before = word;
        }
        for (Span comment : comments) {
            lines.merge(comment.line(), comment.text(), (line, next) -> line + blanks(0, random) + next);
        }
        return lines;
    }

    private static boolean joins(String left, String right) {
        List<Token> tokens = Lexer.tokens(new Source("a.troth", left + right), new Diagnostics());
        return tokens.size() != 3 || !tokens.getFirst().span().text().equals(left);
    }

    private static String blanks(int least, Random random) {
        StringBuilder blanks = new StringBuilder();
        for (int i = random.nextInt(least, 5); i > 0; i--) {
            blanks.append(random.nextInt(4) == 0 ? '\t' : ' ');
        }
        return blanks.toString();
    }
}
