package dev.troth.spec.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SuggestionTest {
    /** The classic example of Levenshtein's distance: k to s, e to i, and a g more. */
    @Test
    void kittenIsThreeEditsFromSitting() {
        assertEquals(3, Suggestion.distance("kitten", "sitting"));
    }

    @Test
    void twoSwappedLettersAreOneEdit() {
        assertEquals(1, Suggestion.distance("conut", "count"));
    }

    @Test
    void upperAndLowerCaseAreTheSame() {
        assertEquals(0, Suggestion.distance("IDi", "idI"));
        assertEquals("Keyed", Suggestion.nearest("keyed", List.of("Idle", "Keyed")));
    }

    @Test
    void aNameThatIsFarFromAllIsNotGuessed() {
        assertNull(Suggestion.nearest("velocity", List.of("me", "peer", "psk")));
        assertNull(Suggestion.nearest("x", List.of("y")));
    }

    @Test
    void anAbbreviationIsRecognised() {
        assertEquals("var", Suggestion.nearest("variable", List.of("fresh", "var")));
        assertEquals("sequence", Suggestion.nearest("seq", List.of("payload", "sequence")));
    }

    @Test
    void ofTwoEquallyNearTheFirstByAlphabetIsTaken() {
        assertEquals("T1", Suggestion.nearest("T0", List.of("T2", "T1")));
    }

    @Test
    void aFewNamesAreListedAndManyAreNot() {
        assertEquals("known here: a, b", Suggestion.help("velocity", List.of("b", "a", "b")));
        assertNull(Suggestion.help("velocity", Collections.nCopies(13, "a")));
        assertNull(Suggestion.help("velocity", List.of()));
    }

    @Property(seed = "1", tries = 200)
    void theWayBackIsAsLong(
            @ForAll @AlphaChars @StringLength(max = 8) String left,
            @ForAll @AlphaChars @StringLength(max = 8) String right) {
        assertEquals(Suggestion.distance(left, right), Suggestion.distance(right, left));
    }
}
