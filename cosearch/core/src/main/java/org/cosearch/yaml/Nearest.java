package org.cosearch.yaml;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The known word that a mistyped one was meant to be. */
public final class Nearest {

    private static final int LONGEST = 64;

    private Nearest() {}

    /**
     * The candidate with the fewest insertions, deletions, replacements and swaps of neighbouring characters away from
     * {@code word}, if they are at most a third of its characters (and at least one); the first of equals. Case and
     * {@code -}, {@code _}, blank are not told apart. A candidate that only adds its unit, as {@code latency_ms} to
     * {@code latency}, counts as one edit away.
     */
    public static Optional<String> to(String word, Collection<String> candidates) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        String folded = fold(word);
        int fewest = Math.max(1, word.length() / 3) + 1;
        Optional<String> nearest = Optional.empty();
        for (String candidate : candidates) {
            boolean addsUnit = fold(candidate).startsWith(folded + "_");
            int distance = candidate.length() > LONGEST ? fewest : addsUnit ? 1 : distance(folded, fold(candidate));
            if (distance < fewest && distance < candidate.length()) {
                fewest = distance;
                nearest = Optional.of(candidate);
            }
        }
        return nearest;
    }

    /** A sentence: the nearest candidate, else all of them; empty if there are none. */
    public static String advice(String word, Collection<String> candidates) {
        return to(word, candidates)
                .map(nearest -> "Maybe " + nearest + ".")
                .orElseGet(() -> candidates.isEmpty()
                        ? ""
                        : "Maybe " + (candidates.size() == 1 ? "" : "one of ") + String.join(", ", candidates) + ".");
    }

    private static String fold(String word) {
        return word.toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
    }

    /** The optimal string alignment distance: edits of which none touches the same characters twice. */
    private static int distance(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            edits[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            edits[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int replace = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                edits[i][j] = Math.min(replace, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    edits[i][j] = Math.min(edits[i][j], edits[i - 2][j - 2] + 1);
                }
            }
        }
        return edits[a.length()][b.length()];
    }
}
