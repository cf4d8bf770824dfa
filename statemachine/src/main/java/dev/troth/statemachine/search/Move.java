package dev.troth.statemachine.search;

import dev.troth.spec.model.Compromise;
import dev.troth.spec.model.Port;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that happens in a trace, in the order of happening. Runs are named by their slot. */
public sealed interface Move {
    /** The run that it happens to, or -1. */
    default int slot() {
        return -1;
    }

    /** A run begins. */
    record Start(int slot, List<String> agents) implements Move {}

    /** Something at the agent itself. */
    record Local(int slot, String source, String event) implements Move {}

    /** A timer of a run goes off: the reaction of its state. */
    record Timer(int slot, int reaction) implements Move {}

    /** The attacker delivers; {@code delivery} numbers the deliveries of the trace from 0. */
    record Deliver(int slot, Port port, int delivery) implements Move {}

    /** A message that the attacker cannot touch arrives; {@code sending} is its place on the tape. */
    record Carry(int slot, Port port, int sending) implements Move {}

    /** So many nanoseconds pass. */
    record Wait(long nanos) implements Move {}

    /** In place of a run: the agents that play server roles. */
    int SERVERS = -2;

    /**
     * The attacker is given secrets.
     *
     * @param run those of a run or its agent, of {@link #SERVERS}, or of everyone if it is null
     */
    record Given(Compromise.What what, @Nullable Integer run) implements Move {
        @Override
        public int slot() {
            return run == null || run == SERVERS ? -1 : run;
        }
    }

    /** A trace: the last move and what was before it. */
    record Trail(@Nullable Trail before, Move move, int length) {
        static Trail of(@Nullable Trail before, Move move) {
            return new Trail(before, move, before == null ? 1 : before.length + 1);
        }

        /** The moves in the order of happening. */
        List<Move> moves() {
            Move[] moves = new Move[length];
            Trail at = this;
            for (int i = length - 1; i >= 0 && at != null; i--) {
                moves[i] = at.move;
                at = at.before;
            }
            return List.of(moves);
        }
    }
}
