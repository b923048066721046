package ro.wowcinema.pipeline.jobs.download.http;

import static java.util.Objects.requireNonNull;

import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What tells one version of a published file from another, to the letter as the server said it.
 *
 * @param etag with its quotes
 * @param lastModified an HTTP date
 */
public record PublishedVersion(Optional<String> etag, Optional<String> lastModified) {
  /** Anything else, were it sent back, could be more than a value. */
  private static final Pattern ETAG = Pattern.compile("(W/)?\"[\\x21\\x23-\\x7E]*\"");

  private static final String WEAK = "W/";

  public PublishedVersion {
    requireNonNull(etag, "etag is null");
    requireNonNull(lastModified, "lastModified is null");
  }

  static PublishedVersion of(HttpHeaders headers) {
    return new PublishedVersion(
        headers.firstValue("ETag").filter(etag -> ETAG.matcher(etag).matches()),
        headers.firstValue("Last-Modified").filter(date -> HttpDates.parse(date).isPresent()));
  }

  /** Whether the server says anything by which it can be asked for what is newer. */
  public boolean isKnown() {
    return etag.isPresent() || lastModified.isPresent();
  }

  /** The entity tag, where it is the same for the same bytes only. */
  Optional<String> strongEtag() {
    return etag.filter(tag -> !tag.startsWith(WEAK));
  }

  /** Asks for what is newer than this. */
  public HttpRequest.Builder ifChanged(HttpRequest.Builder request) {
    etag.ifPresent(tag -> request.setHeader("If-None-Match", tag));
    lastModified.ifPresent(date -> request.setHeader("If-Modified-Since", date));
    return request;
  }
}
