package ro.wowcinema.pipeline.jobs.download;

import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.pipeline.jobs.testing.FileServer.raw;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import ro.wowcinema.pipeline.core.execution.TaskOutcome;
import ro.wowcinema.pipeline.core.ledger.TaskState;
import ro.wowcinema.pipeline.core.load.format.LandingZone;
import ro.wowcinema.pipeline.jobs.download.DownloadFolder.PartialDownload;
import ro.wowcinema.pipeline.jobs.download.DownloadLedger.Download;
import ro.wowcinema.pipeline.jobs.testing.FileServer.Reply;
import ro.wowcinema.pipeline.jobs.testing.PublishedFile;

/** Resuming from the part of an earlier attempt. */
final class ResumedDownloadsTest extends DownloadTest {
  private static final int SOME = 2000;
  private static final String REST = "Range: bytes=2000-, If-Range: \"new\"";

  @Test
  void brokenConnectionIsResumed() throws IOException {
    server.publish(FILE, NEW);
    server.next(FILE, NEW.truncatedAfter(SOME));

    TaskOutcome outcome = run(MONDAY);

    assertState(outcome, TaskState.SUCCESS, 2);
    assertThat(asked()).containsExactly("-", REST);
    assertLanded(MONDAY, NEW);
    assertThat(failures).singleElement().asString().contains(server.baseUrl() + FILE);
  }

  @Test
  void repeatedlyBrokenConnectionIsResumedByRetriesAndTheNextRun() throws IOException {
    server.publish(FILE, NEW);
    server.next(FILE, NEW.truncatedAfter(SOME), continued(SOME, 1000), continued(SOME + 1000, 500));

    assertState(run(MONDAY), TaskState.FAILED, 3);
    assertNothingLanded();
    assertThat(part()).hasBinaryContent(NEW.first(SOME + 1500));
    assertState(run(TUESDAY), TaskState.SUCCESS, 1);

    assertThat(asked()).endsWith("Range: bytes=3500-, If-Range: \"new\"");
    assertLanded(TUESDAY, NEW);
  }

  private static Reply continued(int from, int count) {
    int length = NEW.bytes().length;
    String head =
        "HTTP/1.1 206 Partial Content\nETag: \"new\"\nContent-Length: %d\nContent-Range: bytes %d-%d/%d"
            .formatted(length - from, from, length - 1, length);
    return raw(head, Arrays.copyOfRange(NEW.bytes(), from, from + count));
  }

  @Test
  void reliableDateReplacesAnEntityTag() throws IOException {
    PublishedFile dated = NEW.named("", NEW.lastModified());
    server.publish(FILE, dated);
    server.next(FILE, dated.truncatedAfter(SOME));

    assertState(run(MONDAY), TaskState.SUCCESS, 2);

    assertThat(asked())
        .containsExactly("-", "Range: bytes=2000-, If-Range: Mon, 28 Sep 2026 02:00:00 GMT");
    assertThat(landed(MONDAY)).hasBinaryContent(NEW.bytes());
  }

  @Test
  void downloadWithoutAReliableVersionRestarts() throws IOException {
    for (PublishedFile vague :
        new PublishedFile[] {
          NEW.named("W/\"weak\"", ""),
          // Changed in the second in which it was sent: it may have changed again.
          NEW.named("", "Mon, 28 Sep 2026 06:00:00 GMT"),
          NEW.named("", "")
        }) {
      server.publish(FILE, vague);
      server.next(FILE, vague.truncatedAfter(SOME));

      assertState(force(MONDAY), TaskState.SUCCESS, 2);

      assertThat(server.last().header("Range")).isEmpty();
      assertThat(landed(MONDAY)).hasBinaryContent(NEW.bytes());
    }
  }

  @Test
  void downloadRestartsIfTheServerIgnoresRanges() throws IOException {
    server.publish(FILE, NEW.whole());
    server.next(FILE, NEW.truncatedAfter(SOME));

    assertState(run(MONDAY), TaskState.SUCCESS, 2);

    assertThat(asked()).containsExactly("-", REST);
    assertLanded(MONDAY, NEW);
  }

  @Test
  void downloadOfAChangedFileRestarts() throws IOException {
    server.publish(FILE, OLD);
    server.next(FILE, NEW.truncatedAfter(SOME));

    assertState(run(MONDAY), TaskState.SUCCESS, 2);

    assertThat(asked()).containsExactly("-", REST);
    assertLanded(MONDAY, OLD);
  }

