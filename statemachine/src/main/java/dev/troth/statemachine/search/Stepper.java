package dev.troth.statemachine.search;

import dev.troth.spec.model.Compromise.What;
import dev.troth.spec.model.Compromise.When;
import dev.troth.spec.model.Port;
import dev.troth.spec.model.Reaction;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.State;
import dev.troth.spec.model.Timer;
import dev.troth.statemachine.knowledge.Knowledge;
import dev.troth.statemachine.knowledge.Offer;
import dev.troth.statemachine.knowledge.Solver;
import dev.troth.statemachine.machine.Event;
import dev.troth.statemachine.machine.Session;
import dev.troth.statemachine.search.Configuration.Draft;
import dev.troth.statemachine.search.Configuration.Sending;
import dev.troth.statemachine.term.Assumptions;
import dev.troth.statemachine.term.Bindings;
import dev.troth.statemachine.term.Term;
import dev.troth.statemachine.term.Typing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What can happen next. Sending and everything a run does by itself follow at once; only the next delivery, a timer, or
 * time itself is a choice.
 */
final class Stepper {
    /** How often the attacker may let a time pass in which something expires. */
    private static final int MAX_WAITS = 2;

    /** How many variables a delivery may need; more are allowed, but then its steps are not looked up. */
    private static final int NUMBERS = 1 << 12;

    private final Scene scene;
    private final Consequence consequence;
    private final Map<Part, Session<Term>> sessions = new HashMap<>();
    private final List<Long> pauses;
    private final Late late;

    Stepper(Scene scene, Asked asked) {
        this.scene = scene;
        this.pauses = Pauses.of(scene.protocol);
        this.late = new Late(scene);
        this.consequence = new Consequence(scene, asked);
    }

    // ---- beginnings ----

    /** Every way in which a search begins: all runs that begin by themselves have begun, with every choice of agents. */
    List<Configuration> roots() {
        Knowledge knowledge = Knowledge.none(scene.theory).adding(scene.initial(), 0);
        Solver.System system = new Solver.System(Assumptions.none(0), Map.of(), knowledge);
        Draft root = new Draft(scene.slots.size(), system, scene.start());
        if (scene.reveals(What.LONG_TERM, When.ACTOR)) {
            root.move(new Move.Given(What.LONG_TERM, 0));
            root.hear(scene.longTerm(scene.cast.test(scene.tested).getFirst()));
        }
        if (scene.reveals(What.LONG_TERM, When.SERVERS)) {
            root.move(new Move.Given(What.LONG_TERM, Move.SERVERS));
            root.hear(scene.longTermOfServers());
        }
        List<Beginning> offers = new ArrayList<>();
        Set<Role> early = new LinkedHashSet<>();
        for (Scene.Slot slot : scene.slots) {
            if (scene.isInitiator(slot.role())
                    && !slot.test()
                    && !(scene.bounds.ordered() && offer(root, slot, offers))) {
                early.add(slot.role());
            }
        }
        offers.removeIf(o -> early.contains(scene.role(o.place())));
        root.system = root.system.knowing(root.system.knowledge().offering(offers));
        List<Draft> drafts = List.of(root);
        for (Scene.Slot slot : scene.slots) {
            if (scene.isInitiator(slot.role()) && (slot.test() || early.contains(slot.role()))) {
                List<Draft> next = new ArrayList<>();
                for (Draft draft : drafts) {
                    next.addAll(begun(draft, slot));
                }
                drafts = next;
            }
        }
        return drafts.stream().map(Draft::done).toList();
    }

    /** Adds every beginning of a run; false if it depends on something or changes what others find. */
    private boolean offer(Draft root, Scene.Slot slot, List<Beginning> offers) {
        int moves = root.trail == null ? 0 : root.trail.length();
        int heard = root.system.knowledge().heard().size();
        for (List<String> agents : casts(slot)) {
            for (Draft begun : begin(root, slot, agents)) {
                Beginning beginning = Beginning.of(begun, slot, moves, heard);
                boolean alone = begun.stores == root.stores
                        && begun.system.assumptions().isEmpty()
                        && beginning.terms().stream().noneMatch(Term::isOpen);
                if (!alone) {
                    return false;
                }
                offers.add(beginning);
            }
        }
        return true;
    }

    private List<Draft> begun(Draft draft, Scene.Slot slot) {
        List<Draft> next = new ArrayList<>();
        List<List<String>> casts = casts(slot);
        int least = leastCast(draft, slot, casts);
        for (int i = least; i < casts.size(); i++) {
            next.addAll(begin(draft, slot, casts.get(i)));
        }
        return next;
    }

    private List<List<String>> casts(Scene.Slot slot) {
        return slot.test() ? scene.testCasts() : scene.cast.others(slot.role(), scene.tested);
    }

