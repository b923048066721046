package ro.wowcinema.pipeline.core.load.staging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.load.format.BadFileException;
import ro.wowcinema.pipeline.core.load.format.LandingZone;

/** The same content is taken in once, other content of the same date in its place. */
final class FileStagingTest extends LoaderTest {
  private static final String[] GOLD = {"plan_id,plan_name", "1,Gold"};
  private static final String[] SILVER = {"plan_id,plan_name", "2,Silver", "x,bad"};

  private static final String VERSIONS =
      "SELECT source_file_id - min(source_file_id) OVER (), state, loaded FROM ops.source_file";

  @Test
  void fileIsInLedgerWithEverythingThatIsKnownOfIt() throws IOException, SQLException {
    JobResult result = load(PLANS_CSV, SILVER);

    assertThat(result.rowsRead()).isEqualTo(2);
    assertThat(result.rowsWritten()).isEqualTo(1);
    assertThat(result.message()).isEqualTo("1 rejected, 0 warnings");
    assertThat(
            rows(
                """
                SELECT source, file_name, logical_date, state, lines_read, loaded, duplicates,
                       rejected, warnings, length(sha256), size_bytes, right(path, 12)
                FROM ops.source_file
                """))
        .containsExactly("platform|plans.csv|2026-10-25|staged|2|1|0|1|0|64|33|25/plans.csv");
  }

  @Test
  void withoutFileThereIsNothingNew() throws IOException, SQLException {
    JobResult result = stage(PLANS_CSV, false);

    assertThat(result.isSkipped()).isTrue();
    assertThat(result.message()).isEqualTo("nothing new");
    assertThat(accounts()).isEmpty();
  }

  @Test
  void withoutFileThatMustBeThereTheDeliveryIsRefused() {
    assertThatThrownBy(() -> stage(SESSIONS_JSONL, false))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining(
            landing.resolve("platform/2026-10-25/sessions.jsonl") + ": missing, plain and as")
        .hasMessageContaining("deliver it");
    assertThat(accounts()).isEmpty();
  }

  @Test
  void sameContentIsTakenInOnce() throws IOException, SQLException {
    load(PLANS_CSV, GOLD);

    JobResult again = stage(PLANS_CSV, false);

    assertThat(again.isSkipped()).isTrue();
    assertThat(again.message()).isEqualTo("already loaded");
    assertThat(rows(VERSIONS)).containsExactly("0|staged|1");
  }

  @Test
  void sameContentIsTakenInAgainByForce() throws IOException, SQLException {
    load(PLANS_CSV, GOLD);

    JobResult again = stage(PLANS_CSV, true);

    assertThat(again.isSkipped()).isFalse();
    assertThat(staged(PLANS_CSV)).containsExactly("2|1|Gold|null");
    assertThat(rows("SELECT state, count(*) FROM ops.source_file GROUP BY 1"))
        .containsExactly("abandoned|1", "staged|1");
  }

  @Test
  void otherContentTakesThePlaceOfWhatWaits() throws IOException, SQLException {
    load(PLANS_CSV, GOLD);

    load(PLANS_CSV, SILVER);

    assertThat(staged(PLANS_CSV)).containsExactly("2|2|Silver|null");
    assertThat(rows("SELECT state, loaded FROM ops.source_file"))
        .containsExactly("abandoned|1", "staged|1");
  }

  @Test
  void contentInHistoryIsNotTakenInAgainEvenAfterAnotherVersionWaited()
      throws IOException, SQLException {
    load(PLANS_CSV, GOLD);
    warehouse.dsl().execute("UPDATE ops.source_file SET state = 'cleansed'");
    load(PLANS_CSV, SILVER);

    JobResult back = load(PLANS_CSV, GOLD);

    assertThat(back.message()).isEqualTo("already loaded");
    assertThat(rows("SELECT state, loaded FROM ops.source_file"))
        .containsExactly("abandoned|1", "cleansed|1");
  }

  @Test
  void badFileLeavesWhatWaitedAsItWas() throws IOException, SQLException {
    load(PLANS_CSV, GOLD);

    assertThatThrownBy(() -> load(PLANS_CSV, "plan_id", "1")).isInstanceOf(BadFileException.class);

    assertThat(staged(PLANS_CSV)).containsExactly("2|1|Gold|null");
    assertThat(rows(VERSIONS)).containsExactly("0|staged|1");
  }

  @Test
  void fileThatIsThereBothPlainAndPackedIsRefused() throws IOException {
    deliver(PLANS_CSV, "", "plan_id,plan_name\n".getBytes(UTF_8));
    deliver(PLANS_CSV, ".gz", gzip("plan_id,plan_name\n"));

    assertThatThrownBy(() -> stage(PLANS_CSV, false))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("delivered both plain and as plans.csv.gz");
  }

  @Test
  void stagingThatWasLostInACrashIsReadAgain() throws IOException, SQLException {
    load(PLANS_CSV, GOLD);
    warehouse.dsl().truncate(PLANS_CSV.staging()).execute();

    Optional<Long> staged = staged();

    assertThat(staged).isPresent();
    assertThat(staged(PLANS_CSV)).containsExactly("2|1|Gold|null");
    assertThat(log).anyMatch(line -> line.contains("staging was lost in a crash"));
  }

