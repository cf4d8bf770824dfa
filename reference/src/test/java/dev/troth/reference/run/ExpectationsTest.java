package dev.troth.reference.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.troth.reference.transcript.Transcript;
import dev.troth.spec.Specification;
import dev.troth.spec.library.Library;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.text.Source;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** How often an agent comes to a state, and how often a scenario says that it does. */
class ExpectationsTest {
    /** Bob comes to Ready once, and never to Away. */
    private static List<Boolean> met(String expected) {
        Source source = new Source("expected.troth", """
                protocol Expected "What is expected" {
                  channel net : udp { attacker read, block, inject }
                  message Hello { x : u8 }
                  role A(me, peer) {
                    start state Idle { on user.call { send Hello(x = 1) on net ; goto Done } ; otherwise ignore }
                    final state Done { otherwise ignore }
                  }
                  role B(me, peer) {
                    start state Idle  { recv Hello m on net { goto Ready } ; otherwise ignore }
                    final state Ready { on user.leave { goto Away } ; otherwise ignore }
                    final state Away  { otherwise ignore }
                  }
                  claim there : reachable B.Ready
                    holds under none
                  scenario basic { run Alice = A(peer Bob) ; run Bob = B(peer Alice) ; %s }
                }
                """.formatted(expected));
        Protocol protocol =
                Objects.requireNonNull(Specification.read(source, new Library()).protocol());
        return Simulation.run(protocol, Settings.of(protocol.scenarios().getFirst()))
                .transcript()
                .expectations()
                .stream()
                .map(Transcript.Expectation::met)
                .toList();
    }

    @Test
    void noTimesAtAllIsMetByOneWhoNeverComesThere() {
        assertEquals(List.of(true), met("expect Bob.Away 0 times"));
    }

    @Test
    void noTimesAtAllIsNotMetByOneWhoComesThere() {
        assertEquals(List.of(false), met("expect Bob.Ready 0 times"));
    }

    @Test
    void withoutANumberOnceIsEnough() {
        assertEquals(List.of(true, false), met("expect Bob.Ready ; expect Bob.Away"));
    }

    @Test
    void aNumberIsExact() {
        assertEquals(List.of(true, false), met("expect Bob.Ready 1 times ; expect Bob.Ready 2 times"));
    }
}
