package dev.troth.statemachine.knowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.troth.spec.model.Type;
import dev.troth.statemachine.term.Assumptions;
import dev.troth.statemachine.term.Bindings;
import dev.troth.statemachine.term.Signature;
import dev.troth.statemachine.term.SymbolicAlgebra;
import dev.troth.statemachine.term.Term;
import dev.troth.statemachine.term.Terms;
import dev.troth.statemachine.term.Typing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Short values: who chooses something of his own last, knowing all else, makes two of them equal; nobody else does. */
class CollidingTest {
    private final Signature s = new Signature();
    private final Knowledge.Theory theory = Knowledge.Theory.of(s.terms, Set.of("Mallory"));
    private final Solver solver = new Solver(new SymbolicAlgebra(s.terms, s.protocol, new Typing(true), Map.of()));
    private final Term n = s.name("n", 16);
    private final Term m = s.name("m", 16);
    private final Term.Var x = s.open(0, 32);

    /** The systems in which the attacker, having chosen x at a stage, has made the two equal. */
    private List<Solver.System> colliding(Knowledge knowledge, Term left, Term right, Map<Term.Var, Integer> times) {
        Assumptions assumed = new Assumptions(
                Bindings.empty(100),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new Assumptions.Collision(left, right, Terms.ABSENT)));
        return solver.colliding(new Solver.System(assumed, new LinkedHashMap<>(times), knowledge), 0);
    }

    private Knowledge hearing(int stageOfM) {
        return Knowledge.none(theory).adding(List.of(n), 1).adding(List.of(m), stageOfM);
    }

    private Term sas(Term... parts) {
        return s.call("sas_16", s.concat(parts));
    }

    @Test
    void whoChoosesLastMakesThemEqual() {
        List<Solver.System> found = colliding(hearing(1), sas(n, x), sas(m, n), Map.of(x, 1));
        assertEquals(1, found.size());
        Assumptions.Collision collision =
                found.getFirst().assumptions().collisions().getFirst();
        assertSame(x, collision.choice());
        assertEquals(
                1, colliding(hearing(1), sas(m, n), sas(n, x), Map.of(x, 1)).size());
    }

    /** A commitment: what the other end has not shown yet when he chooses keeps him from trying. */
    @Test
    void whoChoosesBeforeHeKnowsTheRestDoesNot() {
        assertEquals(List.of(), colliding(hearing(2), sas(n, x), sas(m, n), Map.of(x, 1)));
        assertEquals(
                1, colliding(hearing(2), sas(n, x), sas(m, n), Map.of(x, 2)).size());
        Term secret = s.name("secret", 16);
        assertEquals(List.of(), colliding(hearing(1), sas(n, x), sas(secret, n), Map.of(x, 1)));
    }

    /** Of two choices the later one counts. */
    @Test
    void theLaterChoiceIsTheOneThatIsMade() {
        Term.Var y = s.open(1, 32);
        Map<Term.Var, Integer> times = new LinkedHashMap<>();
        times.put(x, 1);
        times.put(y, 2);
        List<Solver.System> found = colliding(hearing(2), sas(n, x), sas(m, y), times);
        assertEquals(1, found.size());
        assertSame(y, found.getFirst().assumptions().collisions().getFirst().choice());
    }

    @Test
    void withoutAChoiceOfFixedLengthThereIsNothingToTry() {
        assertEquals(List.of(), colliding(hearing(1), sas(n, m), sas(m, n), Map.of()));
        assertEquals(List.of(), colliding(hearing(1), sas(n, x), sas(m, n), Map.of()));
        Term.Var any = s.terms.variable(2, Type.BYTES, false);
        assertEquals(List.of(), colliding(hearing(1), sas(n, any), sas(m, n), Map.of(any, 1)));
    }
}
