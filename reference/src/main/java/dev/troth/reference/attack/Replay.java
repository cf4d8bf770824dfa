package dev.troth.reference.attack;

import dev.troth.reference.concrete.ByteAlgebra;
import dev.troth.reference.concrete.NoConcreteFaceException;
import dev.troth.reference.concrete.Valuation;
import dev.troth.reference.crypto.LabelledRandom;
import dev.troth.reference.wire.Datum;
import dev.troth.reference.wire.Octetting;
import dev.troth.spec.model.Claim;
import dev.troth.spec.model.Compromise.What;
import dev.troth.spec.model.Compromise.When;
import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Players;
import dev.troth.spec.model.Port;
import dev.troth.spec.model.Reaction;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.Timer;
import dev.troth.statemachine.algebra.Condition;
import dev.troth.statemachine.algebra.Decision;
import dev.troth.statemachine.algebra.UnbuildableException;
import dev.troth.statemachine.claim.Answers;
import dev.troth.statemachine.claim.Question;
import dev.troth.statemachine.machine.Effect;
import dev.troth.statemachine.machine.Event;
import dev.troth.statemachine.machine.Machine;
import dev.troth.statemachine.machine.Moment;
import dev.troth.statemachine.machine.Outcome;
import dev.troth.statemachine.machine.RunFaultException;
import dev.troth.statemachine.machine.Session;
import dev.troth.statemachine.machine.Stores;
import dev.troth.statemachine.property.Party;
import dev.troth.statemachine.property.Violation;
import dev.troth.statemachine.property.Violation.Way;
import dev.troth.statemachine.search.Explorer;
import dev.troth.statemachine.search.Finding;
import dev.troth.statemachine.search.Move;
import dev.troth.statemachine.search.Scene;
import dev.troth.statemachine.term.Assumptions;
import dev.troth.statemachine.term.Symbol;
import dev.troth.statemachine.term.Term;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Does a trace again, over terms and over bytes side by side. What the attacker delivers is made from bytes that he heard,
 * by his recipes. The trace is confirmed if on bytes too every run comes into the same states and the claim is false.
 */
public final class Replay {
    private static final int SEEDS = 16;

    private final Scene scene;
    private final Question question;
    private final Finding.Trace trace;
    private final Machine<Term> symbolic;
    private final Machine<Datum> concrete;
    private final ByteAlgebra bytes;
    private final Pocket pocket;
    private final Map<Integer, Pair> runs = new LinkedHashMap<>();
    private final List<Told> told = new ArrayList<>();
    private final List<Sending> tape = new ArrayList<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private Stores<Term> termStores = Stores.empty();
    private Stores<Datum> byteStores = Stores.empty();
    private long clock;

    /** A run as it came to the point of the claim. */
    private record Coming(Session<Term> terms, Session<Datum> bytes) {}

    /** One run in both worlds. */
    private static final class Pair {
        Session<Term> terms;
        Session<Datum> bytes;
        /** Each time that it came to the point of the claim. */
        final List<Coming> comings = new ArrayList<>();
        /** Of those, the ones of the last step that took it there, as it was when it had come. */
        final List<Coming> latest = new ArrayList<>();

        boolean given;
        /** Whether it has sent anything. */
        boolean spoke;

        /** When it came into its present state. */
        long entered;

        /** How often something has come to it. */
        int deliveries;

        Pair(Session<Term> terms, Session<Datum> bytes) {
            this.terms = terms;
            this.bytes = bytes;
        }
    }

    private record Sending(String label, String from, String to, int channel, Term term, Datum value, boolean heard) {}

    /** What happens, for people and for a capture. */
    public sealed interface Told {
        long at();

        /** A run begins. */
        record Begins(long at, int slot, Role role, List<String> agents) implements Told {}

        /** Something at the agent itself, or a timer. */
        record Own(long at, int slot, String what) implements Told {}

        /** A run sends a message. */
        record Sends(long at, int slot, String label, String to, int channel, byte[] octets, boolean heard)
                implements Told {}

