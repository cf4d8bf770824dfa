package dev.troth.statemachine.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.spec.model.Type;
import dev.troth.statemachine.machine.Moment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Terms as they are made: sums, lengths, concatenations, exclusive ors, fields, and what they are called. */
class NormalFormTest {
    private static final long SECOND = 1_000_000_000L;

    private final Signature s = new Signature();
    private final Terms terms = s.terms;
    private final Term a = s.name("a", 16);
    private final Term b = s.name("b", 16);
    private final Term unknown = s.open(1, 16);

    private Term sum(boolean minus, Term left, Term right) {
        return terms.apply(new Symbol.Sum(minus, 0), left, right);
    }

    private static byte[] octets(int... values) {
        byte[] octets = new byte[values.length];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) values[i];
        }
        return octets;
    }

    @Test
    void numbersAddModuloTheirWidth() {
        assertSame(terms.integer(7, 8), sum(false, terms.integer(3, 8), terms.integer(4, 8)));
        assertSame(terms.integer(0, 8), sum(false, terms.integer(255, 8), terms.integer(1, 8)));
        assertSame(terms.integer(255, 8), sum(true, terms.integer(0, 8), terms.integer(1, 8)));
        assertSame(terms.integer(-1, 64), sum(true, terms.integer(0, 64), terms.integer(1, 64)));
        assertSame(terms.integer(5, 64), sum(false, terms.integer(2, 64), terms.integer(3, 64)));
    }

    @Test
    void timesAndDurationsAddAndSubtract() {
        Term now = terms.time(new Moment(5 * SECOND, 0).ntp());
        Term later = terms.time(new Moment(7 * SECOND, 0).ntp());
        assertSame(terms.duration(2 * SECOND), sum(true, later, now));
        assertSame(terms.duration(-2 * SECOND), sum(true, now, later));
        assertSame(later, sum(false, now, terms.duration(2 * SECOND)));
        assertSame(now, sum(true, later, terms.duration(2 * SECOND)));
        assertSame(terms.duration(3), sum(false, terms.duration(1), terms.duration(2)));
        assertSame(terms.duration(-1), sum(true, terms.duration(1), terms.duration(2)));
        assertSame(terms.duration(4), terms.apply(new Symbol.Abs(), terms.duration(-4)));
    }

    @Test
    void whatIsNotKnownYetWaits() {
        Term sum = sum(false, unknown, terms.integer(1, 8));
        assertEquals("+(?1, 1)", sum.toString());
        assertEquals("abs(?1)", terms.apply(new Symbol.Abs(), unknown).toString());
        assertEquals("abs(+(?1, 1))", terms.apply(new Symbol.Abs(), sum).toString());
        assertEquals("-(?1, 1)", sum(true, unknown, terms.integer(1, 8)).toString());
        Term any = terms.variable(9, Type.BYTES, false);
        assertEquals("size(?9)", terms.apply(new Symbol.Size(), any).toString());
        assertEquals("field 2(?9)", terms.apply(new Symbol.FieldOf(2), any).toString());
    }

    @Test
    void nothingComesOfWhatIsAbsent() {
        assertSame(Terms.ABSENT, sum(false, Terms.ABSENT, terms.integer(1, 8)));
        assertSame(Terms.ABSENT, sum(false, terms.integer(1, 8), Terms.ABSENT));
        assertSame(Terms.ABSENT, terms.apply(new Symbol.Size(), Terms.ABSENT));
        assertSame(Terms.ABSENT, terms.apply(new Symbol.Abs(), Terms.ABSENT));
        assertSame(Terms.ABSENT, terms.apply(new Symbol.FieldOf(0), Terms.ABSENT));
        assertSame(Terms.ABSENT, s.concat(a, Terms.ABSENT));
        assertSame(Terms.ABSENT, s.xor(a, Terms.ABSENT));
        assertSame(Terms.ABSENT, s.call("h", Terms.ABSENT));
    }

    @Test
    void aConcatenationOfNothingIsNoOctetsAndOfOneThingIsThat() {
        assertSame(terms.octets(new byte[0]), s.concat());
        assertSame(a, s.concat(a));
        assertSame(
                s.concat(a, terms.octets(octets(1, 2)), b),
                s.concat(a, terms.octets(octets(1)), terms.octets(octets(2)), b));
        assertSame(terms.octets(octets(1, 0x61, 0x62)), s.concat(terms.octets(octets(1)), terms.text("ab")));
        assertSame(s.concat(a, b, a), s.concat(terms.apply(new Symbol.ListOf(), a, b), a));
        assertSame(s.concat(a, terms.octets(octets(0, 0, 0, 0, 0, 0, 0, 9))), s.concat(a, terms.time(9)));
    }

    @Test
    void knownOctetsInAnExclusiveOrBecomeOne() {
        Term one = terms.octets(octets(1, 1));
        Term two = terms.octets(octets(1, 3));
        assertSame(terms.octets(octets(0, 2)), s.xor(one, two));
        Term n = s.name("n", 2);
        assertSame(s.xor(n, terms.octets(octets(0, 2))), s.xor(one, n, two));
        assertSame(n, s.xor(n, s.name("m", 2), s.name("m", 2)));
        assertSame(s.xor(terms.octets(octets(1, 1)), n), s.xor(terms.integer(0x0101, 16), n));
    }

    /** The same value is one object also when the table has grown several times. */
    @Test
    void oneValueStaysOneObject() {
        List<Term> made = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            made.add(s.call("h", terms.integer(i, 32)));
        }
        for (int i = 0; i < 20_000; i++) {
            assertSame(made.get(i), s.call("h", terms.integer(i, 32)));
        }
        assertNotSame(made.get(0), s.call("mac", terms.integer(0, 32), terms.integer(0, 32)));
        assertEquals(20_000, made.stream().distinct().count());
    }

    @Test
    void lengthsAreThoseOfTheTypesAndLiterals() {
        assertEquals(2, Sizes.of(terms.octets(octets(1, 2))));
        assertEquals(3, Sizes.of(terms.text("abc")));
        assertEquals(4, Sizes.of(terms.integer(1, 32)));
        assertEquals(-1, Sizes.of(terms.integer(1, 3)));
        assertEquals(8, Sizes.of(terms.time(0)));
        assertEquals(16, Sizes.of(a));
        assertEquals(32, Sizes.of(s.key("Alice")));
        assertEquals(20, Sizes.of(terms.pending(20)));
        assertEquals(16, Sizes.of(unknown));
        assertEquals(-1, Sizes.of(terms.variable(3, new Type.Octets(16, 16), true)));
        assertEquals(4, Sizes.of(terms.variable(4, new Type.Int(32), false)));
        assertEquals(8, Sizes.of(terms.variable(5, Type.TIME, false)));
        assertEquals(-1, Sizes.of(terms.variable(6, new Type.Octets(1, 2), false)));
        assertEquals(-1, Sizes.of(terms.agent("Alice")));
        assertEquals(32, Sizes.of(s.call("h", a)));
        assertEquals(-1, Sizes.of(s.call("senc", a, b)));
        assertEquals(48, Sizes.of(s.concat(a, s.call("h", a))));
        assertEquals(-1, Sizes.of(s.concat(a, s.call("senc", a, b))));
        assertEquals(16, Sizes.of(s.xor(a, unknown)));
        assertEquals(10, Sizes.of(s.call("trunc", a, terms.integer(10, 16))));
        assertEquals(-1, Sizes.of(s.call("trunc", a, s.open(7, -1))));
        assertSame(terms.integer(16, 32), terms.apply(new Symbol.Size(), a));
    }

    @Test
    void everyTermHasAName() {
        assertEquals("Alice.a#1", a.toString());
        assertEquals("?1", unknown.toString());
        assertEquals("private[Bob]", s.key("Bob").toString());
        assertEquals("Alice", terms.agent("Alice").toString());
        assertEquals("18446744073709551615", terms.integer(-1, 64).toString());
        assertEquals("\"x\"", terms.text("x").toString());
        assertEquals("time 0x0000000000000001", terms.time(1).toString());
        assertEquals("5 ns", terms.duration(5).toString());
        assertEquals("absent", Terms.ABSENT.toString());
        assertEquals("20 octets to come", terms.pending(20).toString());
        assertEquals("0x0102", terms.octets(octets(1, 2)).toString());
        assertEquals(
                "h(concat(Alice.a#1, Alice.b#1))", s.call("h", s.concat(a, b)).toString());
        assertEquals("xor(Alice.a#1, Alice.b#1)", s.xor(b, a).toString());
        assertEquals("list()", terms.apply(new Symbol.ListOf()).toString());
    }

    /** Equality of atoms is by value; the order is total and begins with what is known. */
    @Test
    void theOrderOfTermsIsTotal() {
        List<Term> rising = List.of(
                Terms.ABSENT,
                terms.pending(1),
                terms.integer(1, 8),
                terms.octets(octets(1)),
                terms.octets(octets(2)),
                terms.text("x"),
                terms.time(1),
                terms.duration(1),
                terms.agent("Alice"),
                a,
                b,
                s.key("Alice"),
                s.call("h", a),
                s.call("h", b),
                s.call("mac", a, a),
                s.call("mac", a, b),
                unknown);
        for (int i = 0; i < rising.size(); i++) {
            for (int j = 0; j < rising.size(); j++) {
                assertEquals(
                        Integer.compare(i, j),
                        Integer.signum(TermOrder.INSTANCE.compare(rising.get(i), rising.get(j))),
                        rising.get(i) + " and " + rising.get(j));
            }
        }
        assertTrue(
                TermOrder.INSTANCE.compare(terms.apply(new Symbol.ListOf(), a), terms.apply(new Symbol.ListOf(), a, a))
                        < 0);
        assertEquals(terms.octets(octets(7)), terms.octets(octets(7)));
        assertNotEquals(terms.octets(octets(7)), terms.octets(octets(8)));
        assertEquals(1, ((Term.Octets) terms.octets(octets(7))).length());
    }

    @Test
    void aTermIsOpenIfAVariableStandsInIt() {
        assertTrue(!s.call("h", a).isOpen());
        assertTrue(s.call("h", unknown).isOpen());
        assertEquals(unknown.variables(), s.call("h", unknown).variables());
        assertEquals(1, Long.bitCount(unknown.variables()));
    }

    @Test
    void whatOpensIsADestructor() {
        assertTrue(terms.rewriting()
                .isDestructor(((Symbol.Primitive) ((Term.Compound) s.call("sdec", a, unknown)).symbol()).function()));
        assertTrue(!terms.rewriting()
                .isDestructor(((Symbol.Primitive) ((Term.Compound) s.call("senc", a, unknown)).symbol()).function()));
        assertTrue(!terms.rewriting()
                .isDestructor(
                        ((Symbol.Primitive) ((Term.Compound) s.call("aes_cm", a, b, unknown)).symbol()).function()));
        assertTrue(!terms.rewriting()
                .isDestructor(((Symbol.Primitive)
                                ((Term.Compound) s.call("dh", s.name("x", 32), s.open(2, 32))).symbol())
                        .function()));
    }
}
