package ro.wowcinema.pipeline.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.load.format.LandingZone;
import ro.wowcinema.pipeline.jobs.testing.LandingFiles;

final class LandedDeliveriesTest {
  private static final LocalDate MONDAY = LocalDate.of(2026, 9, 28);
  private static final LocalDate TUESDAY = MONDAY.plusDays(1);

  @TempDir Path root;

  @Test
  void firstIsTheEarliestDatedFolderOfAnySource() throws IOException {
    assertThat(deliveries().first()).isEmpty();

    files().write("platform", TUESDAY, "users.csv", "");
    assertThat(deliveries().first()).contains(TUESDAY);

    files().write("imdb", MONDAY, "title.basics.tsv", "");
    Files.createDirectories(root.resolve("imdb/1850"));
    Files.writeString(root.resolve("imdb/1850-01-01"), "no folder");
    Files.createSymbolicLink(
        root.resolve("imdb/1850-01-02"), root.resolve("imdb").resolve(MONDAY.toString()));
    Files.createDirectories(root.resolve("other/1850-01-03"));

    assertThat(deliveries().first()).contains(MONDAY);
  }

  @Test
  void missingIsAPlatformDeliveryThatIsNotComplete() {
    String folder = root.resolve("platform/2026-09-28").toString();
    String said = "the platform's delivery " + folder + ", which has no _SUCCESS";
    assertThat(deliveries().missing(MONDAY)).contains(said);

    files().write("platform", MONDAY, "users.csv", "");
    files().write("imdb", MONDAY, "title.basics.tsv", "");
    assertThat(deliveries().missing(MONDAY)).contains(said);

    files().write("platform", MONDAY, "_SUCCESS", "");
    assertThat(deliveries().missing(MONDAY)).isEmpty();
  }

  @Test
  void folderBehindALinkIsNotWaitedFor() throws IOException {
    files().write("elsewhere", MONDAY, "users.csv", "");
    Files.createDirectories(root.resolve("platform"));
    Files.createSymbolicLink(
        root.resolve("platform/2026-09-28"), root.resolve("elsewhere/2026-09-28"));

    assertThat(deliveries().missing(MONDAY)).isEmpty();
    assertThat(deliveries().of(MONDAY)).isEqualTo("none");
  }

  @Test
  void saysWhatIsDelivered() {
    assertThat(deliveries().of(MONDAY)).isEqualTo("none");

    files().write("platform", MONDAY, "users.csv", "");
    assertThat(deliveries().of(MONDAY)).isEqualTo("platform (incomplete)");

    files().write("imdb", MONDAY, "title.basics.tsv", "");
    files().write("platform", MONDAY, "_SUCCESS", "");
    assertThat(deliveries().of(MONDAY)).isEqualTo("imdb, platform");
  }

  private LandedDeliveries deliveries() {
    return new LandedDeliveries(new LandingZone(root));
  }

  private LandingFiles files() {
    return new LandingFiles(root);
  }
}
