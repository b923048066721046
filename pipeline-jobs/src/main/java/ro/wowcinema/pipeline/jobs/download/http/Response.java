package ro.wowcinema.pipeline.jobs.download.http;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import ro.wowcinema.pipeline.core.job.TransientFailureException;

/**
 * What a status and its headers mean to somebody who wants a file.
 *
 * @param url what was asked for
 * @param answered whose answer it is, after redirects
 * @param now stands in for the server's clock
 */
record Response(URI url, URI answered, int status, HttpHeaders headers, Instant now) {
  private static final int OK = 200;
  private static final int PARTIAL_CONTENT = 206;
  private static final int NOT_MODIFIED = 304;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final int SERVER_ERRORS = 500;
  private static final Set<Integer> MAY_PASS = Set.of(408, 425, 429);

  /** A run does not wait for longer. */
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

  /** A file that changes twice in a second has the same date twice (RFC 9110, 8.8.2.2). */
  private static final Duration DATE_IS_SURE_AFTER = Duration.ofSeconds(1);

  Answer answer(Body body) {
    return switch (status) {
      case OK -> new Answer.Whole(draft(), body);
      case PARTIAL_CONTENT ->
          new Answer.Part(
              headers.firstValue("Content-Range").flatMap(ContentRange::parse),
              PublishedVersion.of(headers),
              length(),
              body);
      case NOT_MODIFIED -> {
        body.close();
        yield new Answer.NotChanged();
      }
      case RANGE_NOT_SATISFIABLE -> {
        body.close();
        yield new Answer.NoSuchRange();
      }
      default -> throw failure();
    };
  }

  private PartialDownload draft() {
    PublishedVersion version = PublishedVersion.of(headers);
    return new PartialDownload(
        url,
        version,
        version.strongEtag().or(() -> version.lastModified().filter(this::isSure)),
        length());
  }

  private boolean isSure(String lastModified) {
    Optional<Instant> changed = HttpDates.parse(lastModified);
    Optional<Instant> sent = headers.firstValue("Date").flatMap(HttpDates::parse);
    return changed.isPresent()
        && sent.filter(at -> !at.isBefore(changed.get().plus(DATE_IS_SURE_AFTER))).isPresent();
  }

  private Optional<Long> length() {
    return headers.firstValueAsLong("Content-Length").stream().boxed().findFirst();
  }

  private RuntimeException failure() {
    String whose = answered.equals(url) ? "" : ", redirected to " + answered;
    String said =
        "Cannot download %s%s: the server answers with status %d".formatted(url, whose, status);
    if (!MAY_PASS.contains(status) && status < SERVER_ERRORS) {
      String target = headers.firstValue("Location").map(to -> " to " + to).orElse("");
      return new DownloadException(said + target);
    }
    Duration pause = RetryAfter.of(headers, now);
    if (pause.compareTo(LONGEST_PAUSE) > 0) {
      return new DownloadException(
          "%s, and wants to be left alone for %s; run the date again after that"
              .formatted(said, pause));
    }
    return new TransientFailureException(said, pause);
  }
}
