package ro.wowcinema.pipeline.jobs.download;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import ro.wowcinema.pipeline.core.execution.TaskOutcome;
import ro.wowcinema.pipeline.core.ledger.RunRequest;
import ro.wowcinema.pipeline.core.ledger.TaskState;
import ro.wowcinema.pipeline.jobs.testing.PublishedFile;

/** Conditional requests, depending on the files in the landing zone. */
final class ChangedFilesTest extends DownloadTest {
  private static final String CONDITION =
      "If-None-Match: \"old\", If-Modified-Since: Mon, 28 Sep 2026 02:00:00 GMT";

  @Test
  void everyPublishedFileIsDownloaded() {
    publish(
        "title.basics.tsv.gz",
        "tconst\ttitleType\tprimaryTitle\toriginalTitle\tisAdult\tstartYear\tendYear\truntimeMinutes\tgenres\n");
    publish("title.ratings.tsv.gz", "tconst\taverageRating\tnumVotes\n");
    publish("title.crew.tsv.gz", "tconst\tdirectors\twriters\n");
    publish("title.episode.tsv.gz", "tconst\tparentTconst\tseasonNumber\tepisodeNumber\n");
    publish(
        "name.basics.tsv.gz",
        "nconst\tprimaryName\tbirthYear\tdeathYear\tprimaryProfession\tknownForTitles\n");

    var summary = run(RunRequest.all(ImdbDownloadDag.create(), MONDAY));

    assertThat(summary.isSuccess()).as(summary.toString()).isTrue();
    assertThat(landed(MONDAY).getParent().toFile().list())
        .containsExactlyInAnyOrder(
            "title.basics.tsv.gz",
            "title.ratings.tsv.gz",
            "title.crew.tsv.gz",
            "title.episode.tsv.gz",
            "name.basics.tsv.gz");
  }

  private void publish(String name, String text) {
    server.publish(name, PublishedFile.of("\"1\"", text));
  }

  @Test
  void downloadIsRecordedInTheLedger() throws IOException {
    server.publish(FILE, OLD);

    TaskOutcome outcome = run(MONDAY);

    assertState(outcome, TaskState.SUCCESS, 1);
    assertThat(outcome.rowsRead()).isEqualTo(400);
    assertLanded(MONDAY, OLD);
    assertThat(asked()).containsExactly("-");
    assertThat(server.last().header("Accept-Encoding")).contains("identity");
    assertThat(
            warehouse
                .dsl()
                .fetchOne(
                    """
                    SELECT url, file_name, last_modified, sha256, run_id = (SELECT run_id FROM ops.dag_run),
                           downloaded_at = '2026-10-01T03:00:00Z'
                    FROM ops.download
                    """)
                .intoList())
        .containsExactly(
            server.baseUrl() + FILE, FILE, OLD.lastModified(), sha256(landed(MONDAY)), true, true);
  }

  @Test
  void unchangedFileIsNotDownloadedAgain() throws IOException {
    server.publish(FILE, OLD);
    run(MONDAY);

    TaskOutcome tuesday = run(TUESDAY);
    TaskOutcome again = run(MONDAY);

    assertState(tuesday, TaskState.SKIPPED, 1);
    assertThat(tuesday.message())
        .isEqualTo(
            "not changed since Mon, 28 Sep 2026 02:00:00 GMT; it is in the delivery of 2026-09-28");
    assertState(again, TaskState.SKIPPED, 1);
    assertThat(asked()).containsExactly("-", CONDITION, CONDITION);
    assertThat(landed(TUESDAY).getParent()).doesNotExist();
    assertThat(ledger()).hasSize(1);
    assertLanded(MONDAY, OLD);
  }

  @Test
  void changedFileIsPublishedInTheDeliveryOfTheDate() throws IOException {
    server.publish(FILE, OLD);
    run(MONDAY);
    server.publish(FILE, NEW);

    assertState(run(TUESDAY), TaskState.SUCCESS, 1);

    assertLanded(TUESDAY, NEW);
    assertThat(landed(MONDAY)).hasBinaryContent(OLD.bytes());
    assertThat(asked()).containsExactly("-", CONDITION);
  }

