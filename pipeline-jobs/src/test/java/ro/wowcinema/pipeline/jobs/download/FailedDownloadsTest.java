package ro.wowcinema.pipeline.jobs.download;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.pipeline.jobs.testing.FileServer.raw;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import ro.wowcinema.pipeline.core.execution.TaskOutcome;
import ro.wowcinema.pipeline.core.ledger.TaskState;
import ro.wowcinema.pipeline.jobs.testing.FileServer.Reply;
import ro.wowcinema.pipeline.jobs.testing.PublishedFile;

/** Failures of servers, and the resulting landing zone. */
final class FailedDownloadsTest extends DownloadTest {
  private boolean cancelsRetries;

  @Override
  void retrying() {
    if (cancelsRetries) {
      cancel();
    }
  }

  @Test
  void serverErrorIsRetried() throws IOException {
    server.publish(FILE, NEW);
    server.next(FILE, raw("HTTP/1.1 500 Oops"), raw("HTTP/1.1 502 Bad Gateway"));

    assertState(run(MONDAY), TaskState.SUCCESS, 3);

    assertThat(failures.get(0))
        .isEqualTo(
            "Cannot download %s%s: the server answers with status 500"
                .formatted(server.baseUrl(), FILE));
    assertLanded(MONDAY, NEW);
  }

  @Test
  void refusalIsNotRetried() throws IOException {
    for (int status : new int[] {400, 403, 404, 410}) {
      server.publish(FILE, raw("HTTP/1.1 %d No".formatted(status)));

      assertFailsAtOnce(
          "%s%s: the server answers with status %d".formatted(server.baseUrl(), FILE, status));
    }
  }

  @Test
  void retryWaitsForRetryAfter() throws IOException {
    server.publish(FILE, NEW);
    cancelsRetries = true;
    for (String status : new String[] {"429 Too Many Requests", "503 Service Unavailable"}) {
      server.next(FILE, raw("HTTP/1.1 " + status + "\nRetry-After: 120"));
      assertState(run(MONDAY), TaskState.CANCELLED, 0);
    }
    server.next(
        FILE,
        raw(
            """
            HTTP/1.1 503 Service Unavailable
            Date: Sun, 25 Oct 2026 00:59:00 GMT
            Retry-After: Sun, 25 Oct 2026 01:00:30 GMT
            """));
    assertState(run(MONDAY), TaskState.CANCELLED, 0);

    assertThat(pauses)
        .containsExactly(Duration.ofMinutes(2), Duration.ofMinutes(2), Duration.ofSeconds(90));
    assertNothingLanded();
    assertState(run(MONDAY), TaskState.SUCCESS, 1);
  }

  @Test
  void throttlingWithoutRetryAfterIsRetriedSoon() throws IOException {
    server.publish(FILE, NEW);
    server.next(
        FILE,
        raw("HTTP/1.1 429 Too Many Requests"),
        raw("HTTP/1.1 503 Service Unavailable\nRetry-After: soon"));

    assertState(run(MONDAY), TaskState.SUCCESS, 3);

    assertThat(pauses).allMatch(pause -> pause.compareTo(Duration.ofMillis(20)) <= 0);
  }

  @Test
  void runDoesNotWaitForHours() throws IOException {
    server.publish(FILE, raw("HTTP/1.1 503 Service Unavailable\nRetry-After: 7200"));

    assertFailsAtOnce("status 503, and asks to retry after PT2H");
  }

  @Test
  void brokenGzip() throws IOException {
    byte[] bytes = NEW.first(NEW.bytes().length);
    bytes[bytes.length - 5] ^= 1;
    server.publish(FILE, new PublishedFile(bytes, "\"broken\"", ""));

    assertFailsAtOnce("is not a valid IMDb file and was discarded", "unreadable gzip");
    assertThat(part()).doesNotExist();
  }

  @Test
  void errorPageWithASuccessStatus() throws IOException {
    byte[] page = "<!DOCTYPE html>\n<title>Sorry</title>".getBytes(UTF_8);
    server.publish(
        FILE,
        raw("HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Length: " + page.length, page));

    assertFailsAtOnce("not gzip: this looks like a page of the web (HTML or XML)");
    assertThat(part()).doesNotExist();
  }

  @Test
  void wrongFile() throws IOException {
    server.publish(FILE, PublishedFile.of("\"x\"", "tconst\taverageRating\tnumVotes\ntt1\t5\t5\n"));

    assertFailsAtOnce(
        "line 1: the header is not the expected one, which is tconst, directors, writers");
  }

  @Test
  void contentLengthBelowTheActualLength() throws IOException {
    server.publish(FILE, raw("HTTP/1.1 200 OK\nETag: \"x\"\nContent-Length: 1000", NEW.bytes()));

    assertFailsAtOnce("unreadable gzip");
    assertThat(part()).doesNotExist();
  }

