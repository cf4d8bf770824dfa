package dev.troth.statemachine.machine;

import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Port;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Reaction;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.State;
import dev.troth.spec.model.Timer;
import dev.troth.spec.model.Traffic;
import dev.troth.spec.model.Type;
import dev.troth.statemachine.algebra.Algebra;
import dev.troth.statemachine.algebra.Condition;
import dev.troth.statemachine.algebra.Decision;
import dev.troth.statemachine.algebra.Formula;
import dev.troth.statemachine.algebra.Match;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The step function: what one event does to one session. It is the whole meaning of a specification; running it over
 * bytes is the interpreter, over terms the formal model.
 *
 * <p>In a state, an arriving value is tried on the state's {@code recv} reactions in the order of the text. If it is none
 * of them, it may be a message that the state ignores or defers; or a message of the protocol about which the state says
 * nothing (<em>unsaid</em>, dropped); or no message at all (<em>malformed</em>). Every case is an effect, so nothing is
 * lost in silence.
 */
public final class Machine<V> {
    private final Protocol protocol;
    private final Algebra<V> algebra;
    private final Evaluator<V> evaluator;
    private final Execution<V> execution;
    private final boolean tracing;
    /** Only needed for what no reaction takes. */
    private @Nullable Traffic traffic;

    /**
     * @param protocol a variant: one in which nothing asks for an option or a parameter any more
     * @param tracing also tell effects that nobody acts on: checks, values, derivations, primitives
     */
    public Machine(Protocol protocol, Algebra<V> algebra, boolean tracing) {
        this.protocol = protocol;
        this.tracing = tracing;
        this.algebra = algebra;
        this.evaluator = new Evaluator<>(algebra);
        this.execution = new Execution<>(algebra, evaluator);
    }

    /** A run that does what cannot be done, such as to build a message of nothing, ends there; else the step fails. */
    public Machine<V> enduring() {
        execution.endure();
        return this;
    }

    public Protocol protocol() {
        return protocol;
    }

    /** A session before its first event; feed it {@link Event.Started} first. */
    public Session<V> session(int id, Role role, List<String> agents) {
        @Nullable V[] variables = algebra.array(role.variables().size());
        Session<V> session = new Session<>(id, role, agents, role.start(), 0, variables, Map.of(), List.of(), Map.of());
        Frame<V> frame = new Frame<>(session, Stores.empty(), new Moment(0, 0), Condition.ALWAYS, false);
        for (Role.Variable variable : role.variables()) {
            if (variable.known() != null) {
                variables[variable.index()] = evaluator.value(variable.known(), frame);
            }
        }
        return session;
    }

    /** A constant time of the specification, in nanoseconds. */
    public long nanos(Expr expr) {
        return evaluator.nanos(expr);
    }

    /** What an expression of the role is in a session. */
    public V value(Expr expr, Session<V> session) {
        return evaluator.value(expr, new Frame<>(session, Stores.empty(), new Moment(0, 0), Condition.ALWAYS, false));
    }

    /** A condition of the role with the values of a session filled in. */
    public Formula<V> formula(Expr condition, Session<V> session) {
        return evaluator.formula(
                condition, new Frame<>(session, Stores.empty(), new Moment(0, 0), Condition.ALWAYS, false));
    }

    /** How a condition of the role can turn out in a session. */
    public List<Decision> decide(Expr expr, Session<V> session, Condition condition) {
        Formula<V> formula = formula(expr, session);
        return formula instanceof Formula.Truth<V>(boolean value)
                ? List.of(new Decision(value, condition))
                : algebra.decide(formula, condition);
    }

    /** What the event can lead to. */
    public List<Outcome<V>> step(
            Session<V> session, Stores<V> stores, Event<V> event, Moment moment, Condition condition) {
        Frame<V> frame = new Frame<>(session, stores, moment, condition, tracing);
        List<Frame<V>> frames = switch (event) {
            case Event.Started<V>() -> execution.entered(frame, session.currentState());
            case Event.Local<V>(String source, String name) -> local(frame, source, name);
            case Event.Received<V> received -> received(frame, received);
            case Event.TimerFired<V>(int reaction, int epoch) -> timer(frame, reaction, epoch);
        };
        if (frames.size() == 1) {
            return settled(frames.getFirst(), session.epoch());
        }
        List<Outcome<V>> outcomes = new ArrayList<>();
        for (Frame<V> each : frames) {
            outcomes.addAll(settled(each, session.epoch()));
        }
        return outcomes;
    }

