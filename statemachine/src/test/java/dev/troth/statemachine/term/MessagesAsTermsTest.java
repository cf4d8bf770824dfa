package dev.troth.statemachine.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.spec.model.Expr;
import dev.troth.statemachine.algebra.Condition;
import dev.troth.statemachine.algebra.Match;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Messages over terms: read from their payloads, opened, covered by a MAC, taken as the octets that they are. */
class MessagesAsTermsTest {
    private static final String DECLARATIONS = """
              layout Head { kind : 8 ; x : bytes[4] }
              layout Part { y : bytes[2] }
              layout Tail { z : bytes[16] ; n : 16 ; t : time ; word : text[4] ; list : bytes[4] }
              layout Packed(n : u8) { a : bytes[4] ; b : bytes[n] }
              layout Flags { f : 3 ; g : 5 ; h : bytes[1] }
              layout Plain { p : bytes[4] ; q : 16 }
              message One = Head(kind = 1)
              message Two = Head(kind = 2) Part
              message Many = Head(kind = 3) Part* Tail?
              message Some = Part+ Head(kind = 4)
              message Packet = Packed
              message Lone = Plain
            """;
    private final Draft d = new Draft(DECLARATIONS, "start final state S { otherwise ignore }");
    private final Term x = d.name("x", 4);
    private final Term y = d.name("y", 2);

    private Term head(int kind) {
        return d.payload("Head", d.terms.integer(kind, 8), x);
    }

    private Term part() {
        return d.payload("Part", y);
    }

    private Term tail() {
        return d.payload(
                "Tail", d.name("z", 16), d.terms.integer(7, 16), d.terms.time(5), d.terms.text("abcd"), d.name("l", 4));
    }

    private Term read(String message, Term value) {
        return new Reading(d.terms).read(d.message(message), value);
    }

    @Test
    void aMessageIsOnlyTheKindThatItIs() {
        Term one = d.whole("One", head(1));
        assertSame(one, read("One", one));
        assertNull(read("Two", one));
    }

    @Test
    void payloadsInOrderAreTheMessageThatTheyMake() {
        assertSame(d.whole("One", head(1)), read("One", head(1)));
        assertNull(read("One", head(2)));
        assertNull(read("One", d.payload("Head", d.name("k", 1), x)));
        assertSame(d.whole("Two", head(2), part()), read("Two", d.joined(head(2), part())));
        assertNull(read("Two", d.joined(part(), head(2))));
        assertNull(read("Two", head(2)));
        assertNull(read("One", d.joined(head(1), part())));
        assertNull(read("One", x));
        assertNull(read("One", d.call("h", x)));
        assertNull(read("Two", d.joined(head(2), x)));
    }

    @Test
    void repeatedAndOptionalPayloadsTakeWhatIsThere() {
        assertSame(d.whole("Many", head(3), d.listed(), Terms.ABSENT), read("Many", head(3)));
        assertSame(
                d.whole("Many", head(3), d.listed(part(), part()), Terms.ABSENT),
                read("Many", d.joined(head(3), part(), part())));
        assertSame(d.whole("Many", head(3), d.listed(part()), tail()), read("Many", d.joined(head(3), part(), tail())));
        assertSame(
                d.whole("Many", head(3), d.listed(part()), tail()),
                read("Many", d.listed(head(3), d.listed(part()), tail())));
        assertNull(read("Many", d.joined(head(3), tail(), part())));
        assertSame(d.whole("Some", d.listed(part()), head(4)), read("Some", d.joined(part(), head(4))));
        assertNull(read("Some", head(4)));
    }

    @Test
    void insideACiphertextAMessageIsItsPayloads() {
        assertSame(head(1), d.algebra.flat(d.whole("One", head(1))));
        assertSame(x, d.algebra.flat(x));
        assertSame(d.joined(head(2), part()), d.algebra.flat(d.whole("Two", head(2), part())));
        assertSame(
                d.joined(head(3), part(), part()),
                d.algebra.flat(d.whole("Many", head(3), d.listed(part(), part()), Terms.ABSENT)));
        assertSame(head(3), d.algebra.flat(d.whole("Many", head(3), d.listed(), Terms.ABSENT)));
        Term boxed = d.call("senc", d.name("k", 32), d.whole("One", head(1)));
        assertSame(d.call("senc", d.name("k", 32), head(1)), d.algebra.apply(d.function("senc"), new Term[] {
            d.name("k", 32), d.whole("One", head(1))
        }));
        assertTrue(boxed != d.call("senc", d.name("k", 32), head(1)));
        assertSame(d.payload("Part", head(1)), d.algebra.record(d.layout("Part"), new Term[] {d.whole("One", head(1))
        }));
    }

