package dev.troth.reference.transcript;

import dev.troth.reference.wire.Datum;
import dev.troth.spec.model.Port;
import dev.troth.spec.model.Ref;
import java.util.List;

/** One thing that happened. Times are virtual, in nanoseconds since the start of the run. */
public sealed interface Entry {
    long at();

    /** Something that happened inside a session of an agent. */
    sealed interface Inside extends Entry {
        Who who();
    }

    /** A session of an agent: {@code Alice}, its role and the number of the session. */
    record Who(String agent, String role, int session) {
        @Override
        public String toString() {
            return agent;
        }
    }

    record StateEntered(long at, Who who, String from, String state, boolean isFinal, String reason)
            implements Inside {}

    /** A local event: {@code user.call}. */
    record LocalEvent(long at, Who who, String event) implements Inside {}

    record TimerFired(long at, Who who, String state) implements Inside {}

    /**
     * A message leaves a session.
     *
     * @param label its kind and number in this run, such as {@code Init#1}
     * @param again true if it is sent a second time
     */
    record MessageSent(long at, Who who, String label, Port port, Datum.Msg message, boolean again, List<Ref> refs)
            implements Inside {}

    /** Octets reach a session and are read as a message. */
    record MessageRead(long at, Who who, Port port, Datum.Msg message) implements Inside {}

    record Check(long at, Who who, String text, boolean passed, List<Ref> refs) implements Inside {}

    /** How an event was put aside. */
    record PutAside(long at, Who who, How how, String reason) implements Inside {}

    enum How {
        DISCARDED,
        IGNORED,
        DEFERRED,
        UNSAID,
        MALFORMED
    }

    /** A value came to be. */
    record Value(long at, Who who, Kind kind, String name, List<Datum> arguments, Datum value) implements Inside {}

    enum Kind {
        DRAWN,
        ASSIGNED,
        STORED,
        EXPORTED,
        SHOWN,
        DERIVED,
        APPLIED
    }

    /**
     * Octets travel one hop.
     *
     * @param arrives when they reach {@code to}; meaningless if they do not
     * @param protection of this hop: clear, tls, ...
     * @param summary the first line of a SIP message, or the name of the message
     * @param carries the label of the protocol message inside, or empty
     */
    @SuppressWarnings("ArrayRecordComponent") // never changed
    record Hop(
            long at,
            long arrives,
            Place from,
            Place to,
            String channel,
            Transport transport,
            String protection,
            String summary,
            String carries,
            byte[] octets,
            Fate fate)
            implements Entry {
        /** True if someone on the open network can read it. */
        public boolean isClear() {
            return protection.equals("clear");
        }
    }

    /** A party on the network: its name, IPv4 address and port. */
    record Place(String name, String address, int port) {}

    enum Transport {
        SIP,
        UDP
    }

    enum Fate {
        ARRIVES,
        LOST,
        DUPLICATE
    }

    /** Something that the session set-up makes known at a place: it rings, the call is established. */
    record Signal(long at, String place, String what) implements Entry {}

    /** The attacker does something. */
    record Attack(long at, String what) implements Entry {}
}
