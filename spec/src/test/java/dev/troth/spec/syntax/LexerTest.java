package dev.troth.spec.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.spec.diagnostic.Diagnostics;
import dev.troth.spec.text.Source;
import dev.troth.spec.text.Span;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LexerTest {
    private final Diagnostics diagnostics = new Diagnostics();

    private List<Token> tokens(String text) {
        return Lexer.tokens(new Source("a.troth", text), diagnostics);
    }

    private String shown(String text) {
        return String.join(
                " ", tokens(text).stream().map(t -> t.kind() + ":" + t.text()).toList());
    }

    private String codes() {
        return String.join(
                " ", diagnostics.all().stream().map(d -> d.code().id()).toList());
    }

    @Test
    void wordsNumbersOctetsStringsAndSymbolsAreTold() {
        assertEquals("WORD:a_1 NUMBER:42 HEX:0xfF STRING:x y SYMBOL::= END:", shown("a_1 42 0xfF \"x y\" :="));
    }

    @Test
    void theLongestSymbolIsTaken() {
        assertEquals("SYMBOL:|| SYMBOL:| SYMBOL:<= SYMBOL:.. SYMBOL:-- SYMBOL:- END:", shown("||| <= .. ---"));
    }

    @Test
    void aCommentEndsWithItsLine() {
        assertEquals("WORD:a WORD:b END:", shown("a # b \" { 1\nb"));
    }

    @Test
    void commentsAreGivenToWhoeverAsks() {
        List<Span> comments = new ArrayList<>();
        Lexer.tokens(new Source("a.troth", "#1 a\r\nb \"#\" # c \n#"), diagnostics, comments);
        assertEquals(
                List.of("#1 a\r", "# c ", "#"),
                comments.stream().map(Span::text).toList());
    }

    @Test
    void aHashBehindANameAndBeforeADigitNamesAnOccurrence() {
        assertEquals("WORD:Init SYMBOL:# NUMBER:1 END:", shown("Init#1 # 2"));
        assertEquals("WORD:a END:", shown("#1 a comment\na"));
    }

    @Test
    void escapesInAStringAreResolved() {
        assertEquals(
                "a\r\n\t\0\"\\b",
                tokens("\"a\\r\\n\\t\\0\\\"\\\\b\"").getFirst().text());
        assertEquals("", codes());
    }

    @Test
    void aStringThatIsNotClosedEndsWithItsLine() {
        assertEquals("STRING:a b STRING:c END:", shown("\"a b\n\"c\""));
        assertEquals("T0103", codes());
    }

    @Test
    void aBackslashDoesNotJoinLines() {
        assertEquals("STRING:a\\ WORD:b END:", shown("\"a\\\nb"));
        assertEquals("T0103", codes());
    }

    @Test
    void strangeCharactersThatStandTogetherAreToldOnce() {
        assertEquals("WORD:a WORD:b END:", shown("a \u00e9\ud834\udd1e$ b"));
        assertEquals("T0101", codes());
    }

    @Test
    void whatFollowsAFaultIsMarkedAsDisturbed() {
        List<Token> tokens = tokens("a $ b c");
        assertFalse(tokens.get(0).disturbed());
        assertTrue(tokens.get(1).disturbed());
        assertFalse(tokens.get(2).disturbed());
    }

    @Test
    void theFirstTokenOfALineIsKnown() {
        assertEquals(
                List.of(true, false, true, true),
                tokens("a b\r\n# c\n\td").stream().map(Token::startsLine).toList());
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheText() {
        Token first = tokens("\ufeffprotocol").getFirst();
        assertEquals("protocol", first.text());
        assertEquals(1, first.span().column());
    }

    @Test
    void halfAnOctetIsToldAndReadWithAZeroBefore() {
        assertEquals("HEX:0x0123 HEX:0x00 END:", shown("0x123 0x"));
        assertEquals("T0102 T0102", codes());
    }
}
