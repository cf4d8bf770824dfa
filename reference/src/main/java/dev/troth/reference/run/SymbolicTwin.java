package dev.troth.reference.run;

import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Variant;
import dev.troth.statemachine.algebra.Condition;
import dev.troth.statemachine.machine.Effect;
import dev.troth.statemachine.machine.Event;
import dev.troth.statemachine.machine.Machine;
import dev.troth.statemachine.machine.Outcome;
import dev.troth.statemachine.machine.Session;
import dev.troth.statemachine.machine.Stores;
import dev.troth.statemachine.term.Term;
import dev.troth.statemachine.term.TermAlgebra;
import dev.troth.statemachine.term.Terms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The same run over terms: the machine of {@link Simulation}, fed with the same schedule. */
public final class SymbolicTwin {
    private final Machine<Term> machine;
    private final Map<Integer, Session<Term>> sessions = new LinkedHashMap<>();
    private final List<Term> tape = new ArrayList<>();
    private Stores<Term> stores = Stores.empty();

    private SymbolicTwin(Protocol protocol, Settings settings, Terms terms) {
        this.machine = new Machine<>(Variant.of(protocol, settings.options()), new TermAlgebra(terms), false);
    }

    /**
     * What a symbolic run comes to.
     *
     * @param tape what was sent, in order
     * @param sessions the sessions at the end, by number
     */
    public record Result(List<Term> tape, Map<Integer, Session<Term>> sessions) {}

    /**
     * Repeats a schedule over terms.
     *
     * @throws IllegalArgumentException if the schedule has octets that no session sent
     */
    public static Result follow(Protocol protocol, Settings settings, Schedule schedule) {
        return follow(protocol, settings, schedule, new Terms(protocol.equations()));
    }

    /** As {@link #follow(Protocol, Settings, Schedule)}, making its terms with {@code terms}. */
    public static Result follow(Protocol protocol, Settings settings, Schedule schedule, Terms terms) {
        SymbolicTwin twin = new SymbolicTwin(protocol, settings, terms);
        schedule.items().forEach(twin::step);
        return new Result(List.copyOf(twin.tape), twin.sessions);
    }

    /** As {@link #follow(Protocol, Settings, Schedule, Terms)}, up to the first octets that no session has sent over terms. */
    public static Result asFarAsTermsGo(Protocol protocol, Settings settings, Schedule schedule, Terms terms) {
        SymbolicTwin twin = new SymbolicTwin(protocol, settings, terms);
        schedule.items().stream().takeWhile(twin::hasWhatArrives).forEach(twin::step);
        return new Result(List.copyOf(twin.tape), twin.sessions);
    }

    private boolean hasWhatArrives(Schedule.Item item) {
        return !(item.what() instanceof Schedule.Received(var ignored, int sending))
                || (sending >= 0 && sending < tape.size());
    }

    private void step(Schedule.Item item) {
        Session<Term> session =
                sessions.computeIfAbsent(item.session(), id -> machine.session(id, item.role(), item.agents()));
        Event<Term> event = switch (item.what()) {
            case Schedule.Started() -> new Event.Started<>();
            case Schedule.Local(String source, String name) -> new Event.Local<>(source, name);
            case Schedule.Received(var port, int sending) -> new Event.Received<>(port, sent(sending));
            case Schedule.TimerFired(int reaction, int epoch) -> new Event.TimerFired<>(reaction, epoch);
        };
        Outcome<Term> outcome = machine.step(session, stores, event, item.moment(), Condition.ALWAYS)
                .getFirst();
        sessions.put(item.session(), outcome.session());
        stores = outcome.stores();
        for (Effect<Term> effect : outcome.effects()) {
            if (effect instanceof Effect.Sent<Term> sending) {
                tape.add(sending.value());
            }
        }
    }

    private Term sent(int sending) {
        if (sending < 0) {
            throw new IllegalArgumentException("octets arrive that no session sent");
        }
        if (sending >= tape.size()) {
            throw new IllegalArgumentException(
                    "a condition of this run is not decided over terms: what is computed after it is not known");
        }
        return tape.get(sending);
    }
}
