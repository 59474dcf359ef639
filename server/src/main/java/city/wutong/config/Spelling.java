package city.wutong.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Guesses what somebody meant to write.
public final class Spelling {

    private static final int LONGEST = 100;

    private Spelling() {}

    /// The end of a sentence about an unknown word: `, did you mean …?` when a known one is near.
    public static String hint(String written, Collection<String> known) {
        return nearest(written, known).map(k -> ", did you mean " + k + "?").orElse(".");
    }

    /// The known word that is near.
    public static Optional<String> nearest(String written, Collection<String> known) {
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        int most = Math.max(2, written.length() / 3);
        return known.stream()
                .filter(k -> distance(written, k) <= most)
                .min(Comparator.comparingInt(k -> distance(written, k)));
    }

    /// Levenshtein's distance: insertions, deletions and replacements.
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = corner + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                corner = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
