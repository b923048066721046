package ro.wowcinema.pipeline.jobs.download;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.google.inject.Injector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.execution.DagRunner;
import ro.wowcinema.pipeline.core.execution.RetryPolicy;
import ro.wowcinema.pipeline.core.execution.RunListener;
import ro.wowcinema.pipeline.core.execution.RunSummary;
import ro.wowcinema.pipeline.core.execution.RunnerSettings;
import ro.wowcinema.pipeline.core.execution.TaskOutcome;
import ro.wowcinema.pipeline.core.ledger.RunRequest;
import ro.wowcinema.pipeline.core.ledger.TaskState;
import ro.wowcinema.pipeline.core.load.format.LandingZone;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.FileServer;
import ro.wowcinema.pipeline.jobs.testing.PublishedFile;
import ro.wowcinema.pipeline.jobs.testing.WarehouseCleaner;

/**
 * Downloads of {@code title.crew.tsv.gz} from a server on this machine, run by the engine: three
 * attempts with pauses of some milliseconds.
 */
abstract class DownloadTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  static final String FILE = "title.crew.tsv.gz";
  static final LocalDate MONDAY = LocalDate.of(2026, 9, 28);
  static final LocalDate TUESDAY = MONDAY.plusDays(1);
  static final PublishedFile OLD = PublishedFile.of("\"old\"", crew(400));
  static final PublishedFile NEW = PublishedFile.of("\"new\"", crew(500));
  private static final Duration SILENCE = Duration.ofSeconds(20);
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-10-01T03:00:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;
  final List<Duration> pauses = new ArrayList<>();
  final List<String> failures = new ArrayList<>();
  FileServer server;
  Path landing;
  private DagRunner runner;

  @BeforeEach
  void start() throws IOException {
    WarehouseCleaner.wipe(warehouse.owner());
    server = FileServer.start();
    landing = folder.resolve("landing");
    setTimeout(SILENCE);
  }

  /** Sets the time without a response after which a download fails. */
  void setTimeout(Duration silence) {
    Injector injector =
        Guice.createInjector(
            ImdbDownloadDag.module(
                new LandingZone(landing), new DownloadSettings(server.baseUrl(), silence)));
    runner =
        new DagRunner(
            warehouse.database(),
            injector::getInstance,
            new RunnerSettings(
                4,
                Duration.ofMinutes(5),
                new RetryPolicy(3, Duration.ofMillis(10), Duration.ofMillis(20)),
                Duration.ofMinutes(1)),
            CLOCK,
            new Random(1));
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  /** A file of some thousand bytes that does not compress well. */
  private static String crew(int titles) {
    Random random = new Random(titles);
    return Stream.generate(() -> "tt%d\tnm%d\t\\N\n".formatted(random.nextInt(), random.nextInt()))
        .limit(titles)
        .collect(Collectors.joining("", "tconst\tdirectors\twriters\n", ""));
  }

  TaskOutcome run(LocalDate date) {
    return run(date, false);
  }

  TaskOutcome force(LocalDate date) {
    return run(date, true);
  }

  private TaskOutcome run(LocalDate date, boolean isForced) {
    RunRequest request =
        RunRequest.all(ImdbDownloadDag.create(), date)
            .only(Set.of("download_title_crew"))
            .forced(isForced);
    return run(request).tasks().get(0);
  }

  RunSummary run(RunRequest request) {
    try {
      return runner.run(request, new Retries());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  void cancel() {
    runner.cancel();
  }

  /** Records the retries of the engine. */
  private final class Retries implements RunListener {
    @Override
    public void taskWillRetry(String task, String reason, Duration pause) {
      pauses.add(pause);
      failures.add(reason);
      retrying();
    }
  }

  /** Hook for tests that act between two attempts. */
  void retrying() {}

  Path landed(LocalDate date) {
    return new LandingZone(landing).delivery("imdb", date).resolve(FILE);
  }

  String sha256(Path path) throws IOException {
    return new LandingZone(landing).file(path).sha256();
  }

  Path part() {
    return landing.resolve(".download").resolve(FILE);
  }

  void assertLanded(LocalDate date, PublishedFile file) throws IOException {
    assertThat(landed(date)).hasBinaryContent(file.bytes());
    assertThat(part()).doesNotExist();
    assertThat(ledger()).last().asString().startsWith("%s %s ".formatted(date, file.etag()));
  }

  /** No file that the DAG warehouse would read. */
  void assertNothingLanded() throws IOException {
    assertThat(landing.resolve("imdb")).doesNotExist();
    assertThat(ledger()).isEmpty();
  }

  /** {@code 2026-09-28 "old" 4711}: date, entity tag and size of each row, oldest first. */
  List<String> ledger() {
    return warehouse
        .dsl()
        .fetch(
            "SELECT concat_ws(' ', logical_date, etag, size_bytes) FROM ops.download ORDER BY download_id")
        .getValues(0, String.class);
  }

  /** The conditional headers of each request; a dash for none. */
  List<String> asked() {
    return server.requests().stream()
        .map(
            request ->
                Stream.of("If-None-Match", "If-Modified-Since", "Range", "If-Range")
                    .filter(name -> request.header(name).isPresent())
                    .map(name -> name + ": " + request.header(name).get())
                    .collect(Collectors.joining(", ")))
        .map(text -> text.isEmpty() ? "-" : text)
        .toList();
  }

  static void assertState(TaskOutcome outcome, TaskState state, int attempts) {
    assertThat(outcome.state()).as(outcome.message()).isEqualTo(state);
    assertThat(outcome.attempts()).as(outcome.message()).isEqualTo(attempts);
  }

  static byte[] write(Path path, byte[] bytes) throws IOException {
    Files.createDirectories(path.getParent());
    Files.write(path, bytes);
    return Arrays.copyOf(bytes, bytes.length);
  }
}
