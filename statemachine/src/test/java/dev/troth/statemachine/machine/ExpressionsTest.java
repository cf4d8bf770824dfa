package dev.troth.statemachine.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.troth.statemachine.algebra.Label;
import dev.troth.statemachine.term.Symbol;
import dev.troth.statemachine.term.Term;
import dev.troth.statemachine.term.Terms;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each kind of expression is, as the section of the language on expressions says. */
class ExpressionsTest {
    private static final long SECOND = 1_000_000_000L;

    /** The value of an expression in a role that has a few things at hand. */
    private static Term value(String expression) {
        return bench(expression, Map.of()).shown().getFirst();
    }

    private static Bench bench(String expression, Map<Integer, Integer> options) {
        Bench bench = new Bench("""
                  option mode = first | second
                  param window = 3 s
                  keys { derived(k) = k || 0xff }
                """, """
                node  names : map of agent to bytes[4]
                knows k = shared(me, peer) : bytes[4]
                fresh n : bytes[4]
                var   a : bytes[4], b : bytes[4], missing : bytes[4], late : time, some : list of u16, wait : u16
                start final state S {
                  on user.go {
                    a := 0x01020304 ; b := 0x01020305 ; some := [7, 8] ; late := now(me) + window ; wait := 9
                    set names[peer] := a
                    show %s to user
                  }
                  otherwise ignore
                }
                """.formatted(expression), options);
        bench.now = 10 * SECOND;
        bench.local("go");
        return bench;
    }

    private static final Bench PLAIN = new Bench("start final state S { otherwise ignore }");

    private static String shown(String expression) {
        return value(expression).toString();
    }

    @Test
    void literalsAreWhatTheySay() {
        assertEquals(PLAIN.terms.octets(new byte[] {1, 2}).toString(), shown("0x0102"));
        assertEquals(PLAIN.terms.text("word").toString(), shown("\"word\""));
        assertEquals(PLAIN.terms.integer(5, 32).toString(), shown("5"));
    }

    @Test
    void anAgentParameterIsTheAgentThatTheRunNames() {
        assertEquals(PLAIN.terms.agent("Alice").toString(), shown("me"));
        assertEquals(PLAIN.terms.agent("Bob").toString(), shown("peer"));
    }

    @Test
    void aSharedSecretIsOfBothInEitherOrder() {
        assertEquals("shared[Alice, Bob]", shown("k").replaceAll("\\(.*\\)", ""));
    }

    @Test
    void aFreshValueIsDrawnWhenItIsFirstReadAndThenStays() {
        Bench bench = bench("n || n", Map.of());
        assertEquals(1, bench.all(Effect.Drawn.class).size());
        Term.Compound both = (Term.Compound) bench.shown().getFirst();
        assertSame(both.argument(0), both.argument(1));
        assertEquals(
                bench.terms.name(new Label("Alice", 1, "n", 0), ((Term.Name) both.argument(0)).type()),
                both.argument(0));
    }

    @Test
    void whatIsUnsetIsAbsent() {
        assertSame(Terms.ABSENT, value("missing"));
    }

    @Test
    void theItemsOfAListCountFromZeroAndEndSomewhere() {
        assertEquals(PLAIN.terms.integer(7, 16).toString(), shown("some[0]"));
        assertEquals(PLAIN.terms.integer(8, 16).toString(), shown("some[1]"));
        assertSame(Terms.ABSENT, value("some[2]"));
        assertEquals(PLAIN.terms.integer(2, 32).toString(), shown("count(some)"));
    }

    @Test
    void aMapHasTheValueOfItsKeyAndNothingForAnother() {
        assertEquals(PLAIN.terms.octets(new byte[] {1, 2, 3, 4}), value("names[peer]"));
        assertSame(Terms.ABSENT, value("names[me]"));
    }

    @Test
    void numbersAndTimesAddAndSubtract() {
        assertEquals(PLAIN.terms.integer(11, 16).toString(), shown("wait + 2"));
        assertEquals(PLAIN.terms.integer(7, 16).toString(), shown("wait - 2"));
        assertEquals(PLAIN.terms.time(new Moment(13 * SECOND, 0).ntp()), value("late"));
        assertEquals(PLAIN.terms.time(new Moment(10 * SECOND, 0).ntp()), value("now(me)"));
    }

