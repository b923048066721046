package ro.wowcinema.pipeline.core.load.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** The types that fields of delivered files have. */
public final class FieldTypes {
  private static final int MAX_LONG_DIGITS = 19;

  /** IMDb's have ten; the database's indexes do not take texts of any length. */
  private static final int MAX_ID_CHARACTERS = 20;

  private static final int MAX_DECIMAL_CHARACTERS = 40;
  private static final byte[] NEVER = "9999-12-31".getBytes(US_ASCII);
  private static final Set<String> BOOLEANS =
      Set.of("true", "false", "t", "f", "yes", "no", "1", "0");

  private FieldTypes() {}

  /** Any text. */
  public static FieldType text() {
    return (bytes, from, to) -> FieldVerdict.VALID;
  }

  /** Text of at most so many characters (Unicode code points). */
  public static FieldType text(int maxCharacters) {
    return (bytes, from, to) -> {
      if (to - from <= maxCharacters) {
        return FieldVerdict.VALID;
      }
      int characters = 0;
      for (int i = from; i < to; i++) {
        characters += (bytes[i] & 0xC0) == 0x80 ? 0 : 1;
      }
      return verdict(characters <= maxCharacters);
    };
  }

  /**
   * A prefix and then digits only, at most 20 characters: IMDb's {@code tt0111161}, {@code
   * nm0000001}.
   */
  public static FieldType id(String prefix) {
    byte[] start = prefix.getBytes(US_ASCII);
    return (bytes, from, to) -> verdict(isId(start, bytes, from, to));
  }

  /** A comma-separated list of such ids. */
  public static FieldType ids(String prefix) {
    byte[] start = prefix.getBytes(US_ASCII);
    return (bytes, from, to) -> {
      int item = from;
      for (int i = from; i <= to; i++) {
        if (i == to || bytes[i] == ',') {
          if (!isId(start, bytes, item, i)) {
            return FieldVerdict.MALFORMED;
          }
          item = i + 1;
        }
      }
      return FieldVerdict.VALID;
    };
  }

  /**
   * A whole number in decimal digits, with an optional minus sign, in a range; also with a zero
   * fraction ({@code 20.0}), as data frames write whole numbers where some are missing.
   */
  public static FieldType integer(long min, long max) {
    return (bytes, from, to) -> {
      int end = endOfWhole(bytes, from, to);
      int digits = bytes[from] == '-' ? from + 1 : from;
      if (digits == end || end - digits > MAX_LONG_DIGITS) {
        return FieldVerdict.MALFORMED;
      }
      // Counted down, since there is one more negative number; past the last one it turns positive.
      long negated = 0;
      for (int i = digits; i < end; i++) {
        if (!isDigit(bytes[i])) {
          return FieldVerdict.MALFORMED;
        }
        negated = negated * 10 - (bytes[i] - '0');
      }
      if (negated > 0 || (negated == Long.MIN_VALUE && digits == from)) {
        return FieldVerdict.MALFORMED;
      }
      long value = digits == from ? -negated : negated;
      if (value < min || value > max) {
        return FieldVerdict.MALFORMED;
      }
      return end == to ? FieldVerdict.VALID : new FieldVerdict.Canonical(Long.toString(value));
    };
  }

  /** The start of a zero fraction, or the end of the value if it has no such fraction. */
  private static int endOfWhole(byte[] bytes, int from, int to) {
    int zeros = to;
    while (zeros > from && bytes[zeros - 1] == '0') {
      zeros--;
    }
    return zeros < to && zeros > from && bytes[zeros - 1] == '.' ? zeros - 1 : to;
  }

  /**
   * A decimal number such as {@code -12.50} (no exponent) in a range, with at most so many
   * decimals.
   */
  public static FieldType decimal(String min, String max, int scale) {
    BigDecimal least = new BigDecimal(min);
    BigDecimal most = new BigDecimal(max);
    return (bytes, from, to) -> {
      if (!isPlainDecimal(bytes, from, to)) {
        return FieldVerdict.MALFORMED;
      }
      BigDecimal value = new BigDecimal(new String(bytes, from, to - from, US_ASCII));
      return verdict(
          value.compareTo(least) >= 0
              && value.compareTo(most) <= 0
              && value.stripTrailingZeros().scale() <= scale);
    };
  }

  /** true, false, t, f, yes, no, 1 or 0, in any case. */
  public static FieldType bool() {
    return (bytes, from, to) ->
        verdict(
            BOOLEANS.contains(new String(bytes, from, to - from, UTF_8).toLowerCase(Locale.ROOT)));
  }

  /** An ISO 4217 alphabetic code by its shape: three capital letters. */
  public static FieldType currencyCode() {
    return (bytes, from, to) -> {
      boolean capitals = to - from == 3;
      for (int i = from; capitals && i < to; i++) {
        capitals = bytes[i] >= 'A' && bytes[i] <= 'Z';
      }
      return verdict(capitals);
    };
  }

  /** An ISO-8601 calendar date, {@code yyyy-mm-dd}, from 1000 to 9998. */
  public static FieldType date() {
    return (bytes, from, to) -> {
      if (to - from != 10 || bytes[from] == '0' || !isDigit(bytes[from])) {
        return FieldVerdict.MALFORMED;
      }
      try {
        return verdict(
            LocalDate.parse(new String(bytes, from, to - from, US_ASCII)).getYear() < 9999);
      } catch (DateTimeException e) {
        return FieldVerdict.MALFORMED;
      }
    };
  }

  /**
   * The date before which something ends; {@code 9999-12-31} is a way to write that it does not.
   */
  public static FieldType endDate() {
    FieldType date = date();
    return (bytes, from, to) ->
        Arrays.equals(bytes, from, to, NEVER, 0, NEVER.length)
            ? FieldVerdict.ABSENT
            : date.check(bytes, from, to);
  }

  /**
   * An ISO-8601 instant with an offset; without one it is taken to be in the zone. In a delivery it
   * must lie between 2000 and one day after the end of the logical date.
   */
  public static FieldType instant(ZoneId zone) {
    return new InstantType(zone);
  }

  private static boolean isId(byte[] prefix, byte[] bytes, int from, int to) {
    if (to - from <= prefix.length || to - from > MAX_ID_CHARACTERS) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if (bytes[from + i] != prefix[i]) {
        return false;
      }
    }
    for (int i = from + prefix.length; i < to; i++) {
      if (!isDigit(bytes[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlainDecimal(byte[] bytes, int from, int to) {
    int first = bytes[from] == '-' ? from + 1 : from;
    int points = 0;
    for (int i = first; i < to; i++) {
      if (bytes[i] == '.') {
        points++;
      } else if (!isDigit(bytes[i])) {
        return false;
      }
    }
    return to > first
        && to - first <= MAX_DECIMAL_CHARACTERS
        && points <= 1
        && isDigit(bytes[first])
        && isDigit(bytes[to - 1]);
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static FieldVerdict verdict(boolean valid) {
    return valid ? FieldVerdict.VALID : FieldVerdict.MALFORMED;
  }
}
