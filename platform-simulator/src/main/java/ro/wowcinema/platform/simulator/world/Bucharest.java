package ro.wowcinema.platform.simulator.world;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The platform's calendar. */
public final class Bucharest {
  private static final ZoneId ZONE = ZoneId.of("Europe/Bucharest");
  private static final int SECONDS_OF_AN_HOUR = 3_600;

  private Bucharest() {}

  public static LocalDate dayOf(Instant instant) {
    return instant.atZone(ZONE).toLocalDate();
  }

  /** Some second of an hour; where the clock skips that hour, of the next. */
  public static Instant within(int hour, LocalDate day, RandomStream chance) {
    return day.atTime(hour, 0)
        .plusSeconds(chance.below(SECONDS_OF_AN_HOUR))
        .atZone(ZONE)
        .toInstant();
  }

  /** With {@code Z}, or with the offset that Bucharest had then. */
  public static String withOffset(Instant instant, boolean utc) {
    OffsetDateTime time = instant.atZone(utc ? ZoneOffset.UTC : ZONE).toOffsetDateTime();
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
  }

  /** The wall clock's reading alone. */
  public static String withoutOffset(String instant) {
    OffsetDateTime time = OffsetDateTime.parse(instant);
    return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time.atZoneSameInstant(ZONE));
  }
}
