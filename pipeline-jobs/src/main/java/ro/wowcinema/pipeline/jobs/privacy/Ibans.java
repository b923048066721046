package ro.wowcinema.pipeline.jobs.privacy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds account numbers (IBAN, ISO 13616) in a text: by country, by the country's length, and by
 * the check digits modulo 97; in capitals or not, and with a blank, dash or dot between any two
 * characters. One in capitals counts whatever its check digits: a mistyped account is an account.
 */
final class Ibans {
  /**
   * An account number in a text.
   *
   * @param from its first character
   * @param to after its last character
   * @param account without separators, in capitals
   */
  record Found(int from, int to, String account) {}

  private static final String LENGTHS =
      "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30";

  private static final Map<String, Integer> LENGTH = lengths();
  private static final int SHORTEST = 15;
  private static final String BETWEEN = "(?:[ \\u00A0\\t._-]|%20)?";

  /** Country and check digits; not in the middle of a word, though an escape may come before. */
  private static final Pattern START =
      Pattern.compile(
          "(?<![A-Za-z0-9])(?:(?<=\\\\)[bfnrt]|(?<=\\\\)u[0-9A-Fa-f]{4}|(?<=%)[0-9A-F]{2})?([A-Za-z]{2})"
              + BETWEEN
              + "\\d"
              + BETWEEN
              + "\\d");

  private static final Pattern NEXT = Pattern.compile(BETWEEN + "([A-Za-z0-9])");

  private Ibans() {}

  private static Map<String, Integer> lengths() {
    Map<String, Integer> lengths = new HashMap<>();
    for (String country : LENGTHS.split(" ", -1)) {
      lengths.put(country.substring(0, 2), Integer.parseInt(country.substring(2)));
    }
    return Map.copyOf(lengths);
  }

  /** All in the text, in order and not overlapping. */
  static List<Found> in(String text) {
    List<Found> found = new ArrayList<>();
    if (text.length() < SHORTEST) {
      return found;
    }
    Matcher start = START.matcher(text);
    int from = 0;
    while (start.find(from)) {
      Found account = accountAt(text, start.start(1));
      if (account != null) {
        found.add(account);
      }
      from = account == null ? start.start(1) + 1 : account.to();
      if (from >= text.length()) {
        break;
      }
    }
    return found;
  }

  /** The account that begins there; null where none does. */
  private static Found accountAt(String text, int from) {
    String country = text.substring(from, from + 2);
    Integer length = LENGTH.get(country.toUpperCase(Locale.ROOT));
    if (length == null) {
      return null;
    }
    StringBuilder account = new StringBuilder(country);
    Matcher next = NEXT.matcher(text);
    int end = from + 2;
    while (account.length() < length) {
      if (!next.region(end, text.length()).lookingAt()) {
        return null;
      }
      account.append(next.group(1));
      end = next.end();
    }
    boolean isWhole = end == text.length() || !isAlphanumeric(text.charAt(end));
    String capitals = account.toString().toUpperCase(Locale.ROOT);
    boolean isAccount = isWhole && (hasRightCheckDigits(capitals) || isTyped(country, account));
    return isAccount ? new Found(from, end, capitals) : null;
  }

  private static boolean isTyped(String country, CharSequence account) {
    String text = account.toString();
    return country.equals(country.toUpperCase(Locale.ROOT))
        && text.equals(text.toUpperCase(Locale.ROOT))
        && Character.isDigit(text.charAt(2))
        && Character.isDigit(text.charAt(3));
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
