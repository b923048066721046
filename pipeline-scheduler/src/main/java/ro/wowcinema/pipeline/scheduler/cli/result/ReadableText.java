package ro.wowcinema.pipeline.scheduler.cli.result;

import java.time.Duration;
import java.util.Locale;

/** Numbers and times as people read them. */
public final class ReadableText {
  private static final int MILLIS_A_SECOND = 1000;

  private ReadableText() {}

  /** {@code 1,234,567}. */
  static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  public static String rows(long rows) {
    return count(rows, "row");
  }

  /** {@code 1 row}, {@code 2 rows}. */
  public static String count(long count, String noun) {
    return number(count) + " " + noun + (count == 1 ? "" : "s");
  }

  /** {@code (410,000/s)} with a leading blank; empty where the time is too short for a rate. */
  public static String rate(long rows, Duration took) {
    long millis = took.toMillis();
    return millis < MILLIS_A_SECOND / 10
        ? ""
        : " (" + number(rows * MILLIS_A_SECOND / millis) + "/s)";
  }

  /** {@code 0.3 s}, {@code 2 min 05 s}, {@code 3 h 20 min}. */
  public static String duration(Duration duration) {
    if (duration.toMinutes() == 0) {
      return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / (double) MILLIS_A_SECOND);
    }
    return duration.toHours() == 0
        ? "%d min %02d s".formatted(duration.toMinutes(), duration.toSecondsPart())
        : "%d h %02d min".formatted(duration.toHours(), duration.toMinutesPart());
  }

  public static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  /** As a shell takes it for one word. */
  public static String shellWord(String text) {
    return text.matches("[\\w./:=@%+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