    /** Gives a new state what earlier ones deferred, until nothing moves any more. */
    private List<Outcome<V>> settled(Frame<V> frame, int epochBefore) {
        if (frame.epoch == epochBefore) {
            return List.of(frame.outcome());
        }
        List<Event.Received<V>> deferred = frame.takeDeferred();
        if (deferred.isEmpty()) {
            return List.of(frame.outcome());
        }
        int epoch = frame.epoch;
        List<Frame<V>> frames = List.of(frame);
        for (Event.Received<V> event : deferred) {
            List<Frame<V>> next = new ArrayList<>();
            for (Frame<V> each : frames) {
                next.addAll(received(each, event));
            }
            frames = next;
        }
        List<Outcome<V>> outcomes = new ArrayList<>();
        for (Frame<V> each : frames) {
            outcomes.addAll(settled(each, epoch));
        }
        return outcomes;
    }

    private List<Frame<V>> run(Reaction reaction, Frame<V> frame) {
        frame.begin(algebra, reaction.locals());
        return execution.run(reaction.body(), frame);
    }

    private List<Frame<V>> local(Frame<V> frame, String source, String event) {
        for (Reaction reaction : frame.currentState().reactions()) {
            if (reaction.trigger() instanceof Reaction.Local(String s, String e)
                    && s.equals(source)
                    && e.equals(event)) {
                return run(reaction, frame);
            }
        }
        return List.of(frame);
    }

    private List<Frame<V>> timer(Frame<V> frame, int index, int epoch) {
        State state = frame.currentState();
        if (epoch != frame.epoch || index >= state.reactions().size()) {
            return List.of(frame);
        }
        Reaction reaction = state.reactions().get(index);
        if (reaction.trigger() instanceof Reaction.Retransmit(Message message, Timer timer)) {
            if (frame.tries(index) < timer.tries()) {
                execution.resend(message, frame);
                frame.tried(index);
                frame.effect(new Effect.TimerSet<>(index, epoch, timer.delay(frame.tries(index))));
                return List.of(frame);
            }
            return run(reaction, frame);
        }
        return reaction.trigger() instanceof Reaction.After ? run(reaction, frame) : List.of(frame);
    }

    private List<Frame<V>> received(Frame<V> frame, Event.Received<V> event) {
        frame.received = event;
        List<Frame<V>> done = new ArrayList<>(1);
        List<Refusal<V>> open = new ArrayList<>(1);
        open.add(new Refusal<>(frame, null));
        for (Reaction reaction : frame.currentState().reactions()) {
            if (reaction.trigger() instanceof Reaction.Receive receive && matches(receive.port(), event.port())) {
                open = offer(reaction, receive, event, open, done);
                if (open.isEmpty()) {
                    return done;
                }
            }
        }
        for (Refusal<V> refusal : open) {
            done.addAll(unhandled(refusal, event));
        }
        return done;
    }

    /** A frame in which no reaction so far fits, and why the first did not. */
    private record Refusal<V>(Frame<V> frame, @Nullable String reason) {}

    /** Tries a reaction in each frame; those in which it fits go to {@code done}. */
    private List<Refusal<V>> offer(
            Reaction reaction,
            Reaction.Receive receive,
            Event.Received<V> event,
            List<Refusal<V>> open,
            List<Frame<V>> done) {
        List<Refusal<V>> refused = new ArrayList<>(1);
        for (Refusal<V> each : open) {
            Map<Integer, V> parameters = evaluator.parameters(receive.arguments(), each.frame());
            List<Match<V>> matches =
                    algebra.match(receive.message(), event.value(), parameters, each.frame().condition);
            for (Match<V> match : matches) {
                Frame<V> frame =
                        matches.size() == 1 ? each.frame() : each.frame().copy();
                frame.condition = match.condition();
                switch (match) {
                    case Match.Fits<V>(V message, Condition ignored) -> {
                        frame.begin(algebra, reaction.locals());
                        frame.locals[receive.slot()] = message;
                        if (tracing) {
                            frame.effect(new Effect.Accepted<>(receive.message(), event.port(), message));
                        }
                        done.addAll(execution.run(reaction.body(), frame));
                    }
                    case Match.Refused<V>(String reason, Condition ignored) ->
                        refused.add(new Refusal<>(
                                frame,
                                each.reason() == null
                                        ? "not " + receive.message().name() + ": " + reason
                                        : each.reason()));
                }
            }
        }
        return refused;
    }

