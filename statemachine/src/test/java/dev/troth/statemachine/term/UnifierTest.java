package dev.troth.statemachine.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.spec.model.Type;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Unification modulo decryption, signatures, Diffie-Hellman and lengths, where the solutions are known by hand. */
class UnifierTest {
    private final Signature s = new Signature();
    private final Unifier unifier = new Unifier(s.terms, new Typing(true));
    private final Term k = s.name("k", 32);
    private final Term n = s.name("n", 16);
    private final Term.Var x = s.open(0, -1);
    private final Term.Var y = s.open(1, -1);

    /** The solutions; each makes the terms identical, or it is none. */
    private List<Bindings> solutions(Term left, Term right) {
        List<Bindings> found = unifier.unify(left, right, Bindings.empty(100));
        for (Bindings each : found) {
            assertSame(each.apply(left, s.terms), each.apply(right, s.terms));
        }
        return found;
    }

    private Term only(Term left, Term right, Term.Var variable) {
        List<Bindings> found = solutions(left, right);
        assertEquals(1, found.size());
        return found.getFirst().apply(variable, s.terms);
    }

    @Test
    void aVariableStandsForAnything() {
        assertSame(n, only(x, n, x));
        assertSame(n, only(s.call("senc", k, x), s.call("senc", k, n), x));
        assertEquals(List.of(), solutions(s.call("senc", k, x), s.call("senc", n, n)));
    }

    @Test
    void nothingStandsForSomethingAroundItself() {
        assertEquals(List.of(), solutions(x, s.call("senc", k, x)));
    }

    @Test
    void aDecryptionThatWaitsIsNarrowed() {
        assertSame(s.call("senc", k, n), only(s.call("sdec", k, x), n, x));
    }

    @Test
    void aSignatureThatIsVerifiedWasMadeWithTheKey() {
        Term secret = s.key("Bob");
        Term opened = s.call("verified", s.call("pk", secret), x);
        assertSame(s.call("sign", secret, n), only(opened, n, x));
    }

    @Test
    void exponentsCommute() {
        Term a = s.name("a", 32);
        Term b = s.name("b", 32);
        assertSame(s.call("dh", a, s.call("exp", b)), s.call("dh", b, s.call("exp", a)));
        Term.Var share = s.open(3, 32);
        List<Bindings> found = solutions(s.call("dh", a, share), s.call("dh", b, s.call("exp", a)));
        assertTrue(found.stream().anyMatch(f -> f.apply(share, s.terms) == s.call("exp", b)));
    }

    @Test
    void bothEndsOfHmqvComputeOneKey() {
        Term x1 = s.name("x", 32);
        Term a = s.name("a", 32);
        Term y1 = s.name("y", 32);
        Term b = s.name("b", 32);
        Term i = s.terms.agent("Alice");
        Term r = s.terms.agent("Bob");
        assertSame(
                s.call("hmqv", x1, a, s.call("point", y1), s.call("point", b), i, r),
                s.call("hmqv", y1, b, s.call("point", x1), s.call("point", a), r, i));
    }

    @Test
    void lengthsAreKept() {
        assertEquals(List.of(), solutions(s.open(5, 16), k));
        assertSame(n, only(s.open(5, 16), n, s.open(5, 16)));
        Bindings sealed = solutions(s.open(5, 16), s.call("senc", k, n)).getFirst();
        assertEquals("size(senc", sealed.undecided().getFirst().toString().substring(0, 9));
    }

    @Test
    void lengthsThatAreAskedNarrow() {
        Term.Var any = s.terms.variable(6, Type.BYTES, false);
        Term size = s.terms.apply(new Symbol.Size(), any);
        Bindings sized = solutions(size, s.terms.integer(16, 32)).getFirst();
        assertEquals(1, unifier.unify(any, n, sized).size());
        assertEquals(0, unifier.unify(any, k, sized).size());
    }

    @Test
    void concatenationsAreCutByLength() {
        Term.Var first = s.open(7, 16);
        Term.Var second = s.open(8, 32);
        List<Bindings> found = solutions(s.concat(first, second), s.concat(n, k));
        assertEquals(1, found.size());
        assertSame(k, found.getFirst().apply(second, s.terms));
        Bindings across = solutions(s.concat(second, first), s.concat(n, k)).getFirst();
        assertSame(s.concat(n, s.call("trunc", k, s.terms.integer(16, 16))), across.apply(second, s.terms));
    }

    @Test
    void exclusiveOrIsSolvedForOneUnknown() {
        Term a = s.name("a", 16);
        assertSame(n, only(s.xor(a, s.open(9, 16)), s.xor(a, n), s.open(9, 16)));
    }

    @Test
    void whatMayBeLeftOutCanBeAbsentAndNothingElseCan() {
        Term.Var optional = s.terms.variable(10, Type.BYTES, true);
        assertEquals(1, solutions(optional, Terms.ABSENT).size());
        assertEquals(
                0,
                solutions(s.terms.variable(11, Type.BYTES, false), Terms.ABSENT).size());
    }

    @Test
    void twoVariablesBecomeOne() {
        assertEquals(1, solutions(x, y).size());
        assertEquals(List.of(), solutions(s.open(12, 16), s.open(13, 32)));
    }
}
