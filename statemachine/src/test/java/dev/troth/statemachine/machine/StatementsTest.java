package dev.troth.statemachine.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.troth.statemachine.term.Term;
import dev.troth.statemachine.term.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What each kind of statement does to a run, and what of it is told. */
class StatementsTest {
    private static final long SECOND = 1_000_000_000L;

    private static Bench bench(String role) {
        return new Bench(
                "  option mode = first | second\n  timer T = 50 ms doubling to 200 ms, 3 tries\n", role, Map.of());
    }

    @Test
    void assignmentsAndChecksAreToldInOrder() {
        Bench bench = bench("""
                var x : bytes[4]
                start final state S {
                  recv Ping m on net {
                    x := m.x
                    require m.x = 0x00000001 else discard("one")
                    require m.x != 0x00000002 else discard("two")
                  }
                  otherwise ignore
                }
                """);
        bench.receive("Ping", 1);
        assertEquals(List.of("m.x = 0x00000001 passed", "m.x != 0x00000002 passed"), bench.checks());
        assertEquals(
                List.of("x"),
                bench.all(Effect.Assigned.class).stream()
                        .map(Effect.Assigned::variable)
                        .toList());
        assertEquals(1, bench.all(Effect.Accepted.class).size());
        bench.receive("Ping", 3);
        assertEquals(List.of("m.x = 0x00000001 failed"), bench.checks());
    }

    @Test
    void aLetNamesAValueForTheRestOfItsReaction() {
        Bench bench = bench("""
                start final state S { recv Ping m on net { let y = m.x || m.x ; show y to user } ; otherwise ignore }
                """);
        bench.receive("Ping", 1);
        assertEquals(
                bench.algebra.concat(new Term[] {bench.octets(1), bench.octets(1)}),
                bench.shown().getFirst());
    }

    @Test
    void ofAListTheFirstItemThatFitsIsChosen() {
        Bench bench = bench("""
                var a : bytes[4], b : bytes[4]
                start state S {
                  on user.go {
                    a := 0x00000001 ; b := 0x00000002
                    choose x in [0x00000000, b, a] where x != 0x00000000 else goto None("none")
                    show x to user
                  }
                  on user.none { choose x in [a, b] where x = 0x00000009 else goto None("none") ; goto S }
                  otherwise ignore
                }
                final state None { otherwise ignore }
                """);
        bench.local("go");
        assertEquals(bench.octets(2), bench.shown().getFirst());
        assertEquals(List.of("choose x passed"), bench.checks());
        bench.local("none");
        assertEquals(List.of("choose x failed"), bench.checks());
        assertEquals("None", bench.state());
    }

    @Test
    void whatIsOpenedHasTheMessageOrFails() {
        Bench bench = bench("""
                knows k = shared(me, peer) : bytes[16]
                fresh iv : bytes[16]
                start state S {
                  recv Ping m on net {
                    open aes_cm(k, iv, aes_cm(k, iv, m)) as Ping p else goto No("not a ping")
                    show p.x to user
                  }
                  recv Pong m on net { open m as Ping p else goto No("not a ping") ; show p.x to user }
                  otherwise ignore
                }
                final state No { otherwise ignore }
                """);
        bench.receive("Ping", 6);
        assertEquals(bench.octets(6), bench.shown().getFirst());
        assertEquals(List.of("open as Ping passed"), bench.checks());
        bench.receive("Pong", 6);
        assertEquals("No", bench.state());
        assertEquals(List.of(), bench.shown());
        assertEquals(1, bench.checks().size());
    }

    @Test
    void aMapHoldsOneValueForAKeyAndTheLastOneStays() {
        Bench bench = bench("""
                node last : map of bytes[4] to bytes[4] for 10 s
                start final state S {
                  recv Ping m on net { show last[0x00000001] to user ; set last[0x00000001] := m.x }
                  recv Pong m on net { show last[m.x] to user ; set last[m.x] := m.x }
                }
                """);
        bench.receive("Ping", 5);
        assertSame(Terms.ABSENT, bench.shown().getFirst());
        assertEquals("last", ((Effect.Stored<?>) bench.all(Effect.Stored.class).getFirst()).store());
        bench.receive("Pong", 9);
        assertSame(Terms.ABSENT, bench.shown().getFirst());
        bench.receive("Ping", 6);
        assertEquals(bench.octets(5), bench.shown().getFirst());
        bench.receive("Ping", 7);
        assertEquals(bench.octets(6), bench.shown().getFirst());
        bench.receive("Pong", 9);
        assertEquals(bench.octets(9), bench.shown().getFirst());
        assertEquals(2, bench.stores.all().size());
        bench.now = 10 * SECOND;
        bench.receive("Ping", 1);
        assertSame(Terms.ABSENT, bench.shown().getFirst());
    }

