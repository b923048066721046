package ro.wowcinema.pipeline.jobs.privacy.registry;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The words of a name, ignoring case and diacritics. The order of the words does not matter, and
 * further (middle) names may stand between them.
 */
final class NameWords {
  /** Fewest words of a name; a single word is not specific. */
  private static final int FEWEST = 2;

  private static final int MOST = 5;

  /** Size of the window of words that may form a name. */
  private static final int WINDOW = 6;

  private static final Set<String> LITERALS = Set.of("true", "false", "null");

  private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}]+");
  private static final Pattern APOSTROPHES = Pattern.compile("['’`]");

  private NameWords() {}

  /**
   * The words of a name; empty if it is too short or too long to identify a person. Initials, and
   * literals such as {@code true} that any record may contain, identify nobody.
   */
  static List<String> ofPerson(String firstName, String lastName) {
    List<String> words = of(firstName + " " + lastName);
    long telling = words.stream().filter(NameWords::isSignificant).count();
    return hasDigit(firstName) || hasDigit(lastName) || telling < FEWEST || words.size() > MOST
        ? List.of()
        : words;
  }

  /** Whether the text can be a first or last name: letters, no digits, and more than an initial. */
  static boolean isName(String text) {
    return !hasDigit(text) && of(text).stream().anyMatch(NameWords::isSignificant);
  }

  private static boolean hasDigit(String text) {
    return text.codePoints().anyMatch(Character::isDigit);
  }

  private static boolean isSignificant(String word) {
    boolean isInitial = word.codePointCount(0, word.length()) < 2;
    return !LITERALS.contains(word)
        && !(isInitial && !Character.isIdeographic(word.codePointAt(0)));
  }

  static List<String> of(String text) {
    String folded =
        Normalizer.normalize(text, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT);
    return NO_LETTERS
        .splitAsStream(APOSTROPHES.matcher(folded).replaceAll(""))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  /** Every combination of nearby words that could be a name. */
  static Set<List<String>> names(List<String> words) {
    Set<List<String>> names = new HashSet<>();
    for (int from = 0; from + FEWEST <= words.size(); from++) {
      List<String> window = words.subList(from, Math.min(words.size(), from + WINDOW));
      // Each combination has the window's first word; the next window has the others.
      for (int choice = 1; choice < 1 << window.size(); choice += 2) {
        int count = Integer.bitCount(choice);
        if (count >= FEWEST && count <= MOST) {
          names.add(chosen(window, choice));
        }
      }
    }
    return names;
  }

  private static List<String> chosen(List<String> window, int choice) {
    return IntStream.range(0, window.size())
        .filter(i -> ((choice >> i) & 1) == 1)
        .mapToObj(window::get)
        .collect(Collectors.toList());
  }
}
