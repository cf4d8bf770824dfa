package dev.troth.proofs.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.troth.proofs.Specs;
import dev.troth.reference.fuzz.Draws;
import dev.troth.reference.fuzz.Plan;
import dev.troth.reference.fuzz.Trial;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Schedules from arbitraries: whatever the choices are. */
class SchedulePropertiesTest {
    private static final Plan PLAN = new Plan(Specs.named("mikey-psk"), Map.of(), 3, null);

    /** Choices in a row; when they are used up, the first of everything. */
    private static Draws draws(List<Integer> choices) {
        Iterator<Integer> rest = choices.iterator();
        return bound -> rest.hasNext() ? Math.floorMod(rest.next(), bound) : 0;
    }

    @Provide
    Arbitrary<List<Integer>> choices() {
        return Arbitraries.integers().between(0, 999).list().ofMinSize(10).ofMaxSize(200);
    }

    @Property(seed = "20", tries = 2_000)
    void nothingThatIsClaimedFails(@ForAll("choices") List<Integer> choices) {
        assertEquals(Map.of(), Trial.random(PLAN, draws(choices)).failures());
    }

    @Property(seed = "21", tries = 300)
    void aScheduleDoneAgainSendsTheSameOctets(@ForAll("choices") List<Integer> choices) {
        Trial.Result first = Trial.random(PLAN, draws(choices));
        Trial.Result again = Trial.of(PLAN, first.acts());
        assertEquals(first.acts(), again.acts());
        assertEquals(first.fingerprint(), again.fingerprint());
    }
}
