package ro.wowcinema.pipeline.jobs.download;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ro.wowcinema.pipeline.core.job.TransientFailureException;
import ro.wowcinema.pipeline.jobs.download.DownloadFolder.PartialDownload;
import ro.wowcinema.pipeline.jobs.download.HttpFileClient.DownloadException;

/**
 * Interprets status and headers of a file's response. Closing it closes the connection, if bytes
 * are outstanding.
 *
 * @param url of the file, before redirects
 */
record HttpFileResponse(URI url, HttpResponse<HttpFileClient.Body> response)
    implements AutoCloseable {
  private static final int OK = 200;
  private static final int PARTIAL_CONTENT = 206;
  private static final int NOT_MODIFIED = 304;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final Set<Integer> ANSWERS =
      Set.of(OK, PARTIAL_CONTENT, NOT_MODIFIED, RANGE_NOT_SATISFIABLE);
  private static final int SERVER_ERRORS = 500;
  private static final Set<Integer> TRANSIENT = Set.of(408, 425, 429);

  /** Longest wait within a run. */
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

  /** A file that changes twice within a second keeps its date (RFC 9110, 8.8.2.2). */
  private static final Duration DATE_IS_STRONG_AFTER = Duration.ofSeconds(1);

  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

  int status() {
    return response.statusCode();
  }

  HttpFileClient.Body body() {
    return response.body();
  }

  boolean isWhole() {
    return status() == OK;
  }

  /** Whether the file is unchanged since the version in the request. */
  boolean isNotChanged() {
    return status() == NOT_MODIFIED;
  }

  /** Whether the body is exactly the rest of a part of this size. */
  boolean isRestOf(PartialDownload partial, long size) {
    Matcher range = CONTENT_RANGE.matcher(header("Content-Range").orElse("").strip());
    if (status() != PARTIAL_CONTENT || !range.matches()) {
      return false;
    }
    long first = Long.parseLong(range.group(1));
    long last = Long.parseLong(range.group(2));
    long total = Long.parseLong(range.group(3));
    Optional<String> etag = PublishedVersion.of(headers()).etag();
    return first == size
        && last == total - 1
        && partial.length().filter(length -> length != total).isEmpty()
        && length().filter(length -> length != last - first + 1).isEmpty()
        && (etag.isEmpty() || etag.equals(partial.version().etag()));
  }

  /** The version that a complete response delivers. */
  PartialDownload download() {
    PublishedVersion version = PublishedVersion.of(headers());
    return new PartialDownload(
        url,
        version,
        version.strongEtag().or(() -> version.lastModified().filter(this::isStrong)),
        length());
  }

  private boolean isStrong(String lastModified) {
    Optional<Instant> changed = PublishedVersion.instant(lastModified);
    Optional<Instant> sent = header("Date").flatMap(PublishedVersion::instant);
    return changed.isPresent()
        && sent.filter(at -> !at.isBefore(changed.get().plus(DATE_IS_STRONG_AFTER))).isPresent();
  }

  private Optional<Long> length() {
    return headers().firstValueAsLong("Content-Length").stream().boxed().findFirst();
  }

  /**
   * The exception for a response without the requested file.
   *
   * @param now replaces a missing server date
   */
  Optional<RuntimeException> failure(Instant now) {
    if (ANSWERS.contains(status())) {
      return Optional.empty();
    }
    String redirected = response.uri().equals(url) ? "" : ", redirected to " + response.uri();
    String message =
        "Cannot download %s%s: the server answers with status %d"
            .formatted(url, redirected, status());
    if (!TRANSIENT.contains(status()) && status() < SERVER_ERRORS) {
      String location = header("Location").map(to -> " to " + to).orElse("");
      return Optional.of(new DownloadException(message + location));
    }
    Duration pause = retryAfter(now);
    if (pause.compareTo(LONGEST_PAUSE) > 0) {
      return Optional.of(
          new DownloadException(
              "%s, and asks to retry after %s; run the date again after that"
                  .formatted(message, pause)));
    }
    return Optional.of(new TransientFailureException(message, pause));
  }

  /** The server's Retry-After, in seconds or until a date; zero if it is invalid. */
  private Duration retryAfter(Instant now) {
    Optional<String> text = header("Retry-After").map(String::strip);
    Optional<Duration> seconds =
        text.filter(value -> SECONDS.matcher(value).matches())
            .map(value -> Duration.ofSeconds(Long.parseLong(value)));
    Instant sent = header("Date").flatMap(PublishedVersion::instant).orElse(now);
    return seconds
        .or(() -> text.flatMap(PublishedVersion::instant).map(end -> Duration.between(sent, end)))
        .filter(pause -> !pause.isNegative())
        .orElse(Duration.ZERO);
  }

  private HttpHeaders headers() {
    return response.headers();
  }

  private Optional<String> header(String name) {
    return headers().firstValue(name);
  }

  @Override
  public void close() {
    body().close();
  }
}
