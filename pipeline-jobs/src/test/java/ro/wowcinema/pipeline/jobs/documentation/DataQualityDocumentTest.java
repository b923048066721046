package ro.wowcinema.pipeline.jobs.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.execution.TaskOutcome;
import ro.wowcinema.pipeline.core.ledger.TaskState;
import ro.wowcinema.pipeline.core.load.contract.Reason;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.WarehouseCleaner;

/**
 * {@code docs/data-quality.md} is what the loader does with the bad input that it shows and what
 * the jobs check, and its queries run.
 */
final class DataQualityDocumentTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @TempDir Path folder;

  private static final Document DOCUMENT = Document.named("data-quality.md");
  private static final LocalDate FIRST = LocalDate.of(2026, 9, 28);

  private DefectiveLanding landing;

  @BeforeEach
  void startEmpty() {
    WarehouseCleaner.wipe(warehouse.owner());
    landing = new DefectiveLanding(folder, warehouse.database());
  }

  @Test
  void isWhatTheLoaderDoesAndTheJobsCheck() throws IOException, InterruptedException {
    String reasons = new ReasonTable(landing, warehouse.dsl()).load(DefectiveRecord.all(), FIRST);

    DOCUMENT.assertHasSections(
        Map.of(
            "reasons", reasons,
            "bad-files", badFiles(FIRST.plusMonths(1)),
            "kinds", CheckTables.kinds(),
            "checks", CheckTables.checks(new DagJobs())));
  }

  @Test
  void everyReasonHasAnExample() {
    Set<Reason> shown = EnumSet.noneOf(Reason.class);
    DefectiveRecord.all().forEach(record -> shown.add(record.reason()));

    assertThat(shown).containsExactlyInAnyOrder(Reason.values());
  }

  @Test
  void everyQueryFindsSomething() throws IOException, InterruptedException {
    new ReasonTable(landing, warehouse.dsl()).load(DefectiveRecord.all(), FIRST);
    warehouse.dsl().execute("UPDATE ops.check_result SET outcome = 'warned'");
    List<String> queries = DOCUMENT.queries();

    assertThat(queries)
        .hasSizeGreaterThan(3)
        .allSatisfy(query -> assertThat(warehouse.dsl().fetch(query)).as(query).isNotEmpty());
  }

  /** Each on two dates of its own: what came before, and what is wrong. */
  private String badFiles(LocalDate first) throws InterruptedException {
    MarkdownTable table = new MarkdownTable("the file", "what the failed task says");
    LocalDate date = first;
    for (BadFile bad : BadFile.all()) {
      String[] tasks = bad.tasks().toArray(String[]::new);
      if (!bad.earlier().isEmpty()) {
        deliver(date, bad.earlier());
        assertThat(landing.run(date, tasks).state()).isEqualTo(TaskState.SUCCESS);
      }
      date = date.plusDays(1);
      deliver(date, bad.files());
      TaskOutcome outcome = landing.run(date, tasks);
      assertThat(outcome.state()).as(bad.what()).isEqualTo(TaskState.FAILED);
      table.row(bad.what(), MarkdownTable.code(landing.shown(outcome.message())));
      date = date.plusDays(1);
    }
    return table.toString();
  }

  private void deliver(LocalDate date, Map<String, byte[]> files) {
    files.forEach((file, content) -> landing.write(date, file, content));
  }
}
