package dev.troth.statemachine.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.spec.model.Type;
import dev.troth.statemachine.algebra.Label;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a variable can stand for: types and lengths, and the kinds of values that roles put into each place. */
class TypingTest {
    private final Draft d = new Draft("""
              message Ask   { n : bytes[16], who : agent }
              message Box   { box : bytes, tag : bytes[32] }
            """, """
            start final state S {
              recv Ask m on net { show m.n to user }
              recv Box m on net { show m.tag to user }
              otherwise ignore
            }
            """);
    private final Typing typed = new Typing(true);
    private final Typing untyped = new Typing(false);
    private final Terms t = d.terms;

    @Test
    void everyTypeHasItsValues() {
        assertTrue(typed.isTyped());
        assertFalse(untyped.isTyped());
        Term n = d.name("n", 16);
        assertTrue(typed.fits(new Type.Octets(16, 16), n));
        assertTrue(typed.fits(new Type.Octets(8, 16), n));
        assertTrue(typed.fits(new Type.Octets(16, 20), n));
        assertFalse(typed.fits(new Type.Octets(17, 20), n));
        assertFalse(typed.fits(new Type.Octets(1, 15), n));
        assertTrue(typed.fits(Type.BYTES, n));
        assertTrue(typed.fits(Type.BYTES, d.call("senc", n, n)));
        // What does not tell its length may have any: that it has the right one is a condition of its own.
        assertTrue(typed.fits(new Type.Octets(16, 16), d.call("senc", n, n)));
        assertTrue(typed.fits(new Type.Octets(1, Type.Octets.UNBOUNDED), d.call("senc", n, n)));
        assertTrue(typed.fits(Type.BYTES, t.octets(new byte[3])));
        assertTrue(typed.fits(Type.BYTES, t.shared("k", List.of("Alice"), Type.BYTES)));
        assertFalse(typed.fits(Type.BYTES, t.integer(1, 8)));
        assertFalse(typed.fits(Type.BYTES, t.text("x")));
        assertTrue(untyped.fits(Type.BYTES, t.text("x")));
        assertFalse(typed.fits(Type.BYTES, t.agent("Alice")));
        assertTrue(untyped.fits(Type.BYTES, t.agent("Alice")));
        assertTrue(typed.fits(new Type.Unknown(), t.agent("Alice")));
        assertTrue(typed.fits(Type.TEXT, t.text("x")));
        assertTrue(typed.fits(Type.TEXT, t.agent("Alice")));
        assertFalse(typed.fits(Type.TEXT, n));
        assertTrue(typed.fits(Type.AGENT, t.agent("Alice")));
        assertFalse(typed.fits(Type.AGENT, t.text("x")));
        assertTrue(typed.fits(Type.TIME, t.time(1)));
        assertFalse(typed.fits(Type.TIME, t.duration(1)));
        assertTrue(typed.fits(Type.DURATION, t.duration(1)));
        assertFalse(typed.fits(Type.DURATION, t.time(1)));
        assertFalse(typed.fits(Type.BOOL, t.integer(1, 1)));
    }

    @Test
    void aNumberFitsWhereItsValueHasRoom() {
        assertTrue(typed.fits(new Type.Int(8), t.integer(255, 32)));
        assertFalse(typed.fits(new Type.Int(8), t.integer(256, 32)));
        assertTrue(typed.fits(new Type.Int(64), t.integer(-1, 64)));
        Term drawn = t.name(new Label("Alice", 1, "i", 0), new Type.Int(32));
        assertTrue(typed.fits(new Type.Int(32), drawn));
        assertFalse(typed.fits(new Type.Int(16), drawn));
        assertFalse(typed.fits(Type.BYTES, drawn));
        assertFalse(typed.fits(new Type.Int(8), d.name("n", 1)));
    }

    @Test
    void payloadsMessagesAndListsAreOfTheirOwnKind() {
        Term ask = d.payload("Ask", d.name("n", 16), t.agent("Bob"));
        Term whole = d.whole("Ask", ask);
        assertTrue(typed.fits(new Type.Rec(d.layout("Ask")), ask));
        assertFalse(typed.fits(new Type.Rec(d.layout("Box")), ask));
        assertFalse(typed.fits(new Type.Rec(d.layout("Ask")), whole));
        assertTrue(typed.fits(new Type.Msg(d.message("Ask")), whole));
        assertFalse(typed.fits(new Type.Msg(d.message("Box")), whole));
        assertFalse(typed.fits(new Type.Msg(d.message("Ask")), ask));
        assertTrue(typed.fits(Typing.DELIVERY, whole));
        assertTrue(typed.fits(Typing.DELIVERY, d.listed(ask)));
        assertFalse(typed.fits(Typing.DELIVERY, ask));
        assertFalse(typed.fits(Typing.DELIVERY, t.octets(new byte[1])));
    }

