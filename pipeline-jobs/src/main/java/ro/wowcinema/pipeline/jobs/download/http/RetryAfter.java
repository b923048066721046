package ro.wowcinema.pipeline.jobs.download.http;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** How long a server that is overloaded wants to be left alone: seconds, or until a date. */
final class RetryAfter {
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

  private RetryAfter() {}

  /**
   * The pause that is asked for; nothing where none is, or one that makes no sense.
   *
   * @param now stands in for the server's own clock where it does not tell the time
   */
  static Duration of(HttpHeaders headers, Instant now) {
    Optional<String> text = headers.firstValue("Retry-After").map(String::strip);
    Optional<Duration> seconds =
        text.filter(value -> SECONDS.matcher(value).matches())
            .map(value -> Duration.ofSeconds(Long.parseLong(value)));
    Instant serverTime = headers.firstValue("Date").flatMap(HttpDates::parse).orElse(now);
    return seconds
        .or(() -> text.flatMap(HttpDates::parse).map(until -> Duration.between(serverTime, until)))
        .filter(pause -> !pause.isNegative())
        .orElse(Duration.ZERO);
  }
}
