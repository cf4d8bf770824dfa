package dev.troth.reference.run;

import dev.troth.reference.concrete.ByteAlgebra;
import dev.troth.reference.crypto.LabelledRandom;
import dev.troth.reference.transcript.Entry;
import dev.troth.reference.wire.Datum;
import dev.troth.spec.model.Channel;
import dev.troth.spec.model.Port;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.Scenario;
import dev.troth.spec.model.Variant;
import dev.troth.statemachine.algebra.Condition;
import dev.troth.statemachine.algebra.Label;
import dev.troth.statemachine.machine.Effect;
import dev.troth.statemachine.machine.Event;
import dev.troth.statemachine.machine.Machine;
import dev.troth.statemachine.machine.Moment;
import dev.troth.statemachine.machine.Outcome;
import dev.troth.statemachine.machine.Stores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a run consists of: sessions, the stores of agents, the agenda, the carriages of the channels. Feeds
 * events to the step function and acts on its effects.
 */
final class World {
    /** A run cannot spawn without end. */
    private static final int MAX_SESSIONS = 1_000;

    final Protocol protocol;
    final Agenda agenda = new Agenda();
    final Recorder recorder;
    final LabelledRandom random;
    final Schedule schedule = new Schedule();
    private final ByteAlgebra algebra;
    private final Machine<Datum> machine;
    private final Map<String, Long> clocks;
    private final List<Call> calls = new ArrayList<>();
    private final List<Carriage> carriages = new ArrayList<>();
    private final Attacker attacker;
    private final Map<String, Integer> sent = new LinkedHashMap<>();
    private final Rest rest;
    private Stores<Datum> stores = Stores.empty();

    World(Protocol protocol, Settings settings, Recorder recorder) {
        this.random = new LabelledRandom(settings.seed());
        this.protocol = Variant.of(protocol, settings.options());
        this.recorder = recorder;
        this.algebra = new ByteAlgebra(this.protocol, random);
        this.machine = new Machine<>(this.protocol, algebra, settings.tracing());
        this.clocks = settings.scenario().clocks();
        this.rest = new Rest(settings.maxEvents());
        this.attacker = new Attacker(this, settings.scenario().moves());
    }

    void connect(Carriage carriage) {
        carriages.add(carriage);
    }

    List<Call> calls() {
        return calls;
    }

    Attacker attacker() {
        return attacker;
    }

    Carriage carriage(Port port) {
        return carriages.get(port.channel());
    }

    /** @param number of the run: it goes into what it draws at random */
    Call begin(Role role, int number, List<String> agents) {
        Call call = new Call(machine.session(number, protocol.roles().get(role.index()), agents));
        calls.add(call);
        step(call, new Event.Started<>(), Cause.OWN);
        return call;
    }

    /** The run of a number; for 0 the first of an agent; or null. */
    @Nullable
    Call numbered(int number, String agent) {
        for (Call call : calls) {
            if (number == 0 ? call.agent().equals(agent) : call.session.id() == number) {
                return call;
            }
        }
        return null;
    }

    Entry.Who who(Call call) {
        return new Entry.Who(call.agent(), call.session.role().name(), call.session.id());
    }

    /** The value of a variable of a session; a fresh one that was not read yet is what it will be. */
    Datum variable(Call call, String name) {
        Datum value = call.session.variable(name);
        Role.Variable variable = call.session.role().variable(name);
        if (value != null || variable == null || variable.lifetime() != Role.Lifetime.FRESH) {
            return value == null ? Datum.ABSENT : value;
        }
        return algebra.fresh(new Label(call.agent(), call.session.id(), name, 0), variable.type());
    }

    void local(Call call, String source, String event) {
        recorder.record(new Entry.LocalEvent(agenda.now(), who(call), source + "." + event));
        step(call, new Event.Local<>(source, event), Cause.OWN);
    }

    /**
     * Octets arrive at a session.
     *
     * @param tape the number of the sending that they come from, or -1 if the attacker made them
     */
    void received(Call call, Port port, byte[] octets, int tape) {
        received(call, port, octets, new Cause(tape, call.key));
    }

    private void received(Call call, Port port, byte[] octets, Cause cause) {
        step(call, new Event.Received<>(port, new Datum.Octets(octets)), cause);
    }

    /**
     * Where an event comes from: the sending that its octets are, or -1, and the call that they belong to.
     */
    private record Cause(int sending, String key) {
        static final Cause OWN = new Cause(-1, "");
    }