    /** Runs of one role take agents in ascending order: which run is which makes no difference. */
    private int leastCast(Draft draft, Scene.Slot slot, List<List<String>> casts) {
        if (slot.index() == 0 || slot.test() || !scene.bounds.symmetric()) {
            return 0;
        }
        Scene.Slot before = scene.slots.get(slot.index() - 1);
        Run run = draft.runs[before.index()];
        return before.test() || before.role() != slot.role() || run == null
                ? 0
                : Math.max(0, casts.indexOf(run.session().agents()));
    }

    /** A run begins, at a moment of its own, and does what it does by itself. */
    private List<Draft> begin(Draft from, Scene.Slot slot, List<String> agents) {
        List<Draft> drafts = new ArrayList<>();
        for (boolean given : gifts(slot, agents)) {
            Draft draft = new Draft(from);
            Session<Term> session = session(slot, agents);
            draft.runs[slot.index()] = Run.begun(session, given, from.clock);
            draft.move(new Move.Start(slot.index(), agents));
            if (given) {
                draft.move(new Move.Given(What.SESSION_KEYS, slot.index()));
            }
            if (scene.reveals(What.FRESH, When.ALL_RUNS)) {
                draft.move(new Move.Given(What.FRESH, slot.index()));
                draft.hear(fresh(session));
            }
            for (Draft started : consequence.act(draft, slot.index(), new Event.Started<>())) {
                drafts.addAll(called(started, slot));
            }
        }
        return drafts;
    }

    /** Whether the attacker is given the secrets of a run: if it may turn out to be a partner, both are tried. */
    private List<Boolean> gifts(Scene.Slot slot, List<String> agents) {
        if (slot.test() || !scene.revealsOtherRuns()) {
            return List.of(false);
        }
        List<String> test = scene.cast.test(scene.tested);
        boolean maybePartner = test.contains(agents.getFirst())
                && !agents.getFirst().equals(test.getFirst())
                && agents.contains(test.getFirst());
        return maybePartner ? List.of(false, true) : List.of(true);
    }

    private List<Term> fresh(Session<Term> session) {
        return consequence.names(session, true);
    }

    private List<Draft> called(Draft draft, Scene.Slot slot) {
        Reaction.Local call = scene.call(slot.role());
        if (call == null) {
            return List.of(draft);
        }
        Draft calling = new Draft(draft);
        calling.clock = scene.start(slot.index());
        calling.move(new Move.Local(slot.index(), call.source(), call.event()));
        List<Draft> called = consequence.act(calling, slot.index(), new Event.Local<>(call.source(), call.event()));
        called.forEach(d -> d.clock = draft.clock);
        if (called.isEmpty() || draft.run(slot.index()).hasCome()) {
            called.add(draft);
        }
        return called;
    }

    // ---- what happens next ----

    /** Every configuration that can follow. */
    List<Configuration> next(Configuration from) {
        List<Configuration> found = new ArrayList<>();
        Set<Role> begun = new LinkedHashSet<>();
        for (Scene.Slot slot : scene.slots) {
            Run run = from.runs[slot.index()];
            if (run != null) {
                if (isLive(run, slot) && !isTimedOut(run, from.clock) && !isShadowed(from, slot)) {
                    delivered(new Draft(from), slot, 0, from, found);
                    own(from, slot, run, found);
                }
            } else if (slot.test() || begun.add(slot.role())) {
                if (slot.test() && slot.index() > 0 && from.runs[slot.index() - 1] == null) {
                    continue;
                }
                boolean offered = false;
                for (Offer offer : from.system.knowledge().offers()) {
                    if (offer.place() == slot.index()) {
                        offered = true;
                        Draft draft = new Draft(from);
                        draft.take(offer);
                        Configuration at = draft.done();
                        if (isLive(draft.run(slot.index()), slot)) {
                            delivered(draft, slot, 0, from, found);
                            own(at, slot, draft.run(slot.index()), found);
                        }
                    }
                }
                if (offered) {
                    continue;
                }
                List<List<String>> casts = casts(slot);
                for (int i = 0; i < casts.size(); i++) {
                    for (Draft draft : begin(new Draft(from), slot, casts.get(i))) {
                        if (hasActed(draft, slot)) {
                            add(draft, found);
                        }
                        delivered(draft, slot, i, from, found);
                        own(draft.done(), slot, draft.run(slot.index()), found);
                    }
                }
            }
        }
        if (from.waits < MAX_WAITS && from.last != Configuration.Last.NONE) {
            for (long pause : pauses) {
                Draft draft = new Draft(from);
                draft.clock += pause;
                draft.waits++;
                draft.last = Configuration.Last.NONE;
                draft.move(new Move.Wait(pause));
                found.add(draft.done());
            }
        }
        return found;
    }

