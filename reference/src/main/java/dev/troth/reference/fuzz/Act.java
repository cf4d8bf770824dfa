package dev.troth.reference.fuzz;

import dev.troth.spec.model.Port;
import dev.troth.spec.model.Role;
import java.util.List;

/**
 * One thing that happens in a schedule. Runs and messages are named by what does not change when other acts are left out:
 * a run by the number that it is begun with, a message by the run that sent it and its place among what that run sent.
 */
public sealed interface Act {
    /** Whether only an attacker, or a very bad network, does this. */
    default boolean isHostile() {
        return true;
    }

    /** A run of a role begins, and does what its user asks for. */
    record Begin(int run, Role role, List<String> agents) implements Act {
        @Override
        public boolean isHostile() {
            return false;
        }
    }

    /** A message, from 1. */
    record Letter(int run, int number) {}

    /** A message arrives where it was sent, once. */
    record Carry(Letter letter) implements Act {
        @Override
        public boolean isHostile() {
            return false;
        }
    }

    /** Recorded octets are brought to any run, as they are or changed. */
    record Deliver(Letter letter, int run, Change change) implements Act {}

    /** Octets of the attacker's own are brought to a run. */
    @SuppressWarnings("ArrayRecordComponent")
    record Bring(int run, Port port, byte[] octets) implements Act {}

    /** Something at the agent itself. */
    record Local(int run, String source, String event) implements Act {
        @Override
        public boolean isHostile() {
            return false;
        }
    }

    /** The oldest timer of a run goes off, after the time that it takes. */
    record Timer(int run) implements Act {
        @Override
        public boolean isHostile() {
            return false;
        }
    }

    /** So many nanoseconds pass; a negative number sets the clock of the world back, to do again what has a time. */
    record Pass(long nanos) implements Act {
        @Override
        public boolean isHostile() {
            return false;
        }
    }

    /** An agent forgets all its runs and keeps its stores. */
    record Restart(String agent) implements Act {
        @Override
        public boolean isHostile() {
            return false;
        }
    }

    /** The clock of an agent is so many nanoseconds ahead. */
    record Skew(String agent, long nanos) implements Act {
        @Override
        public boolean isHostile() {
            return false;
        }
    }

    /** What is done to octets before they are brought to a run. */
    sealed interface Change {
        /** Nothing: a replay, a redirection, or a reflection. */
        record None() implements Change {}

        /** One bit is turned over, counted from the first of the message. */
        record Flip(int bit) implements Change {}

        /** Only so many octets are left. */
        record Cut(int octets) implements Change {}

        /** The octets from one place on are those of another message of the kind. */
        record Splice(Letter other, int from, int length) implements Change {}
    }
}
