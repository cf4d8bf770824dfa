package dev.troth.statemachine.search;

/**
 * How far a search goes and by which short cuts.
 *
 * @param sessions runs of each role but the one that the claim is about
 * @param own runs of that role, the one of the claim included
 * @param maxSteps deliveries in a trace
 * @param maxStates configurations after which a search gives up
 * @param typed fields hold values of their types; otherwise one field may be taken for another
 * @param ordered of two deliveries that do not need each other, only one order is tried
 * @param symmetric configurations that differ only in which run of a role is which are visited once
 */
public record Bounds(
        int sessions, int own, int maxSteps, int maxStates, boolean typed, boolean ordered, boolean symmetric) {
    /** Two runs of each role, typed, all reductions. */
    public static final Bounds STANDARD = new Bounds(2, 2, 24, 2_000_000, true, true, true);

    /** As many runs of every role. */
    public Bounds sessions(int count) {
        return new Bounds(count, count, maxSteps, maxStates, typed, ordered, symmetric);
    }

    /** As many runs of the role of the claim. */
    public Bounds own(int count) {
        return new Bounds(sessions, count, maxSteps, maxStates, typed, ordered, symmetric);
    }

    /** At least as many runs of the role of the claim, for a claim that compares so many. */
    public Bounds atLeast(int tests) {
        return own < tests ? own(tests) : this;
    }

    /** How many runs there are, in words. */
    public String runs() {
        String each = sessions + (sessions == 1 ? " run" : " runs");
        return own == sessions
                ? each + " per role"
                : own + (own == 1 ? " run" : " runs") + " of its role and " + sessions + " of each other";
    }

    public Bounds steps(int count) {
        return new Bounds(sessions, own, count, maxStates, typed, ordered, symmetric);
    }

    public Bounds states(int count) {
        return new Bounds(sessions, own, maxSteps, count, typed, ordered, symmetric);
    }

    public Bounds untyped() {
        return new Bounds(sessions, own, maxSteps, maxStates, false, ordered, symmetric);
    }

    public Bounds reductions(boolean order, boolean symmetry) {
        return new Bounds(sessions, own, maxSteps, maxStates, typed, order, symmetry);
    }
}