  @Test
  void stagingThatWasLostTogetherWithItsFileIsReported() throws IOException, SQLException {
    load(PLANS_CSV, GOLD);
    warehouse.dsl().truncate(PLANS_CSV.staging()).execute();
    Files.delete(new LandingZone(landing).find(PLANS_CSV, DAY).orElseThrow().path());

    assertThatThrownBy(this::staged)
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("deliver it again");
  }

  @Test
  void fileWhoseStagingAnotherDateTookIsReadAgain() throws IOException, SQLException {
    load(PLANS_CSV, GOLD);
    anotherDateTakesStaging();

    Optional<Long> staged = staged();

    assertThat(staged).isPresent();
    assertThat(staged(PLANS_CSV)).containsExactly("2|1|Gold|null");
    assertThat(rows("SELECT state, loaded FROM ops.source_file"))
        .containsExactly("abandoned|1", "staged|1");
    assertThat(log)
        .anyMatch(line -> line.contains("staging was overwritten before it was cleansed"));
  }

  @Test
  void missingFileWhoseStagingWasOverwrittenByAnotherDateIsReported()
      throws IOException, SQLException {
    load(PLANS_CSV, GOLD);
    anotherDateTakesStaging();
    Files.delete(new LandingZone(landing).find(PLANS_CSV, DAY).orElseThrow().path());

    assertThatThrownBy(this::staged)
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("staging was overwritten before it was cleansed")
        .hasMessageContaining("deliver it again");
  }

  @Test
  void versionThatWasGivenUpForWhatIsInHistoryIsNotReadAgain() throws IOException, SQLException {
    load(PLANS_CSV, GOLD);
    warehouse.dsl().execute("UPDATE ops.source_file SET state = 'cleansed'");
    load(PLANS_CSV, SILVER);
    load(PLANS_CSV, GOLD);

    assertThat(staged()).isEmpty();
    assertThat(staged(PLANS_CSV)).isEmpty();
  }

  @Test
  void fileWithoutGoodRecordsIsNotLostThoughStagingIsEmpty() throws IOException, SQLException {
    load(PLANS_CSV, "plan_id,plan_name", "x,bad");
    String before = rows("SELECT source_file_id, state FROM ops.source_file").toString();

    assertThat(staged()).isPresent();
    assertThat(stage(PLANS_CSV, false).message()).isEqualTo("already loaded");

    assertThat(rows("SELECT source_file_id, state FROM ops.source_file")).hasToString(before);
    assertThat(log).noneMatch(line -> line.contains("reading the file again"));
  }

  /** By force the file was staged in the same run, or its delivery no longer has it. */
  @Test
  void versionThatWasGivenUpIsNotReadAgainByForce() throws IOException, SQLException {
    load(PLANS_CSV, GOLD);
    anotherDateTakesStaging();

    assertThat(staged(true)).isEmpty();

    assertThat(staged(PLANS_CSV)).isEmpty();
    assertThat(rows("SELECT state, loaded FROM ops.source_file")).containsExactly("abandoned|1");
  }

  @Test
  void fileIsWithdrawnByForceOnlyFromADeliveryThatIsStillThere() throws IOException, SQLException {
    load(PLANS_CSV, GOLD);
    Path file = new LandingZone(landing).find(PLANS_CSV, DAY).orElseThrow().path();
    assertThat(isWithdrawn(true)).as("the file is there").isFalse();

    Files.delete(file);
    assertThat(isWithdrawn(true)).as("it never was cleansed").isFalse();

    warehouse.dsl().execute("UPDATE ops.source_file SET state = 'cleansed'");
    assertThat(isWithdrawn(true)).isTrue();
    assertThat(isWithdrawn(false)).as("without force").isFalse();

    Files.delete(file.getParent());
    assertThat(isWithdrawn(true)).as("the whole delivery is missing").isFalse();
  }

  @Test
  void fileInHistoryThatIsStillDeliveredIsNotWithdrawn() throws IOException, SQLException {
    load(PLANS_CSV, GOLD);
    warehouse.dsl().execute("UPDATE ops.source_file SET state = 'cleansed'");

    assertThat(isWithdrawn(true)).isFalse();
  }

  private boolean isWithdrawn(boolean force) throws IOException, SQLException {
    return inTransaction(force, context -> staging().isWithdrawn(PLANS_CSV, context));
  }

  private static void anotherDateTakesStaging() {
    warehouse.dsl().execute("UPDATE ops.source_file SET state = 'abandoned'");
    warehouse.dsl().truncate(PLANS_CSV.staging()).execute();
  }

  @Test
  void accountingThatDoesNotCloseIsRefusedByDatabase() throws IOException, SQLException {
    load(PLANS_CSV, SILVER);

    assertThatThrownBy(() -> warehouse.dsl().execute("UPDATE ops.source_file SET rejected = 0"))
        .hasMessageContaining("accounting_closes");
  }

  private Optional<Long> staged() throws IOException, SQLException {
    return staged(false);
  }

  private Optional<Long> staged(boolean force) throws IOException, SQLException {
    return inTransaction(force, context -> staging().ensureStaged(PLANS_CSV, context));
  }

  private FileStaging staging() {
    return new FileStaging(new LandingZone(landing), new FileLoader(1));
  }
}
