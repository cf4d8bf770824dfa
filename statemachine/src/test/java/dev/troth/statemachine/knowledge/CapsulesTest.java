package dev.troth.statemachine.knowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.spec.Specification;
import dev.troth.spec.library.Library;
import dev.troth.spec.model.Function;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Type;
import dev.troth.statemachine.algebra.Label;
import dev.troth.statemachine.term.Assumptions;
import dev.troth.statemachine.term.Symbol;
import dev.troth.statemachine.term.SymbolicAlgebra;
import dev.troth.statemachine.term.Term;
import dev.troth.statemachine.term.Terms;
import dev.troth.statemachine.term.Typing;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Key encapsulation and encryption for a name: who opens what. */
class CapsulesTest {
    private final Protocol protocol = Objects.requireNonNull(
            Specification.read(Objects.requireNonNull(new Library().named("mikey-sakke-core")), new Library())
                    .protocol());
    private final Terms terms = new Terms(protocol.equations());
    private final Knowledge.Theory theory = Knowledge.Theory.of(terms, Set.of("Mallory"));
    private final Term seed = name("seed", 64);
    private final Term random = name("random", 32);
    private final Term master = name("master", 32);
    private final Term value = name("value", 16);
    private final Term alice = terms.agent("Alice");
    private final Term bob = terms.agent("Bob");

    private Term name(String variable, int octets) {
        return terms.name(new Label("Alice", 1, variable, 0), new Type.Octets(octets, octets));
    }

    private Term call(String name, Term... arguments) {
        Function function = protocol.functions().stream()
                .filter(f -> f.name().equals(name))
                .findFirst()
                .orElseThrow();
        return terms.apply(new Symbol.Primitive(function), arguments);
    }

    private boolean derives(Term wanted, Term... heard) {
        return Knowledge.none(theory).adding(List.of(heard), 1).derives(wanted, 1);
    }

    @Test
    void bothEndsOfAKemHaveOneKey() {
        Term key = call("kem_public", seed);
        assertSame(call("kem_shared", key, random), call("kem_open", seed, call("kem_capsule", key, random)));
    }

    @Test
    void aCapsuleGivesItsKeyToTheSeedAlone() {
        Term key = call("kem_public", seed);
        Term capsule = call("kem_capsule", key, random);
        Term shared = call("kem_shared", key, random);
        assertFalse(derives(shared, key, capsule));
        assertTrue(derives(shared, capsule, seed));
        assertTrue(derives(shared, key, random));
        assertFalse(derives(shared, key, capsule, name("seed2", 64)));
        assertFalse(derives(random, capsule, seed));
    }

    /** A capsule of the attacker's own opens to a key that he has. */
    @Test
    void anUnknownCapsuleIsTheAttackersOwn() {
        Term key = call("kem_public", seed);
        Term.Var capsule = terms.variable(0, new Type.Octets(1088, 1088), false);
        Solver solver = new Solver(new SymbolicAlgebra(terms, protocol, new Typing(true), Map.of()));
        Knowledge knowledge = Knowledge.none(theory).adding(List.of(key), 1);
        Solver.System start = new Solver.System(Assumptions.none(100), Map.of(capsule, 1), knowledge);
        List<Solver.System> ways = solver.solve(start, List.of(new Solver.Goal(call("kem_open", seed, capsule), 1)));
        assertEquals(1, ways.size());
        Term made = ways.getFirst().assumptions().bindings().apply(capsule, terms);
        assertTrue(made.toString().startsWith("kem_capsule(kem_public("), made.toString());
    }

    @Test
    void whatIsSealedForANameOpensWithTheKeyOfThatName() {
        Term publicKey = call("sakke_public", master);
        Term sealed = call("sakke_seal", publicKey, bob, value);
        assertSame(value, call("sakke_open", publicKey, bob, call("sakke_key", master, bob), sealed));
        assertTrue(derives(value, publicKey, sealed, call("sakke_key", master, bob)));
        assertFalse(derives(value, publicKey, sealed, call("sakke_key", master, alice)));
        assertFalse(derives(value, publicKey, sealed));
        assertTrue(derives(value, sealed, master));
    }
}