  @Test
  void contentLengthAboveTheActualLength() throws IOException {
    int length = NEW.bytes().length;
    String head = "HTTP/1.1 200 OK\nETag: \"new\"\nContent-Length: " + (length + 100);
    server.publish(FILE, NEW);
    server.next(FILE, raw(head, NEW.bytes()));

    assertState(run(MONDAY), TaskState.SUCCESS, 2);

    // The server itself announces that there are no more bytes.
    assertThat(asked())
        .containsExactly("-", "Range: bytes=%d-, If-Range: \"new\"".formatted(length), "-");
    assertLanded(MONDAY, NEW);
  }

  @Test
  void abortedResponseWithoutALength() throws IOException {
    server.publish(FILE, raw("HTTP/1.1 200 OK\nETag: \"new\"", NEW.bytes()));
    server.next(FILE, raw("HTTP/1.1 200 OK\nETag: \"new\"", NEW.first(2000)));

    assertState(run(MONDAY), TaskState.SUCCESS, 2);

    assertThat(failures).singleElement().asString().contains("unreadable gzip");
    assertLanded(MONDAY, NEW);
  }

  @Test
  void responseThatStalls() throws IOException {
    setTimeout(Duration.ofSeconds(2));
    server.publish(FILE, NEW);
    server.next(FILE, server.stalling(NEW.head(), NEW.first(2000)));

    assertState(run(MONDAY), TaskState.SUCCESS, 2);

    assertThat(failures).singleElement().asString().contains("the server sent nothing for PT2S");
    assertThat(asked()).containsExactly("-", "Range: bytes=2000-, If-Range: \"new\"");
    assertLanded(MONDAY, NEW);
  }

  @Test
  void serverThatNeverResponds() throws IOException {
    setTimeout(Duration.ofSeconds(2));
    server.publish(FILE, NEW);
    server.next(FILE, (request, out) -> Thread.sleep(60_000));

    assertState(run(MONDAY), TaskState.SUCCESS, 2);

    assertThat(failures).singleElement().asString().contains("timed out");
    assertLanded(MONDAY, NEW);
  }

  @Test
  void unreachableServer() throws IOException {
    server.close();

    TaskOutcome outcome = run(MONDAY);

    assertState(outcome, TaskState.FAILED, 3);
    assertThat(outcome.message())
        .startsWith("Cannot download %s%s: ".formatted(server.baseUrl(), FILE))
        .doesNotEndWith("null");
    assertNothingLanded();
  }

  @Test
  void redirectIsFollowedAndTheRequestedAddressIsRecorded() throws IOException {
    server.publish(FILE, redirect("/moved.gz"));
    server.publish("moved.gz", NEW);
    run(MONDAY);

    assertLanded(MONDAY, NEW);
    assertState(run(TUESDAY), TaskState.SKIPPED, 1);
    assertThat(server.last().path()).isEqualTo("/moved.gz");
    assertThat(server.last().header("If-None-Match")).contains("\"new\"");
  }

  @Test
  void redirectToAMissingFile() throws IOException {
    server.publish(FILE, redirect("/missing.gz"));

    assertFailsAtOnce(FILE + ", redirected to " + server.baseUrl() + "missing.gz", "status 404");
  }

  @Test
  void endlessRedirect() throws IOException {
    server.publish(FILE, redirect("/" + FILE));

    assertFailsAtOnce("status 302 to /" + FILE);
  }

  private static Reply redirect(String to) {
    return raw("HTTP/1.1 302 Found\nContent-Length: 0\nLocation: " + to);
  }

  @Test
  void unexpectedStatus() throws IOException {
    for (String status : new String[] {"304 Not Modified", "206 Partial Content", "416 No"}) {
      server.publish(FILE, raw("HTTP/1.1 %s\nContent-Length: 0".formatted(status)));

      assertFailsAtOnce("unexpected response");
    }
  }

  @Test
  void cancelledDownloadEndsAtOnceAndIsResumedLater() throws IOException {
    server.publish(FILE, NEW);
    server.next(
        FILE,
        (request, out) -> {
          cancel();
          server.stalling(NEW.head(), NEW.first(2000)).to(request, out);
        });

    TaskOutcome cancelled = run(MONDAY);

    assertState(cancelled, TaskState.CANCELLED, 1);
    // Interrupted while reading from the network or while writing the file.
    assertThat(cancelled.message())
        .isIn("java.lang.InterruptedException", "java.nio.channels.ClosedByInterruptException");
    assertNothingLanded();
    assertState(run(MONDAY), TaskState.SUCCESS, 1);

    assertLanded(MONDAY, NEW);
  }

  private void assertFailsAtOnce(String... words) throws IOException {
    TaskOutcome outcome = run(MONDAY);

    assertState(outcome, TaskState.FAILED, 1);
    assertThat(outcome.message()).contains(words);
    assertNothingLanded();
  }
}
