package dev.troth.statemachine.machine;

import dev.troth.spec.model.Expr;
import dev.troth.spec.model.KeyFunction;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.State;
import dev.troth.statemachine.algebra.Algebra;
import dev.troth.statemachine.algebra.Condition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One step in the making: a session, its agent's stores and the effects so far, changed in place. Where an algebra gives
 * several answers the frame is copied, one copy for each.
 */
final class Frame<V> {
    final Session<V> before;
    final Moment moment;
    /** Whether effects that nobody acts on are told. */
    final boolean tracing;

    final @Nullable V[] variables;

    @Nullable
    V[] locals;

    int state;
    int epoch;
    Stores<V> stores;
    private final Stores<V> storesBefore;
    Condition condition;
    /** True when the reaction is over. */
    boolean ended;

    /** What was found in maps for the keys of the present statement. */
    private Map<Expr.Lookup, V> found = Map.of();

    /** What was derived for the derivation that is being computed. */
    private Map<KeyFunction, Map<List<V>, V>> derived = Map.of();

    Event.@Nullable Received<V> received;
    final List<Effect<V>> effects;
    private Map<Message, Session.Sending<V>> sent;
    private Map<Integer, Integer> tries;
    private List<Event.Received<V>> deferred;

    Frame(Session<V> before, Stores<V> stores, Moment moment, Condition condition, boolean tracing) {
        this.tracing = tracing;
        this.before = before;
        this.moment = moment;
        this.variables = before.variables().clone();
        this.locals = before.variables();
        this.state = before.state();
        this.epoch = before.epoch();
        this.stores = stores;
        this.storesBefore = stores;
        this.condition = condition;
        this.effects = new ArrayList<>();
        this.sent = before.sent();
        this.tries = before.tries();
        this.deferred = before.deferred();
    }

    private Frame(Frame<V> other) {
        this.tracing = other.tracing;
        this.before = other.before;
        this.moment = other.moment;
        this.variables = other.variables.clone();
        this.locals = other.locals.clone();
        this.state = other.state;
        this.epoch = other.epoch;
        this.stores = other.stores;
        this.storesBefore = other.storesBefore;
        this.condition = other.condition;
        this.ended = other.ended;
        this.found = other.found;
        this.received = other.received;
        this.effects = new ArrayList<>(other.effects);
        this.sent = other.sent;
        this.tries = other.tries;
        this.deferred = other.deferred;
    }

    Frame<V> copy() {
        return new Frame<>(this);
    }

    State currentState() {
        return before.role().states().get(state);
    }

    /** Starts a reaction with so many local slots. */
    void begin(Algebra<V> algebra, int slots) {
        locals = algebra.array(slots);
        ended = false;
    }

    /** Ends the reaction as if the event had not come: variables and stores are as before it. */
    void discard() {
        if (epoch == before.epoch()) {
            System.arraycopy(before.variables(), 0, variables, 0, variables.length);
            stores = storesBefore;
            sent = before.sent();
        }
        ended = true;
    }

    /** Notes what a map has for the key of a lookup, as far as that needed deciding. */
    void found(Expr.Lookup lookup, V value) {
        Map<Expr.Lookup, V> more = new IdentityHashMap<>(found);
        more.put(lookup, value);
        found = more;
    }

    /** What was found for the key of a lookup, or null if nothing was noted. */
    @Nullable
    V found(Expr.Lookup lookup) {
        return found.get(lookup);
    }

    /** Forgets what was found: keys may be others from now on. */
    void forget() {
        found = Map.of();
    }

    /** What a derivation came to for the same arguments within the one that is being computed; null if it was not needed yet. */
    @Nullable
    V derived(KeyFunction key, V[] arguments) {
        return derived.getOrDefault(key, Map.of()).get(List.of(arguments));
    }

    void derived(KeyFunction key, V[] arguments, V result) {
        if (derived.isEmpty()) {
            derived = new IdentityHashMap<>();
        }
        derived.computeIfAbsent(key, each -> new HashMap<>()).put(List.of(arguments), result);
    }

    /** The derivation is computed: what it needed may be something else from now on. */
    void forgetDerived() {
        derived = Map.of();
    }

    void effect(Effect<V> effect) {
        effects.add(effect);
    }

    void sent(Message message, Session.Sending<V> sending) {
        Map<Message, Session.Sending<V>> changed = new LinkedHashMap<>(sent);
        changed.put(message, sending);
        sent = changed;
    }

    Session.@Nullable Sending<V> lastSent(Message message) {
        return sent.get(message);
    }

    int tries(int reaction) {
        return tries.getOrDefault(reaction, 0);
    }

    void tried(int reaction) {
        Map<Integer, Integer> changed = new LinkedHashMap<>(tries);
        changed.merge(reaction, 1, Integer::sum);
        tries = changed;
    }

    void enter(State next) {
        state = next.index();
        epoch++;
        tries = Map.of();
    }

    void defer(Event.Received<V> event) {
        List<Event.Received<V>> changed = new ArrayList<>(deferred);
        changed.add(event);
        deferred = changed;
    }

    /** What was deferred, oldest first; nothing is afterwards. */
    List<Event.Received<V>> takeDeferred() {
        List<Event.Received<V>> taken = deferred;
        deferred = List.of();
        return taken;
    }

    /** The run at this moment; what comes later changes nothing in it. */
    Session<V> session() {
        return session(variables.clone());
    }

    private Session<V> session(@Nullable V[] values) {
        return new Session<>(before.id(), before.role(), before.agents(), state, epoch, values, sent, deferred, tries);
    }

    Outcome<V> outcome() {
        Session<V> after = session(variables);
        return new Outcome<>(after, stores, effects, condition);
    }
}