        /** The attacker delivers a message to a run; {@code repeats} names what he sends again unchanged, or is null. */
        record Delivers(
                long at,
                int slot,
                Port port,
                String message,
                byte[] octets,
                Recipe recipe,
                @Nullable String repeats) implements Told {}

        /** A message arrives that the attacker cannot touch. */
        record Arrives(long at, int slot, Port port, String label, byte[] octets) implements Told {}

        /** A run comes into a state. */
        record Enters(long at, int slot, String state, String reason) implements Told {}

        /** A run puts the event aside. */
        record Refuses(long at, int slot, String reason) implements Told {}

        /** The attacker chooses something of his own, after trying many. */
        record Chooses(long at, String what) implements Told {}

        record Waits(long at, long nanos) implements Told {}

        /** The attacker is given something. */
        record Given(long at, String what) implements Told {}
    }

    /**
     * A trace done again.
     *
     * @param seed where what is drawn at random comes from
     * @param failure what did not come out as in the trace, or empty if all did
     * @param secret for a secret: the bytes that the attacker holds in the end, and how he came by them
     */
    public record Result(
            Scene scene,
            long seed,
            List<Told> told,
            String failure,
            Pocket.@Nullable Holding secret,
            String violation) {
        public boolean isConfirmed() {
            return failure.isEmpty();
        }
    }

    private Replay(Scene scene, Question question, Finding.Trace trace, long seed) {
        this.scene = scene;
        this.question = question;
        this.trace = trace;
        LabelledRandom random = new LabelledRandom(seed);
        this.bytes = new ByteAlgebra(scene.protocol(), random, scene.cast().aliases());
        this.symbolic = new Machine<>(scene.protocol(), scene.algebra(), false);
        this.concrete = new Machine<>(scene.protocol(), bytes, false);
        this.pocket = new Pocket(scene.protocol(), scene.theory(), scene.algebra(), bytes);
        this.clock = scene.start();
    }

    /**
     * Does the attack of a finding again, without the runs that it does not need. Which of two random values is the greater comes
     * out by chance: where the attack does not work with a seed, others are tried.
     */
    public static Result of(Scene scene, Question question, Finding.Trace trace, long seed) {
        Result first = with(scene, question, trace, seed);
        for (long next = seed + 1; !first.isConfirmed() && next < seed + SEEDS; next++) {
            Result again = with(scene, question, trace, next);
            if (again.isConfirmed()) {
                return again;
            }
        }
        return first;
    }

    /** Tries on octets, from a seed, what a search finds. */
    public static Answers.Trial trial(long seed) {
        return (scene, question, trace) -> {
            try {
                boolean works = of(scene, question, trace, seed).isConfirmed();
                return works ? Explorer.Tried.WORKS : Explorer.Tried.FAILS;
            } catch (NoConcreteFaceException e) {
                return Explorer.Tried.UNTRIED;
            } catch (RunFaultException e) {
                return Explorer.Tried.FAILS;
            }
        };
    }

    private static Result with(Scene scene, Question question, Finding.Trace trace, long seed) {
        Result all = once(scene, question, trace, seed);
        Set<Integer> needed = needed(all, scene);
        List<Move> moves = trace.moves().stream()
                .filter(m -> m.slot() < 0 || needed.contains(m.slot()))
                .toList();
        boolean carried = moves.stream().anyMatch(Move.Carry.class::isInstance);
        if (!all.isConfirmed() || carried || moves.size() == trace.moves().size()) {
            return all;
        }
        Result fewer = once(
                scene, question, new Finding.Trace(moves, trace.delivered(), trace.tape(), trace.collisions()), seed);
        return fewer.isConfirmed() ? fewer : all;
    }

    private static Result once(Scene scene, Question question, Finding.Trace trace, long seed) {
        Replay replay = new Replay(scene, question, trace, seed);
        String failure = replay.run();
        Pocket.Holding secret = null;
        String violation = "";
        if (failure.isEmpty()) {
            Verification verification = replay.verify();
            failure = verification.failure();
            secret = verification.secret();
            violation = verification.what();
        }
        return new Result(scene, seed, List.copyOf(replay.told), failure, secret, violation);
    }