    private Match<Term> match(String message, Term value, Map<Integer, Term> parameters) {
        return d.algebra
                .match(d.message(message), value, parameters, Condition.ALWAYS)
                .getFirst();
    }

    @Test
    void aMatchIsTheMessageOrARefusal() {
        Match.Fits<Term> fits = assertInstanceOf(Match.Fits.class, match("One", head(1), Map.of()));
        assertSame(d.whole("One", head(1)), fits.message());
        assertInstanceOf(Match.Refused.class, match("Two", head(1), Map.of()));
        assertTrue(d.algebra.isReadable(d.message("One"), head(1), Map.of()));
        assertFalse(d.algebra.isReadable(d.message("Two"), head(1), Map.of()));
        assertTrue(d.algebra.isReadable(
                d.message("Two"), d.terms.variable(1, dev.troth.spec.model.Type.BYTES, false), Map.of()));
    }

    @Test
    void aParameterMustBeWhatIsAskedUnlessItIsUnknown() {
        Term packed = d.payload("Packed", d.terms.integer(2, 8), x, y);
        assertInstanceOf(Match.Fits.class, match("Packet", packed, Map.of(0, d.terms.integer(2, 8))));
        assertInstanceOf(Match.Refused.class, match("Packet", packed, Map.of(0, d.terms.integer(3, 8))));
        assertInstanceOf(Match.Fits.class, match("Packet", packed, Map.of(0, d.terms.integer(0, 8))));
    }

    @Test
    void fieldsPayloadsAndItemsAreReadFromWhereTheyStand() {
        Term two = d.whole("Two", head(2), part());
        assertSame(part(), d.algebra.payload(two, 1));
        assertSame(Terms.ABSENT, d.algebra.payload(x, 1));
        assertSame(x, d.algebra.field(head(2), 1));
        assertEquals(List.of(x, y), d.algebra.items(d.listed(x, y)));
        assertEquals(List.of(), d.algebra.items(x));
        assertSame(d.terms.integer(2, 32), d.algebra.count(d.listed(x, y)));
        assertSame(Terms.ABSENT, d.algebra.count(x));
    }

    private static Expr.Coverage coverage(boolean until, int element, int slot) {
        return new Expr.Coverage(until, element, slot, "covered");
    }

    /** A MAC covers lengths and presence of what stands after it, and nothing else of it. */
    @Test
    void whatIsNotCoveredIsHollow() {
        Term.Compound until = (Term.Compound)
                d.algebra.covered(d.whole("Many", head(3), d.listed(part()), tail()), coverage(true, 0, 1));
        assertSame(d.payload("Head", d.terms.integer(3, 8), d.terms.integer(4, 32)), until.argument(0));
        assertSame(d.listed(d.payload("Part", d.terms.integer(2, 32))), until.argument(1));
        Term.Compound hollow = (Term.Compound) until.argument(2);
        assertEquals(
                List.of(
                        d.terms.integer(16, 32),
                        d.terms.integer(0, 16),
                        d.terms.time(0),
                        d.terms.integer(4, 32),
                        d.terms.integer(4, 32)),
                hollow.arguments());
        Term.Compound without = (Term.Compound)
                d.algebra.covered(d.whole("Many", head(3), d.listed(part()), tail()), coverage(false, 0, 1));
        assertSame(until.argument(0), without.argument(0));
        assertSame(d.listed(part()), without.argument(1));
        assertSame(tail(), without.argument(2));
    }

