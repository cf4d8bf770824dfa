package dev.troth.reference.fuzz;

import dev.troth.reference.concrete.ByteAlgebra;
import dev.troth.reference.crypto.LabelledRandom;
import dev.troth.reference.fuzz.Act.Change;
import dev.troth.reference.fuzz.Act.Letter;
import dev.troth.reference.wire.Datum;
import dev.troth.reference.wire.Octetting;
import dev.troth.spec.model.Port;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Reaction;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.State;
import dev.troth.statemachine.algebra.Condition;
import dev.troth.statemachine.machine.Effect;
import dev.troth.statemachine.machine.Event;
import dev.troth.statemachine.machine.Machine;
import dev.troth.statemachine.machine.Moment;
import dev.troth.statemachine.machine.Outcome;
import dev.troth.statemachine.machine.Session;
import dev.troth.statemachine.machine.Stores;
import dev.troth.statemachine.search.Cast;
import dev.troth.statemachine.search.Powers;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The machines over bytes, in the hands of a schedule: sessions, stores, a tape of all that was sent, and a clock. Octets
 * are handed over without what carries them; who can read, and who can put in, is what the channels say.
 */
public final class Arena {
    private static final int MAX_RUNS = 24;

    private final Protocol protocol;
    private final Powers powers;
    private final Machine<Datum> machine;
    private final ByteAlgebra algebra;
    private final Map<Integer, Run> runs = new LinkedHashMap<>();
    private final List<Sending> tape = new ArrayList<>();
    private final Map<String, Long> skews = new LinkedHashMap<>();
    private final Consumer<Happening> watcher;
    private Stores<Datum> stores = Stores.empty();
    private long clock;
    private @Nullable Set<ByteBuffer> held;

    /** A run, changed in place. */
    static final class Run {
        final int number;
        Session<Datum> session;
        boolean gone;
        int sent;
        private final List<Due> timers = new ArrayList<>();

        Run(int number, Session<Datum> session) {
            this.number = number;
            this.session = session;
        }

        /** Whether neither the agent nor anyone it talks to is the attacker. */
        boolean isHonest() {
            return !session.agents().contains(Cast.ATTACKER);
        }

        /** Whether the agent is not the attacker, whoever it talks to. */
        boolean isHonestAlone() {
            return !session.agent().equals(Cast.ATTACKER);
        }
    }

    private record Due(long at, int reaction, int epoch) {}

    /** A message on the tape, changed in place only by arriving. */
    static final class Sending {
        final Letter letter;
        final String from;
        final String to;
        final Port port;
        final Datum.Msg message;
        final boolean heard;
        boolean arrived;

        Sending(Letter letter, String from, String to, Port port, Datum.Msg message, boolean heard) {
            this.letter = letter;
            this.from = from;
            this.to = to;
            this.port = port;
            this.message = message;
            this.heard = heard;
        }
    }

    /** What happens in the arena, as it happens. */
    sealed interface Happening {
        record Begun(Run run) implements Happening {}

        /** Something at the agent of a run. */
        record Own(Run run, String event) implements Happening {}

        /** A timer of a run goes off. */
        record TimedOut(Run run) implements Happening {}

        /** Octets are brought to a run. */
        @SuppressWarnings("ArrayRecordComponent")
        record Brought(Run run, Port port, byte[] octets) implements Happening {}

        /** A run has come into a state, as {@link Outcome#coming} says. */
        record Entered(Run run, State state, List<Session<Datum>> as) implements Happening {}

        record Sent(Run run, Sending sending) implements Happening {}

        /** A run took octets for a message. */
        record Accepted(Run run, Datum.Msg message) implements Happening {}

        record Exported(Run run, String target, Datum key) implements Happening {}

        /** A run put an event aside. */
        record Refused(Run run, String why) implements Happening {}

        /** The stores were one thing before a step and are another after it. */
        record Stored(long at, Stores<Datum> before, Stores<Datum> after) implements Happening {}
    }

    private final List<Act> acts = new ArrayList<>();

    Arena(Protocol protocol, long seed, Consumer<Happening> watcher) {
        this.protocol = protocol;
        this.powers = new Powers(protocol, List.of());
        this.algebra = new ByteAlgebra(protocol, new LabelledRandom(seed));
        this.machine = new Machine<>(protocol, algebra, false);
        this.watcher = watcher;
    }

    Machine<Datum> machine() {
        return machine;
    }

    ByteAlgebra algebra() {
        return algebra;
    }

    Map<Integer, Run> runs() {
        return runs;
    }

    List<Sending> tape() {
        return tape;
    }

    /** What the attacker holds when the schedule is over. */
    Set<ByteBuffer> held() {
        Set<ByteBuffer> known = held;
        if (known == null) {
            known = Closure.of(this);
            held = known;
        }
        return known;
    }

    long clock() {
        return clock;
    }

    boolean injects(Port port) {
        return powers.injects(port.channel());
    }