    @Test
    void theValuesOfTwoTypesAreThoseOfTheNarrower() {
        Type sixteen = new Type.Octets(16, 16);
        assertEquals(sixteen, typed.narrower(sixteen, sixteen));
        assertEquals(sixteen, typed.narrower(sixteen, Type.BYTES));
        assertEquals(sixteen, typed.narrower(Type.BYTES, sixteen));
        assertEquals(new Type.Octets(10, 12), typed.narrower(new Type.Octets(8, 12), new Type.Octets(10, 20)));
        assertEquals(new Type.Octets(12, 12), typed.narrower(new Type.Octets(8, 12), new Type.Octets(12, 20)));
        assertNull(typed.narrower(new Type.Octets(8, 11), new Type.Octets(12, 20)));
        assertEquals(Type.TIME, typed.narrower(Type.TIME, new Type.Unknown()));
        assertEquals(Type.TIME, typed.narrower(new Type.Unknown(), Type.TIME));
        assertEquals(Type.AGENT, typed.narrower(Type.AGENT, Type.TEXT));
        assertEquals(Type.AGENT, typed.narrower(Type.TEXT, Type.AGENT));
        assertNull(typed.narrower(Type.TIME, Type.AGENT));
        assertNull(typed.narrower(Type.TEXT, Type.TIME));
        assertNull(typed.narrower(Type.TIME, sixteen));
    }

    @Test
    void knownOctetsAreReadAsTheNumberThatIsAsked() {
        Term two = t.octets(new byte[] {1, (byte) 0xff});
        assertSame(t.integer(0x01ff, 16), typed.read(new Type.Int(16), two, t));
        assertSame(two, typed.read(new Type.Int(32), two, t));
        assertSame(two, typed.read(Type.BYTES, two, t));
        Term eight = t.octets(new byte[] {0, 0, 0, 0, 0, 0, 1, 2});
        assertSame(t.time(0x0102), typed.read(Type.TIME, eight, t));
        assertSame(t.integer(0x0102, 64), typed.read(new Type.Int(64), eight, t));
        assertSame(two, typed.read(Type.TIME, two, t));
        Term nine = t.octets(new byte[9]);
        assertSame(nine, typed.read(new Type.Int(64), nine, t));
        assertSame(d.name("n", 2), typed.read(new Type.Int(16), d.name("n", 2), t));
    }

    @Test
    void oneValueMayBeWrittenInTwoWays() {
        assertTrue(typed.isSame(t.integer(5, 8), t.integer(5, 16)));
        assertFalse(typed.isSame(t.integer(5, 8), t.integer(6, 8)));
        assertTrue(typed.isSame(t.text("ab"), t.octets(new byte[] {0x61, 0x62})));
        assertFalse(typed.isSame(t.text("ab"), t.octets(new byte[] {0x61})));
        assertTrue(typed.isSame(d.name("n", 4), d.name("n", 4)));
        assertFalse(typed.isSame(d.name("n", 4), d.name("m", 4)));
        assertFalse(typed.isSame(d.name("n", 4), t.octets(new byte[4])));
        assertFalse(typed.isSame(t.octets(new byte[4]), d.name("n", 4)));
    }

    @Test
    void withoutASpecificationAnythingMayStandAnywhere() {
        assertNull(typed.field(d.layout("Ask"), 0));
        assertNull(typed.operand(d.function("senc"), 1));
    }

    private static final String MESSAGES = """
              message Ask   { n : bytes[16], who : agent }
              message Box   { box : bytes, tag : bytes[32] }
              message Inner { n : bytes[16], k : bytes[32] }
              message Pair  { a : bytes[16], b : bytes }
            """;