    @Test
    void anEntryWithoutALifeStaysForEver() {
        Bench bench = bench("""
                node seen : set of bytes[4]
                start final state S {
                  recv Ping m on net { require m.x not in seen else discard("seen") ; add m.x to seen }
                  otherwise ignore
                }
                """);
        bench.receive("Ping", 1);
        assertEquals(1, bench.all(Effect.Stored.class).size());
        bench.now = 400_000_000 * SECOND;
        bench.receive("Ping", 1);
        assertEquals(1, bench.all(Effect.Discarded.class).size());
    }

    @Test
    void onlyTheLastMessageOfItsKindIsSentAgain() {
        Bench bench = bench("""
                start final state S {
                  recv Ping m on net { send Ping(x = m.x) on net }
                  recv Pong m on net { resend Ping ; resend Pong }
                }
                """);
        bench.receive("Pong", 1);
        assertEquals(List.of(), bench.sent());
        bench.receive("Ping", 1);
        bench.receive("Ping", 2);
        assertEquals(List.of("Ping"), bench.sent());
        bench.receive("Pong", 1);
        assertEquals(List.of("Ping again"), bench.sent());
        Effect.Sent<?> again = (Effect.Sent<?>) bench.all(Effect.Sent.class).getFirst();
        assertEquals(bench.message("Ping", 2), again.value());
        assertEquals("Bob", again.to());
    }

    @Test
    void aRetransmissionDoublesItsWaitAndGivesUpAfterItsTries() {
        Bench bench = bench("""
                start state S {
                  on user.go { send Ping(x = 0x00000001) on net ; goto Waiting }
                  otherwise ignore
                }
                state Waiting {
                  retransmit Ping by T else goto Failed("no answer")
                  otherwise ignore
                }
                final state Failed { otherwise ignore }
                """);
        bench.local("go");
        assertEquals(50, bench.delay() / 1_000_000);
        int epoch = bench.session.epoch();
        for (long wait : new long[] {100, 200, 200}) {
            bench.step(new Event.TimerFired<>(0, epoch));
            assertEquals(List.of("Ping again"), bench.sent());
            assertEquals(wait, bench.delay() / 1_000_000);
            assertEquals("Waiting", bench.state());
        }
        assertEquals(Map.of(0, 3), bench.session.tries());
        bench.step(new Event.TimerFired<>(0, epoch));
        assertEquals("Failed", bench.state());
        assertEquals(Map.of(), bench.session.tries());
        bench.step(new Event.TimerFired<>(7, bench.session.epoch()));
        assertEquals(List.of(), bench.effects);
    }

    @Test
    void theEntryOfAStateHappensOnceAndBeforeItsTimers() {
        Bench bench = bench("""
                start state S { on user.go { goto T } ; otherwise ignore }
                state T {
                  entry { show 0x01 to user }
                  after 2 s { goto U }
                  otherwise ignore
                }
                final state U { entry { show 0x02 to user ; export 0x03 to app } ; otherwise ignore }
                """);
        bench.local("go");
        assertEquals(1, bench.shown().size());
        assertEquals(2 * SECOND, bench.delay());
        assertEquals(
                List.of(Effect.Entered.class, Effect.Shown.class, Effect.TimerSet.class),
                bench.effects.stream().map(Object::getClass).toList());
        bench.step(new Event.TimerFired<>(1, bench.session.epoch()));
        assertEquals("U", bench.state());
        assertEquals(1, bench.all(Effect.Exported.class).size());
        assertEquals(
                "app", ((Effect.Exported<?>) bench.all(Effect.Exported.class).getFirst()).target());
    }

