package dev.troth.statemachine.search;

import dev.troth.statemachine.term.Assumptions;
import dev.troth.statemachine.term.Term;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a search comes to.
 *
 * @param attack how the claim is violated, the shortest first found; null if it is not within the bounds
 * @param witness how the point of the claim is reached without an attack; null if it never is
 * @param states how many configurations were visited
 * @param depth how many deliveries the longest trace has
 * @param gaveUp why the search ended early, or empty
 * @param undecided conditions that nobody can decide, with their places, on which something rests that could be an attack or
 *     reach the point; empty if there is an attack
 */
public record Finding(
        @Nullable Trace attack, @Nullable Trace witness, int states, int depth, String gaveUp, List<String> undecided) {
    /** How the reason begins when the machine had no more memory. */
    static final String OUT_OF_MEMORY = "out of memory";

    /** The reason when the user ended the search. */
    static final String STOPPED = "stopped";

    /** Before anything was searched. */
    public static final Finding NOTHING = new Finding(null, null, 0, 0, "", List.of());

    /** What is known after one more search: it took as much as both, and nothing is certain that was left open before. */
    public Finding then(Finding next) {
        Set<String> open = new LinkedHashSet<>(undecided);
        open.addAll(next.undecided);
        boolean broken = next.attack != null;
        return new Finding(
                next.attack,
                next.witness,
                states + next.states,
                Math.max(depth, next.depth),
                broken || gaveUp.isEmpty() ? next.gaveUp : gaveUp,
                broken ? next.undecided : List.copyOf(open));
    }

    public Finding {
        undecided = List.copyOf(undecided);
    }

    /**
     * One way through the protocol with everything decided.
     *
     * @param moves in the order of happening
     * @param delivered what the attacker delivers, in order, without variables
     * @param tape every message sent, in order
     * @param collisions short values that are equal because the attacker chose a value of his own for it
     */
    public record Trace(
            List<Move> moves, List<Term> delivered, List<Sent> tape, List<Assumptions.Collision> collisions) {}

    /** A message sent by the run of a slot. */
    public record Sent(int slot, Term value, boolean heard) {}

    /** The three verdicts, and one for claims about nothing. */
    public enum Verdict {
        ATTACK,
        NO_ATTACK,
        INCONCLUSIVE,
        VACUOUS
    }

    public Verdict verdict() {
        if (attack != null) {
            return Verdict.ATTACK;
        }
        if (!gaveUp.isEmpty() || !undecided.isEmpty()) {
            return Verdict.INCONCLUSIVE;
        }
        return witness == null ? Verdict.VACUOUS : Verdict.NO_ATTACK;
    }

    /** Whether the machine or the user ended the search, and not the bounds: the next time it may end elsewhere. */
    public boolean isCutOff() {
        return gaveUp.startsWith(OUT_OF_MEMORY) || gaveUp.equals(STOPPED);
    }
}
