package dev.troth.statemachine.search;

/**
 * How far a search goes and by which short cuts.
 *
 * @param sessions runs of each role, the one that the claim is about included
 * @param maxSteps deliveries in a trace
 * @param maxStates configurations after which a search gives up
 * @param typed fields hold values of their types; otherwise one field may be taken for another
 * @param ordered of two deliveries that do not need each other, only one order is tried
 * @param symmetric configurations that differ only in which run of a role is which are visited once
 */
public record Bounds(int sessions, int maxSteps, int maxStates, boolean typed, boolean ordered, boolean symmetric) {
    /** Two runs of each role, typed, all reductions. */
    public static final Bounds STANDARD = new Bounds(2, 24, 2_000_000, true, true, true);

    public Bounds sessions(int count) {
        return new Bounds(count, maxSteps, maxStates, typed, ordered, symmetric);
    }

    public Bounds steps(int count) {
        return new Bounds(sessions, count, maxStates, typed, ordered, symmetric);
    }

    public Bounds states(int count) {
        return new Bounds(sessions, maxSteps, count, typed, ordered, symmetric);
    }

    public Bounds untyped() {
        return new Bounds(sessions, maxSteps, maxStates, false, ordered, symmetric);
    }

    public Bounds reductions(boolean order, boolean symmetry) {
        return new Bounds(sessions, maxSteps, maxStates, typed, order, symmetry);
    }
}
