package dev.troth.statemachine.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.spec.model.Type;
import dev.troth.statemachine.algebra.Label;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Unification in its corners: octets cut and split, exclusive ors, kinds, variables that may be absent. */
class UnificationTest {
    private final Signature s = new Signature();
    private final Terms t = s.terms;
    private final Unifier typed = new Unifier(t, new Typing(true));
    private final Unifier untyped = new Unifier(t, new Typing(false));
    private final Term n = s.name("n", 16);
    private final Term m = s.name("m", 16);
    private final Term k = s.name("k", 32);

    private static byte[] bytes(int... values) {
        byte[] octets = new byte[values.length];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) values[i];
        }
        return octets;
    }

    private List<Bindings> unify(Term left, Term right) {
        return typed.unify(left, right, Bindings.empty(100));
    }

    @Test
    void knownOctetsAreCutWhereAPartOfKnownLengthEnds() {
        Term.Var two = s.open(0, 2);
        Term.Var rest = s.open(1, 3);
        List<Bindings> found = unify(s.concat(two, rest), t.octets(bytes(1, 2, 3, 4, 5)));
        assertEquals(1, found.size());
        assertSame(t.octets(bytes(1, 2)), found.getFirst().apply(two, t));
        assertSame(t.octets(bytes(3, 4, 5)), found.getFirst().apply(rest, t));
        assertEquals(List.of(), unify(s.concat(two, rest), t.octets(bytes(1, 2, 3, 4))));
        assertEquals(List.of(), unify(s.concat(two, rest), t.octets(bytes(1, 2, 3, 4, 5, 6))));
        List<Bindings> turned = unify(t.octets(bytes(1, 2, 3, 4, 5)), s.concat(two, rest));
        assertSame(t.octets(bytes(3, 4, 5)), turned.getFirst().apply(rest, t));
    }

    @Test
    void anUnknownThatReachesOverABorderIsSplit() {
        Term.Var all = s.open(0, 32);
        List<Bindings> found = unify(s.concat(all, s.open(1, 16)), s.concat(n, m, n));
        assertEquals(1, found.size());
        assertSame(s.concat(n, m), found.getFirst().apply(all, t));
        assertSame(n, found.getFirst().apply(s.open(1, 16), t));
        assertEquals(List.of(), unify(s.concat(all, s.open(1, 16)), s.concat(n, m)));
    }

    @Test
    void concatenationsOfOtherPartsAreNotEqual() {
        assertEquals(List.of(), unify(s.concat(n, s.open(0, 16)), s.concat(m, n)));
        assertEquals(1, unify(s.concat(n, s.open(0, 16)), s.concat(n, m)).size());
        Term sealed = s.call("senc", k, n);
        Term.Var any = t.variable(5, Type.BYTES, false);
        List<Bindings> tail = unify(s.concat(n, any), s.concat(n, sealed));
        assertSame(sealed, tail.getFirst().apply(any, t));
    }

    @Test
    void inAnExclusiveOrWhatBothHaveCancels() {
        Term.Var x = s.open(0, 16);
        Term a = s.name("a", 16);
        assertSame(m, unify(s.xor(a, n, x), s.xor(a, n, m)).getFirst().apply(x, t));
        assertSame(s.xor(a, n, m), unify(s.xor(a, x), s.xor(n, m)).getFirst().apply(x, t));
        assertSame(s.xor(n, m), unify(s.xor(a, n, x), s.xor(a, m)).getFirst().apply(x, t));
        assertEquals(List.of(), unify(s.xor(a, n), s.xor(a, m)));
    }

    @Test
    void aFunctionIsOnlyItself() {
        Term.Var x = s.open(0, 16);
        assertEquals(List.of(), unify(s.call("h", x), s.call("mac", k, x)));
        assertEquals(List.of(), unify(s.call("mac", k, x), s.call("mac", n, m)));
        assertEquals(List.of(), unify(t.apply(new Symbol.ListOf(), x), t.apply(new Symbol.ListOf(), x, n)));
        List<Bindings> found = unify(s.call("mac", x, s.open(1, 16)), s.call("mac", n, m));
        assertSame(n, found.getFirst().apply(x, t));
        assertSame(m, found.getFirst().apply(s.open(1, 16), t));
    }

    @Test
    void aVariableThatMayBeAbsentBecomesOneThatIsThere() {
        Term.Var optional = t.variable(0, new Type.Octets(16, 16), true);
        Term.Var there = s.open(1, 16);
        assertSame(there, unify(optional, there).getFirst().apply(optional, t));
        assertSame(there, unify(there, optional).getFirst().apply(optional, t));
        assertEquals(List.of(), unify(optional, s.open(2, 32)));
        assertEquals(List.of(), unify(there, Terms.ABSENT));
        Term.Var wide = t.variable(3, Type.BYTES, false);
        Term both = unify(wide, optional).getFirst().apply(wide, t);
        assertEquals(new Type.Octets(16, 16), ((Term.Var) both).type());
        assertFalse(((Term.Var) both).optional());
        Term.Var another = t.variable(4, Type.BYTES, true);
        Term still = unify(another, optional).getFirst().apply(another, t);
        assertTrue(((Term.Var) still).optional());
        assertSame(Terms.ABSENT, unify(optional, Terms.ABSENT).getFirst().apply(optional, t));
    }

    @Test
    void twoVariablesMeetInTheNarrowerType() {
        Term.Var wide = t.variable(0, new Type.Octets(8, 20), false);
        Term.Var other = t.variable(1, new Type.Octets(16, 40), false);
        Bindings met = unify(wide, other).getFirst();
        Term both = met.apply(wide, t);
        assertSame(both, met.apply(other, t));
        assertEquals(new Type.Octets(16, 20), ((Term.Var) both).type());
        assertEquals(101, met.next());
        Term.Var narrow = t.variable(2, new Type.Octets(10, 12), false);
        assertSame(narrow, unify(wide, narrow).getFirst().apply(wide, t));
        assertSame(narrow, unify(narrow, wide).getFirst().apply(wide, t));
    }

    @Test
    void theKindOfAVariableIsKept() {
        Symbol.Primitive senc = (Symbol.Primitive) ((Term.Compound) s.call("senc", k, n)).symbol();
        Symbol.Primitive mac = (Symbol.Primitive) ((Term.Compound) s.call("mac", k, n)).symbol();
        Kind sealed = new Kind(Set.of(senc.function()), Set.of(), false);
        Kind tagged = new Kind(Set.of(mac.function()), Set.of(), false);
        Term.Var x = t.variable(0, Type.BYTES, false, sealed);
        Term.Var y = t.variable(1, Type.BYTES, false, tagged);
        Term.Var z = t.variable(2, Type.BYTES, false);
        assertEquals(1, unify(x, s.call("senc", k, n)).size());
        assertEquals(List.of(), unify(x, s.call("mac", k, n)));
        assertEquals(1, unify(x, n).size());
        Bindings both = unify(x, y).getFirst();
        assertEquals(Set.of(), ((Term.Var) both.apply(x, t)).kind().functions());
        assertSame(x, unify(z, x).getFirst().apply(z, t));
        assertSame(x, unify(x, z).getFirst().apply(z, t));
    }

    @Test
    void numbersAndTimesAreReadFromOctets() {
        Term.Var number = t.variable(0, new Type.Int(16), false);
        assertSame(
                t.integer(0x0102, 16),
                unify(number, t.octets(bytes(1, 2))).getFirst().apply(number, t));
        assertEquals(List.of(), unify(number, t.octets(bytes(1, 2, 3))));
        assertEquals(List.of(), unify(number, n));
        assertEquals(
                1,
                unify(number, t.name(new Label("A", 1, "i", 0), new Type.Int(16)))
                        .size());
        assertEquals(1, unify(t.integer(5, 8), t.integer(5, 16)).size());
        assertEquals(List.of(), unify(t.integer(5, 8), t.integer(6, 8)));
    }

    @Test
    void aLengthThatIsAskedNarrowsOrIsImpossible() {
        Term.Var any = t.variable(0, new Type.Octets(4, 20), false);
        Term size = t.apply(new Symbol.Size(), any);
        assertEquals(List.of(), unify(size, t.integer(21, 32)));
        assertEquals(List.of(), unify(t.integer(3, 32), size));
        assertEquals(List.of(), unify(size, t.integer(1L << 40, 64)));
        Term sized = unify(t.integer(20, 32), size).getFirst().apply(any, t);
        assertEquals(new Type.Octets(20, 20), ((Term.Var) sized).type());
        Term sealed = t.apply(new Symbol.Size(), s.call("senc", k, t.variable(1, Type.BYTES, false)));
        assertEquals(1, unify(sealed, t.integer(9, 32)).size());
    }

    @Test
    void untypedTextIsOctetsAndTypedItIsNot() {
        Term.Var any = t.variable(0, Type.BYTES, false);
        assertEquals(List.of(), typed.unify(any, t.agent("Alice"), Bindings.empty(100)));
        assertEquals(
                1, untyped.unify(any, t.agent("Alice"), Bindings.empty(100)).size());
    }

    /** A quick no: what certainly never becomes equal. */
    @Test
    void secretsOfDifferentNamesNeverMeet() {
        assertFalse(typed.canMeet(n, m));
        assertFalse(typed.canMeet(n, s.key("Alice")));
        assertFalse(typed.canMeet(s.key("Alice"), n));
        assertTrue(typed.canMeet(n, n));
        assertTrue(typed.canMeet(n, s.open(0, 16)));
        assertTrue(typed.canMeet(s.open(0, 16), n));
        assertTrue(typed.canMeet(t.integer(1, 8), t.octets(bytes(1))));
        assertFalse(typed.canMeet(t.integer(1, 8), n));
        assertFalse(typed.canMeet(n, t.integer(1, 8)));
        assertFalse(typed.canMeet(s.call("h", n), n));
        assertFalse(typed.canMeet(n, s.call("h", n)));
        assertFalse(typed.canMeet(s.call("h", n), s.call("mac", n, n)));
        assertTrue(typed.canMeet(s.call("h", n), s.call("h", m)));
        assertTrue(typed.canMeet(s.concat(n, m), s.call("h", n)));
        assertTrue(typed.canMeet(s.call("h", n), s.concat(n, m)));
        assertTrue(typed.canMeet(s.concat(n, m), t.octets(bytes(1))));
        Term waiting = s.call("sdec", k, s.open(1, -1));
        assertTrue(typed.canMeet(waiting, n));
        assertTrue(typed.canMeet(n, waiting));
        assertTrue(typed.canMeet(s.call("h", n), waiting));
        assertTrue(typed.canMeet(s.call("sdec", k, s.call("sdec", k, s.open(1, -1))), n));
        assertFalse(typed.canMeet(s.call("sdec", s.open(2, 32), n), m));
    }

    /** Unifiers are right and lose nothing: whatever was replaced by variables is found again. */
    @Property(seed = "42", tries = 300)
    void whatWasReplacedByVariablesIsFoundAgain(
            @ForAll @IntRange(max = 5) int shape, @ForAll @IntRange(max = 3) int hole) {
        Term[] holes = {n, m, k, s.name("other", 16)};
        Term whole = build(shape, holes);
        Term.Var variable = s.open(0, hole == 2 ? 32 : 16);
        Term[] open = holes.clone();
        open[hole] = variable;
        Term pattern = build(shape, open);
        List<Bindings> found = unify(pattern, whole);
        assertTrue(!found.isEmpty(), pattern + " and " + whole);
        for (Bindings each : found) {
            assertSame(each.apply(pattern, t), each.apply(whole, t));
            assertSame(whole, each.apply(pattern, t));
        }
        assertTrue(pattern == whole || found.stream().anyMatch(each -> each.apply(variable, t) == holes[hole]));
    }

    private Term build(int shape, Term[] holes) {
        return switch (shape) {
            case 0 -> s.call("senc", holes[2], s.concat(holes[0], holes[1]));
            case 1 -> s.concat(holes[0], s.call("h", holes[1]), holes[2]);
            case 2 -> s.call("mac", holes[2], s.call("senc", holes[2], holes[0]));
            case 3 -> s.call("sign", s.key("Bob"), s.concat(holes[1], holes[0], holes[3]));
            case 4 -> s.xor(holes[0], holes[1], holes[3]);
            default -> t.apply(new Symbol.ListOf(), holes[0], s.call("kdf", holes[2], holes[3]), holes[1]);
        };
    }
}
