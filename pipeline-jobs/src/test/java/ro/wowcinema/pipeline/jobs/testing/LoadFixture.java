package ro.wowcinema.pipeline.jobs.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jooq.Record;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import ro.wowcinema.pipeline.core.execution.RunSummary;
import ro.wowcinema.pipeline.core.execution.TaskOutcome;
import ro.wowcinema.pipeline.core.ledger.RunRequest;
import ro.wowcinema.pipeline.core.ledger.TaskState;
import ro.wowcinema.pipeline.core.load.format.LandingZone;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.WarehouseDag;
import ro.wowcinema.pipeline.jobs.privacy.crypto.PrivacyVault;
import ro.wowcinema.pipeline.jobs.privacy.erasure.Erasure;
import ro.wowcinema.pipeline.jobs.source.JobSettings;

/**
 * A test's own landing folder, the pipeline on it, and an empty warehouse:
 *
 * <pre>
 *   loads.on(MONDAY).plans("…");
 *   loads.run(MONDAY);
 *   assertThat(loads.rows("select plan_id from warehouse.dim_plan")).…
 * </pre>
 */
public final class LoadFixture implements BeforeEachCallback, AfterEachCallback {
  private static final Set<String> FOR_SINGLE_USERS =
      Set.of("movie_popularity", "title_similarity", "user_recommendation", "user_viewing_profile");

  private static final Set<String> OF_FILM_MAKERS =
      Set.of(
          "stage_people",
          "cleanse_people",
          "stage_title_crew",
          "cleanse_title_crew",
          "dim_person",
          "bridge_title_director");

  private final WarehouseDatabase warehouse;
  private final JobSettings settings;
  private final Set<String> tasks;
  private final PrivacyVault vault;
  private Path folder;
  private LandingFiles files;
  private Pipeline pipeline;

  private LoadFixture(
      WarehouseDatabase warehouse, JobSettings settings, Set<String> tasks, PrivacyVault vault) {
    this.warehouse = warehouse;
    this.settings = settings;
    this.tasks = tasks;
    this.vault = vault;
  }

  /** Runs these tasks of the DAG, or all of them where none is named. */
  public static LoadFixture of(WarehouseDatabase warehouse, String... tasks) {
    return new LoadFixture(
        warehouse,
        TestSettings.of(0.5, 0.5, 15_000),
        tasks.length == 0
            ? RunRequest.all(WarehouseDag.create(), LocalDate.EPOCH).tasks()
            : Set.of(tasks),
        TestVault.shared());
  }

  /**
   * Runs what the reports come of. What is made for single users takes as long as all the rest, and
   * no report names who made a film.
   */
  public static LoadFixture ofReports(WarehouseDatabase warehouse) {
    return of(warehouse, tasksOfReports().toArray(String[]::new));
  }

  /** Runs what the facts come of, and no report. */
  public static LoadFixture ofFacts(WarehouseDatabase warehouse) {
    Set<String> tasks = new HashSet<>(tasksOfReports());
    tasks.remove("publish_reports");
    return of(warehouse, tasks.toArray(String[]::new));
  }

  /** Tasks that the reports come of. */
  public static Set<String> tasksOfReports() {
    return RunRequest.all(WarehouseDag.create(), LocalDate.EPOCH).tasks().stream()
        .filter(task -> !FOR_SINGLE_USERS.contains(task) && !OF_FILM_MAKERS.contains(task))
        .collect(Collectors.toSet());
  }

  /** Runs what the sessions' fact comes of, and no report. */
  public static LoadFixture ofSessionFacts(WarehouseDatabase warehouse) {
    return of(
        warehouse,
        "stage_plans",
        "stage_users",
        "stage_titles",
        "stage_sessions",
        "cleanse_plans",
        "identify_users",
        "cleanse_users",
        "cleanse_titles",
        "cleanse_session_records",
        "cleanse_sessions",
        "dim_plan",
        "dim_user",
        "dim_title",
        "fact_watch_session");
  }

  public LoadFixture withCatalogSize(int size) {
    return with(TestSettings.of(settings.maxRejectRatio(), settings.maxShrinkRatio(), size));
  }

  /** Loads files with many deliberately bad records. */
  public LoadFixture withMaxRejectRatio(double ratio) {
    return with(TestSettings.of(ratio, settings.maxShrinkRatio(), settings.catalogSize()));
  }

  /** Believes every full snapshot, however few members it has. */
  public LoadFixture withAnyShrinking() {
    return with(TestSettings.of(settings.maxRejectRatio(), 1, settings.catalogSize()));
  }

  /** Works the similarity of movies out once in so many days; otherwise tests do so every day. */
  public LoadFixture withSimilarityDays(int days) {
    return with(
        new JobSettings(
            settings.maxRejectRatio(),
            settings.maxShrinkRatio(),
            settings.catalogSize(),
            settings.deliveryDeadline(),
            days,
            settings.smallestGroup(),
            settings.longestSession()));
  }

