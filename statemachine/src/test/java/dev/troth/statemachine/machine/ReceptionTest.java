package dev.troth.statemachine.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.spec.model.Port;
import dev.troth.spec.model.Reaction;
import dev.troth.statemachine.algebra.Condition;
import dev.troth.statemachine.term.Term;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a state makes of what arrives: a reaction, silence, a message that nobody spoke of, or garbage. */
class ReceptionTest {
    private static final String MORE = """
              option mode = first | second
              layout Tagged(n : u8) { data : bytes[4] ; tag : bytes[n] }
            """;

    private static Bench bench(int mode, String role) {
        return new Bench(MORE, role, Map.of(0, mode));
    }

    private static final String CONDITIONAL = """
            start state S {
              if mode = first { recv Ping m on net { goto First } }
              if mode = second { on user.go { goto Second } ; ignore Ping }
              if mode = second { malformed on net { goto Garbage } }
              otherwise defer
            }
            final state First { otherwise ignore }
            final state Second { otherwise ignore }
            final state Garbage { otherwise ignore }
            """;

    @Test
    void aReactionExistsOnlyUnderItsOptions() {
        Bench first = bench(0, CONDITIONAL);
        first.receive("Ping", 1);
        assertEquals("First", first.state());
        Bench second = bench(1, CONDITIONAL);
        second.receive("Ping", 1);
        assertEquals("S", second.state());
        assertEquals(1, second.all(Effect.Ignored.class).size());
        second.local("go");
        assertEquals("Second", second.state());
        Bench other = bench(0, CONDITIONAL);
        other.local("go");
        assertEquals("S", other.state());
    }

    @Test
    void aVariantHasTheReactionsThatItsOptionsLeave() {
        for (int mode : new int[] {0, 1}) {
            Bench bench = bench(mode, CONDITIONAL);
            List<Reaction> reactions = bench.session.currentState().reactions();
            assertEquals(mode == 0, reactions.stream().anyMatch(r -> r.trigger() instanceof Reaction.Receive));
            assertEquals(mode == 1, reactions.stream().anyMatch(r -> r.trigger() instanceof Reaction.Local));
            assertSame(bench.protocol, bench.machine.protocol());
        }
    }

    @Test
    void garbageIsGarbageOnlyWhereTheStateSaysSo() {
        Bench second = bench(1, CONDITIONAL);
        second.receive(second.octets(1));
        assertEquals("Garbage", second.state());
        Bench first = bench(0, CONDITIONAL);
        first.receive(first.octets(1));
        assertEquals("S", first.state());
        Effect.Malformed<?> malformed =
                (Effect.Malformed<?>) first.all(Effect.Malformed.class).getFirst();
        assertTrue(malformed.reason().startsWith("not Ping: "), malformed.reason());
    }

    @Test
    void whatNoStateReceivesHereIsNoMessageOfTheProtocol() {
        Bench bench = bench(0, "start final state S { otherwise ignore }");
        bench.receive(bench.octets(1));
        Effect.Malformed<?> malformed =
                (Effect.Malformed<?>) bench.all(Effect.Malformed.class).getFirst();
        assertEquals("no message of this protocol", malformed.reason());
    }

    @Test
    void everyOtherMessageIsIgnoredOrKept() {
        Bench ignoring = bench(0, "start final state S { recv Pong m on net { show m.x to user } ; otherwise ignore }");
        ignoring.receive("Ping", 1);
        assertEquals(
                "Ping",
                ((Effect.Ignored<?>) ignoring.all(Effect.Ignored.class).getFirst())
                        .message()
                        .name());
        Bench keeping = bench(0, """
                start state S { on user.go { goto T } ; otherwise defer }
                final state T { recv Ping m on net { show m.x to user } ; otherwise ignore }
                """);
        keeping.receive("Ping", 1);
        keeping.receive("Ping", 2);
        assertEquals(1, keeping.all(Effect.Deferred.class).size());
        assertEquals(2, keeping.session.deferred().size());
        keeping.local("go");
        assertEquals(List.of(keeping.octets(1), keeping.octets(2)), keeping.shown());
        assertEquals(0, keeping.session.deferred().size());
    }

    /** What is deferred in the state that a deferred message leads to waits for the one after. */
    @Test
    void whatWaitsMayWaitAgain() {
        Bench bench = bench(0, """
                start state S { on user.go { goto T } ; otherwise defer }
                state T { recv Ping m on net { goto U } ; defer Pong }
                final state U { recv Pong m on net { show m.x to user } ; otherwise ignore }
                """);
        bench.receive("Pong", 3);
        bench.receive("Ping", 1);
        bench.local("go");
        assertEquals("U", bench.state());
        assertEquals(List.of(bench.octets(3)), bench.shown());
    }

    @Test
    void silenceIsOfTheMessagesItNames() {
        Bench bench = bench(0, "start final state S { ignore Pong }");
        bench.receive("Ping", 1);
        assertEquals(0, bench.all(Effect.Ignored.class).size());
        assertEquals("Ping", ((Effect.Unsaid<?>) bench.all(Effect.Unsaid.class).getFirst()).what());
        bench.receive("Pong", 1);
        assertEquals(1, bench.all(Effect.Ignored.class).size());
        assertEquals(0, bench.all(Effect.Unsaid.class).size());
    }