  @Test
  void downloadRestartsAfterAnUnexpectedRange() throws IOException {
    int length = NEW.bytes().length;
    for (String headers :
        new String[] {
          "Content-Range: bytes 1999-%d/%d".formatted(length - 1, length),
          "Content-Range: bytes 2000-%d/%d".formatted(length - 2, length),
          "Content-Range: bytes 2000-%d/%d".formatted(length, length + 1),
          "Content-Range: bytes 2000-%d/*".formatted(length - 1),
          "Content-Range: 2000-",
          "Content-Type: multipart/byteranges; boundary=x",
          "Content-Range: bytes 2000-%d/%d\nETag: \"another\"".formatted(length - 1, length),
          "Content-Range: bytes 2000-%d/%d\nContent-Length: 7".formatted(length - 1, length)
        }) {
      server.publish(FILE, NEW);
      server.next(
          FILE,
          NEW.truncatedAfter(SOME),
          raw("HTTP/1.1 206 Partial Content\n" + headers, new byte[length]));

      assertState(force(MONDAY), TaskState.SUCCESS, 2);

      assertThat(asked()).as(headers).endsWith("-", REST, "-");
      assertThat(landed(MONDAY)).as(headers).hasBinaryContent(NEW.bytes());
    }
  }

  @Test
  void restWithAnotherStatusIsRefused() throws IOException {
    int length = NEW.bytes().length;
    server.publish(FILE, NEW);
    server.next(
        FILE,
        NEW.truncatedAfter(SOME),
        raw(
            "HTTP/1.1 416 No\nContent-Range: bytes %d-%d/%d".formatted(SOME, length - 1, length),
            Arrays.copyOfRange(NEW.bytes(), SOME, length)));

    assertState(run(MONDAY), TaskState.SUCCESS, 2);

    assertThat(asked()).containsExactly("-", REST, "-");
    assertLanded(MONDAY, NEW);
  }

  @Test
  void downloadRestartsIfThePartIsLargerThanTheFile() throws IOException {
    server.publish(FILE, NEW);
    leavePart(Optional.empty(), new byte[NEW.bytes().length + 1]);

    assertState(run(MONDAY), TaskState.SUCCESS, 1);

    assertThat(asked())
        .containsExactly(
            "Range: bytes=%d-, If-Range: \"new\"".formatted(NEW.bytes().length + 1), "-");
    assertLanded(MONDAY, NEW);
  }

  @Test
  void completePartIsPublishedIfStillTheNewest() throws IOException {
    server.publish(FILE, NEW);
    leavePart(Optional.of((long) NEW.bytes().length), NEW.bytes());

    assertState(run(MONDAY), TaskState.SUCCESS, 1);

    assertThat(asked()).containsExactly("If-None-Match: \"new\"");
    assertLanded(MONDAY, NEW);
  }

  @Test
  void completePartIsDiscardedIfOutdated() throws IOException {
    server.publish(FILE, NEW);
    leavePart(Optional.of((long) OLD.bytes().length), OLD.bytes(), "\"old\"");

    assertState(run(MONDAY), TaskState.SUCCESS, 1);

    assertThat(asked()).containsExactly("If-None-Match: \"old\"");
    assertLanded(MONDAY, NEW);
  }

  @Test
  void inconsistentPartsAreDiscardedAndTheDownloadRestarts() throws IOException {
    server.publish(FILE, NEW);
    leavePart(Optional.of((long) NEW.bytes().length), new byte[SOME]);

    assertState(run(MONDAY), TaskState.SUCCESS, 2);

    assertThat(asked()).containsExactly(REST, "-");
    assertThat(failures).singleElement().asString().contains("is not a valid IMDb file");
    assertLanded(MONDAY, NEW);
  }

  @Test
  void partOfAnotherAddressIsNotResumed() throws IOException {
    server.publish(FILE, NEW);
    leavePart(
        new PartialDownload(
            URI.create("http://elsewhere/" + FILE),
            new PublishedVersion(Optional.of("\"new\""), Optional.empty()),
            Optional.of("\"new\""),
            Optional.empty()),
        new byte[SOME]);

    assertState(run(MONDAY), TaskState.SUCCESS, 1);

    assertThat(asked()).containsExactly("-");
    assertLanded(MONDAY, NEW);
  }