    // ---- acts ----

    /** Does an act; false if it makes no sense here: no such run, no such message, no power to do it. */
    boolean act(Act act) {
        acts.add(act);
        boolean isDone = done(act);
        if (!isDone) {
            acts.removeLast();
        }
        return isDone;
    }

    /** The acts so far; the last one may not have come to its end. */
    List<Act> acts() {
        return List.copyOf(acts);
    }

    private boolean done(Act act) {
        return switch (act) {
            case Act.Begin begin -> begin(begin);
            case Act.Carry(Letter letter) -> carry(letter);
            case Act.Deliver deliver -> deliver(deliver);
            case Act.Bring(int number, Port port, byte[] octets) -> {
                Run run = live(number);
                yield run != null && step(run, new Event.Received<>(port, new Datum.Octets(octets)));
            }
            case Act.Local(int number, String source, String event) -> {
                Run run = live(number);
                yield run != null && step(run, new Event.Local<>(source, event));
            }
            case Act.Timer(int number) -> timer(number);
            case Act.Pass(long nanos) -> {
                clock += nanos;
                yield true;
            }
            case Act.Restart(String agent) -> {
                boolean any = false;
                for (Run run : runs.values()) {
                    any |= !run.gone && run.session.agent().equals(agent);
                    run.gone |= run.session.agent().equals(agent);
                }
                yield any;
            }
            case Act.Skew(String agent, long nanos) -> {
                skews.put(agent, nanos);
                yield true;
            }
        };
    }

    private @Nullable Run live(int number) {
        Run run = runs.get(number);
        return run == null || run.gone ? null : run;
    }

    private boolean begin(Act.Begin begin) {
        if (runs.containsKey(begin.run()) || runs.size() >= MAX_RUNS) {
            return false;
        }
        Role role = protocol.roles().get(begin.role().index());
        Run run = new Run(begin.run(), machine.session(begin.run(), role, begin.agents()));
        runs.put(begin.run(), run);
        step(run, new Event.Started<>());
        for (Reaction reaction : run.session.currentState().reactions()) {
            if (reaction.trigger() instanceof Reaction.Local(String source, String event) && source.equals("user")) {
                step(run, new Event.Local<>(source, event));
                break;
            }
        }
        return true;
    }

    @Nullable
    Sending sending(Letter letter) {
        for (Sending sending : tape) {
            if (sending.letter.equals(letter)) {
                return sending;
            }
        }
        return null;
    }

    private boolean carry(Letter letter) {
        Sending sending = sending(letter);
        if (sending == null || sending.arrived) {
            return false;
        }
        Run to = addressee(sending);
        if (to == null) {
            return false;
        }
        sending.arrived = true;
        return step(to, new Event.Received<>(sending.port, new Datum.Octets(sending.message.octets())));
    }

    /** The run that a message is for: one of the addressee with the sender, in the other role, that can take it now. */
    private @Nullable Run addressee(Sending sending) {
        Run first = null;
        Run sender = runs.get(sending.letter.run());
        for (Run run : runs.values()) {
            boolean fits = !run.gone
                    && run.number != sending.letter.run()
                    && run.session.agent().equals(sending.to)
                    && run.session.agents().contains(sending.from)
                    && sender != null;
            if (fits && takes(run, sending.port)) {
                return run;
            }
            first = fits && first == null ? run : first;
        }
        return first;
    }

    static boolean takes(Run run, Port port) {
        for (Reaction reaction : run.session.currentState().reactions()) {
            if (reaction.trigger() instanceof Reaction.Receive receive
                    && receive.port().channel() == port.channel()
                    && (receive.port().name().isEmpty() || receive.port().name().equals(port.name()))) {
                return true;
            }
        }
        return false;
    }

    private boolean deliver(Act.Deliver deliver) {
        Sending sending = sending(deliver.letter());
        Run run = live(deliver.run());
        if (sending == null || run == null || !powers.injects(sending.port.channel()) || !sending.heard) {
            return false;
        }
        byte[] octets = changed(sending, deliver.change());
        return octets != null && step(run, new Event.Received<>(sending.port, new Datum.Octets(octets)));
    }

    private byte @Nullable [] changed(Sending sending, Change change) {
        byte[] octets = sending.message.octets();
        return switch (change) {
            case Change.None ignored -> octets;
            case Change.Flip(int bit) -> {
                if (bit >= octets.length * 8) {
                    yield null;
                }
                byte[] flipped = octets.clone();
                flipped[bit / 8] ^= (byte) (0x80 >>> bit % 8);
                yield flipped;
            }
            case Change.Cut(int length) -> length >= octets.length ? null : Arrays.copyOf(octets, length);
            case Change.Splice(Letter letter, int from, int length) -> {
                Sending other = sending(letter);
                byte[] source = other == null || !other.heard ? new byte[0] : other.message.octets();
                if (from + length > octets.length || from + length > source.length) {
                    yield null;
                }
                byte[] spliced = octets.clone();
                System.arraycopy(source, from, spliced, from, length);
                yield spliced;
            }
        };
    }