  /** Makes reports suppress smaller groups; otherwise they show all groups. */
  public LoadFixture withSmallestGroup(int people) {
    return with(
        TestSettings.of(
            settings.maxRejectRatio(), settings.maxShrinkRatio(), settings.catalogSize(), people));
  }

  private LoadFixture with(JobSettings others) {
    return new LoadFixture(warehouse, others, tasks, vault);
  }

  /** Encrypts with another key than all other tests, in order to rotate it. */
  public LoadFixture withVault(PrivacyVault another) {
    return new LoadFixture(warehouse, settings, tasks, another);
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    open();
    WarehouseCleaner.wipe(warehouse.owner());
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    close();
  }

  /** With an empty landing folder. */
  public void open() throws IOException {
    open(Files.createTempDirectory("landing-"));
  }

  /** On a landing folder that is there. */
  public void open(Path landing) {
    folder = landing;
    files = new LandingFiles(folder);
    pipeline = new Pipeline(warehouse.database(), folder, settings, vault);
  }

  public void close() throws IOException {
    Folders.delete(folder);
  }

  public LandingFiles.Delivery on(LocalDate date) {
    return files.on(date);
  }

  /** The landing folder. */
  public Path folder() {
    return folder;
  }

  public LandingFiles files() {
    return files;
  }

  /** Loads dates one after the other; each must succeed. */
  public void run(LocalDate... dates) {
    for (LocalDate date : dates) {
      mustSucceed(attempt(request(date)));
    }
  }

  /** Loads a date into the facts, for what no report shows. */
  public void runToFacts(LocalDate date) {
    Set<String> some = new HashSet<>(tasks);
    some.retainAll(ofFacts(warehouse).tasks);
    mustSucceed(attempt(request(date).only(some)));
  }

  /** Loads a date although it seems loaded. */
  public void force(LocalDate date) {
    mustSucceed(attempt(request(date).forced(true)));
  }

  /** Makes every aggregate and queue of the star from scratch. */
  public void rebuild(LocalDate date) {
    mustSucceed(attempt(request(date).rebuilding(true)));
  }

  /** Runs some of a date's tasks. */
  public void runOnly(LocalDate date, String... someTasks) {
    mustSucceed(attempt(request(date).only(Set.of(someTasks))));
  }

  /** Loads a date and returns how each task ended. */
  public Map<String, TaskOutcome> outcomes(LocalDate date) {
    return attempt(request(date)).tasks().stream()
        .collect(Collectors.toMap(TaskOutcome::task, outcome -> outcome));
  }

  /** What erases users from the warehouse, the landing folder and the logs of a home. */
  public Erasure erasure(Path home, Instant at) {
    return new Erasure(
        warehouse.database(),
        vault,
        new LandingZone(folder),
        home,
        Clock.fixed(at, ZoneOffset.UTC));
  }

  /** Rows of a query, cells between bars; null is a dash. */
  public List<String> rows(String sql) {
    return warehouse.dsl().fetch(sql).map(LoadFixture::cells);
  }

  /** Where each row of every table stands and which transaction wrote it. */
  public Map<String, String> whoWroteWhat() {
    Map<String, String> writers = new TreeMap<>();
    for (String table :
        Checksums.tables(
            warehouse.dsl(), "cleansed", "change_queue", "pii", "warehouse", "aggregate", "mart")) {
      writers.put(
          table,
          (String)
              warehouse
                  .dsl()
                  .fetchValue(
                      "select coalesce(string_agg(ctid || ' by ' || xmin, ', ' order by ctid), '') from "
                          + table));
    }
    return writers;
  }

  private RunRequest request(LocalDate date) {
    return RunRequest.all(WarehouseDag.create(), date).only(tasks);
  }

  private RunSummary attempt(RunRequest request) {
    try {
      return pipeline.run(request);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static void mustSucceed(RunSummary summary) {
    assertThat(summary.tasks())
        .as("tasks on " + summary.logicalDate())
        .filteredOn(
            outcome -> outcome.state() != TaskState.SUCCESS && outcome.state() != TaskState.SKIPPED)
        .isEmpty();
    assertThat(summary.isSuccess()).isTrue();
  }

  private static String cells(Record row) {
    return row.intoList().stream().map(LoadFixture::cell).collect(Collectors.joining(" | "));
  }

  private static String cell(Object value) {
    if (value == null) {
      return "-";
    }
    if (value instanceof OffsetDateTime instant) {
      return instant.toInstant().toString();
    }
    return value instanceof BigDecimal number
        ? number.stripTrailingZeros().toPlainString()
        : value.toString();
  }
}
