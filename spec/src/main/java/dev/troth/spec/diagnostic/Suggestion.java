package dev.troth.spec.diagnostic;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** "Did you mean": the known name nearest to one that is not known, by edit distance. */
public final class Suggestion {
    private static final int MAX_LISTED = 12;
    /** Longer names and lists are not searched: a text may come from a stranger. */
    private static final int MAX_LENGTH = 64;

    private static final int MAX_CANDIDATES = 2000;

    private Suggestion() {}

    /** A help sentence naming the nearest of the candidates, or listing them when there are few, or null. */
    public static @Nullable String help(String unknown, Collection<String> candidates) {
        String near = nearest(unknown, candidates);
        if (near != null) {
            return "did you mean `" + near + "`?";
        }
        if (candidates.isEmpty() || candidates.size() > MAX_LISTED) {
            return null;
        }
        return "known here: "
                + String.join(", ", candidates.stream().distinct().sorted().toList());
    }

    /** The candidate at the smallest distance, at most a third of the name's length away; or an abbreviation; or null. */
    public static @Nullable String nearest(String unknown, Collection<String> candidates) {
        if (unknown.isEmpty() || unknown.length() > MAX_LENGTH || candidates.size() > MAX_CANDIDATES) {
            return null;
        }
        String best = null;
        int bestDistance = (unknown.length() == 1 ? 0 : Math.max(1, unknown.length() / 3)) + 1;
        for (String candidate : candidates.stream().distinct().sorted().toList()) {
            if (Math.abs(candidate.length() - unknown.length()) >= bestDistance) {
                continue;
            }
            int distance = distance(unknown, candidate);
            if (distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return best != null ? best : abbreviated(unknown, candidates);
    }

    /** A candidate that starts like the name, or is how it starts: {@code var} for {@code variable}. */
    private static @Nullable String abbreviated(String unknown, Collection<String> candidates) {
        return candidates.stream()
                .sorted()
                .filter(c -> Math.min(c.length(), unknown.length()) >= 3)
                .filter(c -> c.startsWith(unknown) || unknown.startsWith(c))
                .findFirst()
                .orElse(null);
    }

    /** Edits from one to the other (a letter more, less, changed, or two swapped); a change of case costs nothing. */
    static int distance(String left, String right) {
        String from = left.toLowerCase(Locale.ROOT);
        String to = right.toLowerCase(Locale.ROOT);
        int[][] edits = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                edits[i][j] = i == 0 ? j : j == 0 ? i : edit(edits, from, to, i, j);
            }
        }
        return edits[from.length()][to.length()];
    }

    private static int edit(int[][] edits, String from, String to, int i, int j) {
        int change = edits[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        int best = Math.min(change, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
    }
}