    /** Whether a run that has only begun has moved on by itself: that may be all that comes of it. */
    private boolean hasActed(Draft begun, Scene.Slot slot) {
        Run run = begun.run(slot.index());
        return run.session().epoch() > 0 || run.spoke();
    }

    private boolean isLive(Run run, Scene.Slot slot) {
        return scene.isLive(run, slot);
    }

    /** Of runs that nothing has told apart, the first goes first. */
    private boolean isShadowed(Configuration from, Scene.Slot slot) {
        if (!scene.bounds.symmetric() || slot.index() == 0) {
            return false;
        }
        Scene.Slot before = scene.slots.get(slot.index() - 1);
        Run run = from.runs[slot.index()];
        Run other = from.runs[before.index()];
        return run != null
                && other != null
                && before.role() == slot.role()
                && before.test() == slot.test()
                && run.deliveries() == 0
                && other.deliveries() == 0
                && run.given() == other.given()
                && run.session().agents().equals(other.session().agents());
    }

    private void delivered(Draft from, Scene.Slot slot, int cast, Configuration before, List<Configuration> found) {
        Session<Term> session = from.run(slot.index()).session();
        Set<Port> ports = new LinkedHashSet<>();
        for (Reaction reaction : session.currentState().reactions()) {
            if (reaction.trigger() instanceof Reaction.Receive receive) {
                ports.add(receive.port());
            }
        }
        for (Port port : ports) {
            boolean dishonestPeer = session.agents().stream().anyMatch(a -> !scene.cast.isHonest(a));
            if (scene.powers.injects(port.channel()) || dishonestPeer) {
                chosen(from, slot, cast, port, before, found);
            } else {
                carried(from, slot, port, before, found);
            }
        }
    }

    /** The attacker delivers what he likes. */
    private void chosen(
            Draft from, Scene.Slot slot, int cast, Port port, Configuration before, List<Configuration> found) {
        Draft draft = new Draft(from);
        Bindings bindings = draft.system.assumptions().bindings();
        // Variables of each delivery begin at a number of its own, so that steps can be looked up.
        int first = Math.max(bindings.next(), (draft.delivered.size() + 1) * NUMBERS);
        Term.Var any = scene.terms.variable(first, Typing.DELIVERY, false);
        Map<Term.Var, Integer> times = new LinkedHashMap<>(draft.system.times());
        times.put(any, draft.stage);
        draft.system = new Solver.System(
                draft.system.assumptions().taking(first + 1 - bindings.next()), times, draft.system.knowledge());
        draft.move(new Move.Deliver(slot.index(), port, draft.delivered.size()));
        draft.delivered.add(any);
        consequence.said(draft, slot.index(), false, any);
        long rank = rank(slot, cast);
        for (Draft after : consequence.act(draft, slot.index(), new Event.Received<>(port, any))) {
            after.runs[slot.index()] = after.run(slot.index()).delivered();
            if (!isUseful(after, before, slot)) {
                continue;
            }
            after.last = new Configuration.Last(rank, slot.index(), before.stage);
            if (!isOutOfOrder(after, before, slot, rank)) {
                add(after, found);
                continue;
            }
            for (Solver.System needing : late.needing(after.delivered.getLast(), before.last.stage(), after.system)) {
                Draft chosen = new Draft(after);
                chosen.system = needing;
                chosen.settle(scene.terms);
                add(chosen, found);
            }
        }
    }

    private void add(Draft draft, List<Configuration> found) {
        found.add(draft.done());
        for (Solver.System unlocked : scene.solver.unlocked(draft.system, draft.stage)) {
            Draft other = new Draft(draft);
            other.system = unlocked;
            other.settle(scene.terms);
            add(other, found);
        }
    }

    /** A message that the attacker cannot touch arrives where it was sent. */
    private void carried(Draft from, Scene.Slot slot, Port port, Configuration before, List<Configuration> found) {
        arrivals(from, 0, slot, port, before, found);
        for (Offer offer : from.system.knowledge().offers()) {
            Draft begun = new Draft(from);
            begun.take(offer);
            arrivals(begun, from.tape.size(), slot, port, before, found);
        }
    }

    private void arrivals(
            Draft from, int first, Scene.Slot slot, Port port, Configuration before, List<Configuration> found) {
        Session<Term> session = from.run(slot.index()).session();
        for (int i = first; i < from.tape.size(); i++) {
            Sending sending = from.tape.get(i);
            boolean fits = !sending.arrived()
                    && sending.to().equals(session.agent())
                    && session.agents().contains(sending.from())
                    && sending.port().channel() == port.channel()
                    && (port.name().isEmpty() || sending.port().name().equals(port.name()));
            if (!fits) {
                continue;
            }
            Draft draft = new Draft(from);
            draft.tape.set(
                    i,
                    new Sending(
                            sending.slot(),
                            sending.from(),
                            sending.to(),
                            sending.port(),
                            sending.value(),
                            sending.heard(),
                            true));
            draft.move(new Move.Carry(slot.index(), port, i));
            consequence.said(draft, slot.index(), false, sending.value());
            for (Draft after : consequence.act(draft, slot.index(), new Event.Received<>(port, sending.value()))) {
                if (isUseful(after, before, slot)) {
                    after.last = new Configuration.Last(-1, slot.index(), before.stage);
                    add(after, found);
                }
            }
        }
    }

