package ro.wowcinema.pipeline.jobs.download.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which bytes of a file an answer has.
 *
 * @param first from 0
 * @param last included
 * @param total length of the file
 */
record ContentRange(long first, long last, long total) {
  private static final Pattern FORMAT =
      Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

  /** What the header says; empty where it does not say all of it. */
  static Optional<ContentRange> parse(String header) {
    Matcher matcher = FORMAT.matcher(header.strip());
    return matcher.matches()
        ? Optional.of(
            new ContentRange(
                Long.parseLong(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                Long.parseLong(matcher.group(3))))
        : Optional.empty();
  }

  /** Whether these are all bytes from a place on, and at least one. */
  boolean isRestFrom(long place) {
    return first == place && first <= last && last == total - 1;
  }

  long length() {
    return last - first + 1;
  }
}