    /** What a role puts into a field, and what it opens a field as, is what may stand there. */
    @Test
    void kindsFollowTheValuesOfTheRoles() {
        Draft k = new Draft(MESSAGES, """
                knows k = shared(me, peer) : bytes[32]
                fresh n : bytes[16]
                fresh key : bytes[32]
                var theirs : bytes[16], copy : bytes
                start state S {
                  on user.go {
                    copy := senc(k, Inner(n = n, k = key))
                    send Box(box = copy, tag = mac(k, n || key)) on net
                    goto T
                  }
                  recv Ask m on net { theirs := m.n ; goto T }
                  otherwise ignore
                }
                final state T {
                  recv Box m on net {
                    open sdec(k, m.box) as Inner i else discard("box")
                    require m.tag = mac(k, i.n || i.k) else discard("tag")
                    require i.k = h(n) or not (i.n = n) else discard("key")
                    if theirs = i.n { send Pair(a = i.n, b = i.k || i.n) on net }
                  }
                  otherwise ignore
                }
                """);
        Typing typing = new Typing(new Kinds(k.protocol));
        Kind box = assertNotNull2(typing.field(k.layout("Box"), 0));
        assertEquals(Set.of(k.function("senc")), box.functions());
        assertEquals(Set.of(), box.layouts());
        assertFalse(box.isJoined());
        Kind tag = assertNotNull2(typing.field(k.layout("Box"), 1));
        assertEquals(Set.of(k.function("mac")), tag.functions());
        Kind plain = assertNotNull2(typing.operand(k.function("senc"), 1));
        assertEquals(Set.of(k.layout("Inner")), plain.layouts());
        Kind macked = assertNotNull2(typing.operand(k.function("mac"), 1));
        assertTrue(macked.isJoined());
        Kind key = assertNotNull2(typing.field(k.layout("Inner"), 1));
        assertEquals(Set.of(k.function("h")), key.functions());
        // Nobody sends an Ask: whoever delivers one chooses what is in it.
        assertNull(typing.field(k.layout("Ask"), 0));
        assertTrue(assertNotNull2(typing.field(k.layout("Pair"), 1)).isJoined());

        Term inner = k.payload("Inner", k.name("n", 16), k.name("key", 32));
        assertTrue(plain.holds(inner, k.terms));
        assertFalse(plain.holds(k.payload("Ask", k.name("n", 16), k.terms.agent("Bob")), k.terms));
        assertFalse(plain.holds(k.joined(k.name("n", 16), k.name("m", 16)), k.terms));
        assertTrue(macked.holds(k.joined(k.name("n", 16), k.name("m", 16)), k.terms));
        assertTrue(plain.holds(k.name("n", 16), k.terms));
        assertTrue(box.holds(k.call("senc", k.name("k", 32), inner), k.terms));
        assertFalse(box.holds(k.call("h", inner), k.terms));
        assertTrue(box.holds(k.call("sdec", k.name("k", 32), k.terms.variable(1, Type.BYTES, false)), k.terms));
        assertTrue(box.holds(k.listed(inner), k.terms));

        Kind both = box.and(tag);
        assertEquals(Set.of(), both.functions());
        assertSame(key, key.and(key));
        Kind none = new Kind(Set.of(), Set.of(), false);
        assertSame(none, box.and(none));
        assertSame(none, none.and(box));
        Kind wide = new Kind(Set.of(k.function("senc"), k.function("h")), Set.of(k.layout("Ask")), true);
        Kind other = new Kind(Set.of(k.function("h"), k.function("mac")), Set.of(), true);
        assertEquals(Set.of(k.function("h")), wide.and(other).functions());
        assertEquals(Set.of(), wide.and(other).layouts());
        assertTrue(wide.and(other).isJoined());
        assertFalse(
                wide.and(new Kind(Set.of(k.function("mac")), Set.of(), false)).isJoined());
    }

    private static Kind assertNotNull2(Kind kind) {
        assertNotNull(kind);
        return kind;
    }

    /** What arrives under a name of its own and is passed on may be anything. */
    @Test
    void whatIsPassedOnMayBeAnything() {
        Draft k = new Draft(MESSAGES, """
                knows k = shared(me, peer) : bytes[32]
                node last : map of agent to bytes
                start final state S {
                  recv Box m on net { send Box(box = last[peer], tag = m.tag) on net }
                  otherwise ignore
                }
                """);
        Kinds kinds = new Kinds(k.protocol);
        assertNull(kinds.field(k.layout("Box"), 0));
        assertNotNull(kinds.field(k.layout("Box"), 1));
    }
}