    /** A state that its own entry leaves sets no timer. */
    @Test
    void anEntryMayLeaveItsStateAtOnce() {
        Bench bench = bench("""
                start state S { on user.go { goto T } ; otherwise ignore }
                state T {
                  entry { goto U }
                  after 2 s { goto S }
                  otherwise ignore
                }
                final state U { otherwise ignore }
                """);
        bench.local("go");
        assertEquals("U", bench.state());
        assertEquals(0, bench.all(Effect.TimerSet.class).size());
        assertEquals(2, bench.session.epoch());
    }

    /** A claim about a state is about the run as it came there, also where the state changes it and is left at once. */
    @Test
    void theStateThatIsEnteredKnowsWhatTheRunHeldThen() {
        Bench bench = bench("""
                var x : u8
                start state S { on user.go { x := 1 ; goto T } ; otherwise ignore }
                state T { entry { x := 2 ; goto U } ; otherwise ignore }
                final state U { entry { x := 3 } ; otherwise ignore }
                """);
        bench.local("go");
        List<Object> held = new ArrayList<>();
        for (Object effect : bench.all(Effect.Entered.class)) {
            Effect.Entered<?> entered = (Effect.Entered<?>) effect;
            held.add(entered.session().currentState().name());
            held.add(Objects.requireNonNull(entered.session().variable("x")));
        }
        assertEquals(List.of("T", bench.algebra.integer(1, 8), "U", bench.algebra.integer(2, 8)), held);
    }

    @Test
    void theStateThatIsEnteredKnowsWhy() {
        Bench bench = bench("""
                var why : text
                action refuse(reason : text) { goto Failed(reason) }
                start state S {
                  on user.go { refuse("tired") }
                  on user.why { why := "because" ; goto Failed(why) }
                  otherwise ignore
                }
                final state Failed { on user.back { goto S } ; otherwise ignore }
                """);
        bench.local("go");
        assertEquals(
                "tired", ((Effect.Entered<?>) bench.all(Effect.Entered.class).getFirst()).reason());
        bench.local("back");
        assertEquals("", ((Effect.Entered<?>) bench.all(Effect.Entered.class).getFirst()).reason());
        bench.local("why");
        assertEquals(
                "because", ((Effect.Entered<?>) bench.all(Effect.Entered.class).getFirst()).reason());
    }

    /** What a discarded message sent stays sent, but is not what is sent again. */
    @Test
    void aDiscardTakesBackVariablesStoresAndWhatWouldBeSentAgain() {
        Bench bench = bench("""
                node seen : set of bytes[4]
                var x : bytes[4]
                start final state S {
                  recv Ping m on net { x := m.x ; add m.x to seen ; send Pong(x = m.x) on net ; discard("no") }
                  recv Pong m on net { resend Pong }
                }
                """);
        bench.receive("Ping", 1);
        assertNull(bench.session.variable("x"));
        assertEquals(0, bench.stores.all().size());
        bench.receive("Pong", 1);
        assertEquals(List.of(), bench.sent());
    }

    /** Once a state has been entered the message has had its effect. */
    @Test
    void afterAGotoNothingIsTakenBack() {
        Bench bench = bench("""
                var x : bytes[4]
                start state S { recv Ping m on net { x := m.x ; goto T } ; otherwise ignore }
                final state T { entry { discard("late") } ; otherwise ignore }
                """);
        bench.receive("Ping", 4);
        assertEquals("T", bench.state());
        assertEquals(bench.octets(4), bench.session.variable("x"));
    }

    @Test
    void aNewRunOfTheRoleTakesTheMessage() {
        Bench bench = bench("""
                start state S { recv Ping m on net { goto T } ; otherwise ignore }
                final state T { recv Ping m on net { spawn } ; otherwise ignore }
                """);
        bench.receive("Ping", 1);
        bench.receive("Ping", 2);
        Effect.Spawned<?> spawned =
                (Effect.Spawned<?>) bench.all(Effect.Spawned.class).getFirst();
        assertEquals(bench.message("Ping", 2), spawned.event().value());
    }

    @Test
    void anEventOfAnotherNameOrSourceDoesNothing() {
        Bench bench = bench("""
                start state S { on user.go { goto T } ; otherwise ignore }
                final state T { otherwise ignore }
                """);
        bench.local("stop");
        bench.step(new Event.Local<>("sip", "go"));
        assertEquals("S", bench.state());
        assertEquals(List.of(), bench.effects);
    }
}
