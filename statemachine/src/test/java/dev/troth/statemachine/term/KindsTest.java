package dev.troth.statemachine.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands between a message and its use, the kind of the use is the kind of the message. */
class KindsTest {
    private static final String DECLARATIONS = """
              message Proof { y : bytes[16], c : bytes[32] }
              message Boxed { y : bytes[16], b : bytes }
              message Inner { d : bytes[32] }
              keys {
                same(x : bytes[32]) = x
                tag(x : bytes[32]) = h(x)
              }
            """;

    private static Draft role(String body) {
        return new Draft(DECLARATIONS, """
                fresh n : bytes[16], r : bytes[32]
                var kept : bytes[32]
                node cache : map of agent to bytes[32]
                node seen : set of bytes[32]
                start state S {
                  on user.go { send Proof(y = n, c = r) on net ; send Boxed(y = n, b = senc(r, Inner(d = r))) on net }
                  recv Proof m on net { %s goto T }
                  recv Boxed x on net { open sdec(r, x.b) as Inner i else discard("box") ; goto T }
                  otherwise ignore
                }
                final state T { otherwise ignore }
                """.formatted(body));
    }

    /** Each compares {@code m.c} with a hash of {@code m.y}. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "require m.c = h(m.y) else discard(\"no\") ;",
                "require h(m.y) = m.c else discard(\"no\") ;",
                "let v = m.c ; require v = h(m.y) else discard(\"no\") ;",
                "let v = h(m.y) ; require m.c = v else discard(\"no\") ;",
                "let v = m.c ; let w = v ; require not (w != h(m.y)) else discard(\"no\") ;",
                "kept := m.c ; require kept = h(m.y) else discard(\"no\") ;",
                "kept := h(m.y) ; if kept = m.c { show n to user } ;",
                "require same(m.c) = h(m.y) else discard(\"no\") ;",
                "require m.c = tag(m.c) else discard(\"no\") ;",
                "require m.c in [r, h(m.y)] else discard(\"no\") ;",
                "add h(m.y) to seen ; require m.c in seen else discard(\"no\") ;",
                "add m.c to seen ; require h(m.y) in seen else discard(\"no\") ;",
                "set cache[peer] := m.c ; require cache[peer] = h(m.y) else discard(\"no\") ;",
                "require h(m.c) = h(h(m.y)) else discard(\"no\") ;",
                "let v = Inner(d = m.c) ; require v.d = h(m.y) else discard(\"no\") ;"
            })
    void aNameBetweenAMessageAndItsUseDoesNotEndTheFlow(String body) {
        Draft d = role(body);
        Kind kind = new Kinds(d.protocol).field(d.layout("Proof"), 1);
        assertNotNull(kind);
        assertEquals(Set.of(d.function("h")), kind.functions());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "require m.c xor r = h(m.y) else discard(\"no\") ;",
                "require part(m.c, 0, 16) = m.y else discard(\"no\") ;",
                "require trunc(m.c || m.y, 32) = h(m.y) else discard(\"no\") ;",
                "let v = m.c xor r ; if v = r { show n to user } ;"
            })
    void whatIsCutOrJoinedAndComparedMayBeAnything(String body) {
        Draft d = role(body);
        assertNull(new Kinds(d.protocol).field(d.layout("Proof"), 1));
    }

    @Test
    void whatNobodyBuildsMayBeAnything() {
        Draft d = new Draft(DECLARATIONS, """
                start final state S {
                  recv Proof m on net { require present(verified(m.y, m.c)) else discard("no") }
                  otherwise ignore
                }
                """.replace("verified(m.y", "sdec(m.y"));
        assertNull(new Kinds(d.protocol).field(d.layout("Proof"), 1));
    }

    @Test
    void whatIsOpenedIsAskedToBeClosed() {
        Draft d = role("require present(signed(m.c)) else discard(\"no\") ;");
        Kind kind = new Kinds(d.protocol).field(d.layout("Proof"), 1);
        assertNotNull(kind);
        assertEquals(Set.of(d.function("sign")), kind.functions());
    }

    /** What is asked of the plain text is asked of every field that somebody encrypts. */
    @Test
    void whatIsAskedGoesBackThroughMessagesAndEncryption() {
        Draft d = new Draft(DECLARATIONS, """
                fresh n : bytes[16], r : bytes[32]
                start state S {
                  on user.go { send Proof(y = n, c = r) on net }
                  recv Proof m on net { send Boxed(y = m.y, b = senc(r, Inner(d = m.c))) on net ; goto T }
                  otherwise ignore
                }
                final state T {
                  recv Boxed m on net {
                    open sdec(r, m.b) as Inner i else discard("box")
                    require i.d = h(m.y) else discard("no")
                  }
                  otherwise ignore
                }
                """);
        Kind kind = new Kinds(d.protocol).field(d.layout("Proof"), 1);
        assertNotNull(kind);
        assertEquals(Set.of(d.function("h")), kind.functions());
    }
}
