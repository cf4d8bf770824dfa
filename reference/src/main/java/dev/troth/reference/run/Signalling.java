package dev.troth.reference.run;

import dev.troth.reference.transcript.Entry;
import dev.troth.spec.model.Port;
import dev.troth.spec.model.Reaction;
import org.jspecify.annotations.Nullable;

/**
 * What a session set-up means to the machines at its ends, whatever carries it: an offer reaches the callee, whose next
 * words decide how the call goes on.
 *
 * <p>After a step on an offer: what the callee sent on {@code answer} is the answer; what it sent on {@code reject}, or
 * a state entered for a reason ({@code goto Failed("...")}), or an offer put aside, rejects the call; a final state
 * without a reason accepts it without keying in the answer; in any other state the call waits.
 */
final class Signalling {
    static final String OFFER = "offer";
    /** A new offer within a call that stands (RFC 3261 section 14): it goes to the device that took the call. */
    static final String REOFFER = "reoffer";

    static final String ANSWER = "answer";
    static final String REJECT = "reject";

    private final World world;
    private final String channel;
    private final int index;

    Signalling(World world, String channel, int index) {
        this.world = world;
        this.channel = channel;
        this.index = index;
    }

    /** What the callee's machine makes of an offer. */
    sealed interface Verdict {}

    /** The machine has spoken itself, by sending on {@code answer} or {@code reject}. */
    record Spoken() implements Verdict {}

    record AcceptPlain() implements Verdict {}

    record Refuse(String reason) implements Verdict {}

    record Wait() implements Verdict {}

    Port port(String name) {
        return new Port(index, channel, name);
    }

    /**
     * Brings an offer to an agent; null octets for an offer without keying.
     *
     * @param port {@link #OFFER} or {@link #REOFFER}
     */
    Verdict offer(String agent, String key, String port, byte @Nullable [] octets, int sending) {
        if (octets == null) {
            Call call = world.find(agent, key);
            if (call != null) {
                call.key = call.key.isEmpty() ? key : call.key;
                world.local(call, channel, "unkeyed");
            }
            return call == null ? new Refuse("nobody there") : verdict(call, -1, call.session.epoch());
        }
        Call before = world.in(agent, key);
        int sendingBefore = before == null ? -1 : before.lastSending;
        Call call = world.arrive(agent, key, port(port), octets, sending);
        return call == null ? new Refuse("nobody there") : verdict(call, sendingBefore, 0);
    }

    private static Verdict verdict(Call call, int sendingBefore, int epochBefore) {
        if (call.lastSending > sendingBefore) {
            return new Spoken();
        }
        if (call.session.epoch() == epochBefore) {
            return new Refuse("offer not taken");
        }
        if (!call.reason.isEmpty()) {
            return new Refuse(call.reason);
        }
        return call.isFinal() ? new AcceptPlain() : new Wait();
    }

    /** Brings the answer to the caller; null octets for an answer without keying. */
    void answer(String agent, String key, byte @Nullable [] octets, int sending) {
        Call call = world.in(agent, key);
        if (call != null && octets != null) {
            world.received(call, port(ANSWER), octets, sending);
        } else if (call != null) {
            world.local(call, channel, "unkeyed");
        }
    }

    /** Tells the caller that the call is rejected; first what the rejection carries, if anything. */
    void rejected(String agent, String key, byte @Nullable [] octets, int sending) {
        Call call = world.in(agent, key);
        if (call != null && octets != null) {
            world.received(call, port(REJECT), octets, sending);
        }
        if (call != null) {
            world.local(call, channel, "rejected");
        }
    }

    /** Tells a machine that its user picks up, or that somebody else has, if that is something it waits for. */
    void told(String agent, String key, String event) {
        Call call = world.in(agent, key);
        if (call != null
                && call.session.currentState().reactions().stream()
                        .anyMatch(r -> r.trigger() instanceof Reaction.Local local
                                && local.source().equals(channel)
                                && local.event().equals(event))) {
            world.local(call, channel, event);
        }
    }

    /** Tells an end that the call stands. */
    void established(String agent, String key) {
        Call call = world.in(agent, key);
        if (call != null) {
            world.local(call, channel, "established");
        }
    }

    void attack(String what) {
        world.recorder.record(new Entry.Attack(world.agenda.now(), what));
    }
}
