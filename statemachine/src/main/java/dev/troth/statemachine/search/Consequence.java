package dev.troth.statemachine.search;

import dev.troth.spec.model.Compromise.What;
import dev.troth.spec.model.Compromise.When;
import dev.troth.spec.model.Reaction;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.Type;
import dev.troth.statemachine.knowledge.Offer;
import dev.troth.statemachine.knowledge.Solver;
import dev.troth.statemachine.machine.Effect;
import dev.troth.statemachine.machine.Event;
import dev.troth.statemachine.machine.Moment;
import dev.troth.statemachine.machine.Outcome;
import dev.troth.statemachine.machine.Session;
import dev.troth.statemachine.machine.Stores;
import dev.troth.statemachine.search.Configuration.Draft;
import dev.troth.statemachine.search.Configuration.Sending;
import dev.troth.statemachine.term.Assumptions;
import dev.troth.statemachine.term.Bindings;
import dev.troth.statemachine.term.Composition;
import dev.troth.statemachine.term.Term;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one event does to one run, and what follows at once: constraints are solved, what is sent is heard, local events
 * that move nothing happen, and the attacker is given what the compromise model grants. Steps of runs in which nothing
 * has changed are looked up.
 */
final class Consequence {
    /** How many steps are kept. */
    private static final int KEPT = 20_000;

    private final Scene scene;
    private final Asked asked;
    private final Map<Key, List<Outcome<Term>>> steps = new HashMap<>();

    Consequence(Scene scene, Asked asked) {
        this.scene = scene;
        this.asked = asked;
    }

    /** Every way in which an event can turn out, with what follows from it at once. */
    List<Draft> act(Draft from, int slot, Event<Term> event) {
        Run before = from.run(slot);
        List<Outcome<Term>> outcomes = outcomes(before.session(), from, event);
        List<Draft> drafts = new ArrayList<>(outcomes.size());
        for (Outcome<Term> outcome : outcomes) {
            boolean counts = event instanceof Event.Started
                    || (!isIdle(outcome, before, from) && !isPointless(outcome, scene.slots.get(slot), from));
            if (!counts || !outcome.session().deferred().isEmpty()) {
                continue;
            }
            Assumptions assumptions = from.system.assumptions().and((Assumptions) outcome.condition());
            if (!scene.algebra.isConsistent(assumptions)) {
                continue;
            }
            Solver.System asked = from.system.with(assumptions);
            int old = from.system.assumptions().collisions().size();
            for (Solver.System solved : colliding(scene.solver.solve(asked, List.of()), old)) {
                Draft draft = new Draft(from);
                draft.system = solved;
                draft.stores = outcome.stores();
                drafts.addAll(settled(draft, slot, outcome));
            }
        }
        return drafts;
    }

    /** The systems in which what a step takes to be equal, from a place on, can have been made so. */
    private List<Solver.System> colliding(List<Solver.System> systems, int first) {
        List<Solver.System> found = systems;
        for (int place = first;
                !found.isEmpty()
                        && place < found.getFirst().assumptions().collisions().size();
                place++) {
            List<Solver.System> next = new ArrayList<>();
            for (Solver.System each : found) {
                next.addAll(scene.solver.colliding(each, place));
            }
            found = next;
        }
        return found;
    }