    /** The runs that the claim is about, that something is delivered to, or that said something which is used. */
    private static Set<Integer> needed(Result result, Scene scene) {
        Set<Integer> needed = new HashSet<>();
        Set<String> used = new HashSet<>();
        if (result.secret() != null) {
            used.addAll(result.secret().recipe().sources());
        }
        for (Told told : result.told()) {
            if (told instanceof Told.Delivers delivers) {
                needed.add(delivers.slot());
                used.addAll(delivers.recipe().sources());
            } else if (told instanceof Told.Arrives arrives) {
                needed.add(arrives.slot());
                used.add(arrives.label());
            }
        }
        for (Told told : result.told()) {
            if (told instanceof Told.Sends sends && used.contains(sends.label())) {
                needed.add(sends.slot());
            }
        }
        scene.slots().stream().filter(Scene.Slot::test).forEach(s -> needed.add(s.index()));
        return needed;
    }

    // ---- moves ----

    private String run() {
        for (Term term : scene.initial()) {
            pocket.add(term, new Valuation(bytes).of(term), new Recipe.Heard(TermText.of(term)));
        }
        String chosen = choose();
        if (!chosen.isEmpty()) {
            return chosen;
        }
        try {
            for (Move move : trace.moves()) {
                String failure = step(move);
                if (!failure.isEmpty()) {
                    return failure;
                }
            }
        } catch (UnbuildableException e) {
            return "a message cannot be built: " + e.getMessage();
        }
        return "";
    }

    private String step(Move move) {
        return switch (move) {
            case Move.Start(int slot, List<String> agents) -> {
                Role role = scene.slots().get(slot).role();
                runs.put(
                        slot,
                        new Pair(symbolic.session(slot + 1, role, agents), concrete.session(slot + 1, role, agents)));
                told.add(new Told.Begins(clock, slot, role, agents));
                yield act(slot, new Event.Started<>(), new Event.Started<>(), clock);
            }
            case Move.Local(int slot, String source, String event) -> {
                boolean begins = pair(slot).deliveries == 0 && scene.isCall(pair(slot).terms, source, event);
                long at = begins ? scene.start(slot) : clock;
                told.add(new Told.Own(at, slot, source + "." + event));
                yield act(slot, new Event.Local<>(source, event), new Event.Local<>(source, event), at);
            }
            case Move.Timer(int slot, int reaction) -> timer(slot, reaction);
            case Move.Deliver deliver -> deliver(deliver);
            case Move.Carry(int slot, var port, int sending) -> {
                Sending sent = tape.get(sending);
                byte[] octets = Octetting.octets(sent.value());
                told.add(new Told.Arrives(clock, slot, port, sent.label(), octets));
                yield act(
                        slot,
                        new Event.Received<>(port, sent.term()),
                        new Event.Received<>(port, new Datum.Octets(octets)),
                        clock);
            }
            case Move.Wait(long nanos) -> {
                told.add(new Told.Waits(clock, nanos));
                clock += nanos;
                yield "";
            }
            case Move.Given(What what, Integer slot) -> {
                give(what, slot);
                yield "";
            }
        };
    }

    /** A timer goes off; one that sends again goes off until its tries are used up. */
    private String timer(int slot, int reaction) {
        Reaction of = pair(slot).terms.currentState().reactions().get(reaction);
        int times = of.trigger() instanceof Reaction.Retransmit(var ignored, Timer timer) ? timer.tries() + 1 : 1;
        clock = Math.max(clock, pair(slot).entered + scene.due(of));
        told.add(new Told.Own(clock, slot, "a timer runs out"));
        int epoch = pair(slot).terms.epoch();
        String failure = "";
        for (int i = 0; i < times && failure.isEmpty(); i++) {
            failure =
                    act(slot, new Event.TimerFired<>(reaction, epoch), new Event.TimerFired<>(reaction, epoch), clock);
        }
        return failure;
    }

