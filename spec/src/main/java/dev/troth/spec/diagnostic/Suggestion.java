package dev.troth.spec.diagnostic;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** "Did you mean": the known name nearest to one that is not known, by edit distance. */
public final class Suggestion {
    private Suggestion() {}

    /** A help sentence naming the nearest of the candidates, or listing them when there are few, or null. */
    public static @Nullable String help(String unknown, Collection<String> candidates) {
        String near = nearest(unknown, candidates);
        if (near != null) {
            return "did you mean `" + near + "`?";
        }
        if (candidates.isEmpty() || candidates.size() > 12) {
            return null;
        }
        return "known here: " + String.join(", ", candidates.stream().sorted().toList());
    }

    /** The candidate at the smallest distance, at most a third of the name's length away, or null. */
    public static @Nullable String nearest(String unknown, Collection<String> candidates) {
        String best = null;
        int bestDistance = Math.max(1, unknown.length() / 3) + 1;
        for (String candidate : candidates.stream().sorted().toList()) {
            int distance = distance(unknown, candidate);
            if (distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return best;
    }

    /** Levenshtein distance, where a change of case costs nothing. */
    static int distance(String left, String right) {
        int[] previous = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] current = new int[right.length() + 1];
            current[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                boolean same = Character.toLowerCase(left.charAt(i - 1)) == Character.toLowerCase(right.charAt(j - 1));
                int change = previous[j - 1] + (same ? 0 : 1);
                current[j] = Math.min(change, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[right.length()];
    }
}