    /** What a step depends on. Sessions and stores are the same objects as long as nothing in them changes. */
    private record Key(Session<Term> session, Stores<Term> stores, Event<Term> event, long clock, int next) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key
                    && session == key.session
                    && stores == key.stores
                    && event.equals(key.event)
                    && clock == key.clock
                    && next == key.next;
        }

        @Override
        public int hashCode() {
            int run = 31 * (31 * session.id() + session.state()) + Arrays.hashCode(session.variables());
            return 31 * (31 * run + next) + event.hashCode();
        }
    }

    /** The outcomes of a step, under assumptions of its own only. */
    private List<Outcome<Term>> outcomes(Session<Term> session, Draft from, Event<Term> event) {
        int next = from.system.assumptions().bindings().next();
        Key key = new Key(session, from.stores, event, from.clock, next);
        List<Outcome<Term>> known = steps.get(key);
        if (known == null) {
            known = scene.machine.step(session, from.stores, event, new Moment(from.clock, 0), Assumptions.none(next));
            if (steps.size() >= KEPT) {
                steps.clear();
            }
            steps.put(key, known);
        }
        return known;
    }

    /** Whether nothing can come of a step: nobody learns anything, and the run has come to an end. */
    private boolean isPointless(Outcome<Term> outcome, Scene.Slot slot, Draft from) {
        int state = outcome.session().state();
        if (slot.test()) {
            return !from.run(slot.index()).hasCome()
                    && !comes(outcome)
                    && !scene.outlook.reaches(slot.role(), state, scene.point.index());
        }
        if (scene.outlook.isProductive(slot.role(), state)
                || (outcome.stores() != from.stores && scene.outlook.isConsulted(slot.role()))) {
            return false;
        }
        for (Effect<Term> effect : outcome.effects()) {
            boolean quiet = switch (effect) {
                case Effect.Sent<Term> sent -> sent.again() || isNothingNew(sent, outcome, from);
                case Effect.Exported<Term> ignored -> !from.run(slot.index()).given();
                default -> true;
            };
            if (!quiet) {
                return false;
            }
        }
        return !scene.reveals(What.STATE, When.OTHER_RUNS) && !scene.holds(slot.role());
    }

    /** Whether the attacker has what a run sends, because it is his or he knows it. */
    private boolean isOwn(Term sent, Outcome<Term> outcome, Draft from) {
        Bindings bindings = ((Assumptions) outcome.condition()).bindings();
        Set<Term> own = new HashSet<>();
        if (!from.delivered.isEmpty()) {
            visible(bindings.apply(from.delivered.getLast(), scene.terms), own);
        }
        return isOwn(bindings.apply(sent, scene.terms), own, from);
    }

    /** The variables that stand in the open in a message: whoever delivers it has them. */
    private static void visible(Term term, Set<Term> out) {
        if (term instanceof Term.Var) {
            out.add(term);
        } else if (term instanceof Term.Compound compound && Composition.isTransparent(compound)) {
            compound.arguments().forEach(argument -> visible(argument, out));
        }
    }

    /** Whether the attacker has a term before anybody solves what he must derive. */
    private static boolean isOwn(Term term, Set<Term> own, Draft from) {
        if (own.contains(term) || (!term.isOpen() && from.system.knowledge().derives(term, from.stage))) {
            return true;
        }
        return term instanceof Term.Compound compound
                && compound.arguments().stream().allMatch(argument -> isOwn(argument, own, from));
    }

    /** Whether nothing has changed: what a run says again, and everyone can hear and send, counts as nothing. */
    private boolean isIdle(Outcome<Term> outcome, Run before, Draft from) {
        if (outcome.session().epoch() != before.session().epoch() || outcome.stores() != from.stores) {
            return false;
        }
        for (Effect<Term> effect : outcome.effects()) {
            if (effect instanceof Effect.Sent<Term> sent && !sent.again() && !isNothingNew(sent, outcome, from)) {
                return false;
            }
            if (effect instanceof Effect.Exported<Term>) {
                return false;
            }
        }
        return Arrays.equals(outcome.session().variables(), before.session().variables());
    }

    /** Whether what a run sends was said before or is the attacker's anyway, where he hears and sends what he likes. */
    private boolean isNothingNew(Effect.Sent<Term> sent, Outcome<Term> outcome, Draft from) {
        if (!scene.powers.reads(sent.port())
                || !scene.powers.injects(sent.port().channel())) {
            return false;
        }
        Term value = ((Assumptions) outcome.condition()).bindings().apply(sent.value(), scene.terms);
        for (Sending before : from.tape) {
            if (before.heard() && before.value() == value && before.port().equals(sent.port())) {
                return true;
            }
        }
        return isOwn(sent.value(), outcome, from);
    }

    private List<Draft> settled(Draft draft, int slot, Outcome<Term> outcome) {
        Run run = draft.run(slot);
        List<Term> heard = new ArrayList<>();
        List<Term> exports = new ArrayList<>();
        Bindings bindings = draft.system.assumptions().bindings();
        for (Effect<Term> effect : outcome.effects()) {
            switch (effect) {
                case Effect.Sent<Term> sent
                when !sent.again() -> {
                    run = run.saying(true, sent.value());
                    boolean dishonest = !scene.cast.isHonest(sent.to());
                    boolean reads = scene.powers.reads(sent.port()) || dishonest;
                    boolean passes = scene.powers.injects(sent.port().channel()) || dishonest;
                    draft.tape.add(new Sending(
                            slot, outcome.session().agent(), sent.to(), sent.port(), sent.value(), reads, passes));
                    if (reads) {
                        heard.add(bindings.apply(sent.value(), scene.terms));
                        scene.framed(sent.port(), outcome.session().role())
                                .forEach(e -> heard.add(
                                        bindings.apply(scene.machine.value(e, outcome.session()), scene.terms)));
                    }
                }
                case Effect.Exported<Term>(var ignored, var alsoIgnored, Term value) -> {
                    run = run.exporting(value);
                    exports.add(value);
                }
                default -> {}
            }
        }
        List<Run.Coming> comings = scene.slots.get(slot).test() ? comings(outcome) : List.of();
        List<Draft> drafts = new ArrayList<>();
        for (Run each : asked(run.stepped(outcome.session(), draft.clock), comings)) {
            Draft one = new Draft(draft);
            one.runs[slot] = each;
            learnt(one, slot, heard, exports, outcome);
            List<Draft> after = eager(one, slot);
            drafts.addAll(comings.isEmpty() ? after : afterwards(after, slot, scene.isReached(draft.runs)));
        }
        return drafts;
    }

    /** Whether a step takes a run to the point of the claim, if only on the way. */
    private boolean comes(Outcome<Term> outcome) {
        return outcome.effects().stream()
                .anyMatch(effect -> effect instanceof Effect.Entered<Term> entered && entered.state() == scene.point);
    }

    /** The times that a step takes a run to the point of the claim. */
    private List<Run.Coming> comings(Outcome<Term> outcome) {
        List<Run.Coming> comings = new ArrayList<>();
        for (Effect<Term> effect : outcome.effects()) {
            if (effect instanceof Effect.Entered<Term> entered && entered.state() == scene.point) {
                List<Session<Term>> coming = outcome.coming(entered);
                for (int i = 0; i < coming.size(); i++) {
                    comings.add(new Run.Coming(coming.get(i), i < coming.size() - 1));
                }
            }
        }
        return comings;
    }

    /** A run after a step; if that has taken it to the point of the claim, once for each time that is asked of. */
    private List<Run> asked(Run run, List<Run.Coming> comings) {
        return comings.isEmpty()
                ? List.of(run)
                : asked.of(run.coming(), comings, scene).stream()
                        .map(run::coming)
                        .toList();
    }

    /** What the attacker learns from a step, besides what was sent. */
    private void learnt(Draft draft, int slot, List<Term> said, List<Term> exports, Outcome<Term> outcome) {
        List<Term> heard = new ArrayList<>(said);
        Bindings bindings = draft.system.assumptions().bindings();
        draft.settle(scene.terms);
        if (draft.run(slot).given()) {
            exports.forEach(e -> heard.add(bindings.apply(e, scene.terms)));
            if (scene.reveals(What.STATE, When.OTHER_RUNS)) {
                heard.addAll(names(draft.run(slot).session(), false));
            }
        }
        if (scene.holds(outcome.session().role())) {
            heard.addAll(everything(draft.run(slot).session()));
        }
        draft.hear(news(heard, draft));
    }

    /** What the attacker could not have derived anyway. */
    private static List<Term> news(List<Term> heard, Draft draft) {
        List<Term> news = new ArrayList<>();
        for (Term term : heard) {
            if (!draft.system.knowledge().derives(term, draft.stage) || !isEarly(term, draft.stage, draft.system)) {
                news.add(term);
            }
        }
        return news;
    }

    /** Notes what a run has sent or received. */
    void said(Draft draft, int slot, boolean sent, Term value) {
        draft.runs[slot] = draft.run(slot).saying(sent, value);
    }

    /** Local events that do not move the run happen as soon as they can. */
    private List<Draft> eager(Draft draft, int slot) {
        Run run = draft.run(slot);
        int epoch = run.session().epoch();
        if (run.fired() == epoch) {
            return List.of(draft);
        }
        draft.runs[slot] = run.firedIn(epoch);
        List<Draft> drafts = List.of(draft);
        for (Reaction reaction : run.session().currentState().reactions()) {
            if (reaction.trigger() instanceof Reaction.Local(String source, String name)
                    && scene.outlook.isImmediate(reaction)) {
                List<Draft> next = new ArrayList<>();
                for (Draft each : drafts) {
                    Draft local = new Draft(each);
                    local.move(new Move.Local(slot, source, name));
                    List<Draft> after = act(local, slot, new Event.Local<>(source, name));
                    next.addAll(after.isEmpty() ? List.of(each) : after);
                }
                drafts = next;
            }
        }
        return drafts;
    }

    // ---- what the attacker is given once the run of the claim is over ----

    /** @param before whether they were over before; what he is given once is not given again */
    private List<Draft> afterwards(List<Draft> drafts, int slot, boolean before) {
        List<Draft> all = new ArrayList<>();
        for (Draft draft : drafts) {
            boolean over = scene.isReached(draft.runs);
            if (over && !before && scene.reveals(What.LONG_TERM, When.AFTER)) {
                give(draft);
            }
            if (over && !before && scene.reveals(What.HOP_KEYS, When.AFTER)) {
                giveHops(draft);
            }
            all.add(draft);
            if (over && scene.reveals(What.LONG_TERM, When.AFTER_CORRECT)) {
                all.addAll(correct(draft, slot));
            }
        }
        return all;
    }

    private void give(Draft draft) {
        draft.move(new Move.Given(What.LONG_TERM, null));
        draft.hear(news(scene.longTerm(null), draft));
    }

    /** Recorded traffic of hops whose long-term keys protect it, and what is sent there from now on. */
    private void giveHops(Draft draft) {
        draft.move(new Move.Given(What.HOP_KEYS, null));
        List<Term> recorded = new ArrayList<>();
        for (Sending sending : draft.tape) {
            String hop = scene.powers.protection(
                    scene.protocol.channels().get(sending.port().channel()));
            if (!sending.heard() && hop.equals("tls_rsa")) {
                recorded.add(sending.value());
            }
        }
        draft.hear(news(recorded, draft));
    }

    /** The run was correct if it has a partner: each run that can be one is tried. */
    private List<Draft> correct(Draft draft, int slot) {
        List<Draft> correct = new ArrayList<>();
        for (int i = scene.tests; i < draft.runs.length; i++) {
            correct(draft, slot, i, correct);
        }
        for (Offer offer : draft.system.knowledge().offers()) {
            Draft begun = new Draft(draft);
            begun.take(offer);
            correct(begun, slot, offer.place(), correct);
        }
        return correct;
    }

    private void correct(Draft draft, int slot, int partner, List<Draft> correct) {
        Run other = draft.runs[partner];
        List<Term[]> pairs = other == null ? null : Histories.pairs(draft.run(slot), other);
        if (pairs != null) {
            List<Bindings> open = List.of(draft.system.assumptions().bindings());
            for (Term[] pair : pairs) {
                List<Bindings> next = new ArrayList<>();
                for (Bindings each : open) {
                    next.addAll(scene.algebra.unifier().unify(pair[0], pair[1], each));
                }
                open = next;
            }
            for (Bindings each : open) {
                Assumptions assumptions = draft.system.assumptions().with(each);
                if (scene.algebra.isConsistent(assumptions)) {
                    Solver.System asked = draft.system.with(assumptions);
                    for (Solver.System solved : scene.solver.solve(asked, List.of())) {
                        Draft matched = new Draft(draft);
                        matched.system = solved;
                        matched.settle(scene.terms);
                        give(matched);
                        correct.add(matched);
                    }
                }
            }
        }
    }

    /** All that a run has: what it has drawn and set, and what it knew before. */
    private List<Term> everything(Session<Term> session) {
        List<Term> all = new ArrayList<>(names(session, false));
        for (Role.Variable variable : session.role().variables()) {
            Term value = session.variables()[variable.index()];
            if (variable.known() != null && value != null) {
                all.add(value);
            }
        }
        return all;
    }

    /** What a run has drawn, and unless {@code freshOnly} what it has set. */
    List<Term> names(Session<Term> session, boolean freshOnly) {
        List<Term> names = new ArrayList<>();
        for (Role.Variable variable : session.role().variables()) {
            boolean fresh = variable.lifetime() == Role.Lifetime.FRESH;
            boolean run = variable.lifetime() == Role.Lifetime.RUN;
            if (fresh || (run && !freshOnly && session.variables()[variable.index()] != null)) {
                names.add(scene.machine.value(
                        new dev.troth.spec.model.Expr.Variable(variable.index(), variable.name(), variable.type()),
                        session));
            }
        }
        return names;
    }

    private static boolean isEarly(Term term, int stage, Solver.System system) {
        if (term instanceof Term.Var variable) {
            return variable.type() instanceof Type.Agent
                    || variable.type() instanceof Type.Text
                    || variable.type() instanceof Type.Time
                    || system.times().getOrDefault(variable, Integer.MAX_VALUE) <= stage;
        }
        if (term.isOpen() && term instanceof Term.Compound compound) {
            for (Term argument : compound.arguments()) {
                if (!isEarly(argument, stage, system)) {
                    return false;
                }
            }
        }
        return true;
    }
}
