package dev.troth.statemachine.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.spec.Specification;
import dev.troth.spec.diagnostic.Renderer;
import dev.troth.spec.library.Library;
import dev.troth.spec.model.Claim;
import dev.troth.spec.model.Compromise;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.Variant;
import dev.troth.spec.text.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the search leaves out because nothing can come of it: only what nothing can come of. */
class AnalysesTest {
    private static Protocol protocol(String declarations, String role) {
        String text = """
                protocol P "a test" {
                  import "../std/ideal.troth"
                  channel net : udp { attacker read, block, inject }
                  param window = 5 s
                  message Ping { n : bytes[16], t : time }
                  message Pong { x : bytes }
                  message Hail { n : u8 }
                %s
                  role A(me, peer) {
                    knows k = shared(me, peer) : bytes[32]
                    fresh n : bytes[16]
                    var kept : bytes
                    node seen : set of bytes[16]
                    node cache : map of agent to bytes[16]
                    start state S {
                %s
                      otherwise ignore
                    }
                    final state T { otherwise ignore }
                  }
                  role B(me, peer) { start final state S { otherwise ignore } }
                }
                """.formatted(declarations, role);
        Specification read = Specification.read(new Source("library/classic/test.troth", text), new Library());
        return Variant.of(Objects.requireNonNull(read.protocol(), () -> Renderer.render(read.findings())), Map.of());
    }

    private static Role role(String body) {
        return protocol("", body).roles().getFirst();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "let v = cache[peer] xor m.n ; require present(v) else discard(\"no\")",
                "kept := cache[peer]",
                "let v = h(cache[peer] || m.n) ; show v to user",
                "send Pong(x = senc(k, cache[peer])) on net",
                "require part(cache[peer], 0, 8) = part(m.n, 0, 8) else discard(\"no\")",
                "if m.n in seen { goto T }",
                "require m.n in seen else discard(\"no\")",
                "require not (not (m.n in seen)) else discard(\"no\")",
                "require m.n != n or m.n in seen else discard(\"no\")",
                "add cache[peer] to seen",
                "set cache[me] := cache[peer]",
                "set cache[peer] := m.n ; export cache[peer] to app",
                "require m.n not in seen else { send Pong(x = k) on net ; goto T }",
                "open sdec(k, cache[peer]) as Ping p else discard(\"no\")",
                "require m.n = n else { show cache[peer] to user ; discard(\"no\") }"
            })
    void aStoreThatIsReadMayMakeSomethingPossible(String body) {
        assertTrue(Consulted.in(role("recv Ping m on net { " + body + " }")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "require m.n not in seen else discard(\"again\") ; add m.n to seen",
                "require not (m.n in seen) and m.n != n else discard(\"again\") ; add m.n to seen",
                "set cache[peer] := m.n"
            })
    void aStoreThatOnlyForbidsMakesNothingPossible(String body) {
        assertFalse(Consulted.in(role("recv Ping m on net { " + body + " }")));
    }

    private static boolean isProductive(String body) {
        Protocol protocol = protocol("", "recv Ping m on net { " + body + " ; goto T }");
        Outlook outlook = new Outlook(protocol.roles(), new Powers(protocol, List.of()), role -> false);
        return outlook.isProductive(protocol.roles().getFirst(), 0);
    }

    @Test
    void toSendAConstantInTheOpenIsNothing() {
        assertFalse(isProductive("send Hail(n = 1) on net"));
        assertFalse(isProductive("send Pong(x = 0x01 || \"a\") on net"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "send Pong(x = n) on net",
                "send Pong(x = h(n)) on net",
                "send Pong(x = 0x01 || k) on net",
                "send Pong(x = 0x00000000000000000000000000000001 xor n) on net",
                "send Pong(x = m.n) on net",
                "if m.n = n { send Pong(x = k) on net }",
                "export k to app"
            })
    void whatOthersMayNoticeIsSomething(String body) {
        assertTrue(isProductive(body));
    }

    @Test
    void toSetSomethingCountsWhereTheAttackerIsGivenIt() {
        Protocol protocol = protocol("", "recv Ping m on net { kept := h(m.n) ; goto T }");
        Powers powers = new Powers(protocol, List.of());
        Role role = protocol.roles().getFirst();
        assertFalse(new Outlook(protocol.roles(), powers, of -> false).isProductive(role, 0));
        assertTrue(new Outlook(protocol.roles(), powers, of -> true).isProductive(role, 0));
    }

    private static List<Long> seconds(String body) {
        return Pauses.of(protocol("", body)).stream()
                .map(nanos -> nanos / 1_000_000_000L)
                .toList();
    }

    /** A second more than each time that is written, and than each sum. */
    @Test
    void everyTimeThatIsComparedIsWaitedFor() {
        assertEquals(
                List.of(6L),
                seconds("recv Ping m on net { require abs(m.t - now(me)) <= window else discard(\"late\") }"));
        assertEquals(
                List.of(4L),
                seconds(
                        "recv Ping m on net { let limit = 3 s ; require m.t - now(me) <= limit else discard(\"late\") }"));
        assertEquals(
                List.of(2L, 3L, 4L),
                seconds("recv Ping m on net { require m.t - now(me) <= 1 s + 2 s else discard(\"late\") }"));
        assertEquals(List.of(), seconds("after 32 s { goto T }"));
    }

    private static List<String> longTerm(String known) {
        Protocol protocol = protocol("  keys { made(x : bytes[32]) = sha256(x) }", "recv Ping m on net { goto T }");
        String text = protocol.sources().getFirst().text().replace("knows k = shared(me, peer)", "knows k = " + known);
        Specification read = Specification.read(new Source("library/classic/test.troth", text), new Library());
        Protocol changed = Objects.requireNonNull(read.protocol(), () -> Renderer.render(read.findings()));
        Role role = changed.roles().getFirst();
        Scene scene = new Scene(
                changed,
                Compromise.NONE,
                Bounds.STANDARD,
                new Claim.Point(role, role.states().getFirst()),
                1,
                List.of(),
                false);
        List<String> secrets = new ArrayList<>();
        scene.longTerm("Alice").forEach(term -> secrets.add(term.toString()));
        return secrets;
    }

    static Stream<String> derived() {
        return Stream.of(
                "sha256(shared(me, peer))",
                "sha256(\"aux\" || shared(me, peer))",
                "sha256(shared(me, peer) xor private(me))",
                "trunc(shared(me, peer) || private(me), 32)",
                "made(shared(me, peer))",
                "made(made(shared(me, peer)))",
                "sha256(Pong(x = shared(me, peer)))");
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.MethodSource("derived")
    void aLongTermSecretUnderAnyOperatorIsOne(String known) {
        List<String> plain = longTerm("shared(me, peer)");
        assertFalse(plain.isEmpty());
        List<String> found = longTerm(known);
        assertTrue(found.containsAll(plain), () -> found + " lacks some of " + plain);
    }
}