    /** Whether a run would have left its state before, because a timer had gone off; empty if not. */
    private String late(Pair pair, long at) {
        for (Reaction reaction : pair.bytes.currentState().reactions()) {
            boolean over = Scene.isTimer(reaction) && pair.deliveries > 0 && pair.entered + scene.due(reaction) < at;
            if (over) {
                return pair.terms + ": its timer has gone off before";
            }
        }
        return "";
    }

    private Pair pair(int slot) {
        Pair pair = runs.get(slot);
        if (pair == null) {
            throw new IllegalStateException("slot " + slot + " has not begun");
        }
        return pair;
    }

    private String deliver(Move.Deliver deliver) {
        Term term = trace.delivered().get(deliver.delivery());
        Pocket.Holding holding = pocket.derive(term);
        if (holding == null) {
            return "the attacker cannot make delivery " + (deliver.delivery() + 1) + ": " + term;
        }
        byte[] octets = Octetting.octets(holding.value());
        String repeats = null;
        for (Sending sending : tape) {
            repeats = sending.term() == term && repeats == null ? sending.label() : repeats;
        }
        told.add(new Told.Delivers(
                clock, deliver.slot(), deliver.port(), kind(term), octets, holding.recipe(), repeats));
        return act(
                deliver.slot(),
                new Event.Received<>(deliver.port(), term),
                new Event.Received<>(deliver.port(), new Datum.Octets(octets)),
                clock);
    }

    private static String kind(Term term) {
        return term instanceof Term.Compound compound && compound.symbol() instanceof Symbol.Whole(var message)
                ? message.name()
                : "octets";
    }

    private String act(int slot, Event<Term> termEvent, Event<Datum> byteEvent, long at) {
        Pair pair = pair(slot);
        int epoch = pair.bytes.epoch();
        if (byteEvent instanceof Event.Received) {
            String late = late(pair, at);
            if (!late.isEmpty()) {
                return late;
            }
            pair.deliveries++;
        }
        Moment moment = new Moment(at, 0);
        List<Outcome<Term>> termOutcomes =
                symbolic.step(pair.terms, termStores, termEvent, moment, Assumptions.none(1 << 20));
        Outcome<Datum> byBytes = concrete.step(pair.bytes, byteStores, byteEvent, moment, Condition.ALWAYS)
                .getFirst();
        Outcome<Term> byTerms = chosen(termOutcomes, byBytes);
        pair.terms = byTerms.session();
        pair.bytes = byBytes.session();
        termStores = byTerms.stores();
        byteStores = byBytes.stores();
        List<Effect<Datum>> onBytes = acted(byBytes);
        List<Effect<Term>> onTerms = acted(byTerms);
        pair.entered = pair.bytes.epoch() == epoch ? pair.entered : at;
        String state = pair.terms.currentState().name();
        if (!state.equals(pair.bytes.currentState().name()) || onBytes.size() != onTerms.size()) {
            String reason = "";
            for (Effect<Datum> effect : byBytes.effects()) {
                reason = effect instanceof Effect.Discarded<Datum>(String why) ? " (" + why + ")" : reason;
                reason = effect instanceof Effect.Malformed<Datum>(var ignored, String why) ? " (" + why + ")" : reason;
            }
            return pair.terms + ": on bytes the run is in "
                    + pair.bytes.currentState().name() + reason;
        }
        for (int i = 0; i < onTerms.size(); i++) {
            follow(slot, pair, onTerms.get(i), onBytes.get(i), at);
        }
        come(slot, pair, byTerms, byBytes);
        return "";
    }