    @Test
    void theFirstReactionThatFitsTakesTheMessage() {
        Bench bench = bench(0, """
                start final state S {
                  recv Ping m on net { show 0x01 to user }
                  recv Pong m on net { show 0x02 to user }
                }
                """);
        bench.receive("Pong", 1);
        assertEquals(List.of(bench.terms.octets(new byte[] {2})), bench.shown());
        assertEquals(
                "Pong",
                ((Effect.Accepted<?>) bench.all(Effect.Accepted.class).getFirst())
                        .message()
                        .name());
    }

    /** A packet whose tag has another length than the receiver wants is malformed, not a message nobody spoke of. */
    @Test
    void aParameterTellsMessagesApart() {
        Bench bench = bench(0, """
                start final state S {
                  on user.go { send Tagged(n = 2, data = 0x01020304, tag = 0x0506) on net }
                  recv Tagged(n = 2) m on net { show m.tag to user }
                  otherwise ignore
                }
                """);
        bench.local("go");
        Effect.Sent<?> sent = (Effect.Sent<?>) bench.all(Effect.Sent.class).getFirst();
        bench.receive((Term) sent.value());
        assertEquals(1, bench.shown().size());

        Bench other = bench(0, """
                start final state S {
                  on user.go { send Tagged(n = 3, data = 0x01020304, tag = 0x050607) on net }
                  recv Tagged(n = 2) m on net { show m.tag to user }
                  otherwise ignore
                }
                """);
        other.local("go");
        Effect.Sent<?> longer = (Effect.Sent<?>) other.all(Effect.Sent.class).getFirst();
        other.receive((Term) longer.value());
        assertEquals(0, other.shown().size());
        assertEquals(0, other.all(Effect.Ignored.class).size());
        assertEquals(1, other.all(Effect.Malformed.class).size());

        Bench silent = bench(0, """
                start final state S {
                  on user.go { send Tagged(n = 3, data = 0x01020304, tag = 0x050607) on net }
                  otherwise ignore
                }
                """);
        silent.local("go");
        silent.receive((Term) ((Effect.Sent<?>) silent.all(Effect.Sent.class).getFirst()).value());
        assertEquals(1, silent.all(Effect.Ignored.class).size());
    }

    @Test
    void aPortIsOfItsChannelAndOfItsNameIfItHasOne() {
        Port any = new Port(0, "net", "");
        Port offer = new Port(0, "net", "offer");
        assertTrue(Machine.matches(any, offer));
        assertTrue(Machine.matches(offer, offer));
        assertTrue(!Machine.matches(offer, new Port(0, "net", "answer")));
        assertTrue(!Machine.matches(any, new Port(1, "other", "")));
    }

    @Test
    void aRunMayHaveItsValuesReplaced() {
        Bench bench = bench(0, """
                node seen : set of bytes[4]
                node last : map of bytes[4] to bytes[4]
                var x : bytes[4], y : bytes[4]
                start final state S {
                  recv Ping m on net { x := m.x ; add m.x to seen ; set last[m.x] := m.x ; send Ping(x = m.x) on net }
                  defer Pong
                }
                """);
        bench.receive("Ping", 1);
        bench.receive("Pong", 2);
        Term one = bench.octets(1);
        Term nine = bench.octets(9);
        Term ping = bench.message("Ping", 1);
        Term pong = bench.message("Pong", 2);
        Session<Term> replaced = bench.session.replaced(
                v -> v == one ? nine : v == ping ? bench.message("Ping", 9) : v == pong ? bench.message("Pong", 9) : v);
        assertSame(nine, replaced.variable("x"));
        assertNull(replaced.variable("y"));
        assertNull(replaced.variable("z"));
        assertEquals(
                bench.message("Ping", 9),
                replaced.sent().values().iterator().next().value());
        assertEquals(bench.message("Pong", 9), replaced.deferred().getFirst().value());
        assertEquals(bench.session.state(), replaced.state());

        Stores<Term> stores = bench.stores.replaced(v -> v == one ? nine : v);
        assertEquals(
                List.of(nine, nine),
                stores.all().stream().map(Stores.Entry::key).toList());
        assertEquals(nine, stores.all().get(1).value());
        assertNull(stores.all().get(0).value());
        Stores<Term> none = Stores.empty();
        assertSame(none, none.replaced(v -> nine));
        assertNotSame(bench.stores, stores);
    }

    @Test
    void aRunSaysWhoItIsAndWhereItStands() {
        Bench bench = bench(0, "start final state S { otherwise ignore }");
        assertEquals("Alice.A#1 in S", bench.session.toString());
        assertEquals(Map.of(3, 2), bench.session.tried(3, 2).tries());
        assertEquals("Alice", bench.session.agent());
    }

    @Test
    void aConditionOfAStateIsDecidedWhereItStands() {
        Bench bench = bench(0, """
                var x : bytes[4]
                start state S { recv Ping m on net { x := m.x ; if x = 0x00000001 { goto T } } ; otherwise ignore }
                final state T { otherwise ignore }
                """);
        bench.receive("Ping", 2);
        assertEquals("S", bench.state());
        var branch = (dev.troth.spec.model.Statement.If)
                bench.session.currentState().reactions().getFirst().body().get(1);
        assertEquals(
                List.of(false),
                bench.machine.decide(branch.condition(), bench.session, Condition.ALWAYS).stream()
                        .map(dev.troth.statemachine.algebra.Decision::holds)
                        .toList());
        bench.receive("Ping", 1);
        assertEquals("T", bench.state());
        assertEquals(
                List.of(true),
                bench.machine.decide(branch.condition(), bench.session, Condition.ALWAYS).stream()
                        .map(dev.troth.statemachine.algebra.Decision::holds)
                        .toList());
    }
}
