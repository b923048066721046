package ro.wowcinema.pipeline.core.load.contract;

import static java.util.Objects.requireNonNull;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * ISO-8601 instants, also as databases and data frames print them: a space for the {@code T},
 * offsets as {@code +02}, {@code +0200} and {@code +02:00}. Each is loaded as {@link
 * #canonical(Instant)}, which keeps what is below a microsecond.
 *
 * <p>One without an offset is taken to be in the zone. In the hour that a change-over repeats it is
 * the first of the two, with the second as the alternative; in the hour that a change-over skips,
 * it is moved on by the skipped hour ({@link LocalDateTime#atZone}).
 *
 * <p>In a delivery, an instant is plausible from 2000-01-01 to one day after the end of the
 * delivery's logical date, both in the zone.
 */
final class InstantType implements FieldType {
  private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
  // PostgreSQL takes no offset of 16 hours or more; the earth has none beyond 14.
  private static final int MOST_OFFSET_SECONDS = 15 * 3600;

  private final ZoneId zone;
  private final Instant earliest;
  private final Instant latest;

  InstantType(ZoneId zone) {
    this(zone, Instant.MAX);
  }

  private InstantType(ZoneId zone, Instant latest) {
    this.zone = requireNonNull(zone, "zone is null");
    this.earliest = EARLIEST.atStartOfDay(zone).toInstant();
    this.latest = latest;
  }

  @Override
  public FieldType on(LocalDate logicalDate) {
    return new InstantType(zone, logicalDate.plusDays(2).atStartOfDay(zone).toInstant());
  }

  @Override
  public FieldVerdict check(byte[] bytes, int from, int to) {
    try {
      InstantText text = InstantText.parse(bytes, from, to);
      if (text == null) {
        return FieldVerdict.MALFORMED;
      }
      LocalDateTime local = text.local();
      return text.offsetSeconds().isPresent()
          ? delivered(local, text.offsetSeconds().getAsInt())
          : assumed(local.atZone(zone));
    } catch (DateTimeException e) {
      return FieldVerdict.MALFORMED;
    }
  }

  private FieldVerdict delivered(LocalDateTime local, int offsetSeconds) {
    if (Math.abs(offsetSeconds) > MOST_OFFSET_SECONDS) {
      return FieldVerdict.MALFORMED;
    }
    Instant instant = local.toInstant(ZoneOffset.ofTotalSeconds(offsetSeconds));
    return isPlausible(instant)
        ? new FieldVerdict.Canonical(canonical(instant))
        : FieldVerdict.IMPLAUSIBLE;
  }

  private FieldVerdict assumed(ZonedDateTime reading) {
    Instant instant = reading.toInstant();
    Instant later = reading.withLaterOffsetAtOverlap().toInstant();
    if (!isPlausible(instant)) {
      return FieldVerdict.IMPLAUSIBLE;
    }
    return new FieldVerdict.Assumed(
        canonical(instant),
        later.equals(instant) || !isPlausible(later)
            ? Optional.empty()
            : Optional.of(canonical(later)),
        Reason.MISSING_OFFSET);
  }

  private boolean isPlausible(Instant instant) {
    return !instant.isBefore(earliest) && !instant.isAfter(latest);
  }

  /**
   * The one form in which instants are staged, of 30 characters: {@code
   * 2026-11-22T18:03:11.000000000Z}. The first 26 are the instant cut to microseconds.
   */
  private static String canonical(Instant instant) {
    LocalDateTime utc = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    LocalTime time = utc.toLocalTime();
    StringBuilder text = new StringBuilder(30);
    append(text, utc.getYear(), 4).append('-');
    append(text, utc.getMonthValue(), 2).append('-');
    append(text, utc.getDayOfMonth(), 2).append('T');
    append(text, time.getHour(), 2).append(':');
    append(text, time.getMinute(), 2).append(':');
    append(text, time.getSecond(), 2).append('.');
    return append(text, time.getNano(), 9).append('Z').toString();
  }

  private static StringBuilder append(StringBuilder text, int number, int digits) {
    String shown = Integer.toString(number);
    return text.append("0".repeat(digits - shown.length())).append(shown);
  }
}
