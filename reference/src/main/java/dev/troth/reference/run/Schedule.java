package dev.troth.reference.run;

import dev.troth.reference.wire.Datum;
import dev.troth.spec.model.Port;
import dev.troth.spec.model.Role;
import dev.troth.statemachine.machine.Event;
import dev.troth.statemachine.machine.Moment;
import java.util.ArrayList;
import java.util.List;

/**
 * Which event came next, and nothing about values: what is needed to do the same run over other values. A schedule and a
 * seed make a run; the same schedule over terms is its symbolic twin.
 */
public final class Schedule {
    private final List<Item> items = new ArrayList<>();
    private final List<String> tape = new ArrayList<>();

    /** One event at one session. */
    public record Item(int session, Role role, List<String> agents, What what, Moment moment) {}

    /** The event, with arriving messages named by their place on the tape. */
    public sealed interface What {}

    public record Started() implements What {}

    public record Local(String source, String event) implements What {}

    /** {@code sending} counts what was sent in the run from 0; -1 for octets that no session sent. */
    public record Received(Port port, int sending) implements What {}

    public record TimerFired(int reaction, int epoch) implements What {}

    public List<Item> items() {
        return items;
    }

    /** The labels of what was sent, in order. */
    public List<String> tape() {
        return tape;
    }

    void add(Call call, Event<Datum> event, Moment moment, int sending) {
        What what = switch (event) {
            case Event.Started<Datum>() -> new Started();
            case Event.Local<Datum>(String source, String name) -> new Local(source, name);
            case Event.Received<Datum>(Port port, Datum ignored) -> new Received(port, sending);
            case Event.TimerFired<Datum>(int reaction, int epoch) -> new TimerFired(reaction, epoch);
        };
        items.add(new Item(call.session.id(), call.session.role(), call.session.agents(), what, moment));
    }

    /** Notes a sending and returns its number. */
    int sent(String label, Call call) {
        tape.add(label);
        call.lastSending = tape.size() - 1;
        return tape.size() - 1;
    }
}
