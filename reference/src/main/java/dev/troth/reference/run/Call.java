package dev.troth.reference.run;

import dev.troth.reference.wire.Datum;
import dev.troth.statemachine.machine.Session;

/** A session in the world of a run: its present value, and the call that it belongs to. Changed in place. */
final class Call {
    Session<Datum> session;
    /** The SIP Call-ID, or the pair of agents where there is no signalling; empty until it belongs to a call. */
    String key = "";
    /** The agent whose device took the call that this session made, where that is known; else empty. */
    String device = "";
    /** The reason for which the present state was entered; empty for none. */
    String reason = "";
    /** The number of the latest sending of this session, or -1. */
    int lastSending = -1;

    Call(Session<Datum> session) {
        this.session = session;
    }

    String agent() {
        return session.agent();
    }

    String peer() {
        return session.agents().size() > 1 ? session.agents().get(1) : "";
    }

    /** Where datagrams to an agent go: those to the peer go to the device that took the call. */
    String reach(String agent) {
        return !device.isEmpty() && agent.equals(peer()) ? device : agent;
    }

    /** True while nothing has happened to it. */
    boolean isUntouched() {
        return key.isEmpty() && session.epoch() == 0;
    }

    boolean isFinal() {
        return session.currentState().isFinal();
    }
}
