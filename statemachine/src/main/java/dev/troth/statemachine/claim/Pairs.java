package dev.troth.statemachine.claim;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Some choices of options such that every two values of two options stand together in one of them, where all choices are too many.
 * Each choice begins with a pair that is still missing and takes for every other option the value that brings most missing pairs.
 *
 * <p>Source: Cohen, Dalal, Fredman and Patton, The AETG system: an approach to testing based on combinatorial design (1997).
 */
final class Pairs {
    private final List<Integer> sizes;
    private final Set<Pair> missing = new LinkedHashSet<>();

    private record Pair(int option, int value, int other, int otherValue) {}

    private Pairs(List<Integer> sizes) {
        this.sizes = sizes;
        for (int i = 0; i < sizes.size(); i++) {
            for (int j = i + 1; j < sizes.size(); j++) {
                for (int v = 0; v < sizes.get(i); v++) {
                    for (int w = 0; w < sizes.get(j); w++) {
                        missing.add(new Pair(i, v, j, w));
                    }
                }
            }
        }
    }

    /**
     * The choices, that of all first values in front.
     *
     * @param sizes how many values each option has, at least one
     */
    static List<Map<Integer, Integer>> of(List<Integer> sizes) {
        Pairs pairs = new Pairs(sizes);
        List<Map<Integer, Integer>> choices = new ArrayList<>();
        Map<Integer, Integer> first = new TreeMap<>();
        for (int i = 0; i < sizes.size(); i++) {
            first.put(i, 0);
        }
        pairs.found(first);
        choices.add(first);
        while (!pairs.missing.isEmpty()) {
            Map<Integer, Integer> next = pairs.next();
            pairs.found(next);
            choices.add(next);
        }
        return choices;
    }

    private Map<Integer, Integer> next() {
        Pair start = missing.iterator().next();
        Map<Integer, Integer> choice = new TreeMap<>();
        choice.put(start.option(), start.value());
        choice.put(start.other(), start.otherValue());
        for (int i = 0; i < sizes.size(); i++) {
            if (!choice.containsKey(i)) {
                choice.put(i, best(i, choice));
            }
        }
        return choice;
    }

    private int best(int option, Map<Integer, Integer> choice) {
        int best = 0;
        int most = -1;
        for (int value = 0; value < sizes.get(option); value++) {
            int brings = 0;
            for (Map.Entry<Integer, Integer> other : choice.entrySet()) {
                brings += missing.contains(pair(option, value, other.getKey(), other.getValue())) ? 1 : 0;
            }
            if (brings > most) {
                most = brings;
                best = value;
            }
        }
        return best;
    }

    private void found(Map<Integer, Integer> choice) {
        choice.forEach((option, value) ->
                choice.forEach((other, otherValue) -> missing.remove(pair(option, value, other, otherValue))));
    }

    private static Pair pair(int option, int value, int other, int otherValue) {
        return option < other ? new Pair(option, value, other, otherValue) : new Pair(other, otherValue, option, value);
    }
}
