package dev.troth.proofs.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a search lets happen, on protocols of one idea each. */
class WhatIsTriedTest {
    private static final String HEAD = """
            protocol Small "one idea" {
              import "std/ideal.troth"
              channel net : udp { attacker read, block, inject }
              timer T1 = 500 ms, 2 tries
              message Ping { n : bytes[16] }
              message Pong { n : bytes[16], c : bytes }
              message Part { n : bytes[16] }
            """;

    @TempDir
    Path folder = Path.of(".");

    @BeforeEach
    void library() throws IOException {
        Files.createDirectories(folder.resolve("std"));
        Files.copy(Path.of("..", "spec", "protocols", "std", "ideal.troth"), folder.resolve("std/ideal.troth"));
    }

    private Ran check(String body, String options) throws IOException {
        Path file = folder.resolve("small.troth");
        Files.writeString(file, HEAD + body + "}\n");
        return Ran.line("check " + file + " " + options);
    }

    @Test
    void aTimerComesToItsEnd() throws IOException {
        String body = """
                  option leak = on | off
                  role A(me, peer) {
                    fresh n : bytes[16], last : bytes[16]
                    start state Idle {
                      on user.call { send Ping(n = n) on net ; goto Waiting }
                      otherwise ignore
                    }
                    state Waiting {
                      recv Pong m on net { require m.n = n else discard("another") ; goto Done }
                      if leak = on  { retransmit Ping by T1 else { send Ping(n = last) on net ; goto Lost } }
                      if leak = off { retransmit Ping by T1 else { goto Lost } }
                      otherwise ignore
                    }
                    final state Done { otherwise ignore }
                    final state Lost { otherwise ignore }
                  }
                  role B(me, peer) {
                    start state Idle {
                      recv Ping m on net { send Pong(n = m.n, c = 0x00) on net ; goto Done }
                      otherwise ignore
                    }
                    final state Done { otherwise ignore }
                  }
                  claim kept : secret last at A.Lost
                    breaks under none where leak = on
                    holds under none where leak = off
                  scenario basic { run Alice = A(peer Bob) ; run Bob = B(peer Alice) ; expect Alice.Done }
                """;
        Ran ran = check(body, "--tell");
        assertEquals(0, ran.code(), ran::toString);
        assertTrue(ran.out().contains("a timer runs out"), ran::out);
    }

    /** The nonce in the first message of one run is what opens another: its run must begin before that delivery. */
    private static final String NEEDS_A_BEGINNING = """
              role A(me, peer) {
                fresh n : bytes[16]
                start state Idle {
                  on user.call { send Ping(n = n) on net ; goto Done }
                  otherwise ignore
                }
                final state Done { otherwise ignore }
              }
              role B(me, peer) {
                fresh s : bytes[16]
                start state Idle {
                  recv Ping m on net {
                    send Pong(n = m.n, c = senc(h(Part(n = m.n)), Part(n = s))) on net
                    goto Done
                  }
                  otherwise ignore
                }
                final state Done { otherwise ignore }
              }
            """;

    @Test
    void aRunBeginsWhenWhatItSaysIsNeeded() throws IOException {
        String claims = """
                  claim from_a : weak B.Done with A
                    breaks under none
                  claim alive_a : alive B.Done with A
                    breaks under none
                  claim kept : secret s at B.Done
                    breaks under none
                  scenario basic { run Alice = A(peer Bob) ; run Bob = B(peer Alice) ; expect Bob.Done }
                """;
        Ran ran = check(NEEDS_A_BEGINNING + claims, "");
        assertEquals(0, ran.code(), ran::toString);
    }

    @Test
    void aConditionThatMustNeverBe() throws IOException {
        String body = """
                  option mirror = refused | taken
                  role A(me, peer) {
                    knows k = shared(me, peer) : bytes[32]
                    fresh n : bytes[16]
                    var   theirs : bytes[16]
                    start state Idle {
                      on user.call { send Pong(n = n, c = mac(k, Part(n = n))) on net ; goto Waiting }
                      otherwise ignore
                    }
                    state Waiting {
                      recv Pong m on net {
                        require m.c = mac(k, Part(n = m.n)) else discard("mac")
                        if mirror = refused { require m.n != n else discard("mirrored") }
                        theirs := m.n
                        goto Done
                      }
                      otherwise ignore
                    }
                    final state Done { otherwise ignore }
                  }
                  claim two : never n = theirs at A.Done
                    holds under none where mirror = refused
                    breaks under none where mirror = taken
                  scenario basic { run Alice = A(peer Bob) ; run Bob = A(peer Alice) ; expect Alice.Done }
                """;
        Ran ran = check(body, "--tell");
        assertEquals(0, ran.code(), ran::toString);
        assertTrue(ran.out().contains("what must never be is so for Alice"), ran::out);
    }
}
