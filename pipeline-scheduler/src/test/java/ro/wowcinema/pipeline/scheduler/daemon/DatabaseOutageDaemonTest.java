package ro.wowcinema.pipeline.scheduler.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.config.ConfigLoader;
import ro.wowcinema.pipeline.scheduler.cli.KnownKeys;
import ro.wowcinema.pipeline.scheduler.testing.RestartableServer;
import ro.wowcinema.pipeline.scheduler.testing.RestartableServer.Mode;

/** A daemon without its database still answers monitoring, within two seconds each. */
final class DatabaseOutageDaemonTest {
  private static final Pattern WEB_ADDRESS = Pattern.compile("http (\\S+:\\d+)");

  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir Path folder;

  @Test
  void daemonIsWatchedWhileItsDatabaseIsAway() throws Exception {
    try (RestartableServer database = RestartableServer.start(folder.resolve("database"));
        Daemon daemon = Daemon.start(config(database), Clock.systemUTC())) {
      Matcher address = WEB_ADDRESS.matcher(daemon.address());
      assertThat(address.find()).isTrue();
      String url = "http://" + address.group(1);
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> get(url + "/metrics").body().contains("pipeline_cluster_members 1.0"));

      database.stop(Mode.IMMEDIATE);

      for (int i = 0; i < 5; i++) {
        assertThat(get(url + "/metrics").body()).contains("pipeline_runs_total{");
        assertThat(get(url + "/health/live").statusCode()).isEqualTo(200);
      }
      database.start();
    }
  }

  private Config config(RestartableServer database) throws Exception {
    return new ConfigLoader(KnownKeys.ALL)
        .load(
            Optional.empty(),
            Map.of(
                "PIPELINE_HOME", Files.createDirectory(folder.resolve("home")).toString(),
                "PIPELINE_LANDING", Files.createDirectory(folder.resolve("landing")).toString(),
                "PIPELINE_DATABASE_URL", database.connectionInfo().toLibpqUri(),
                "PIPELINE_JMX_PORT", "0",
                "PIPELINE_WEB_PORT", "0"),
            Map.of());
  }

  private HttpResponse<String> get(String url) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(2)).build(),
        BodyHandlers.ofString());
  }
}
