package dev.troth.reference.fuzz;

import dev.troth.reference.fuzz.Act.Change;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Makes a failing schedule short enough to read: leaves out acts, then makes those that are left simpler. */
final class Shrinker {
    private final Plan plan;
    private final String invariant;

    private Shrinker(Plan plan, String invariant) {
        this.plan = plan;
        this.invariant = invariant;
    }

    /** A schedule that fails in the same way and from which nothing can be left out. */
    static List<Act> shrunk(Plan plan, List<Act> acts, String invariant) {
        Shrinker shrinker = new Shrinker(plan, invariant);
        List<Act> now = acts;
        List<Act> before;
        do {
            before = now;
            now = shrinker.beginningsFirst(shrinker.simpler(shrinker.shorter(now)));
        } while (!now.equals(before));
        return now;
    }

    /** What begins a run comes before everything else, if it can. */
    private List<Act> beginningsFirst(List<Act> acts) {
        List<Act> sorted = new ArrayList<>(acts);
        sorted.sort(Comparator.comparingInt(act -> act instanceof Act.Skew
                ? 0
                : act instanceof Act.Begin(int run, var ignored, var alsoIgnored) ? run : 1_000));
        return fails(sorted) ? sorted : acts;
    }

    private boolean fails(List<Act> acts) {
        return Trial.of(plan, acts).failures().containsKey(invariant);
    }

    /** Hostile acts go first, then from the end to the beginning. */
    private List<Act> shorter(List<Act> acts) {
        List<Act> now = new ArrayList<>(acts);
        for (boolean hostile : new boolean[] {true, false}) {
            for (int i = now.size() - 1; i >= 0; i--) {
                if (now.get(i).isHostile() == hostile) {
                    List<Act> fewer = new ArrayList<>(now);
                    fewer.remove(i);
                    if (fails(fewer)) {
                        now = fewer;
                    }
                }
            }
        }
        return now;
    }

    private List<Act> simpler(List<Act> acts) {
        List<Act> now = new ArrayList<>(acts);
        for (int i = 0; i < now.size(); i++) {
            if (now.get(i) instanceof Act.Deliver(Act.Letter letter, int run, Change change)) {
                for (Act easier : List.of(new Act.Carry(letter), new Act.Deliver(letter, run, new Change.None()))) {
                    List<Act> other = new ArrayList<>(now);
                    other.set(i, easier);
                    if (!easier.equals(now.get(i)) && fails(other)) {
                        now = other;
                        break;
                    }
                }
            }
        }
        return now;
    }
}