    @Test
    void aSizeIsInOctets() {
        assertEquals(PLAIN.terms.integer(4, 32).toString(), shown("size(a)"));
        assertEquals(PLAIN.terms.integer(6, 32).toString(), shown("size(a || 0x0102)"));
    }

    @Test
    void exclusiveOrOfOctets() {
        assertEquals(PLAIN.terms.octets(new byte[] {0, 0, 0, 1}).toString(), shown("a xor b"));
    }

    @Test
    void aFunctionAndADerivationAreTold() {
        Bench function = bench("sha1(a)", Map.of());
        assertEquals(1, function.all(Effect.Applied.class).size());
        Bench derivation = bench("derived(a)", Map.of());
        Effect.Derived<?> derived =
                (Effect.Derived<?>) derivation.all(Effect.Derived.class).getFirst();
        assertEquals("derived", derived.key().name());
        assertSame(derivation.shown().getFirst(), derived.value());
        assertEquals(List.of(derivation.terms.octets(new byte[] {1, 2, 3, 4})), derived.arguments());
        Term.Octets joined = (Term.Octets) derived.value();
        assertEquals(PLAIN.terms.octets(new byte[] {1, 2, 3, 4, (byte) 0xff}).toString(), joined.toString());
    }

    @Test
    void aBitIsOneWhereTheOptionHasTheValue() {
        assertEquals("1", shownBit(0));
        assertEquals("0", shownBit(1));
    }

    private static String shownBit(int value) {
        Term.Int bit =
                (Term.Int) bench("bit(mode = first)", Map.of(0, value)).shown().getFirst();
        assertEquals(1, bit.bits());
        return Long.toString(bit.value());
    }

