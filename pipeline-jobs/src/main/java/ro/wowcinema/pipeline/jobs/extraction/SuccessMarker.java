package ro.wowcinema.pipeline.jobs.extraction;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The content of {@code _SUCCESS} as an extraction writes it: who delivered, and the end of its
 * window. It distinguishes an extraction whose watermarks were never committed from a delivery by
 * someone else.
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