    static boolean matches(Port wanted, Port actual) {
        return wanted.channel() == actual.channel()
                && (wanted.name().isEmpty() || wanted.name().equals(actual.name()));
    }

    private List<Frame<V>> unhandled(Refusal<V> refusal, Event.Received<V> event) {
        Frame<V> frame = refusal.frame();
        State state = frame.currentState();
        for (Reaction reaction : state.reactions()) {
            if (reaction.trigger() instanceof Reaction.Silence(boolean defer, List<Message> messages)) {
                for (Message message : messages) {
                    if (travels(message, event.port()) && is(message, event.value())) {
                        return silence(frame, event, defer, message);
                    }
                }
            }
        }
        Message known = known(event, frame);
        for (Reaction reaction : state.reactions()) {
            if (known != null && reaction.trigger() instanceof Reaction.Otherwise(boolean defer)) {
                return silence(frame, event, defer, known);
            }
        }
        if (known != null) {
            frame.effect(new Effect.Unsaid<>(known.name()));
            return List.of(frame);
        }
        String reason = refusal.reason() == null ? "no message of this protocol" : refusal.reason();
        frame.effect(new Effect.Malformed<>(event.port(), reason));
        for (Reaction reaction : state.reactions()) {
            if (reaction.trigger() instanceof Reaction.Malformed(Port port) && matches(port, event.port())) {
                return run(reaction, frame);
            }
        }
        return List.of(frame);
    }

    private List<Frame<V>> silence(Frame<V> frame, Event.Received<V> event, boolean defer, Message message) {
        if (defer) {
            frame.defer(event);
            frame.effect(new Effect.Deferred<>(message));
        } else {
            frame.effect(new Effect.Ignored<>(message));
        }
        return List.of(frame);
    }

    /**
     * The first message of the protocol that the value is, or null. A message that the state receives here was tried
     * with its parameters and refused: a packet too short for its tag is malformed, not unsaid.
     */
    private @Nullable Message known(Event.Received<V> event, Frame<V> frame) {
        for (Message message : protocol.messages()) {
            if (travels(message, event.port())
                    && !isReceived(message, event.port(), frame)
                    && is(message, event.value())) {
                return message;
            }
        }
        return null;
    }

    /** Whether a message is sent on the channel of a port: no other can be ignored, deferred or unsaid there. */
    private boolean travels(Message message, Port port) {
        if (traffic == null) {
            traffic = Traffic.of(protocol);
        }
        return traffic.travels(message, port.channel());
    }

    private boolean isReceived(Message message, Port port, Frame<V> frame) {
        for (Reaction reaction : frame.currentState().reactions()) {
            if (reaction.trigger() instanceof Reaction.Receive receive
                    && receive.message() == message
                    && matches(receive.port(), port)) {
                return true;
            }
        }
        return false;
    }

    private boolean is(Message message, V value) {
        return algebra.isReadable(message, value, unknownParameters(message));
    }

    /** Zero for every parameter: to tell what kind of message it is, not to read it. */
    private Map<Integer, V> unknownParameters(Message message) {
        if (message.elements().getFirst().layout() instanceof Layout.Binary binary && binary.parameters() > 0) {
            Map<Integer, V> zeros = new LinkedHashMap<>();
            for (int slot = 0; slot < binary.parameters(); slot++) {
                int bits = binary.data().get(slot).type() instanceof Type.Int(int width) ? width : 8;
                zeros.put(slot, algebra.integer(0, bits));
            }
            return zeros;
        }
        return Map.of();
    }
}
