package ro.wowcinema.pipeline.core.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Suggests the word that a mistyped one probably meant. */
public final class SpellingSuggestion {
  private static final int MOST_ERRORS = 3;
  private static final int LETTERS_PER_ERROR = 4;

  private SpellingSuggestion() {}

  /**
   * The word that is nearest, if one is near: one letter may be wrong, missing, added, or swapped
   * with its neighbour; of longer words one in four, and three at most.
   */
  public static Optional<String> nearest(String typed, Collection<String> words) {
    int allowed = Math.max(1, Math.min(MOST_ERRORS, typed.length() / LETTERS_PER_ERROR));
    return words.stream()
        .filter(word -> errors(typed, word) <= allowed)
        .min(Comparator.comparingInt(word -> errors(typed, word)));
  }

  /** The distance of Damerau and Levenshtein, in which no letter is swapped twice. */
  private static int errors(String typed, String word) {
    int[][] errors = new int[typed.length() + 1][word.length() + 1];
    for (int i = 0; i <= typed.length(); i++) {
      for (int j = 0; j <= word.length(); j++) {
        errors[i][j] = i == 0 || j == 0 ? i + j : fewest(errors, typed, word, i, j);
      }
    }
    return errors[typed.length()][word.length()];
  }

  private static int fewest(int[][] errors, String typed, String word, int i, int j) {
    boolean isSame = typed.charAt(i - 1) == word.charAt(j - 1);
    int fewest =
        Math.min(
            errors[i - 1][j - 1] + (isSame ? 0 : 1),
            Math.min(errors[i - 1][j], errors[i][j - 1]) + 1);
    boolean isSwapped =
        i > 1
            && j > 1
            && typed.charAt(i - 1) == word.charAt(j - 2)
            && typed.charAt(i - 2) == word.charAt(j - 1);
    return isSwapped ? Math.min(fewest, errors[i - 2][j - 2] + 1) : fewest;
  }
}
