package ro.wowcinema.pipeline.jobs.extraction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.google.inject.Injector;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import ro.wowcinema.pipeline.core.dag.Dag;
import ro.wowcinema.pipeline.core.dag.Task;
import ro.wowcinema.pipeline.core.db.ConnectionInfo;
import ro.wowcinema.pipeline.core.execution.DagRunner;
import ro.wowcinema.pipeline.core.execution.RunListener;
import ro.wowcinema.pipeline.core.execution.RunnerSettings;
import ro.wowcinema.pipeline.core.execution.TaskOutcome;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.ledger.RunRequest;
import ro.wowcinema.pipeline.core.ledger.TaskState;
import ro.wowcinema.pipeline.core.load.format.LandingZone;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.Folders;
import ro.wowcinema.pipeline.jobs.testing.PlatformDatabase;
import ro.wowcinema.pipeline.jobs.testing.WarehouseCleaner;

/** The extraction's DAG as the product wires it, on an empty landing folder and ledger. */
final class ExtractionFixture implements BeforeEachCallback, AfterEachCallback {
  private final WarehouseDatabase warehouse;
  private final PlatformDatabase platform;
  private Path landing;
  private Duration overlap = Duration.ofHours(1);
  private String schema = "public";
  private Supplier<Optional<ConnectionInfo>> source;
  private UnaryOperator<Job> disturbance;

  ExtractionFixture(WarehouseDatabase warehouse, PlatformDatabase platform) {
    this.warehouse = warehouse;
    this.platform = platform;
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    landing = Files.createTempDirectory("landing-");
    WarehouseCleaner.wipe(warehouse.owner());
    source = () -> Optional.of(platform.connectionInfo());
    disturbance = job -> job;
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    Folders.delete(landing);
  }

  Path landing() {
    return landing;
  }

  ExtractionFixture withOverlap(Duration another) {
    overlap = another;
    return this;
  }

  ExtractionFixture withSchema(String another) {
    schema = another;
    return this;
  }

  ExtractionFixture withSource(Optional<ConnectionInfo> another) {
    source = () -> another;
    return this;
  }

  /** Puts something around the job from now on. */
  void disturb(UnaryOperator<Job> around) {
    disturbance = around;
  }

  /** Extracts dates one after the other; each must succeed, and none be skipped. */
  void run(LocalDate... dates) {
    for (LocalDate date : dates) {
      TaskOutcome outcome = attempt(date);
      assertThat(outcome.state()).as(outcome.message()).isEqualTo(TaskState.SUCCESS);
    }
  }

  TaskOutcome attempt(LocalDate date) {
    return attempt(RunRequest.all(dag(), date));
  }

  TaskOutcome force(LocalDate date) {
    return attempt(RunRequest.all(dag(), date).forced(true));
  }

  /** The product's, with the disturbance around its job. */
  private Dag dag() {
    Dag.Builder dag = Dag.named(PlatformExtractionDag.NAME);
    for (Task task : PlatformExtractionDag.create().tasks()) {
      dag.task(task.name(), components -> disturbance.apply(task.job().create(components)));
    }
    return dag.build();
  }

  private TaskOutcome attempt(RunRequest request) {
    ExtractionSettings settings = new ExtractionSettings(source.get(), schema, overlap);
    Injector injector =
        Guice.createInjector(new ExtractionModule(new LandingZone(landing), settings));
    DagRunner runner =
        new DagRunner(
            warehouse.database(),
            injector::getInstance,
            RunnerSettings.defaults(),
            Clock.systemUTC(),
            new Random(1));
    try {
      return runner.run(request, RunListener.NONE).tasks().get(0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  Path folder(LocalDate date) {
    return landing.resolve("platform").resolve(date.toString());
  }

  /** Lines of an extracted file. */
  List<String> lines(LocalDate date, String file) {
    return text(date, file).lines().toList();
  }

  String text(LocalDate date, String file) {
    Path path = folder(date).resolve(file + ".gz");
    try (InputStream in = new GZIPInputStream(Files.newInputStream(path))) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** First cells of a CSV's records. */
  List<String> users(LocalDate date) {
    return lines(date, "users.csv").stream()
        .skip(1)
        .map(line -> line.substring(0, line.indexOf(',')))
        .toList();
  }

  /** Every file below the landing folder and its bytes. */
  Map<String, String> files() {
    try (Stream<Path> paths = Files.walk(landing)) {
      Map<String, String> files = new TreeMap<>();
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(
            landing.relativize(path).toString(),
            HexFormat.of().formatHex(Files.readAllBytes(path)));
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code sessions 2025-03-01 2025-03-01T22:00:00Z}. */
  List<String> watermarks() {
    return warehouse
        .dsl()
        .fetch(
            """
            select concat_ws(' ', source, table_name, logical_date,
              to_char(high_watermark at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
            from ops.watermark order by logical_date, table_name
            """)
        .map(row -> row.get(0, String.class));
  }

  List<String> log() {
    return warehouse
        .dsl()
        .fetch("select message from ops.task_log order by task_run_id, attempt, seq")
        .map(row -> row.get(0, String.class));
  }
}
