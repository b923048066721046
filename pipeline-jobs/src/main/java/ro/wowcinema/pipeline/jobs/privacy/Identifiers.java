package ro.wowcinema.pipeline.jobs.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds in a text whatever might identify a person, as keyed hashes: an address, an account, a
 * name, a log, or a number where it means a user. Whether it does identify one who was erased, the
 * registry knows.
 */
final class Identifiers {
  /** A place in a text that may identify somebody. */
  record Candidate(Hash hash, int from, int to, boolean isUser) {}

  private record Word(String text, int from, int to) {}

  /** After the word user or user_id, whatever stands between: {@code "user_id":"17"}. */
  private static final Pattern USER =
      Pattern.compile("(?i)\\buser(?:_?id)?\\b[^\\w\\n]{1,6}(?:is\\W{1,3})?0*(\\d{1,19})\\b");

  private static final Pattern EMAIL =
      Pattern.compile("[^\\s,;:\"'<>()\\[\\]{}=]+@[^\\s,;:\"'<>()\\[\\]{}=]+");
  private static final Pattern ACCOUNT =
      Pattern.compile("(?i)\\b[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\\b");
  private static final Pattern LOG = Pattern.compile("\"log_id\"\\s*:\\s*\"([^\"]{1,50})\"");
  private static final Pattern WORD = Pattern.compile("[^\\s,\"'{}\\[\\]()=]{1,50}");
  private static final Pattern FIELD = Pattern.compile("[^,\\n]{1,100}");
  private static final Pattern SEALED = Pattern.compile("v1:[A-Za-z0-9_-]{38,}");

  private final Hashes hashes;
  private final Seal seal;

  Identifiers(Hashes hashes, Seal seal) {
    this.hashes = hashes;
    this.seal = seal;
  }

  /** All there are, in no order. */
  List<Candidate> of(String text) {
    List<Candidate> found = new ArrayList<>();
    find(USER, text, found, 1, true, this::user);
    find(EMAIL, text, found, 0, false, hashes::email);
    find(ACCOUNT, text, found, 0, false, hashes::iban);
    find(SEALED, text, found, 0, false, this::sealedAccount);
    find(LOG, text, found, 1, false, hashes::log);
    List<Word> words = words(WORD, text);
    for (Word word : words) {
      found.add(new Candidate(hashes.log(word.text()), word.from(), word.to(), false));
    }
    names(words, found);
    names(words(FIELD, text), found);
    return found;
  }

  private void names(List<Word> words, List<Candidate> found) {
    for (int i = 1; i < words.size(); i++) {
      Word first = words.get(i - 1);
      Word last = words.get(i);
      if (isNameLike(first.text()) && isNameLike(last.text())) {
        Hash hash = hashes.name(bare(first.text()), bare(last.text()));
        found.add(new Candidate(hash, first.from(), last.to(), false));
      }
    }
  }

  private static boolean isNameLike(String text) {
    return text.chars().anyMatch(Character::isLetter) && text.chars().noneMatch(Character::isDigit);
  }

  private static String bare(String field) {
    return field.strip().replaceAll("^\"|\"$", "").replace("\"\"", "\"");
  }

  private Hash user(String digits) {
    try {
      return hashes.user(digits);
    } catch (NumberFormatException e) {
      // Nineteen digits may be more than any number.
      return null;
    }
  }

  private Hash sealedAccount(String sealed) {
    try {
      return hashes.iban(seal.unseal(sealed));
    } catch (PrivacyException | IllegalArgumentException e) {
      return null;
    }
  }

  private interface Hashing {
    Hash hash(String text);
  }

  private static void find(
      Pattern pattern,
      String text,
      List<Candidate> found,
      int group,
      boolean user,
      Hashing hashing) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      Hash hash = hashing.hash(matcher.group(group));
      if (hash != null) {
        found.add(new Candidate(hash, matcher.start(group), matcher.end(group), user));
      }
    }
  }

  private static List<Word> words(Pattern pattern, String text) {
    List<Word> words = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      words.add(new Word(matcher.group(), matcher.start(), matcher.end()));
    }
    return words;
  }
}