    private static String branch(String condition, Map<Integer, Integer> options) {
        Bench bench = new Bench("  option mode = first | second\n", """
                node  seen : set of bytes[4]
                node  names : map of agent to bytes[4]
                var   a : bytes[4], b : bytes[4], missing : bytes[4], t : time
                start state S {
                  on user.go {
                    a := 0x01020304 ; b := 0x01020305 ; t := now(me)
                    add a to seen ; set names[peer] := a
                    if %s { goto Yes } else { goto No }
                  }
                  otherwise ignore
                }
                final state Yes { otherwise ignore }
                final state No { otherwise ignore }
                """.formatted(condition), options);
        bench.now = 10 * SECOND;
        bench.local("go");
        return bench.state();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a = 0x01020304",
                "a != b",
                "a < b",
                "b > a",
                "a <= a",
                "a >= a",
                "a in seen",
                "b not in seen",
                "a in [b, a]",
                "b not in [a, 0x00000000]",
                "present(a)",
                "not present(missing)",
                "not present(names[me])",
                "names[peer] = a",
                "me != peer",
                "a = a and b = b",
                "a = b or a != b",
                "not (a = b)",
                "abs(t - now(me)) <= 0 s",
                "mode = first",
                "mode = first and a != b",
                "mode = second or a != b",
                "not (mode = second)",
                "a != b and mode = first",
                "a = b or mode = first",
            })
    void conditionsThatHold(String condition) {
        assertEquals("Yes", branch(condition, Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a != 0x01020304",
                "a = b",
                "b < a",
                "a > b",
                "b <= a",
                "a >= b",
                "b in seen",
                "a not in seen",
                "a in [b]",
                "missing = missing",
                "present(missing)",
                "a = a and a = b",
                "a = b and b = b",
                "a = b or b = a",
                "not (a != b)",
                "abs(t - now(me)) > 0 s",
                "mode = second",
                "mode = second and a != b",
                "mode = first and a = b",
                "mode = second or a = b",
                "not (mode = first)",
            })
    void conditionsThatDoNotHold(String condition) {
        assertEquals("No", branch(condition, Map.of()));
    }

    /** With an option on the left the rest may not even be looked at, and the answer is that of the option alone. */
    @ParameterizedTest
    @CsvSource({
        "mode = second, Yes",
        "mode = second or a = b, Yes",
        "mode = first and a != b, No",
        "not (mode = first), Yes"
    })
    void optionsDecide(String condition, String state) {
        assertEquals(state, branch(condition, Map.of(0, 1)));
    }

    @Test
    void fieldsAndPayloadsOfAMessageAreReadByName() {
        Bench bench = new Bench("""
                  layout Tail { y : bytes[2] ; z : 8 }
                  message Long = Ping Tail?
                """, """
                start final state S {
                  on user.go { send Long { Ping(x = 0x00000009) Tail(y = 0x0102, z = 3) } on net }
                  on user.short { send Long { Ping(x = 0x00000009) } on net }
                  recv Long m on net { show m.Ping.x to user ; show m.Tail.z to user ; show m.Tail to user }
                  otherwise ignore
                }
                """, Map.of());
        bench.local("go");
        bench.receive(((Effect.Sent<Term>) sending(bench)).value());
        assertEquals(bench.octets(9), bench.shown().get(0));
        assertEquals(bench.terms.integer(3, 8), bench.shown().get(1));
        bench.local("short");
        bench.receive(((Effect.Sent<Term>) sending(bench)).value());
        assertEquals(bench.octets(9), bench.shown().get(0));
        assertSame(Terms.ABSENT, bench.shown().get(1));
        assertSame(Terms.ABSENT, bench.shown().get(2));
    }

    @SuppressWarnings("unchecked")
    private static Effect.Sent<Term> sending(Bench bench) {
        return (Effect.Sent<Term>) bench.all(Effect.Sent.class).getFirst();
    }

    /** A MAC over its own message sees what stands before it, at its final length. */
    @Test
    void aFieldThatCoversItsMessageIsComputedLast() {
        Bench bench = new Bench("""
                  layout Body { data : bytes[4] ; mac : bytes[20] ; after : 8 }
                """, """
                knows k = shared(me, peer) : bytes[16]
                start final state S {
                  on user.go { send Body(data = 0x01020304, mac = hmac_sha1(k, bytes(Body, until mac)), after = 7) on net }
                  recv Body m on net {
                    require m.mac = hmac_sha1(k, bytes(m, until mac)) else discard("MAC")
                    require m.mac != hmac_sha1(k, bytes(m, without mac)) else discard("coverage")
                    show bytes(m, without mac) to user
                  }
                  otherwise ignore
                }
                """, Map.of());
        bench.local("go");
        Term.Compound whole = (Term.Compound) sending(bench).value();
        Term.Compound body = (Term.Compound) whole.argument(0);
        Term.Compound mac = (Term.Compound) body.argument(1);
        assertEquals("hmac_sha1", mac.symbol().toString());
        Term.Compound covered = (Term.Compound) mac.argument(1);
        assertEquals("until mac", ((Symbol.Covered) covered.symbol()).coverage().text());
        bench.receive(whole);
        assertEquals(2, bench.checks().size());
        assertEquals(0, bench.all(Effect.Discarded.class).size());
        assertEquals(1, bench.shown().size());
    }

    /** The length of a field that covers its message may be a parameter of the layout: RFC 3711's truncated tag. */
    @Test
    void aParameterSaysHowLongACoveringFieldIs() {
        Bench bench = new Bench("""
                  layout Tagged(n : u8) { data : bytes[4] ; tag : bytes[n] }
                """, """
                knows k = shared(me, peer) : bytes[16]
                start final state S {
                  on user.go {
                    send Tagged(n = 10, data = 0x01020304, tag = trunc(hmac_sha1(k, bytes(Tagged, until tag)), 10)) on net
                  }
                  recv Tagged(n = 10) m on net {
                    require m.tag = trunc(hmac_sha1(k, bytes(m, until tag)), 10) else discard("tag")
                    show m.data to user
                  }
                  otherwise ignore
                }
                """, Map.of());
        bench.local("go");
        bench.receive(sending(bench).value());
        assertEquals(1, bench.shown().size());
        assertEquals(0, bench.all(Effect.Malformed.class).size());
    }
}
