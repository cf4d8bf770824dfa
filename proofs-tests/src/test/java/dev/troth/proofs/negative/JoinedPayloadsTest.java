package dev.troth.proofs.negative;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.proofs.Specs;
import dev.troth.reference.run.Settings;
import dev.troth.reference.run.Simulation;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.text.Source;
import org.junit.jupiter.api.Test;

/** Payloads of a chain that are joined into a value, as IKEv2 seals them (RFC 7296 section 3.14). */
class JoinedPayloadsTest {
    private static final String SPECIFICATION = """
            protocol Joined "payloads in a value" {
              import "library/std/prelude.troth"
              chain 8 { 0 Last, 35 IDi, 39 AUTH }
              channel net : udp { path A -- B }
              layout IDi  { next : 8 = chain ; len : 16 = size(next ..) ; name : text[rest] }
              layout AUTH { next : 8 = chain ; len : 16 = size(next ..) ; data : bytes[rest] }
              message Inner = IDi AUTH
              message M { n : bytes[16] }
              role A(me, peer) {
                fresh n : bytes[16]
                var   x : bytes
                start state Idle {
                  on user.call {
                    x := IDi(name = "a") || AUTH(data = n)
                    open x as Inner y else goto Bad
                    require part(x, 0, 1) = 0x27 else goto Bad
                    send M(n = y.AUTH.data) on net
                    goto Done
                  }
                  otherwise ignore
                }
                final state Bad  { otherwise ignore }
                final state Done { otherwise ignore }
              }
              role B(me, peer) {
                start state Idle { recv M m on net { goto Done } ; otherwise ignore }
                final state Done { otherwise ignore }
              }
              scenario basic { run Alice = A(peer Bob) ; run Bob = B(peer Alice) ; expect Alice.Done ; expect Bob.Done }
            }
            """;

    /** RFC 7296 section 3.2: 39 is the number of AUTH, and the payload before it names it. */
    @Test
    void eachNamesTheOneThatFollows() {
        Protocol protocol = Specs.read(new Source("joined.troth", SPECIFICATION));
        assertTrue(Simulation.run(protocol, Settings.of(Specs.scenario(protocol, "basic")))
                .transcript()
                .asExpected());
    }
}
