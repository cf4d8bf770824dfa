package dev.troth.statemachine.knowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.statemachine.term.Assumptions;
import dev.troth.statemachine.term.Signature;
import dev.troth.statemachine.term.SymbolicAlgebra;
import dev.troth.statemachine.term.Term;
import dev.troth.statemachine.term.Typing;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a Dolev-Yao attacker can and cannot derive, as known since Dolev and Yao (1983). */
class KnowledgeTest {
    private final Signature s = new Signature();
    private final Knowledge.Theory theory = Knowledge.Theory.of(s.terms, Set.of("Mallory"));
    private final Term k = s.name("k", 32);
    private final Term k2 = s.name("k2", 32);
    private final Term n = s.name("n", 16);

    private Knowledge hearing(Term... terms) {
        Knowledge knowledge = Knowledge.none(theory);
        for (int i = 0; i < terms.length; i++) {
            knowledge = knowledge.adding(List.of(terms[i]), i + 1);
        }
        return knowledge;
    }

    @Test
    void aCiphertextKeepsItsSecretWithoutTheKey() {
        Knowledge knowledge = hearing(s.call("senc", k, n));
        assertFalse(knowledge.derives(n, 9));
        assertFalse(knowledge.derives(k, 9));
        assertTrue(knowledge.derives(s.call("senc", k, n), 1));
    }

    @Test
    void aKeyLearntLaterOpensWhatWasRecordedFromThenOn() {
        Knowledge knowledge = hearing(s.call("senc", k, n), k);
        assertFalse(knowledge.derives(n, 1));
        assertTrue(knowledge.derives(n, 2));
    }

    @Test
    void keysInsideCiphertextsOpenOthers() {
        Knowledge knowledge = hearing(s.call("senc", k2, n), s.call("senc", k, k2), k);
        assertTrue(knowledge.derives(n, 3));
    }

    @Test
    void aDerivedKeyOpensToo() {
        Term derived = s.call("kdf", k, n);
        Term secret = s.name("secret", 16);
        assertFalse(hearing(s.call("senc", derived, secret), n).derives(secret, 9));
        assertTrue(hearing(s.call("senc", derived, secret), n, k).derives(secret, 3));
    }

    @Test
    void hashesAreOneWay() {
        assertFalse(hearing(s.call("h", n)).derives(n, 9));
        assertTrue(hearing(n).derives(s.call("h", n), 1));
    }

    @Test
    void publicKeysEncryptAndOnlyTheirOwnerReads() {
        Term bob = s.key("Bob");
        Term box = s.call("aenc", s.call("pk", bob), n);
        assertFalse(hearing(box, s.call("pk", bob)).derives(n, 9));
        assertTrue(hearing(box, bob).derives(n, 2));
        assertTrue(hearing(s.call("aenc", s.call("pk", s.key("Mallory")), n)).derives(n, 1));
    }

    @Test
    void signaturesShowWhatTheySignAndCannotBeMade() {
        Term bob = s.key("Bob");
        Knowledge knowledge = hearing(s.call("sign", bob, n), s.call("pk", bob));
        assertTrue(knowledge.derives(n, 2));
        assertFalse(knowledge.derives(s.call("sign", bob, k), 9));
    }

    @Test
    void oneExponentAndTheOtherShareAreEnough() {
        Term a = s.name("a", 32);
        Term b = s.name("b", 32);
        Term shared = s.call("dh", a, s.call("exp", b));
        assertFalse(hearing(s.call("exp", a), s.call("exp", b)).derives(shared, 9));
        assertTrue(hearing(s.call("exp", a), b).derives(shared, 2));
        assertTrue(hearing(a, s.call("exp", b)).derives(shared, 2));
    }

    @Test
    void whatIsMaskedWithSomethingKnownIsKnown() {
        Term masked = s.xor(n, s.name("m", 16));
        assertFalse(hearing(masked).derives(n, 9));
        assertTrue(hearing(masked, s.name("m", 16)).derives(n, 2));
    }

    @Test
    void hearingMoreNeverTakesAnythingAway() {
        Term[] terms = {s.call("senc", k, n), s.call("h", n), k2, s.call("aenc", s.call("pk", s.key("Bob")), k), k};
        Knowledge before = Knowledge.none(theory);
        for (int i = 0; i < terms.length; i++) {
            Knowledge after = before.adding(List.of(terms[i]), i + 1);
            for (Term known : before.known().keySet()) {
                assertTrue(after.derives(known, i + 1), known.toString());
            }
            before = after;
        }
    }

    // ---- constraints ----

    private final SymbolicAlgebra algebra = new SymbolicAlgebra(s.terms, s.protocol, new Typing(true), Map.of());
    private final Solver solver = new Solver(algebra);

    private List<Solver.System> solve(Knowledge knowledge, Term goal, int stage) {
        Solver.System start = new Solver.System(Assumptions.none(100), Map.of(), knowledge);
        return solver.solve(start, List.of(new Solver.Goal(goal, stage)));
    }

    @Test
    void aMessageUnderAnUnknownKeyCanOnlyBePassedOn() {
        Term.Var open = s.open(0, 16);
        List<Solver.System> ways = solve(hearing(s.call("senc", k, n)), s.call("senc", k, open), 1);
        assertEquals(1, ways.size());
        assertEquals(n, ways.getFirst().assumptions().bindings().apply(open, s.terms));
        assertEquals(List.of(), solve(hearing(s.call("h", k)), s.call("senc", k, open), 1));
    }

    @Test
    void aMessageUnderAPublicKeyIsPassedOnOrMade() {
        Term pk = s.call("pk", s.key("Bob"));
        Term.Var open = s.open(0, 16);
        assertEquals(
                2,
                solve(hearing(pk, s.call("aenc", pk, n)), s.call("aenc", pk, open), 2)
                        .size());
    }

    @Test
    void aShareOfHisOwnGivesTheAttackerTheKey() {
        Term a = s.name("a", 32);
        Term.Var share = s.open(0, 32);
        Knowledge knowledge = hearing(s.call("exp", a));
        assertFalse(solve(knowledge, s.call("dh", a, share), 1).isEmpty());
        assertTrue(solve(knowledge, s.call("dh", a, s.call("exp", s.name("b", 32))), 1)
                .isEmpty());
    }

    @Test
    void whatIsHeardTooLateIsOfNoUse() {
        assertEquals(List.of(), solve(hearing(s.call("h", n), n), n, 1));
        assertEquals(1, solve(hearing(s.call("h", n), n), n, 2).size());
    }
}
