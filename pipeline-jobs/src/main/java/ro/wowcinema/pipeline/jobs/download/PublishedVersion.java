package ro.wowcinema.pipeline.jobs.download;

import static java.util.Objects.requireNonNull;

import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Identifies a version of a published file, exactly as the server sent it.
 *
 * @param etag with its quotes
 * @param lastModified an HTTP date
 */
record PublishedVersion(Optional<String> etag, Optional<String> lastModified) {
  /** Valid entity tags; others are not sent back in a header. */
  private static final Pattern ETAG = Pattern.compile("(W/)?\"[\\x21\\x23-\\x7E]*\"");

  private static final String WEAK = "W/";

  PublishedVersion {
    requireNonNull(etag, "etag is null");
    requireNonNull(lastModified, "lastModified is null");
  }

  static PublishedVersion of(HttpHeaders headers) {
    return new PublishedVersion(
        headers.firstValue("ETag").filter(etag -> ETAG.matcher(etag).matches()),
        headers.firstValue("Last-Modified").filter(date -> instant(date).isPresent()));
  }

  /** Whether a conditional request is possible. */
  boolean isKnown() {
    return etag.isPresent() || lastModified.isPresent();
  }

  /** The entity tag, if it guarantees identical bytes. */
  Optional<String> strongEtag() {
    return etag.filter(tag -> !tag.startsWith(WEAK));
  }

  /** An HTTP date, such as {@code Sun, 25 Oct 2026 01:30:00 GMT}; empty if it is invalid. */
  static Optional<Instant> instant(String httpDate) {
    try {
      return Optional.of(
          ZonedDateTime.parse(httpDate, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Makes the request conditional on a newer version. */
  HttpRequest.Builder ifChanged(HttpRequest.Builder request) {
    etag.ifPresent(tag -> request.setHeader("If-None-Match", tag));
    lastModified.ifPresent(date -> request.setHeader("If-Modified-Since", date));
    return request;
  }
}