  @Test
  void repeatedDateDownloadsAChangedFile() throws IOException {
    server.publish(FILE, OLD);
    run(MONDAY);
    server.publish(FILE, NEW);

    assertState(run(MONDAY), TaskState.SUCCESS, 1);

    assertLanded(MONDAY, NEW);
    assertThat(ledger()).hasSize(2);
  }

  @Test
  void earlierDateIsComparedWithItsOwnPast() throws IOException {
    server.publish(FILE, OLD);
    run(TUESDAY);

    assertState(run(MONDAY), TaskState.SUCCESS, 1);

    assertLanded(MONDAY, OLD);
    assertThat(asked()).containsExactly("-", "-");
  }

  @Test
  void serverThatNamesNoVersionsIsComparedByContent() throws IOException {
    PublishedFile nameless = OLD.named("", "");
    server.publish(FILE, nameless);
    run(MONDAY);

    TaskOutcome tuesday = run(TUESDAY);

    assertState(tuesday, TaskState.SKIPPED, 1);
    assertThat(tuesday.message()).contains("not changed since the last download");
    assertThat(asked()).containsExactly("-", "-");
    assertThat(landed(TUESDAY)).doesNotExist();
    assertThat(part()).doesNotExist();
  }

  @Test
  void newEntityTagOfTheSameContentIsUsedAfterwards() {
    server.publish(FILE, OLD);
    run(MONDAY);
    server.publish(FILE, OLD.named("\"other\"", OLD.lastModified()));

    assertState(run(TUESDAY), TaskState.SKIPPED, 1);
    assertState(run(TUESDAY), TaskState.SKIPPED, 1);

    assertThat(landed(TUESDAY)).doesNotExist();
    assertThat(server.last().header("If-None-Match")).contains("\"other\"");
    assertThat(ledger()).hasSize(2).allMatch(row -> row.startsWith("2026-09-28"));
  }

  @Test
  void lostFileIsDownloadedAgain() throws IOException {
    server.publish(FILE, OLD);
    run(MONDAY);
    Files.delete(landed(MONDAY));

    assertState(run(TUESDAY), TaskState.SUCCESS, 1);

    assertThat(asked()).containsExactly("-", "-");
    assertLanded(TUESDAY, OLD);
  }

  @Test
  void damagedFileIsDownloadedAgain() throws IOException {
    server.publish(FILE, OLD);
    run(MONDAY);
    byte[] damaged = OLD.first(OLD.bytes().length);
    damaged[100] ^= 1;
    Files.write(landed(MONDAY), damaged);

    assertState(run(TUESDAY), TaskState.SUCCESS, 1);

    assertThat(asked()).containsExactly("-", "-");
    assertLanded(TUESDAY, OLD);
  }

  @Test
  void forcedDateIsAlwaysDownloaded() throws IOException {
    server.publish(FILE, OLD);
    run(MONDAY);

    assertState(force(MONDAY), TaskState.SUCCESS, 1);

    assertThat(asked()).containsExactly("-", "-");
    assertThat(ledger()).hasSize(2);
    assertLanded(MONDAY, OLD);
  }

  @Test
  void fileFromAnotherSourceIsReplacedOnlyByForce() throws IOException {
    server.publish(FILE, NEW);
    write(landed(MONDAY), OLD.bytes());

    TaskOutcome outcome = run(MONDAY);

    assertState(outcome, TaskState.SKIPPED, 1);
    assertThat(outcome.message())
        .isEqualTo(landed(MONDAY) + " was delivered by another source; --force replaces it");
    assertThat(landed(MONDAY)).hasBinaryContent(OLD.bytes());
    assertThat(server.requests()).isEmpty();
    assertState(force(MONDAY), TaskState.SUCCESS, 1);
    assertLanded(MONDAY, NEW);
  }

  @Test
  void uncompressedDeliveryIsNeverDuplicated() throws IOException {
    server.publish(FILE, NEW);
    Path plain = landed(MONDAY).resolveSibling("title.crew.tsv");
    write(plain, "tconst\tdirectors\twriters\n".getBytes(UTF_8));

    assertThat(run(MONDAY).message()).startsWith(plain + " is already delivered");
    assertState(force(MONDAY), TaskState.SKIPPED, 1);

    assertThat(landed(MONDAY)).doesNotExist();
    assertThat(server.requests()).isEmpty();
  }
}