    /** Timers and local events that move a run. */
    private void own(Configuration from, Scene.Slot slot, Run run, List<Configuration> found) {
        State state = run.session().currentState();
        for (int i = 0; i < state.reactions().size(); i++) {
            for (Draft each : event(from, slot, run, i)) {
                if (isUseful(each, from, slot)) {
                    each.last = new Configuration.Last(-1, slot.index(), from.stage);
                    add(each, found);
                }
            }
        }
    }

    /** What comes of a timer that goes off or of something at the agent itself; nothing if a reaction waits for something else. */
    private List<Draft> event(Configuration from, Scene.Slot slot, Run run, int index) {
        Reaction reaction = run.session().currentState().reactions().get(index);
        if (reaction.trigger() instanceof Reaction.Local local && !scene.outlook.isImmediate(reaction)) {
            Draft draft = new Draft(from);
            draft.move(new Move.Local(slot.index(), local.source(), local.event()));
            return consequence.act(draft, slot.index(), new Event.Local<>(local.source(), local.event()));
        }
        long due = run.entered() + scene.due(reaction);
        if (!Scene.isTimer(reaction) || isOver(run, due, from.clock)) {
            return List.of();
        }
        Draft draft = new Draft(from);
        draft.clock = Math.max(from.clock, due);
        draft.move(new Move.Timer(slot.index(), index));
        // Sending again tells nobody anything new: what counts is that it comes to an end.
        if (reaction.trigger() instanceof Reaction.Retransmit(var ignored, Timer timer)) {
            draft.runs[slot.index()] = run.stepped(run.session().tried(index, timer.tries()), draft.clock);
        }
        return consequence.act(
                draft, slot.index(), new Event.TimerFired<>(index, run.session().epoch()));
    }

    /**
     * Whether a moment in a state is past. A run that has only begun may have begun later than it seems: nothing has come to it
     * that could tell.
     */
    private static boolean isOver(Run run, long due, long clock) {
        return run.deliveries() > 0 && due < clock;
    }

    /** Whether a run has left its present state, because a timer has gone off. */
    private boolean isTimedOut(Run run, long clock) {
        for (Reaction reaction : run.session().currentState().reactions()) {
            if (Scene.isTimer(reaction) && isOver(run, run.entered() + scene.due(reaction), clock)) {
                return true;
            }
        }
        return false;
    }

    /** Whether anything can come of what a run has just done. */
    private boolean isUseful(Draft after, Configuration before, Scene.Slot slot) {
        Run run = after.run(slot.index());
        int state = run.session().state();
        if (slot.test()) {
            return run.hasCome() || scene.outlook.reaches(slot.role(), state, scene.point.index());
        }
        return after.stage > before.stage
                || (after.stores != before.stores && scene.outlook.isConsulted(slot.role()))
                || isUnderWay(after, before)
                || scene.outlook.isProductive(slot.role(), state);
    }

    /** Whether something new is under way that only its addressee hears. */
    private static boolean isUnderWay(Draft after, Configuration before) {
        for (int i = before.tape.size(); i < after.tape.size(); i++) {
            if (!after.tape.get(i).arrived()) {
                return true;
            }
        }
        return false;
    }

    private static long rank(Scene.Slot slot, int cast) {
        return slot.test() ? slot.index() : (((long) slot.role().index() + 1) << 20) + ((long) cast << 8) + 1;
    }

    /** Whether this delivery belongs before the last one, unless it needs what that one brought. */
    private boolean isOutOfOrder(Draft after, Configuration before, Scene.Slot slot, long rank) {
        Configuration.Last last = before.last;
        if (!scene.bounds.ordered() || last.rank() < 0 || last.slot() == slot.index() || rank >= last.rank()) {
            return false;
        }
        Run run = after.run(slot.index());
        Run other = after.run(last.slot());
        boolean sharedStore = !slot.role().stores().isEmpty()
                && run.session().agent().equals(other.session().agent())
                && slot.role() == other.session().role();
        return !sharedStore;
    }

    private Session<Term> session(Scene.Slot slot, List<String> agents) {
        return sessions.computeIfAbsent(
                new Part(slot.index(), agents), b -> scene.machine.session(slot.index() + 1, slot.role(), agents));
    }

    private record Part(int slot, List<String> agents) {}
}
