package ro.wowcinema.pipeline.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What needs no database. */
final class CommandLineTest {
  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "demo",
        "simulate",
        "run",
        "report",
        "sql",
        "dag",
        "dag show",
        "dag validate",
        "db",
        "db migrate",
        "db info",
        "db start",
        "db stop",
        "db url"
      })
  void everyCommandHelps(String command) {
    CliRun help = CliRun.embedded(home, (command + " --help").strip().split(" "));

    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).startsWith(("Usage: pipeline " + command).strip());
    assertThat(help.err()).isEmpty();
  }

  @Test
  void withoutACommandItAsksForOne() {
    assertThat(CliRun.embedded(home).exitCode()).isEqualTo(2);
    assertThat(CliRun.embedded(home, "dag").err()).contains("Which command of dag?");
    assertThat(CliRun.embedded(home, "nonsense").exitCode()).isEqualTo(2);
  }

  @Test
  void showsTheDagInThreeFormats() {
    assertThat(CliRun.embedded(home, "dag", "show").out())
        .contains("dim_user\n  after   cleanse_sessions, cleanse_users\n")
        .contains(
            "  writes  change_queue.changed_profile, change_queue.changed_subscriber, change_queue.changed_taste, change_queue.changed_user_status, change_queue.changed_user_version, warehouse.dim_user\n");
    assertThat(CliRun.embedded(home, "dag", "show", "--format", "mermaid").out())
        .startsWith("flowchart LR\n")
        .contains("  cleanse_users --> dim_user\n");
    assertThat(CliRun.embedded(home, "dag", "show", "--format", "json").out())
        .startsWith("{\n  \"dag\" : \"warehouse\",")
        .contains("\"warehouse.dim_user\"");
    assertThat(CliRun.embedded(home, "dag", "show", "--dag", "imdb_download").out())
        .contains("download_titles\n  reads   https://datasets.imdbws.com/title.basics.tsv.gz\n")
        .contains("  writes  landing/imdb/title.basics.tsv\n");
  }

  @Test
  void validatesEveryDag() {
    CliRun validated = CliRun.embedded(home, "dag", "validate");

    assertThat(validated.exitCode()).as(validated.err()).isZero();
    assertThat(validated.out().lines())
        .anyMatch(line -> line.startsWith("DAG warehouse is valid: "))
        .contains("DAG imdb_download is valid: 5 tasks")
        .contains("DAG platform_extraction is valid: 1 task")
        .contains("DAG maintenance is valid: 5 tasks");
  }

  @Test
  void dagThatIsNotThereIsAUsageErrorThatNamesThoseThatAre() {
    CliRun show = CliRun.embedded(home, "dag", "show", "--dag", "imdb");
    CliRun run = CliRun.embedded(home, "run", "--dag", "imdb", "--date", "2026-10-01");

    assertThat(show.exitCode()).isEqualTo(2);
    assertThat(show.err())
        .contains("there is no DAG 'imdb'; DAGs are imdb_download, platform_extraction, warehouse");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("there is no DAG 'imdb'");
  }

  @Test
  void wrongConfigurationIsAUsageError() throws IOException {
    Path file = Files.writeString(home.resolve("pipeline.yaml"), "catalog:\n  sice: 7\n");

    CliRun unknownKey = CliRun.embedded(home, "dag", "show", "--config", file.toString());
    CliRun noPostgres =
        CliRun.with(
            Map.of("PIPELINE_DATABASE_URL", "jdbc:mysql://u:s3cret@db/w"), home, "db", "info");

    assertThat(unknownKey.exitCode()).isEqualTo(2);
    assertThat(unknownKey.err())
        .contains(file.toString())
        .contains("catalog.sice")
        .contains("catalog.size");
    assertThat(noPostgres.exitCode()).isEqualTo(2);
    assertThat(noPostgres.err()).contains("database.url").doesNotContain("s3cret");
  }

  @Test
  void aServerThatDoesNotAnswerIsAFailureThatSaysWhichAndWhatToDo() {
    CliRun refused =
        CliRun.with(
            Map.of("PIPELINE_DATABASE_URL", "postgresql://u:s3cret@localhost:1/w"),
            home,
            "report",
            "--all");

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err())
        .contains("jdbc:postgresql://localhost:1/w as u")
        .contains("Check that the server runs")
        .doesNotContain("s3cret");
  }

  @Test
  void theEmbeddedServersCommandsNeedTheEmbeddedServer() {
    Map<String, String> elsewhere = Map.of("PIPELINE_DATABASE_URL", "postgresql://u@localhost:1/w");

    for (String command : new String[] {"start", "stop", "url"}) {
      assertThat(CliRun.with(elsewhere, home, "db", command).exitCode()).isEqualTo(2);
    }
    assertThat(CliRun.embedded(home, "db", "url").exitCode()).isEqualTo(1);
    assertThat(CliRun.embedded(home, "db", "stop").out()).isEqualTo("was not running\n");
  }
}