    /**
     * Of the ways that a step can turn out over terms, the one in which collide what collides in the trace, and nothing else. Where
     * only a computation can tell terms apart, the octets tell.
     */
    private Outcome<Term> chosen(List<Outcome<Term>> outcomes, Outcome<Datum> onBytes) {
        Outcome<Term> plain = null;
        Outcome<Term> alike = null;
        for (Outcome<Term> outcome : outcomes) {
            List<Assumptions.Collision> assumed = ((Assumptions) outcome.condition()).collisions();
            if (!assumed.isEmpty() && assumed.stream().allMatch(this::isInTrace)) {
                return outcome;
            }
            if (assumed.isEmpty()) {
                plain = plain == null ? outcome : plain;
                alike = alike == null && isAlike(outcome, onBytes) ? outcome : alike;
            }
        }
        return alike != null ? alike : plain != null ? plain : outcomes.getFirst();
    }

    private static boolean isAlike(Outcome<Term> onTerms, Outcome<Datum> onBytes) {
        return onTerms.session().currentState() == onBytes.session().currentState()
                && kinds(onTerms).equals(kinds(onBytes));
    }

    private static <V> List<Class<?>> kinds(Outcome<V> outcome) {
        List<Class<?>> kinds = new ArrayList<>();
        acted(outcome).forEach(effect -> kinds.add(effect.getClass()));
        return kinds;
    }

    private boolean isInTrace(Assumptions.Collision assumed) {
        return trace.collisions().stream().anyMatch(c -> c.left() == assumed.left() && c.right() == assumed.right());
    }

    /** Finds the values of the attacker's own that make short values equal, one after another, by trying. */
    private String choose() {
        for (Assumptions.Collision collision : trace.collisions()) {
            if (!(collision.choice() instanceof Term.Name choice)) {
                return "the attacker's choice is not his own: " + collision.choice();
            }
            long trials = Collisions.search(bytes, collision.left(), collision.right(), choice);
            if (trials < 0) {
                return "no value was found that makes two short values equal";
            }
            told.add(new Told.Chooses(
                    clock,
                    "a value of his own so that the two short values will be equal; he tries " + trials
                            + (trials == 1 ? " value" : " values")));
        }
        return "";
    }

    /** The effects that someone acts on. */
    private static <V> List<Effect<V>> acted(Outcome<V> outcome) {
        List<Effect<V>> acted = new ArrayList<>();
        for (Effect<V> effect : outcome.effects()) {
            boolean counts = effect instanceof Effect.Sent<V>
                    || effect instanceof Effect.Entered<V>
                    || effect instanceof Effect.Exported<V>
                    || effect instanceof Effect.Discarded<V>;
            if (counts) {
                acted.add(effect);
            }
        }
        return acted;
    }

    /** Notes each time that a step took a run of the claim to the point. */
    private void come(int slot, Pair pair, Outcome<Term> byTerms, Outcome<Datum> byBytes) {
        List<Effect.Entered<Term>> onTerms = entered(byTerms);
        List<Effect.Entered<Datum>> onBytes = entered(byBytes);
        if (!scene.slots().get(slot).test() || onTerms.isEmpty() || onTerms.size() != onBytes.size()) {
            return;
        }
        pair.latest.clear();
        for (int i = 0; i < onTerms.size(); i++) {
            List<Session<Term>> terms = byTerms.coming(onTerms.get(i));
            List<Session<Datum>> bytes = byBytes.coming(onBytes.get(i));
            pair.comings.add(new Coming(terms.getFirst(), bytes.getFirst()));
            Coming last = new Coming(terms.getLast(), bytes.getLast());
            pair.comings.add(last);
            pair.latest.add(last);
        }
    }

    /** The times that a step takes a run to the point of the claim. */
    private <V> List<Effect.Entered<V>> entered(Outcome<V> outcome) {
        List<Effect.Entered<V>> entered = new ArrayList<>();
        for (Effect<V> effect : outcome.effects()) {
            if (effect instanceof Effect.Entered<V> one && one.state() == scene.point()) {
                entered.add(one);
            }
        }
        return entered;
    }

