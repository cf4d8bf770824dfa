package dev.troth.statemachine.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.troth.spec.model.Port;
import dev.troth.spec.model.Timer;
import dev.troth.statemachine.term.Term;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StepTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void aDiscardedMessageLeavesNoTraceInVariablesAndStores() {
        Bench bench = new Bench("""
                node seen : set of bytes[4] for 10 s
                var x : bytes[4]
                start final state S {
                  recv Ping m on net { x := m.x ; add m.x to seen ; discard("no") }
                  recv Pong m on net { require m.x in seen else discard("new") ; x := m.x }
                }
                """);
        bench.receive("Ping", 1);
        assertNull(bench.session.variable("x"));
        assertEquals(
                "no", ((Effect.Discarded<?>) bench.all(Effect.Discarded.class).getFirst()).reason());
        bench.receive("Pong", 1);
        assertEquals(
                "new", ((Effect.Discarded<?>) bench.all(Effect.Discarded.class).getFirst()).reason());
    }

    @Test
    void nothingAfterAFailedCheckIsReached() {
        Bench bench = new Bench("""
                var x : bytes[4]
                start state S { recv Ping m on net { require m.x = 0x00000002 else goto Failed("one") ; x := m.x } ; ignore Pong }
                final state Failed { otherwise ignore }
                """);
        bench.receive("Ping", 1);
        assertEquals("Failed", bench.state());
        assertNull(bench.session.variable("x"));
    }

    @Test
    void aStoreForgetsAtTheEndOfItsLife() {
        Bench bench = new Bench("""
                node seen : set of bytes[4] for 10 s
                start final state S { recv Ping m on net { require m.x not in seen else discard("seen") ; add m.x to seen } ; ignore Pong }
                """);
        bench.receive("Ping", 1);
        bench.now = 10 * SECOND - 1;
        bench.receive("Ping", 1);
        assertEquals(1, bench.all(Effect.Discarded.class).size());
        bench.now = 10 * SECOND;
        bench.receive("Ping", 1);
        assertEquals(0, bench.all(Effect.Discarded.class).size());
    }

    @Test
    void whatIsDeferredIsReadInTheNextState() {
        Bench bench = new Bench("""
                var x : bytes[4]
                start state S { recv Ping on net { goto T } ; defer Pong }
                final state T { recv Pong m on net { x := m.x } ; ignore Ping }
                """);
        bench.receive("Pong", 7);
        assertNull(bench.session.variable("x"));
        bench.receive("Ping", 1);
        assertSame(bench.octets(7), bench.session.variable("x"));
    }

    @Test
    void whatAStateDoesNotNameIsUnsaid() {
        Bench bench = new Bench("""
                start final state S { recv Ping on net { goto S } }
                """);
        bench.receive("Pong", 1);
        assertEquals("Pong", ((Effect.Unsaid<?>) bench.all(Effect.Unsaid.class).getFirst()).what());
    }

    @Test
    void whatIsNoMessageIsMalformed() {
        Bench bench = new Bench("""
                start state S { malformed on net { goto Failed("garbage") } ; otherwise ignore }
                final state Failed { otherwise ignore }
                """);
        bench.step(new Event.Received<>(new Port(0, "net", ""), bench.octets(1)));
        assertEquals("Failed", bench.state());
    }

    @Test
    void aTimerOfAnEarlierStateIsVoid() {
        Bench bench = new Bench("""
                start state S { after 5 s { goto Late("timer") } ; recv Ping on net { goto T } ; ignore Pong }
                final state T { otherwise ignore }
                final state Late { otherwise ignore }
                """);
        assertEquals(5 * SECOND, bench.delay());
        bench.receive("Ping", 1);
        bench.step(new Event.TimerFired<>(0, 0));
        assertEquals("T", bench.state());
    }

    @Test
    void aStateThatLastsTooLongIsLeft() {
        Bench bench = new Bench("""
                start state S { after 5 s { goto Late("timer") } ; otherwise ignore }
                final state Late { otherwise ignore }
                """);
        bench.step(new Event.TimerFired<>(0, 0));
        assertEquals("Late", bench.state());
    }

    @Test
    void freshValuesAreDrawnOnceAndLabelled() {
        Bench bench = new Bench("""
                fresh n : bytes[4]
                start final state S { on user.go { send Ping(x = n) on net ; send Pong(x = n) on net } ; otherwise ignore }
                """);
        bench.local("go");
        assertEquals(1, bench.all(Effect.Drawn.class).size());
        assertEquals("Alice.n#1", String.valueOf(bench.session.variable("n")));
    }

    @Test
    void aSharedSecretIsTheSameForBothOfThem() {
        Bench bench = new Bench("""
                knows k = shared(me, peer) : bytes[4]
                start final state S { on user.go { send Ping(x = k) on net } ; otherwise ignore }
                """);
        Session<Term> other = bench.machine.session(2, bench.protocol.roles().getFirst(), List.of("Bob", "Alice"));
        assertSame(bench.session.variable("k"), other.variable("k"));
    }

    @Test
    void theTriesOfARetransmissionDoubleToTheirLimit() {
        Timing timing = new Timing();
        assertEquals(List.of(50L, 100L, 200L, 200L), timing.millis(50, 200, 4));
    }

    /** The waits of a timer in milliseconds. */
    private static final class Timing {
        List<Long> millis(long first, long limit, int tries) {
            var timer = new Timer("T", first * 1_000_000, limit * 1_000_000, tries, List.of());
            return IntStream.range(0, tries)
                    .mapToObj(i -> timer.delay(i) / 1_000_000)
                    .toList();
        }
    }

    @Test
    void theClockIsAnNtpTimestamp() {
        // 46,021 days from 1900-01-01 to 2026-01-01; half a second is half of 2^32.
        assertEquals(46_021L * 86_400 << 32 | 1L << 31, new Moment(SECOND / 2, 0).ntp());
    }

    @Test
    void timestampsAreComparedAcrossTheTurnOfAnEra() {
        assertEquals(2 * SECOND, Moment.nanosBetween(1L << 32, -1L << 32));
    }
}
