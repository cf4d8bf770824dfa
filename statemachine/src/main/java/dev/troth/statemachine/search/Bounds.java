package dev.troth.statemachine.search;

import dev.troth.spec.model.Role;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How far a search goes and by which short cuts.
 *
 * @param sessions runs of each role but the one that the claim is about
 * @param own runs of that role, the one of the claim included
 * @param mixture runs of a role, by its name, where it is to have others than those
 * @param maxSteps deliveries in a trace
 * @param maxStates configurations after which a search gives up
 * @param typed fields hold values of their types; otherwise one field may be taken for another
 * @param ordered of two deliveries that do not need each other, only one order is tried
 * @param symmetric configurations that differ only in which run of a role is which are visited once
 */
public record Bounds(
        int sessions,
        int own,
        Map<String, Integer> mixture,
        int maxSteps,
        int maxStates,
        boolean typed,
        boolean ordered,
        boolean symmetric) {
    /** Two runs of each role, typed, all reductions. */
    public static final Bounds STANDARD = new Bounds(2, 2, 24, 2_000_000, true, true, true);

    public Bounds {
        mixture = Collections.unmodifiableMap(new TreeMap<>(mixture));
    }

    /** The roles other than that of the claim have as many runs. */
    public Bounds(
            int sessions, int own, int maxSteps, int maxStates, boolean typed, boolean ordered, boolean symmetric) {
        this(sessions, own, Map.of(), maxSteps, maxStates, typed, ordered, symmetric);
    }

    /** How many runs of a role there are in a search about a run of {@code tested}. */
    public int runs(Role role, Role tested) {
        return mixture.getOrDefault(role.name(), role == tested ? own : sessions);
    }

    /** As many runs of every role. */
    public Bounds sessions(int count) {
        return new Bounds(count, count, maxSteps, maxStates, typed, ordered, symmetric);
    }

    /** As many runs of the role of the claim. */
    public Bounds own(int count) {
        return new Bounds(sessions, count, mixture, maxSteps, maxStates, typed, ordered, symmetric);
    }

    /** So many runs of each role, by its name. */
    public Bounds mixed(Map<String, Integer> runs) {
        return new Bounds(sessions, own, runs, maxSteps, maxStates, typed, ordered, symmetric);
    }

    /** At least as many runs of the role of the claim, for a claim that compares so many. */
    public Bounds atLeast(int tests, Role tested) {
        if (runs(tested, tested) >= tests) {
            return this;
        }
        Map<String, Integer> more = new TreeMap<>(mixture);
        more.replace(tested.name(), tests);
        return own(Math.max(own, tests)).mixed(more);
    }

    /** How many runs there are, in words. */
    public String runs() {
        if (!mixture.isEmpty()) {
            return mixture.entrySet().stream()
                    .map(role -> counted(role.getValue()) + " of " + role.getKey())
                    .collect(Collectors.joining(", "));
        }
        return own == sessions
                ? counted(sessions) + " per role"
                : counted(own) + " of its role and " + sessions + " of each other";
    }

    private static String counted(int runs) {
        return runs + (runs == 1 ? " run" : " runs");
    }

    public Bounds steps(int count) {
        return new Bounds(sessions, own, mixture, count, maxStates, typed, ordered, symmetric);
    }

    public Bounds states(int count) {
        return new Bounds(sessions, own, mixture, maxSteps, count, typed, ordered, symmetric);
    }

    public Bounds untyped() {
        return new Bounds(sessions, own, mixture, maxSteps, maxStates, false, ordered, symmetric);
    }

    public Bounds reductions(boolean order, boolean symmetry) {
        return new Bounds(sessions, own, mixture, maxSteps, maxStates, typed, order, symmetry);
    }
}
