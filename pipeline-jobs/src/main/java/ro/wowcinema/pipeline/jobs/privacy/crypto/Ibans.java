package ro.wowcinema.pipeline.jobs.privacy.crypto;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds account numbers (IBAN, ISO 13616) by country, the country's length, and the check digits
 * modulo 97, in upper or lower case. The rules depend on the kind of text: in the raw text of a
 * record a false match is harmless, in a loaded value it loses the value.
 */
public final class Ibans {
  /**
   * An account number in a text.
   *
   * @param from its first character
   * @param to after its last character
   * @param account without separators, in capitals
   */
  public record Found(int from, int to, String account) {}

  private static final String LENGTHS =
      "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30";

  private static final Map<String, Integer> LENGTH = lengths();
  private static final int SHORTEST = 15;

  /** A space or dash of any kind, or another separator between groups of an account. */
  private static final String SEPARATOR = "[\\p{Zs}\\t\\p{Pd}\\u2212._/]";

  /** Between two characters in a loaded value. */
  private static final String BETWEEN_IN_VALUE = SEPARATOR + "?";

  /** Between two characters in a raw text, where a separator may also be escaped. */
  private static final String BETWEEN_IN_RAW =
      "(?:"
          + SEPARATOR
          + "|\\\\?/|%20|%2[dDfF]|%[cC]2%[aA]0|&nbsp;|\\\\u(?:00[aA]0|0020|002[dDfF]|201[0-5]|202[fF])){0,4}+";

  /** Country and check digits; in a raw text not in the middle of a word, but after an escape. */
  private static final Pattern START_IN_RAW =
      Pattern.compile(
          "(?<![A-Za-z0-9])(?:(?<=\\\\)[bfnrt]|(?<=\\\\)u[0-9A-Fa-f]{4}|(?<=%)[0-9A-F]{2})?"
              + start(BETWEEN_IN_RAW));

  private static final Pattern START_IN_VALUE =
      Pattern.compile("(?<![\\p{L}\\p{N}])" + start(BETWEEN_IN_VALUE));

  private static final Pattern NEXT_IN_RAW = Pattern.compile(BETWEEN_IN_RAW + "([A-Za-z0-9])");
  private static final Pattern NEXT_IN_VALUE = Pattern.compile(BETWEEN_IN_VALUE + "([A-Za-z0-9])");

  /** An account as a field of its own, whatever its country and length. */
  private static final Pattern ANY_COUNTRY =
      Pattern.compile(
          "(?<![A-Za-z0-9])[A-Za-z]{2}\\d{2}(?:"
              + SEPARATOR
              + "?[A-Za-z0-9]){8,30}+(?![A-Za-z0-9])");

  private Ibans() {}

  private static String start(String between) {
    return "([A-Za-z]{2})" + between + "\\d" + between + "\\d";
  }

  private static Map<String, Integer> lengths() {
    Map<String, Integer> lengths = new HashMap<>();
    for (String country : LENGTHS.split(" ", -1)) {
      lengths.put(country.substring(0, 2), Integer.parseInt(country.substring(2)));
    }
    return Map.copyOf(lengths);
  }

  /**
   * All accounts in a raw record or message, in order and not overlapping. Up to four separators
   * may stand between two characters. In upper case, wrong check digits count too: a mistyped
   * account is an account.
   */
  static List<Found> inRaw(String text) {
    return in(text, START_IN_RAW, NEXT_IN_RAW, true);
  }

  /** All accounts in a loaded value such as a name: whole words with valid check digits. */
  public static List<Found> inValue(String value) {
    return in(value, START_IN_VALUE, NEXT_IN_VALUE, false);
  }

  /** Whether a key, such as a log id, is as a whole an account with valid check digits. */
  static boolean isAccount(String key) {
    String bare = key.strip();
    List<Found> found = inValue(bare);
    return found.size() == 1 && found.get(0).from() == 0 && found.get(0).to() == bare.length();
  }

  /** Possible accounts in a raw record, including countries without a known length. */
  public static Set<String> candidates(String text) {
    Set<String> candidates = new HashSet<>();
    inRaw(text).forEach(found -> candidates.add(found.account()));
    Matcher account = ANY_COUNTRY.matcher(text);
    while (account.find()) {
      candidates.add(normal(account.group()));
    }
    return candidates;
  }

  /** An account in canonical form: without separators, in upper case. */
  public static String normal(String account) {
    return account.replaceAll("[^\\p{L}\\p{N}]", "").toUpperCase(Locale.ROOT);
  }

  private static List<Found> in(String text, Pattern starts, Pattern next, boolean isRaw) {
    List<Found> found = new ArrayList<>();
    if (text.length() < SHORTEST) {
      return found;
    }
    Matcher start = starts.matcher(text);
    int from = 0;
    while (from < text.length() && start.find(from)) {
      Found account = accountAt(text, start.start(1), next, isRaw);
      if (account != null) {
        found.add(account);
      }
      from = account == null ? start.start(1) + 1 : account.to();
    }
    return found;
  }

  /** The account that begins there; null if there is no account. */
  private static Found accountAt(String text, int from, Pattern following, boolean isRaw) {
    String country = text.substring(from, from + 2);
    Integer length = LENGTH.get(country.toUpperCase(Locale.ROOT));
    if (length == null) {
      return null;
    }
    StringBuilder account = new StringBuilder(country);
    Matcher next = following.matcher(text);
    int end = from + 2;
    while (account.length() < length) {
      if (!next.region(end, text.length()).lookingAt()) {
        return null;
      }
      account.append(next.group(1));
      end = next.end();
    }
    String spelling = text.substring(from, end);
    String capitals = account.toString().toUpperCase(Locale.ROOT);
    boolean isAccount =
        isRaw
            ? isWhole(text, end) && (hasRightCheckDigits(capitals) || isTyped(account))
            : isWords(text, from, end, spelling) && hasRightCheckDigits(capitals);
    return isAccount ? new Found(from, end, capitals) : null;
  }

  private static boolean isWhole(String text, int end) {
    return end == text.length() || !isAlphanumeric(text.charAt(end));
  }

  /**
   * Whether the account ends at the end of a word, and no separator of its groups joins it to more
   * text: a part of a longer identifier, such as a UUID, is not an account.
   */
  private static boolean isWords(String text, int from, int end, String spelling) {
    return !isJoined(text, from - 1, spelling) && !isJoined(text, end, spelling);
  }

  private static boolean isJoined(String text, int at, String spelling) {
    if (at < 0 || at >= text.length()) {
      return false;
    }
    char beside = text.charAt(at);
    return Character.isLetterOrDigit(beside)
        || (!Character.isSpaceChar(beside) && spelling.indexOf(beside) >= 0);
  }

  private static boolean isTyped(CharSequence account) {
    String text = account.toString();
    return text.equals(text.toUpperCase(Locale.ROOT));
  }

  private static boolean isAlphanumeric(char character) {
    return character < 128 && Character.isLetterOrDigit(character);
  }

  /** Whether the account, its first four characters moved to the end, is 1 modulo 97. */
  static boolean hasRightCheckDigits(String account) {
    int rest = 0;
    for (int i = 0; i < account.length(); i++) {
      int value = Character.digit(account.charAt((i + 4) % account.length()), 36);
      rest = (rest * (value < 10 ? 10 : 100) + value) % 97;
    }
    return rest == 1;
  }
}
