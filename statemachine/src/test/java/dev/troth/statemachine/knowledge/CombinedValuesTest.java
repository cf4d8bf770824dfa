package dev.troth.statemachine.knowledge;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.statemachine.term.Signature;
import dev.troth.statemachine.term.Term;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What follows from values that are cut, combined and added: linear algebra, done by hand. */
class CombinedValuesTest {
    private final Signature s = new Signature();
    private final Knowledge.Theory theory = Knowledge.Theory.of(s.terms, Set.of("Mallory"));
    private final Term a = s.name("a", 16);
    private final Term b = s.name("b", 16);
    private final Term c = s.name("c", 16);
    private final Term d = s.name("d", 16);
    private final Term k = s.name("k", 16);
    private final Term j = s.name("j", 16);

    private Knowledge hearing(Term... terms) {
        Knowledge knowledge = Knowledge.none(theory);
        for (int i = 0; i < terms.length; i++) {
            knowledge = knowledge.adding(List.of(terms[i]), i + 1);
        }
        return knowledge;
    }

    // ---- exclusive or ----

    @Test
    void aPadUsedTwiceGivesTheDifferenceOfBoth() {
        Knowledge knowledge = hearing(s.xor(a, k), s.xor(b, k));
        assertTrue(knowledge.derives(s.xor(a, b), 2));
        assertFalse(knowledge.derives(s.xor(a, b), 1));
        assertFalse(knowledge.derives(a, 2));
        assertFalse(knowledge.derives(k, 2));
    }

    @Test
    void whoKnowsOneOfTwoUnderAPadKnowsTheOther() {
        Knowledge knowledge = hearing(s.xor(a, k, j), s.xor(b, k, j), a);
        assertTrue(knowledge.derives(b, 3));
        assertFalse(knowledge.derives(b, 2));
        assertFalse(knowledge.derives(k, 3));
        assertTrue(knowledge.derives(s.xor(k, j), 3));
    }

    @Test
    void threeSumsOfThreeUnknownsGiveAllOfThem() {
        Knowledge knowledge = hearing(s.xor(a, b, c), s.xor(a, b), s.xor(b, c));
        for (Term each : List.of(a, b, c)) {
            assertTrue(knowledge.derives(each, 3), each.toString());
            assertFalse(knowledge.derives(each, 2) && each != c, each.toString());
        }
    }

    @Test
    void aRoundOfPadsAddsUpToNothing() {
        Knowledge knowledge = hearing(s.xor(a, b), s.xor(b, c), s.xor(c, a));
        assertFalse(knowledge.derives(a, 3));
        assertTrue(knowledge.derives(s.xor(a, c), 2));
    }

