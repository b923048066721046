package ro.wowcinema.pipeline.scheduler.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.config.ConfigLoader;
import ro.wowcinema.pipeline.core.job.DataSet;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.core.run.RunState;
import ro.wowcinema.pipeline.core.run.RunSummary;
import ro.wowcinema.pipeline.core.run.TaskOutcome;
import ro.wowcinema.pipeline.core.run.TaskState;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.scheduler.lineage.LineageEvents;
import ro.wowcinema.pipeline.scheduler.web.Metrics;
import ro.wowcinema.pipeline.scheduler.web.RunMetrics;
import ro.wowcinema.pipeline.scheduler.web.StatusServer;
import ro.wowcinema.pipeline.scheduler.wiring.Dags;

/**
 * {@code docs/metrics.md} lists exactly the metrics of ours that a daemon exports, with their
 * types.
 */
final class MetricsDocumentTest {
  private static final Path PAGE = Path.of("..", "docs", "metrics.md");
  private static final Pattern DOCUMENTED =
      Pattern.compile("^\\| `(pipeline_[a-z_]+)` \\| ([a-z]+) \\|", Pattern.MULTILINE);
  private static final Pattern EXPORTED =
      Pattern.compile("^# TYPE (pipeline_[a-z_]+) ([a-z]+)$", Pattern.MULTILINE);

  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @Test
  void listsWhatIsExported() throws Exception {
    try (Metrics metrics = new Metrics();
        LineageEvents events = lineage();
        StatusServer server =
            StatusServer.start("127.0.0.1", 0, List.of(), metrics, List.of(), List.of())) {
      new RunWatchers(metrics, events, task -> Lineage.readsFile(DataSet.landing("a", "b")));
      new DagGauges(warehouse.dsl(), metrics).measure(Dags.WAREHOUSE.schedule(config()));
      runOnce(metrics);

      assertThat(found(DOCUMENTED, Files.readString(PAGE)))
          .as("the table in %s", PAGE)
          .isEqualTo(found(EXPORTED, scrape(server)))
          .hasSizeGreaterThan(11);
    }
  }

  private static Config config() {
    return ConfigLoader.load(Optional.empty(), Map.of(), Map.of());
  }

  private static LineageEvents lineage() {
    return LineageEvents.of(config(), warehouse.connectionInfo(), Clock.systemUTC());
  }

  private static void runOnce(Metrics metrics) {
    LocalDate date = LocalDate.of(2026, 10, 25);
    try (RunMetrics run = metrics.forRun("warehouse")) {
      run.runStarted("warehouse", date, 1);
      run.taskStarted("stage_users", 1);
      run.taskWillRetry("stage_users", "", Duration.ZERO);
      run.taskStarted("stage_users", 2);
      run.taskFinished(
          new TaskOutcome("stage_users", TaskState.SUCCESS, 2, 1, 1, Duration.ofSeconds(1), ""));
      run.runFinished(
          new RunSummary(1, "warehouse", date, RunState.SUCCESS, List.of(), Duration.ofSeconds(1)));
    }
  }

  private static String scrape(StatusServer server) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + "/metrics");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
        .body();
  }

  private static Map<String, String> found(Pattern pattern, String text) {
    Map<String, String> types = new TreeMap<>();
    pattern
        .matcher(text)
        .results()
        .forEach((MatchResult match) -> types.put(match.group(1), match.group(2)));
    return types;
  }
}
