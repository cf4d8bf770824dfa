package dev.troth.proofs.mutate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.proofs.Specs;
import dev.troth.reference.mutate.Mutation;
import dev.troth.reference.mutate.Mutation.Kind;
import dev.troth.reference.mutate.Survey;
import dev.troth.reference.mutate.Survey.Fate;
import dev.troth.reference.mutate.Survey.Verdict;
import dev.troth.spec.library.Library;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.text.Source;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every protection of the library's own specifications is noticed when it is gone, or its author says why not. */
class MutateTest {
    private static List<Verdict> survey(Protocol protocol, Set<Kind> kinds) {
        return new Survey(protocol, new Library(), 20_000).run(kinds, (done, all) -> true);
    }

    private static Verdict only(List<Verdict> verdicts, String what) {
        List<Verdict> found =
                verdicts.stream().filter(v -> v.mutation().what().equals(what)).toList();
        assertEquals(1, found.size(), () -> what + " among " + verdicts);
        return found.getFirst();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mikey-psk", "sdes", "nspk"})
    void nothingSurvivesUnexplained(String name) {
        List<Verdict> verdicts = survey(Specs.named(name), EnumSet.allOf(Kind.class));
        assertFalse(verdicts.isEmpty());
        assertEquals(
                List.of(),
                verdicts.stream().filter(v -> v.fate() == Fate.SURVIVES).toList());
    }

    /** Lowe's repair is the check of one name. */
    @Test
    void lowesCheckIsMissed() {
        Verdict name = only(survey(Specs.named("nspk"), EnumSet.of(Kind.CHECK)), "of a require: r.b = peer");
        assertEquals(Fate.NOTICED, name.fate());
        assertTrue(Set.of("b_secret_nb", "b_agrees").contains(name.by()), name::by);
    }

    @Test
    void theReplayCacheIsMissed() {
        List<Verdict> verdicts = survey(Specs.named("mikey-psk"), EnumSet.of(Kind.STORE));
        Verdict entry = only(verdicts, "add m.KEMAC.mac to seen");
        assertEquals(new Verdict(entry.mutation(), Fate.NOTICED, "resp_once"), entry);
    }

    private static final String SMALL = """
            protocol Small "two checks" {
              channel net : udp { path A -- B }
              layout Ping { seq : 16 ; body : bytes[4] }
              role A(me, peer) {
                start state Idle {
                  on user.call { send Ping(seq = 1, body = 0x00000000) on net ; goto Done }
                  ignore Ping
                }
                final state Done { otherwise ignore }
              }
              role B(me, peer) {
                start state Idle {
                  recv Ping p on net {
                    require p.seq = 1 and p.body = 0x00000000 else discard("other")
                    require p.seq != 2                        else discard("two")   # redundant: it is 1
                    goto Done
                  }
                }
                final state Done { otherwise ignore }
              }
              scenario basic { run Alice = A(peer Bob) ; run Bob = B(peer Alice) ; expect Bob.Done }
            }
            """;

    @Test
    void eachMutationTakesAwayOneThingAndLeavesTheLines() {
        List<Verdict> verdicts = survey(Specs.read(new Source("small.troth", SMALL)), EnumSet.of(Kind.CHECK));
        assertEquals(
                List.of(
                        "require p.seq = 1 and p.body = 0x00000000",
                        "of a require: p.seq = 1",
                        "of a require: p.body = 0x00000000",
                        "require p.seq != 2"),
                verdicts.stream().map(v -> v.mutation().what()).toList());
        for (Verdict verdict : verdicts) {
            Mutation mutation = verdict.mutation();
            String[] before = SMALL.split("\n", -1);
            String[] after = mutation.text().text().split("\n", -1);
            assertEquals(before.length, after.length);
            int line = Integer.parseInt(mutation.place().split(":", -1)[0]) - 1;
            for (int i = 0; i < before.length; i++) {
                if (i == line) {
                    assertNotEquals(before[i], after[i]);
                } else {
                    assertEquals(before[i], after[i]);
                }
            }
        }
        assertEquals(Fate.EXPLAINED, verdicts.getLast().fate());
        assertEquals("redundant: it is 1", verdicts.getLast().by());
        assertEquals(Fate.SURVIVES, verdicts.getFirst().fate());
    }

    /** A key transport; without the cache anybody can bring an offer twice, with it nobody can. */
    private static String transport(boolean cached) {
        return """
                protocol Transport "a key under a shared secret" {
                  channel net : udp { path A -- B ; hop clear }
                  layout Call  { id : 32 ; nonce : bytes[16] ; box : bytes[16] ; mac : bytes[20] }
                  layout Reply { id : 32 ; mac : bytes[20] }
                  keys {
                    enc(psk, n)  = part(hmac_sha256(psk, "enc" || n), 0, 16)
                    auth(psk, n) = hmac_sha256(psk, "auth" || n)
                  }
                  role A(me, peer) {
                    knows psk = shared(me, peer) : bytes[16]
                    fresh id : u32, nonce : bytes[16], key : bytes[16]
                    start state Idle {
                      on user.call {
                        send Call(id = id, nonce = nonce, box = key xor enc(psk, nonce),
                                  mac = hmac_sha1(auth(psk, nonce), me || peer || bytes(Call, until mac))) on net
                        goto Waiting
                      }
                      otherwise ignore
                    }
                    state Waiting {
                      recv Reply r on net {
                        require r.mac = hmac_sha1(auth(psk, nonce), me || peer || bytes(r, until mac)) else discard("MAC")
                        goto Done
                      }
                      otherwise ignore
                    }
                    final state Done { otherwise ignore }
                  }
                  role B(me, peer) {
                    knows psk  = shared(me, peer) : bytes[16]
                    node  seen : set of bytes[20]
                    var   key  : bytes[16]
                    start state Idle {
                      recv Call c on net {
                        require c.mac = hmac_sha1(auth(psk, c.nonce), peer || me || bytes(c, until mac)) else discard("MAC")
                        %s
                        key := c.box xor enc(psk, c.nonce)
                        send Reply(id = c.id,
                                   mac = hmac_sha1(auth(psk, c.nonce), peer || me || bytes(Reply, until mac))) on net
                        goto Done
                      }
                      otherwise ignore
                    }
                    final state Done { otherwise ignore }
                  }
                  claim key_secret : secret key at A.Done, B.Done
                    holds under none
                  claim b_once     : agree B.Done with A on key injective
                    holds under none
                  scenario basic { run Alice = A(peer Bob) ; run Bob = B(peer Alice) ; expect Alice.Done ; expect Bob.Done }
                }
                """.formatted(
                        cached
                                ? "require c.mac not in seen else discard(\"replay\") ; add c.mac to seen"
                                : "require c.mac not in seen else discard(\"never so\")");
    }

    private static Survey.Report report(boolean cached) {
        return new Survey(Specs.read(new Source("transport.troth", transport(cached))), new Library(), 20_000)
                .report(EnumSet.allOf(Kind.class), (done, all) -> true);
    }

    @Test
    void aClaimThatTheFileDoesNotMeetVouchesForNothing() {
        Survey.Report report = report(false);
        assertEquals(List.of("b_once at B.Done under none: broken in the file itself"), report.unmet());
        assertTrue(report.verdicts().stream().noneMatch(v -> v.by().equals("b_once")), report::toString);
        assertEquals(List.of(), report(true).unmet());
    }

    @Test
    void eachDerivationAndEachMacIsTakenAwayByItself() {
        List<Verdict> verdicts = report(true).verdicts();
        List<String> taken = verdicts.stream().map(v -> v.mutation().what()).toList();
        for (String what : List.of(
                "operand \"enc\" under hmac_sha256",
                "operand \"auth\" under hmac_sha256",
                "the whole derivation enc",
                "the whole derivation auth",
                "psk in the derivation enc",
                "psk in the derivation auth",
                "operand bytes(Call, until mac) under hmac_sha1",
                "operand bytes(r, until mac) under hmac_sha1",
                "the whole of hmac_sha1(auth(psk, nonce), me || peer || bytes(Call, until mac))",
                "the whole of hmac_sha1(auth(psk, nonce), me || peer || bytes(r, until mac))")) {
            assertTrue(taken.contains(what), () -> what + " among " + taken);
        }
        assertEquals(Fate.NOTICED, only(verdicts, "the whole derivation enc").fate(), "the key lies open");
        assertEquals(Fate.NOTICED, only(verdicts, "psk in the derivation enc").fate(), "everybody derives it");
    }

    /** The answer is not bound to the call by any claim here. */
    @Test
    void aMacThatNoClaimNeedsSurvives() {
        List<Verdict> verdicts = report(true).verdicts();
        assertEquals(
                Fate.SURVIVES,
                only(verdicts, "the whole of hmac_sha1(auth(psk, nonce), me || peer || bytes(r, until mac))")
                        .fate());
    }

    @Test
    void whatIsNotTakenAwayIsToldWithItsPlace() {
        Survey.Report report = new Survey(Specs.named("nspk"), new Library(), 20_000)
                .report(EnumSet.of(Kind.CHECK), (done, all) -> true);
        assertTrue(
                report.omissions().stream()
                        .anyMatch(o ->
                                o.what().startsWith("open adec(") && o.place().matches("\\d+:\\d+")),
                report.omissions()::toString);
    }
}