    private boolean timer(int number) {
        Run run = live(number);
        if (run == null || run.timers.isEmpty()) {
            return false;
        }
        Due due = run.timers.removeFirst();
        if (due.epoch() != run.session.epoch()) {
            return false;
        }
        clock = Math.max(clock, due.at());
        return step(run, new Event.TimerFired<>(due.reaction(), due.epoch()));
    }

    // ---- steps ----

    private boolean step(Run run, Event<Datum> event) {
        switch (event) {
            case Event.Started<Datum> ignored -> watcher.accept(new Happening.Begun(run));
            case Event.Local<Datum>(String source, String name) ->
                watcher.accept(new Happening.Own(run, source + "." + name));
            case Event.Received<Datum>(Port port, Datum value) ->
                watcher.accept(new Happening.Brought(run, port, Octetting.octets(value)));
            case Event.TimerFired<Datum> ignored -> watcher.accept(new Happening.TimedOut(run));
        }
        Moment moment = new Moment(clock, skews.getOrDefault(run.session.agent(), 0L));
        Stores<Datum> before = stores;
        int epoch = run.session.epoch();
        Outcome<Datum> outcome = machine.step(run.session, stores, event, moment, Condition.ALWAYS)
                .getFirst();
        run.session = outcome.session();
        stores = outcome.stores();
        if (stores != before) {
            watcher.accept(new Happening.Stored(clock, before, stores));
        }
        for (Effect<Datum> effect : outcome.effects()) {
            effect(run, effect, outcome);
        }
        if (run.session.epoch() != epoch) {
            immediate(run);
        }
        return true;
    }

    /** What happens at an agent by itself in a state and does not move the run happens at once. */
    private void immediate(Run run) {
        for (Reaction reaction : run.session.currentState().reactions()) {
            if (reaction.trigger() instanceof Reaction.Local(String source, String event)
                    && !source.equals("user")
                    && event.equals("established")) {
                step(run, new Event.Local<>(source, event));
            }
        }
    }

    private void effect(Run run, Effect<Datum> effect, Outcome<Datum> outcome) {
        switch (effect) {
            case Effect.Entered<Datum> entered ->
                watcher.accept(new Happening.Entered(run, entered.state(), outcome.coming(entered)));
            case Effect.Sent<Datum> sent -> sent(run, sent);
            case Effect.Accepted<Datum>(var ignored, var alsoIgnored, Datum value)
            when value instanceof Datum.Msg message -> watcher.accept(new Happening.Accepted(run, message));
            case Effect.Exported<Datum>(String target, var ignored, Datum key) ->
                watcher.accept(new Happening.Exported(run, target, key));
            case Effect.TimerSet<Datum>(int reaction, int epoch, long delay) ->
                run.timers.add(new Due(clock + delay, reaction, epoch));
            case Effect.Discarded<Datum>(String why) -> watcher.accept(new Happening.Refused(run, why));
            case Effect.Unsaid<Datum>(String what) -> watcher.accept(new Happening.Refused(run, "otherwise: " + what));
            case Effect.Spawned<Datum>(Event.Received<Datum> event) -> spawn(run, event);
            case Effect.Accepted<Datum> _,
                    Effect.Checked<Datum> _,
                    Effect.Assigned<Datum> _,
                    Effect.Stored<Datum> _,
                    Effect.Shown<Datum> _,
                    Effect.Ignored<Datum> _,
                    Effect.Deferred<Datum> _,
                    Effect.Malformed<Datum> _,
                    Effect.Derived<Datum> _,
                    Effect.Applied<Datum> _,
                    Effect.Drawn<Datum> _ -> {}
        }
    }

    private void sent(Run run, Effect.Sent<Datum> sent) {
        if (!sent.again() && sent.value() instanceof Datum.Msg message) {
            boolean heard = powers.reads(sent.port())
                    || sent.to().equals(Cast.ATTACKER)
                    || run.session.agent().equals(Cast.ATTACKER);
            Sending sending = new Sending(
                    new Letter(run.number, ++run.sent), run.session.agent(), sent.to(), sent.port(), message, heard);
            tape.add(sending);
            watcher.accept(new Happening.Sent(run, sending));
        }
    }

    /** A run of the same role takes what the first one left. */
    private void spawn(Run parent, Event.Received<Datum> event) {
        if (runs.size() >= MAX_RUNS) {
            return;
        }
        int number = java.util.Collections.max(runs.keySet()) + 1;
        Role role = parent.session.role();
        Run child = new Run(number, machine.session(number, role, parent.session.agents()));
        runs.put(number, child);
        step(child, new Event.Started<>());
        step(child, event);
    }

    Protocol protocol() {
        return protocol;
    }
}
