package dev.troth.statemachine.property;

import dev.troth.spec.model.Role;

/** What is wrong where a claim is violated, for people. */
public sealed interface Wrong {
    /** The end of a sentence that begins "In the end". */
    String words();

    record Known(String agent) implements Wrong {
        @Override
        public String words() {
            return "the attacker holds what " + agent + " takes to be secret";
        }
    }

    /** No run of a peer agrees. */
    record Alone(String agent, String peer, Role with) implements Wrong {
        @Override
        public String words() {
            return "no run of " + peer + " as " + with.name() + " agrees with " + agent;
        }
    }

    /** A role that knows nobody in another makes a claim about it. */
    record Unknown(String agent, Role with) implements Wrong {
        @Override
        public String words() {
            return agent + " takes nobody to be " + with.name();
        }
    }

    /** Some runs have fewer partners than they are. */
    record Shared(String agent, int runs, int partners) implements Wrong {
        @Override
        public String words() {
            return runs + " runs of " + agent + " agree with "
                    + (partners == 1 ? "one run" : "no more than " + partners + " runs") + " of the peer";
        }
    }

    record Absent(String agent, String peer, boolean weak) implements Wrong {
        @Override
        public String words() {
            return peer + (weak ? " has no run with " + agent : " has not taken part");
        }
    }

    record Repeated(String agent) implements Wrong {
        @Override
        public String words() {
            return "two runs of " + agent + " accept the same value";
        }
    }

    record Forbidden(String agent) implements Wrong {
        @Override
        public String words() {
            return "what must never be is so for " + agent;
        }
    }
}