    private void follow(int slot, Pair pair, Effect<Term> onTerms, Effect<Datum> onBytes, long at) {
        if (onTerms instanceof Effect.Sent<Term> sent && onBytes instanceof Effect.Sent<Datum> bytesSent) {
            pair.spoke |= !sent.again();
            int number = counts.merge(sent.message().name(), 1, Integer::sum);
            String label = sent.message().name() + "#" + number;
            boolean heard = scene.hears(sent.port(), sent.to());
            tape.add(new Sending(
                    label,
                    pair.terms.agent(),
                    sent.to(),
                    sent.port().channel(),
                    sent.value(),
                    bytesSent.value(),
                    heard));
            told.add(new Told.Sends(
                    at, slot, label, sent.to(), sent.port().channel(), Octetting.octets(bytesSent.value()), heard));
            if (heard) {
                pocket.add(sent.value(), bytesSent.value(), new Recipe.Heard(label));
                for (Expr around : scene.framed(sent.port(), pair.terms.role())) {
                    pocket.add(
                            symbolic.value(around, pair.terms),
                            concrete.value(around, pair.bytes),
                            new Recipe.Heard("the packet of " + label));
                }
            }
        } else if (onTerms instanceof Effect.Exported<Term> exported
                && onBytes instanceof Effect.Exported<Datum> bytesExported) {
            if (pair.given) {
                String what = "the key that " + pair.terms.agent() + " exports";
                told.add(new Told.Given(at, what));
                pocket.add(exported.value(), bytesExported.value(), new Recipe.Heard(what));
            }
        } else if (onTerms instanceof Effect.Entered<Term>(var state, String reason, var ignored)) {
            told.add(new Told.Enters(at, slot, state.name(), reason));
        } else if (onTerms instanceof Effect.Discarded<Term>(String reason)) {
            told.add(new Told.Refuses(at, slot, reason));
        }
        boolean held = scene.holds(pair.terms.role());
        if (held || (pair.given && scene.reveals(What.STATE, When.OTHER_RUNS))) {
            state(pair, false);
        }
    }

    private void longTerm(@Nullable Integer slot) {
        boolean servers = slot != null && slot == Move.SERVERS;
        String agent = slot == null || servers
                ? null
                : scene.cast().test(scene.slots().get(slot).role()).getFirst();
        String whose = servers ? "the servers" : agent == null ? "everyone" : agent;
        told.add(new Told.Given(clock, "the long-term secrets of " + whose));
        for (Term term : servers ? scene.longTermOfServers() : scene.longTerm(agent)) {
            pocket.add(term, new Valuation(bytes).of(term), new Recipe.Heard(TermText.of(term)));
        }
    }

    private void give(What what, @Nullable Integer slot) {
        switch (what) {
            case LONG_TERM -> longTerm(slot);
            case FRESH -> {
                if (slot != null) {
                    told.add(new Told.Given(clock, "what " + pair(slot).terms.agent() + " draws at random"));
                    state(pair(slot), true);
                }
            }
            case SESSION_KEYS, KEY, STATE -> {
                if (slot != null) {
                    pair(slot).given = true;
                }
            }
            case HOP_KEYS -> {
                told.add(new Told.Given(clock, "the long-term keys of the hops"));
                for (Sending sending : tape) {
                    pocket.add(sending.term(), sending.value(), new Recipe.Heard(sending.label()));
                }
            }
        }
    }

    private void state(Pair pair, boolean freshOnly) {
        for (Role.Variable variable : pair.terms.role().variables()) {
            boolean fresh = variable.lifetime() == Role.Lifetime.FRESH;
            boolean set = variable.lifetime() == Role.Lifetime.RUN && pair.terms.variables()[variable.index()] != null;
            boolean known = variable.known() != null && scene.holds(pair.terms.role());
            if (fresh || known || (set && !freshOnly)) {
                Expr read = new Expr.Variable(variable.index(), variable.name(), variable.type());
                String name = variable.name() + " of " + pair.terms.agent();
                pocket.add(symbolic.value(read, pair.terms), concrete.value(read, pair.bytes), new Recipe.Heard(name));
            }
        }
    }

