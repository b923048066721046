package ro.wowcinema.pipeline.core.load.staging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.load.format.BadFileException;
import ro.wowcinema.pipeline.core.load.format.LandingFile;
import ro.wowcinema.pipeline.core.load.format.LandingZone;

/** Only regular files are read, and no link below the landing folder is followed. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class LandingFileTest extends LoaderTest {
  private static final String PLANS = "plan_id,plan_name\n1,Gold\n";

  @TempDir Path elsewhere;
  private Path day;

  @BeforeEach
  void makeDelivery() throws IOException {
    day = Files.createDirectories(zone().delivery("platform", DAY));
    Files.writeString(elsewhere.resolve("plans.csv"), PLANS);
  }

  @Test
  void linkInPlaceOfAFileIsNotFollowed() throws IOException {
    Path link = Files.createSymbolicLink(day.resolve("plans.csv"), elsewhere.resolve("plans.csv"));

    assertLink(link);
  }

  @Test
  void linkThatLeadsToNothingIsNoAbsentFile() throws IOException {
    assertLink(Files.createSymbolicLink(day.resolve("plans.csv.gz"), elsewhere.resolve("none")));
  }

  @Test
  void linkToAFileOfTheSameLandingFolderIsNotFollowedEither() throws IOException {
    Files.writeString(day.resolve("other.csv"), PLANS);

    assertLink(Files.createSymbolicLink(day.resolve("plans.csv"), Path.of("other.csv")));
  }

  @Test
  void linkInPlaceOfADatesFolderIsNotFollowed() throws IOException {
    Files.delete(day);

    assertLink(Files.createSymbolicLink(day, elsewhere));
  }

  @Test
  void linkInPlaceOfASourcesFolderIsNotFollowed() throws IOException {
    Files.createDirectory(elsewhere.resolve(DAY.toString()));
    Files.move(elsewhere.resolve("plans.csv"), elsewhere.resolve(DAY + "/plans.csv"));
    Files.delete(day);
    Files.delete(day.getParent());

    assertLink(Files.createSymbolicLink(day.getParent(), elsewhere));
  }

  /** The way was free of links when it was looked at, and is not when the file is opened. */
  @Test
  void linkThatTookAPlaceMeanwhileIsNotFollowed() throws IOException {
    LandingFile file = zone().file(day.resolve("plans.csv"));
    Files.delete(day);
    Files.createSymbolicLink(day, elsewhere);
    assertThatThrownBy(file::open)
        .isInstanceOf(BadFileException.class)
        .hasMessageStartingWith(day + ": this is a symbolic link");
    assertThatThrownBy(file::sha256).isInstanceOf(BadFileException.class);

    Files.delete(day);
    Files.createDirectory(day);
    Files.createSymbolicLink(file.path(), elsewhere.resolve("plans.csv"));
    assertThatThrownBy(file::open)
        .isInstanceOf(BadFileException.class)
        .hasMessageStartingWith(file.path() + ": this is a symbolic link");
  }

  @Test
  void landingFolderItselfMayBeALink() throws IOException, SQLException {
    Files.writeString(day.resolve("plans.csv"), PLANS);
    Path root = Files.createSymbolicLink(elsewhere.resolve("landing"), landing);

    try (SeekableByteChannel channel =
        new LandingZone(root).find(PLANS_CSV, DAY).orElseThrow().open()) {
      assertThat(new String(Channels.newInputStream(channel).readAllBytes(), UTF_8))
          .isEqualTo(PLANS);
    }
  }

  @Test
  void namedPipeDoesNotHoldTheTask() throws IOException, InterruptedException {
    Path pipe = day.resolve("plans.csv");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    assertThatThrownBy(() -> stage(PLANS_CSV, false))
        .isInstanceOf(BadFileException.class)
        .hasMessageStartingWith(pipe + ": this is no regular file");
    assertThatThrownBy(() -> zone().file(pipe).requireRegular())
        .isInstanceOf(BadFileException.class)
        .hasMessageStartingWith(pipe + ": this is no regular file");
  }

  /** As on systems that cannot open what is in an open folder. */
  @Test
  void openedByNameItIsHeldAgainstTheSame() throws IOException, InterruptedException {
    LandingFile file = zone().file(day.resolve("plans.csv"));
    Files.writeString(file.path(), PLANS);
    try (SeekableByteChannel channel = file.openByName()) {
      assertThat(channel.size()).isEqualTo(PLANS.length());
    }
    Files.delete(file.path());

    assertThat(new ProcessBuilder("mkfifo", file.path().toString()).start().waitFor()).isZero();
    assertThatThrownBy(file::openByName).isInstanceOf(IOException.class);
    Files.delete(file.path());

    Files.createSymbolicLink(file.path(), elsewhere.resolve("plans.csv"));
    assertThatThrownBy(file::openByName).isInstanceOf(IOException.class);
    Files.delete(file.path());

    Files.delete(day);
    Files.createSymbolicLink(day, elsewhere);
    assertThatThrownBy(file::openByName).isInstanceOf(IOException.class);
  }

  @Test
  void folderIsNoFile() throws IOException {
    Files.createDirectory(day.resolve("plans.csv"));

    assertThatThrownBy(() -> stage(PLANS_CSV, false))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("plans.csv: this is no regular file");
  }

  @Test
  void absentFileIsDistinguishedFromUnreadableOne() {
    LandingFile file = zone().file(day.resolve("plans.csv"));

    assertThat(file.exists()).isFalse();
    assertThatThrownBy(file::open).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(file::requireRegular).isInstanceOf(BadFileException.class);
  }

  @Test
  void erasureNeitherReadsNorWritesThroughALink() throws IOException {
    Path target = elsewhere.resolve("plans.csv");
    Path link = Files.createSymbolicLink(day.resolve("plans.csv"), target);
    assertThatThrownBy(
            () ->
                ErasedRecordRemoval.rewrite(PLANS_CSV, zone().file(link), (who, is, text) -> true))
        .isInstanceOf(BadFileException.class)
        .hasMessageStartingWith(link + ": this is a symbolic link");

    Files.delete(link);
    Files.writeString(link, PLANS);
    Files.createSymbolicLink(day.resolve(".plans.csv.erasing"), target);
    ErasedRecordRemoval.rewrite(PLANS_CSV, zone().file(link), (who, is, text) -> true)
        .orElseThrow()
        .replace();

    assertThat(link).hasContent("plan_id,plan_name\n");
    assertThat(target).hasContent(PLANS);
  }

  @Test
  void onlyPathsBelowTheLandingFolderAreFilesOfIt() {
    assertThatThrownBy(() -> zone().file(elsewhere.resolve("plans.csv")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> zone().file(landing)).isInstanceOf(IllegalArgumentException.class);
  }

  private void assertLink(Path link) {
    assertThatThrownBy(() -> stage(PLANS_CSV, false))
        .isInstanceOf(BadFileException.class)
        .hasMessageStartingWith(link + ": this is a symbolic link");
    assertThat(accounts()).isEmpty();
  }
}