  @Test
  void fileThatWasPublishedJustBeforeTheCommitIsNotDownloadedAgain() throws IOException {
    leavePart(Optional.empty(), NEW.bytes());
    try (DownloadFolder work = DownloadFolder.lock(new LandingZone(landing), FILE)) {
      work.publish(
          new Download(
              url(),
              MONDAY,
              FILE,
              new PublishedVersion(Optional.of("\"new\""), Optional.empty()),
              Files.size(part()),
              sha256(part())),
          landed(MONDAY));
    }

    TaskOutcome outcome = run(MONDAY);

    assertState(outcome, TaskState.SUCCESS, 1);
    assertThat(outcome.message())
        .isEqualTo("downloaded by an attempt that ended before its commit");
    assertThat(server.requests()).isEmpty();
    assertLanded(MONDAY, NEW);
  }

  @Test
  void attemptsOnOneFileExcludeEachOther() throws IOException {
    server.publish(FILE, NEW);
    try (DownloadFolder other = DownloadFolder.lock(new LandingZone(landing), FILE)) {
      TaskOutcome outcome = run(MONDAY);

      assertState(outcome, TaskState.FAILED, 3);
      assertThat(outcome.message()).startsWith("Another process is downloading title.crew.tsv.gz");
      assertThat(other.size()).isZero();
    }
    assertNothingLanded();
    assertState(run(MONDAY), TaskState.SUCCESS, 1);
  }

  @Test
  void foreignPropertiesFileIsIgnored() throws IOException {
    server.publish(FILE, NEW);
    leavePart(Optional.empty(), NEW.first(SOME));
    for (String note : List.of("url=RO49 AAAA\nsha256=x", "url=x\nlength=RO49AAAA", "\\uRO49")) {
      Files.writeString(part().resolveSibling(FILE + ".draft"), note);
      Files.writeString(part().resolveSibling(FILE + ".receipt"), note + "\nsha256=x\n");
      try (DownloadFolder work = DownloadFolder.lock(new LandingZone(landing), FILE)) {
        assertThat(work.partialDownload()).isEmpty();
        assertThat(work.receipt()).isEmpty();
      }
    }

    assertState(run(MONDAY), TaskState.SUCCESS, 1);
    assertLanded(MONDAY, NEW);
  }

  @Test
  void linksAndPipesAreRefused() throws IOException, InterruptedException {
    server.publish(FILE, NEW);
    Path elsewhere = Files.createDirectories(landing.resolve("elsewhere"));
    Path work = part().getParent();
    Files.createSymbolicLink(work, elsewhere);
    assertThat(run(MONDAY).message()).startsWith(work + ": this is a symbolic link");
    Files.delete(work);

    Path date = landed(MONDAY).getParent();
    Files.createDirectories(date.getParent());
    Files.createSymbolicLink(date, elsewhere);
    assertThat(run(MONDAY).message()).startsWith(date + ": this is a symbolic link");
    Files.delete(date);
    assertThat(elsewhere).isEmptyDirectory();

    Path lock = work.resolve(FILE + ".lock");
    Files.delete(lock);
    assertThat(new ProcessBuilder("mkfifo", lock.toString()).start().waitFor()).isZero();
    assertThat(run(MONDAY).message()).startsWith(lock + ": this is no regular file");
    Files.delete(lock);

    assertState(run(MONDAY), TaskState.SUCCESS, 1);
  }

  private URI url() {
    return server.baseUrl().resolve(FILE);
  }

  private void leavePart(Optional<Long> length, byte[] bytes) throws IOException {
    leavePart(length, bytes, "\"new\"");
  }

  private void leavePart(Optional<Long> length, byte[] bytes, String etag) throws IOException {
    PublishedVersion version = new PublishedVersion(Optional.of(etag), Optional.empty());
    leavePart(new PartialDownload(url(), version, Optional.of(etag), length), bytes);
  }

  private void leavePart(PartialDownload download, byte[] bytes) throws IOException {
    try (DownloadFolder work = DownloadFolder.lock(new LandingZone(landing), FILE);
        FileChannel channel = work.begin(download)) {
      channel.write(ByteBuffer.wrap(bytes));
    }
  }
}
