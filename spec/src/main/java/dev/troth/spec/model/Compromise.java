package dev.troth.spec.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A named compromise model: what the attacker is given, and which agents take part.
 *
 * @param reveals what the attacker is given
 * @param oneRole every agent plays one role only
 * @param selfTalk an agent may be its own peer
 * @param anyKey a registered attacker may register the public key of someone else
 * @param untyped one field may be taken for another where the octets allow it
 */
public record Compromise(
        String name,
        List<Reveal> reveals,
        boolean oneRole,
        boolean selfTalk,
        boolean anyKey,
        boolean untyped,
        List<Ref> refs) {
    /** The model without any compromise: the attacker has the network and is registered as an agent. */
    public static final Compromise NONE = new Compromise("none", List.of(), false, false, false, false, List.of());

    /**
     * One thing revealed. Definitions after Basin and Cremers (Modeling and Analyzing Security in the Presence of
     * Compromising Adversaries, ESORICS 2010).
     *
     * @param key the derivation, for {@link What#KEY}
     */
    public record Reveal(What what, @Nullable KeyFunction key, When when) {}

    /** What is revealed. */
    public enum What {
        /** Every {@code private} and {@code shared} secret. */
        LONG_TERM,
        /** What a run has exported. */
        SESSION_KEYS,
        /** One derivation that a run has computed. */
        KEY,
        /** What a run has drawn at random. */
        FRESH,
        /** What a run has drawn and set. */
        STATE,
        /** The long-term keys of hops that do not protect recorded traffic. */
        HOP_KEYS
    }

    /** Whose, and when. */
    public enum When {
        /** Of agents outside the run that the claim is about. */
        OTHERS,
        /** Of the agent that makes the claim, from the start. */
        ACTOR,
        /** Of the agents that play server roles, from the start. */
        SERVERS,
        /** Of everyone, once the run is over, if another run's messages match its own. */
        AFTER_CORRECT,
        /** Of everyone, once the run is over. */
        AFTER,
        /** Of all runs, at once. */
        ALL_RUNS,
        /** Of all runs but the one that the claim is about and its partners. */
        OTHER_RUNS
    }
}
