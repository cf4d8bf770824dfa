package dev.troth.reference.fuzz;

import dev.troth.statemachine.algebra.UnbuildableException;
import dev.troth.statemachine.machine.RunFaultException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One schedule carried out under the eyes of the invariants. */
public final class Trial {
    private final List<Invariant> invariants;
    private final Map<String, String> failures = new LinkedHashMap<>();
    private @Nullable Arena arena;

    private Trial(Plan plan) {
        this.invariants = plan.invariants();
    }

    /**
     * What came of it.
     *
     * @param acts those that made sense
     * @param failures what each invariant that failed has to say
     * @param sent how many messages were sent
     * @param fingerprint of all that was sent, in order
     */
    public record Result(List<Act> acts, Map<String, String> failures, int sent, int fingerprint) {}

    /** Makes up a schedule and carries it out. */
    public static Result random(Plan plan, Draws draws) {
        return new Trial(plan).run(plan, arena -> Generator.schedule(arena, draws, plan.pauses()));
    }

    /** Carries out a schedule; acts that make no sense are left out. */
    public static Result of(Plan plan, List<Act> acts) {
        return new Trial(plan).run(plan, arena -> {
            for (Act act : acts) {
                arena.act(act);
            }
        });
    }

    private Result run(Plan plan, Consumer<Arena> schedule) {
        Arena fresh = new Arena(plan.protocol(), plan.seed(), this::see);
        arena = fresh;
        try {
            schedule.accept(fresh);
            for (Invariant invariant : invariants) {
                note(invariant, invariant.atTheEnd(fresh));
            }
        } catch (RunFaultException fault) {
            failures.put("machine", fault.span() + ": " + fault.getMessage());
        } catch (UnbuildableException fault) {
            failures.put("machine", String.valueOf(fault.getMessage()));
        }
        int fingerprint = 1;
        for (Arena.Sending sending : fresh.tape()) {
            fingerprint = 31 * fingerprint + Arrays.hashCode(sending.message.octets());
        }
        return new Result(fresh.acts(), failures, fresh.tape().size(), fingerprint);
    }

    private void see(Arena.Happening happening) {
        Arena here = arena;
        if (here != null) {
            for (Invariant invariant : invariants) {
                note(invariant, invariant.after(happening, here));
            }
        }
    }

    private void note(Invariant invariant, @Nullable String wrong) {
        if (wrong != null) {
            failures.putIfAbsent(invariant.name(), wrong);
        }
    }
}