    private void step(Call call, Event<Datum> event, Cause cause) {
        rest.event(call, event, agenda.now());
        Moment moment = new Moment(agenda.now(), clocks.getOrDefault(call.agent(), 0L));
        if (recorder.isOn()) {
            schedule.add(call, event, moment, cause.sending());
        }
        List<Outcome<Datum>> outcomes = machine.step(call.session, stores, event, moment, Condition.ALWAYS);
        Outcome<Datum> outcome = outcomes.getFirst();
        String stateBefore = call.session.currentState().name();
        call.session = outcome.session();
        stores = outcome.stores();
        for (Effect<Datum> effect : outcome.effects()) {
            stateBefore = act(call, effect, stateBefore, cause);
        }
    }

    /** Acts on one effect; returns the name of the state after it. */
    private String act(Call call, Effect<Datum> effect, String state, Cause cause) {
        switch (effect) {
            case Effect.Entered<Datum>(var next, String reason, var ignored) -> {
                call.reason = reason;
                recorder.record(
                        new Entry.StateEntered(agenda.now(), who(call), state, next.name(), next.isFinal(), reason));
                return next.name();
            }
            case Effect.Sent<Datum> sending -> send(call, sending);
            case Effect.TimerSet<Datum>(int reaction, int epoch, long delay) ->
                agenda.after(delay, () -> timer(call, reaction, epoch));
            case Effect.Spawned<Datum>(Event.Received<Datum> event) -> spawn(call, event, cause);
            default -> Recording.record(recorder, agenda.now(), who(call), effect);
        }
        return state;
    }

    private void timer(Call call, int reaction, int epoch) {
        if (call.session.epoch() == epoch) {
            recorder.record(new Entry.TimerFired(
                    agenda.now(), who(call), call.session.currentState().name()));
            step(call, new Event.TimerFired<>(reaction, epoch), Cause.OWN);
        }
    }

    private void send(Call call, Effect.Sent<Datum> sending) {
        Datum.Msg message = (Datum.Msg) sending.value();
        String name = sending.message().name();
        int number = sending.again() ? sent.getOrDefault(name, 1) : sent.merge(name, 1, Integer::sum);
        String label = name + "#" + number;
        int tape = schedule.sent(label, call);
        recorder.record(new Entry.MessageSent(
                agenda.now(), who(call), label, sending.port(), message, sending.again(), sending.refs()));
        byte[] octets = attacker.onTheWay(call, sending.port(), sending.message(), number, message, tape);
        if (octets != null) {
            boolean asSent = octets == message.octets();
            carriage(sending.port()).send(call, sending.to(), sending.port(), label, octets, asSent ? tape : -1);
        }
    }

    private void spawn(Call parent, Event.Received<Datum> event, Cause cause) {
        if (calls.size() >= MAX_SESSIONS) {
            recorder.record(new Entry.PutAside(
                    agenda.now(), who(parent), Entry.How.DISCARDED, "more than " + MAX_SESSIONS + " sessions"));
            return;
        }
        int number = calls.getLast().session.id() + 1;
        Call child = begin(parent.session.role(), number, parent.session.agents());
        child.key = cause.key();
        step(child, event, cause);
    }

    /**
     * Brings octets to the session of an agent that a call belongs to: the one that has it, else one that nothing has
     * happened to, else the latest of that role, which may spawn a new one.
     *
     * @return the session that took them, or null if the agent has none
     */
    @Nullable
    Call arrive(String agent, String key, Port port, byte[] octets, int tape) {
        Call call = find(agent, key);
        if (call == null) {
            return null;
        }
        if (call.key.isEmpty()) {
            call.key = key;
        }
        received(call, port, octets, new Cause(tape, key));
        Call taken = in(agent, key);
        return taken == null ? call : taken;
    }

    @Nullable
    Call find(String agent, String key) {
        Call untouched = null;
        Call latest = null;
        for (Call call : calls) {
            if (!call.agent().equals(agent)) {
                continue;
            }
            if (call.key.equals(key)) {
                return call;
            }
            if (untouched == null && call.isUntouched()) {
                untouched = call;
            }
            latest = call;
        }
        return untouched == null ? latest : untouched;
    }

    /** The session of an agent in a call, or null. */
    @Nullable
    Call in(String agent, String key) {
        for (Call call : calls) {
            if (call.agent().equals(agent) && call.key.equals(key)) {
                return call;
            }
        }
        return null;
    }

    /** The protection of the hops of a channel under the chosen options. */
    String protection(Channel channel) {
        return protocol.channels().get(channel.index()).hop().fixed();
    }

    Scenario.Network network(Channel channel, Settings settings) {
        return settings.scenario().networks().getOrDefault(channel.index(), Scenario.Network.PLAIN);
    }
}
