package ro.wowcinema.pipeline.jobs.extraction;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an extraction writes into {@code _SUCCESS}: whose delivery it is, and how far it reaches. By
 * this, one whose watermarks were never committed is told from one that somebody else delivered.
 *
 * @param until end of its window
 */
record SuccessMarker(Instant until) {
  private static final String TEXT =
      "Written by " + PlatformExtractionDag.NAME + ": what changed before ";
  private static final Pattern PATTERN = Pattern.compile(Pattern.quote(TEXT) + "(\\S+)\\s*");

  SuccessMarker {
    requireNonNull(until, "until is null");
  }

  String text() {
    return TEXT + until + "\n";
  }

  /** Empty for a text that no extraction wrote. */
  static Optional<SuccessMarker> parse(String text) {
    Matcher matcher = PATTERN.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new SuccessMarker(Instant.parse(matcher.group(1))));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