    @Test
    void knownOctetsInACombinationDoNotHideIt() {
        Term mask = s.terms.octets(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});
        assertTrue(hearing(s.xor(a, mask)).derives(a, 1));
        assertTrue(hearing(s.xor(a, k, mask), s.xor(b, k)).derives(s.xor(a, b), 2));
    }

    @Test
    void aDifferenceOpensWhatIsSealedWithIt() {
        Term key = s.call("kdf", s.name("z", 32), s.xor(a, b));
        Knowledge knowledge = hearing(s.name("z", 32), s.call("senc", key, c), s.xor(a, k), s.xor(b, k));
        assertTrue(knowledge.derives(c, 4));
        assertFalse(knowledge.derives(c, 3));
    }

    @Test
    void aPadThatIsComputedFromADifferenceIsTakenOff() {
        Term pad = s.slice(s.call("h", s.xor(a, b)), 0, 16);
        Knowledge knowledge = hearing(s.xor(c, pad), s.xor(a, k), s.xor(b, k));
        assertTrue(knowledge.derives(c, 3));
        assertFalse(knowledge.derives(c, 2));
    }

    @Test
    void whatIsMadeFromACombinationMayStandInIt() {
        Term hash = s.slice(s.call("h", s.xor(a, b)), 0, 16);
        Knowledge knowledge = hearing(s.xor(a, k), s.xor(b, k), s.xor(a, b, hash, c));
        assertTrue(knowledge.derives(c, 3));
    }

    // ---- slices ----

    @Test
    void halvesGiveTheWholeInAnyOrder() {
        assertTrue(hearing(s.slice(a, 0, 8), s.slice(a, 8, 8)).derives(a, 2));
        assertTrue(hearing(s.slice(a, 8, 8), s.slice(a, 0, 8)).derives(a, 2));
        assertFalse(hearing(s.slice(a, 8, 8), s.slice(b, 0, 8)).derives(a, 2));
    }

    @Test
    void piecesThatOverlapGiveTheWholeAndPiecesWithAGapDoNot() {
        assertTrue(hearing(s.slice(a, 0, 10), s.slice(a, 6, 10)).derives(a, 2));
        assertFalse(hearing(s.slice(a, 0, 7), s.slice(a, 8, 8)).derives(a, 2));
    }

    @Test
    void aPieceOfAPieceIsThereAndAcrossTwoToo() {
        Knowledge knowledge = hearing(s.slice(a, 0, 6), s.slice(a, 6, 6));
        assertTrue(knowledge.derives(s.slice(a, 2, 3), 1));
        assertTrue(knowledge.derives(s.slice(a, 4, 4), 2));
        assertFalse(knowledge.derives(s.slice(a, 4, 4), 1));
        assertFalse(knowledge.derives(s.slice(a, 10, 4), 2));
    }

    @Test
    void aSliceUnderASliceIsUncovered() {
        Term sealed = s.call("kdf", s.name("z", 32), a);
        Term other = s.xor(s.slice(sealed, 0, 16), s.slice(b, 0, 16));
        assertTrue(hearing(other, b).derives(s.slice(sealed, 0, 16), 2));
    }

    // ---- both ----

    @Test
    void halvesUnderPadsOfWhichPiecesAreKnown() {
        Knowledge knowledge = hearing(s.xor(a, k), s.slice(k, 0, 8), s.slice(k, 8, 8));
        assertTrue(knowledge.derives(s.slice(a, 0, 8), 2));
        assertFalse(knowledge.derives(a, 2));
        assertTrue(knowledge.derives(a, 3));
    }

    @Test
    void twoPadsCutAtOtherPlacesMeet() {
        Knowledge knowledge =
                hearing(s.xor(a, k), s.concat(s.xor(s.slice(b, 0, 4), s.slice(k, 0, 4)), s.slice(k, 4, 12)));
        assertTrue(knowledge.derives(s.slice(a, 4, 12), 2));
        assertTrue(knowledge.derives(s.xor(s.slice(a, 1, 2), s.slice(b, 1, 2)), 2));
        assertFalse(knowledge.derives(s.slice(a, 1, 2), 2));
    }

    @Test
    void aValueThatIsCombinedWithItsOwnOctetsShiftedComesOutOctetByOctet() {
        Term shifted = s.xor(s.slice(a, 0, 15), s.slice(a, 1, 15));
        assertFalse(hearing(shifted).derives(a, 1));
        assertTrue(hearing(shifted, s.slice(a, 7, 1)).derives(a, 2));
    }

    // ---- numbers ----

    private final Term m = s.number("m", 16);
    private final Term n = s.number("n", 16);
    private final Term o = s.number("o", 16);
    private final Term one = s.terms.integer(1, 16);

    @Test
    void theNextNumberTellsTheNumber() {
        assertTrue(hearing(s.plus(n, one)).derives(n, 1));
        assertTrue(hearing(s.minus(s.plus(m, n), one), m).derives(n, 2));
    }

    @Test
    void aSumWithAllButOneGivesTheLast() {
        assertFalse(hearing(s.plus(m, n)).derives(n, 1));
        assertTrue(hearing(s.plus(m, n), n).derives(m, 2));
        assertTrue(hearing(s.minus(s.plus(m, n), o), n, o).derives(m, 3));
        assertTrue(hearing(s.minus(m, n), m).derives(n, 2));
    }

    @Test
    void sumsOfSumsAreSubtracted() {
        Knowledge knowledge = hearing(s.plus(m, n), s.plus(n, o));
        assertTrue(knowledge.derives(s.minus(m, o), 2));
        assertFalse(knowledge.derives(m, 2));
    }

    @Test
    void threeTimesANumberTellsItAndTwiceDoesNot() {
        Term twice = s.plus(n, n);
        assertFalse(hearing(twice).derives(n, 1));
        assertTrue(hearing(s.plus(twice, n)).derives(n, 1));
        assertTrue(hearing(twice, s.plus(s.plus(twice, twice), n)).derives(n, 2));
    }

    @Test
    void sumAndDifferenceTellTwiceEachAndNotEach() {
        Knowledge knowledge = hearing(s.plus(m, n), s.minus(m, n));
        assertTrue(knowledge.derives(s.plus(m, m), 2));
        assertFalse(knowledge.derives(m, 2));
        assertFalse(knowledge.derives(n, 2));
    }
}