    // ---- the claim on bytes ----

    private record Verification(String failure, Pocket.@Nullable Holding secret, String what) {
        static Verification failed(String why) {
            return new Verification(why, null, "");
        }

        static Verification confirmed(String what) {
            return new Verification("", null, what);
        }
    }

    /** The claim is false if it is false of one of the times that its runs came to the point. */
    private Verification verify() {
        List<List<Coming>> choices = List.of(List.of());
        for (int i = 0; i < scene.tests(); i++) {
            Pair pair = runs.get(i);
            if (pair == null || pair.comings.isEmpty()) {
                return Verification.failed("the point of the claim is not reached on bytes");
            }
            List<List<Coming>> longer = new ArrayList<>();
            for (List<Coming> choice : choices) {
                // The newest first: where it is false, no more need happen.
                for (Coming coming :
                        (Violation.isOfPeers(question.property()) ? pair.latest : pair.comings).reversed()) {
                    List<Coming> one = new ArrayList<>(choice);
                    one.add(coming);
                    longer.add(one);
                }
            }
            choices = longer;
        }
        if (question.property() instanceof Claim.Reachable) {
            return Verification.confirmed("the state is reached");
        }
        Verification first = null;
        for (List<Coming> choice : choices) {
            Verification verification = verify(choice);
            if (verification.failure().isEmpty()) {
                return verification;
            }
            first = first == null ? verification : first;
        }
        return first == null ? Verification.failed("on bytes the claim is not violated") : first;
    }

    private Verification verify(List<Coming> comings) {
        Players players = Players.of(scene.protocol());
        List<Way<Datum>> onBytes = new Violation<>(
                        question.property(), concrete, bytes, players, scene.cast()::isHonest)
                .ways(parties(comings, Coming::bytes), all(pair -> pair.bytes), Condition.ALWAYS);
        List<Way<Term>> onTerms = new Violation<>(
                        question.property(), symbolic, scene.algebra(), players, scene.cast()::isHonest)
                .ways(parties(comings, Coming::terms), all(pair -> pair.terms), Assumptions.none(1 << 20));
        String failure = "on bytes the claim is not violated";
        for (int i = 0; i < onBytes.size(); i++) {
            Way<Datum> way = onBytes.get(i);
            if (bytes.decide(way.formula(), Condition.ALWAYS).stream().allMatch(Decision::holds)) {
                if (way.derived().isEmpty()) {
                    return Verification.confirmed(way.wrong().words());
                }
                Verification held = held(onTerms.get(i), way);
                if (held.failure().isEmpty()) {
                    return held;
                }
                failure = held.failure();
            }
        }
        return Verification.failed(failure);
    }

    /** The runs that the claim is about, as they came to its point. */
    private <V> List<Party<V>> parties(List<Coming> comings, Function<Coming, Session<V>> session) {
        List<Party<V>> parties = new ArrayList<>();
        for (int i = 0; i < comings.size(); i++) {
            parties.add(new Party<>(session.apply(comings.get(i)), pair(i).spoke));
        }
        return parties;
    }

    private <V> List<Party<V>> all(Function<Pair, Session<V>> session) {
        return runs.values().stream()
                .map(pair -> new Party<>(session.apply(pair), pair.spoke))
                .toList();
    }

    /** Whether the attacker holds the bytes of what he has to have. */
    private Verification held(Way<Term> onTerms, Way<Datum> onBytes) {
        Pocket.Holding last = null;
        for (int i = 0; i < onBytes.derived().size(); i++) {
            Term term = onTerms.derived().get(i);
            Pocket.Holding holding = pocket.derive(term);
            if (holding == null) {
                return Verification.failed("the attacker cannot derive " + term);
            }
            if (!bytes.isSame(holding.value(), onBytes.derived().get(i))) {
                return Verification.failed("what the attacker derives is not what the run holds");
            }
            last = holding;
        }
        return new Verification("", last, onBytes.wrong().words());
    }
}
