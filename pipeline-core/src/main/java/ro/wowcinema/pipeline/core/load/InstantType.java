package ro.wowcinema.pipeline.core.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/**
 * ISO-8601 instants. In the hour that a change-over repeats, one without an offset is taken to be
 * the first of the two; in the hour that a change-over skips, it is moved on by the skipped hour
 * ({@link LocalDateTime#atZone}).
 */
final class InstantType implements FieldType {
  private static final int LONGEST = 40;
  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");
  // PostgreSQL takes no offset of 16 hours or more; the earth has none beyond 14.
  private static final int MOST_OFFSET_SECONDS = 15 * 3600;
  // ISO_DATE_TIME, with offsets in hours alone (+02) as ISO-8601 and PostgreSQL have them.
  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .optionalStart()
          .parseLenient()
          .appendOffsetId()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT)
          .withChronology(IsoChronology.INSTANCE);

  private final ZoneId zone;

  InstantType(ZoneId zone) {
    this.zone = requireNonNull(zone, "zone is null");
  }

  @Override
  public Verdict check(byte[] bytes, int from, int to) {
    if (to - from > LONGEST) {
      return Verdict.MALFORMED;
    }
    String text = new String(bytes, from, to - from, UTF_8);
    try {
      TemporalAccessor parsed = ISO.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
      return parsed instanceof OffsetDateTime withOffset
          ? delivered(withOffset)
          : assumed(((LocalDateTime) parsed).atZone(zone).toInstant());
    } catch (DateTimeException e) {
      return Verdict.MALFORMED;
    }
  }

  private static Verdict delivered(OffsetDateTime value) {
    return Math.abs(value.getOffset().getTotalSeconds()) > MOST_OFFSET_SECONDS
        ? Verdict.MALFORMED
        : inRange(value.toInstant(), Verdict.VALID);
  }

  private static Verdict assumed(Instant instant) {
    return inRange(instant, new Verdict.Assumed(instant.toString(), Reason.MISSING_OFFSET));
  }

  private static Verdict inRange(Instant instant, Verdict verdict) {
    return instant.isBefore(EARLIEST) || !instant.isBefore(LATEST) ? Verdict.MALFORMED : verdict;
  }
}
