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
}
