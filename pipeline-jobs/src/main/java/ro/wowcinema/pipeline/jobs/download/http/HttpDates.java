package ro.wowcinema.pipeline.jobs.download.http;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Dates as HTTP writes them: {@code Sun, 25 Oct 2026 01:30:00 GMT}. */
final class HttpDates {
  private HttpDates() {}

  /** The instant; empty where the text is no such date. */
  static Optional<Instant> parse(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
