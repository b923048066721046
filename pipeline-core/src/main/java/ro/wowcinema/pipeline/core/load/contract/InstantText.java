package ro.wowcinema.pipeline.core.load.contract;

import java.time.LocalDateTime;
import java.util.OptionalInt;

/**
 * An instant as it is written: {@code yyyy-mm-dd}, {@code T} or a space, {@code hh:mm}, where they
 * are given {@code :ss} and one to nine decimals, and an offset. Read byte by byte and without a
 * formatter, as every field type is: each session has three of them.
 *
 * @param local date and time
 * @param offsetSeconds offset from UTC, where there is one
 */
record InstantText(LocalDateTime local, OptionalInt offsetSeconds) {

  /**
   * Reads one; null where the text has another form.
   *
   * @throws java.time.DateTimeException where there is no such date or time
   */
  static InstantText parse(byte[] bytes, int from, int to) {
    return new Parser(bytes, from, to).parse();
  }

  private static final class Parser {
    private static final int MOST_DECIMALS = 9;

    private final byte[] bytes;
    private final int to;
    private int at;
    private boolean isWrong;

    private Parser(byte[] bytes, int from, int to) {
      this.bytes = bytes;
      this.at = from;
      this.to = to;
    }

    private InstantText parse() {
      int year = number(4);
      expect('-');
      int month = number(2);
      expect('-');
      int day = number(2);
      isWrong |= !(skip('T') || skip('t') || skip(' '));
      int hour = number(2);
      expect(':');
      int minute = number(2);
      int second = skip(':') ? number(2) : -1;
      int nano = second >= 0 && skip('.') ? decimals() : 0;
      OptionalInt offset = offset();
      if (isWrong || at != to) {
        return null;
      }
      return new InstantText(
          LocalDateTime.of(year, month, day, hour, minute, Math.max(second, 0), nano), offset);
    }

    /**
     * {@code Z}, or hours, and where they are given minutes and seconds, with colons or without.
     */
    private OptionalInt offset() {
      if (at == to) {
        return OptionalInt.empty();
      }
      if (skip('Z') || skip('z')) {
        return OptionalInt.of(0);
      }
      int sign = skip('-') ? -1 : 1;
      if (sign > 0) {
        expect('+');
      }
      int seconds = number(2) * 3600;
      boolean hasColons = skip(':');
      if (hasColons || at < to) {
        seconds += sixty() * 60;
        if (hasColons ? skip(':') : at < to) {
          seconds += sixty();
        }
      }
      return OptionalInt.of(sign * seconds);
    }

    private int sixty() {
      int number = number(2);
      isWrong |= number > 59;
      return number;
    }

    private int number(int digits) {
      int number = 0;
      for (int i = 0; i < digits; i++) {
        boolean isDigit = at < to && bytes[at] >= '0' && bytes[at] <= '9';
        isWrong |= !isDigit;
        number = isDigit ? number * 10 + bytes[at++] - '0' : number;
      }
      return number;
    }

    private int decimals() {
      int nano = 0;
      int digits = 0;
      while (at < to && bytes[at] >= '0' && bytes[at] <= '9' && digits < MOST_DECIMALS) {
        nano = nano * 10 + bytes[at++] - '0';
        digits++;
      }
      isWrong |= digits == 0;
      for (; digits < MOST_DECIMALS; digits++) {
        nano *= 10;
      }
      return nano;
    }

    private void expect(char expected) {
      isWrong |= !skip(expected);
    }

    private boolean skip(char expected) {
      boolean isThere = at < to && bytes[at] == expected;
      at += isThere ? 1 : 0;
      return isThere;
    }
  }
}
