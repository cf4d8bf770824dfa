package dev.troth.proofs.oracle;

import dev.troth.reference.concrete.ByteAlgebra;
import dev.troth.reference.crypto.LabelledRandom;
import dev.troth.reference.wire.Datum;
import dev.troth.reference.wire.Octetting;
import dev.troth.spec.model.Port;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Reaction;
import dev.troth.spec.model.Role;
import dev.troth.statemachine.algebra.Condition;
import dev.troth.statemachine.algebra.UnbuildableException;
import dev.troth.statemachine.machine.Effect;
import dev.troth.statemachine.machine.Event;
import dev.troth.statemachine.machine.Machine;
import dev.troth.statemachine.machine.Moment;
import dev.troth.statemachine.machine.Outcome;
import dev.troth.statemachine.machine.RunFaultException;
import dev.troth.statemachine.machine.Session;
import dev.troth.statemachine.machine.Stores;
import java.util.ArrayList;
import java.util.List;

/** The concrete machines of one specification: what an event does to everything that there is. */
final class Stage {
    final Protocol protocol;
    final ByteAlgebra algebra;
    final Machine<Datum> machine;

    /** A run came to a state: what it held then. */
    record Arrival(String state, Session<Datum> session) {}

    /** A message that was sent. */
    record Sending(int run, String to, Datum.Msg message) {}

    /**
     * Everything that there is.
     *
     * @param arrivals states that runs came to, in order
     * @param tape messages that were sent, in order
     */
    record World(List<Session<Datum>> runs, Stores<Datum> stores, List<Arrival> arrivals, List<Sending> tape) {
        static final World EMPTY = new World(List.of(), Stores.empty(), List.of(), List.of());
    }

    Stage(Protocol protocol) {
        this.protocol = protocol;
        this.algebra = new ByteAlgebra(protocol, new LabelledRandom(1));
        this.machine = new Machine<>(protocol, algebra, false);
    }

    /** The one channel that there is. */
    static final Port NET = new Port(0, "net", "");

    /** With a run begun, and called if that is how it begins. */
    World begin(World world, String role, List<String> agents) {
        Role played = protocol.roles().stream()
                .filter(r -> r.name().equals(role))
                .findFirst()
                .orElseThrow();
        List<Session<Datum>> runs = new ArrayList<>(world.runs());
        runs.add(machine.session(runs.size() + 1, played, agents));
        int run = runs.size() - 1;
        World begun = step(
                new World(List.copyOf(runs), world.stores(), world.arrivals(), world.tape()),
                run,
                new Event.Started<>());
        boolean called = played.states().get(played.start()).reactions().stream()
                .anyMatch(r -> r.trigger() instanceof Reaction.Local(String source, String event)
                        && source.equals("user")
                        && event.equals("call"));
        return called ? step(begun, run, new Event.Local<>("user", "call")) : begun;
    }

    World deliver(World world, int run, byte[] octets) {
        return step(world, run, new Event.Received<>(NET, new Datum.Octets(octets)));
    }

    World step(World world, int run, Event<Datum> event) {
        Session<Datum> session = world.runs().get(run);
        // Times are those of a scenario without clocks: nothing here asks for them.
        Outcome<Datum> outcome;
        try {
            outcome = machine.step(session, world.stores(), event, new Moment(0, 0), Condition.ALWAYS)
                    .getFirst();
        } catch (UnbuildableException | RunFaultException e) {
            // What cannot be built is not sent, and the run does not go on.
            return world;
        }
        boolean noticed = outcome.stores() != world.stores()
                || outcome.effects().stream()
                        .anyMatch(e -> e instanceof Effect.Entered<Datum> || e instanceof Effect.Sent<Datum>);
        if (!noticed && event instanceof Event.Received<Datum>) {
            // No statement of a small specification assigns and stays where it is.
            return world;
        }
        List<Session<Datum>> runs = new ArrayList<>(world.runs());
        runs.set(run, outcome.session());
        List<Arrival> arrivals = new ArrayList<>(world.arrivals());
        List<Sending> tape = new ArrayList<>(world.tape());
        for (Effect<Datum> effect : outcome.effects()) {
            if (effect instanceof Effect.Entered<Datum> entered) {
                arrivals.add(new Arrival(
                        entered.state().name(), outcome.coming(entered).getLast()));
            } else if (effect instanceof Effect.Sent<Datum> sent && sent.value() instanceof Datum.Msg message) {
                tape.add(new Sending(run, sent.to(), message));
            }
        }
        return new World(List.copyOf(runs), outcome.stores(), List.copyOf(arrivals), List.copyOf(tape));
    }

    static Octets octets(Datum value) {
        return Octets.of(Octetting.octets(value));
    }
}
