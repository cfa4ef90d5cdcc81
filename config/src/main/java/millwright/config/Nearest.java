package millwright.config;

import java.util.Collection;
import java.util.Optional;

/** Finds the name that was probably meant. */
final class Nearest {
    private Nearest() {}

    /** The known name with the fewest edits, if they are few enough for a typing error. */
    static Optional<String> of(String word, Collection<String> known) {
        String best = null;
        int bestEdits = Math.max(2, word.length() / 4) + 1;
        for (String candidate : known) {
            int edits = edits(word, candidate);
            if (edits < bestEdits) {
                best = candidate;
                bestEdits = edits;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Insertions, deletions, substitutions and swaps of neighbors (optimal string alignment). */
    static int edits(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int best = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
        best = Math.min(best, cost[i - 1][j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && isSwap(a, b, i, j)) {
            best = Math.min(best, cost[i - 2][j - 2] + 1);
        }
        return best;
    }

    private static boolean isSwap(String a, String b, int i, int j) {
        return a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    }
}
