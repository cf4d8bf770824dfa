package dev.troth.statemachine.search;

import dev.troth.spec.model.Port;
import dev.troth.statemachine.knowledge.Offer;
import dev.troth.statemachine.knowledge.Solver;
import dev.troth.statemachine.machine.Event;
import dev.troth.statemachine.machine.Session;
import dev.troth.statemachine.machine.Stores;
import dev.troth.statemachine.term.Bindings;
import dev.troth.statemachine.term.Term;
import dev.troth.statemachine.term.Terms;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A point of the search: every run, the stores, what the attacker knows and must be able to derive, and how it came to
 * this. Immutable for everyone but {@link Draft}.
 */
public final class Configuration {
    /** Runs by slot; null while not begun. */
    final @Nullable Run[] runs;

    final Stores<Term> stores;
    final Solver.System system;
    /** What the attacker delivered, in order. */
    final List<Term> delivered;
    /** Every message sent, in order. */
    final List<Sending> tape;

    final Move.@Nullable Trail trail;
    /** The number of the present stage of knowledge. */
    final int stage;
    /** Virtual time in nanoseconds. */
    final long clock;
    /** How often the attacker has let time pass. */
    final int waits;
    /** What the last delivery was, for the order of independent ones. */
    final Last last;

    /** The classes of the variables that stand in a session. */
    static long variables(Session<Term> session) {
        long any = 0;
        for (Term value : session.variables()) {
            any |= value == null ? 0 : value.variables();
        }
        for (Session.Sending<Term> sent : session.sent().values()) {
            any |= sent.value().variables();
        }
        for (Event.Received<Term> waiting : session.deferred()) {
            any |= waiting.value().variables();
        }
        return any;
    }

    private static long variables(Stores<Term> stores) {
        long any = 0;
        for (Stores.Entry<Term> entry : stores.all()) {
            Term value = entry.value();
            any |= entry.key().variables() | (value == null ? 0 : value.variables());
        }
        return any;
    }

    record Said(boolean sent, Term value) {}

    /**
     * A message sent.
     *
     * @param heard true if the attacker reads it
     * @param arrived true if it needs no more carrying
     */
    record Sending(int slot, String from, String to, Port port, Term value, boolean heard, boolean arrived) {
        Sending bound(Bindings bindings, Terms terms) {
            Term now = bindings.apply(value, terms);
            return now == value ? this : new Sending(slot, from, to, port, now, heard, arrived);
        }
    }

    /**
     * The last delivery.
     *
     * @param rank its place in the order of independent deliveries, or -1 if nothing may be moved before it
     * @param stage the stage before it
     */
    record Last(long rank, int slot, int stage) {
        static final Last NONE = new Last(-1, -1, 0);
    }

    private Configuration(Draft draft) {
        this.runs = draft.runs;
        this.stores = draft.stores;
        this.system = draft.system;
        this.delivered = List.copyOf(draft.delivered);
        this.tape = List.copyOf(draft.tape);
        this.trail = draft.trail;
        this.stage = draft.stage;
        this.clock = draft.clock;
        this.waits = draft.waits;
        this.last = draft.last;
    }

    /** How many deliveries there were. */
    int level() {
        return delivered.size();
    }

    /** A configuration in the making; a copy, changed in place. */
    static final class Draft {
        @Nullable
        Run[] runs;

        Stores<Term> stores;
        Solver.System system;
        List<Term> delivered;
        List<Sending> tape;
        Move.@Nullable Trail trail;
        int stage;
        long clock;
        int waits;
        Last last;

        Draft(int slots, Solver.System system, long clock) {
            this.runs = new Run[slots];
            this.stores = Stores.empty();
            this.system = system;
            this.delivered = new ArrayList<>();
            this.tape = new ArrayList<>();
            this.clock = clock;
            this.last = Last.NONE;
        }

        Draft(Draft from) {
            this.runs = from.runs.clone();
            this.stores = from.stores;
            this.system = from.system;
            this.delivered = new ArrayList<>(from.delivered);
            this.tape = new ArrayList<>(from.tape);
            this.trail = from.trail;
            this.stage = from.stage;
            this.clock = from.clock;
            this.waits = from.waits;
            this.last = from.last;
        }

        Draft(Configuration from) {
            this.runs = from.runs.clone();
            this.stores = from.stores;
            this.system = from.system;
            this.delivered = new ArrayList<>(from.delivered);
            this.tape = new ArrayList<>(from.tape);
            this.trail = from.trail;
            this.stage = from.stage;
            this.clock = from.clock;
            this.waits = from.waits;
            this.last = from.last;
        }

        void move(Move move) {
            trail = Move.Trail.of(trail, move);
        }

        Run run(int slot) {
            Run run = runs[slot];
            if (run == null) {
                throw new IllegalStateException("slot " + slot + " has not begun");
            }
            return run;
        }

        /** The attacker hears terms, at a new stage. */
        void hear(List<Term> terms) {
            if (!terms.isEmpty()) {
                stage++;
                system = system.knowing(system.knowledge().adding(terms, stage));
            }
        }

        /** The attacker makes use of an offer. */
        void take(Offer offer) {
            system = system.knowing(system.knowledge().taking(offer));
            Beginning.join(this);
        }

        /** Replaces what is bound, everywhere, and lets the runs begin whose beginning was needed. */
        void settle(Terms terms) {
            Beginning.join(this);
            Bindings bindings = system.assumptions().bindings();
            if (bindings.isEmpty()) {
                return;
            }
            for (int i = 0; i < runs.length; i++) {
                Run run = runs[i];
                runs[i] = run == null ? null : run.bound(bindings, terms);
            }
            if (bindings.touch(variables(stores))) {
                stores = stores.replaced(term -> bindings.apply(term, terms));
            }
            delivered.replaceAll(term -> bindings.apply(term, terms));
            tape.replaceAll(s -> s.bound(bindings, terms));
            system = system.settled(terms);
        }

        Configuration done() {
            return new Configuration(this);
        }
    }
}
