package dev.troth.statemachine.property;

import dev.troth.statemachine.machine.Session;

/**
 * A run as a claim sees it.
 *
 * @param session as it is now; or, for a run that a claim is about, as it was when it came to the point
 * @param spoke whether it has sent anything
 */
public record Party<V>(Session<V> session, boolean spoke) {
    boolean isSameRun(Party<V> other) {
        return session.id() == other.session.id();
    }

    String agent() {
        return session.agent();
    }

    /** Whether it has an agent as its peer, in whatever role. */
    boolean knows(String agent) {
        return session.agents().subList(1, session.agents().size()).contains(agent);
    }
}