    @Test
    void nothingIsCoveredUpToAFieldThatIsNotThere() {
        Term bare = d.whole("Many", head(3), d.listed(), Terms.ABSENT);
        assertSame(Terms.ABSENT, d.algebra.covered(bare, coverage(true, 2, 0)));
        assertSame(Terms.ABSENT, d.algebra.covered(x, coverage(true, 0, 0)));
        Term gap = d.whole("One", d.payload("Head", d.terms.integer(1, 8), Terms.ABSENT));
        assertSame(Terms.ABSENT, d.algebra.covered(gap, coverage(true, 0, 1)));
        Term.Compound first = (Term.Compound) d.algebra.covered(bare, coverage(true, 0, 0));
        assertSame(Terms.ABSENT, first.argument(2));
    }

    @Test
    void aFieldIsFilledInWhereItStands() {
        Term two = d.whole("Two", head(2), d.payload("Part", d.algebra.pending(2)));
        assertSame(d.whole("Two", head(2), part()), d.algebra.fill(two, 1, 0, y));
        assertSame(d.terms.pending(2), d.algebra.pending(2));
        assertSame(d.terms.pending(9), d.algebra.pendingLike(d.terms.integer(9, 8)));
        assertSame(d.terms.pending(0), d.algebra.pendingLike(x));
    }

    @Test
    void valuesAreComparedAsWhatTheyAre() {
        Terms t = d.terms;
        assertTrue(d.algebra.isSame(t.integer(5, 8), t.integer(5, 32)));
        assertFalse(d.algebra.isSame(t.integer(5, 8), t.integer(6, 8)));
        assertTrue(d.algebra.isSame(x, x));
        assertFalse(d.algebra.isSame(x, y));
        assertFalse(d.algebra.isSame(t.integer(5, 8), x));
        assertTrue(d.algebra.identical(x, x));
        assertFalse(d.algebra.identical(x, y));
        assertTrue(d.algebra.isAbsent(Terms.ABSENT));
        assertFalse(d.algebra.isAbsent(x));
        assertTrue(d.algebra.order(t.integer(5, 8), t.integer(-1, 64)) < 0);
        assertEquals(0, d.algebra.order(t.integer(5, 8), t.integer(5, 32)));
        assertTrue(d.algebra.order(t.duration(-5), t.duration(5)) < 0);
        assertTrue(d.algebra.order(t.time(9), t.time(8)) > 0);
        assertTrue(d.algebra.order(t.time(1), t.time(-1)) > 0);
        assertTrue(d.algebra.order(t.octets(new byte[] {1}), t.octets(new byte[] {2})) < 0);
        assertEquals("word", d.algebra.shownText(t.text("word")));
        assertEquals("Alice", d.algebra.shownText(t.agent("Alice")));
    }

    /** Octets that nothing tells apart may be taken for another layout's. */
    @Test
    void aPayloadOfWholeOctetsIsItsFieldsInOrder() {
        Term plain = d.payload("Plain", x, d.terms.integer(7, 16));
        assertEquals(List.of(x, d.terms.integer(7, 16)), Overlay.parts(plain));
        assertEquals(List.of(x, d.terms.integer(7, 16)), Overlay.parts(d.whole("Lone", plain)));
        assertNull(Overlay.parts(x));
        assertNull(Overlay.parts(d.call("h", x)));
        assertNull(Overlay.parts(d.whole("Two", head(2), part())));
        assertNull(Overlay.parts(d.payload("Flags", d.terms.integer(1, 3), d.terms.integer(1, 5), d.name("o", 1))));
        assertNull(Overlay.parts(d.payload("Packed", d.terms.integer(2, 8), x, y)));
        assertNull(Overlay.parts(tail()));
        Term octets = d.joined(x, d.terms.integer(7, 16));
        assertSame(octets, Overlay.octets(plain, d.terms));
        assertSame(x, Overlay.octets(x, d.terms));
        assertSame(d.call("h", octets), Overlay.octets(d.call("h", plain), d.terms));
        assertSame(d.joined(y, octets), Overlay.octets(d.joined(y, plain), d.terms));
    }

    @Test
    void symbolsAreCalledAsInTheText() {
        assertEquals(
                "Two(Head(2, Alice.x#1), Part(Alice.y#1))",
                d.whole("Two", head(2), part()).toString());
        Term covered = d.algebra.covered(d.whole("One", head(1)), coverage(true, 0, 1));
        assertEquals("One covered(Head(1, 4))", covered.toString());
    }
}
