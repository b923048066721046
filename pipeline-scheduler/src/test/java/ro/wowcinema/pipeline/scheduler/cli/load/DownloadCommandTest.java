package ro.wowcinema.pipeline.scheduler.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.FileServer;
import ro.wowcinema.pipeline.jobs.testing.PublishedFile;
import ro.wowcinema.pipeline.scheduler.cli.CliRun;
import ro.wowcinema.pipeline.scheduler.cli.Main;

/** run --dag imdb_download, from a server on this machine. */
final class DownloadCommandTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  private static final Map<String, PublishedFile> FILES =
      Map.of(
          "title.basics.tsv.gz",
          PublishedFile.of(
              "\"b1\"",
              """
              tconst\ttitleType\tprimaryTitle\toriginalTitle\tisAdult\tstartYear\tendYear\truntimeMinutes\tgenres
              tt0000001\tmovie\tFilantropica\tFilantropica\t0\t2002\t\\N\t110\tComedy
              """),
          "title.ratings.tsv.gz",
          PublishedFile.of("\"r1\"", "tconst\taverageRating\tnumVotes\ntt0000001\t8.2\t12000\n"),
          "title.crew.tsv.gz",
          PublishedFile.of("\"c1\"", "tconst\tdirectors\twriters\ntt0000001\tnm0000001\t\\N\n"),
          "title.episode.tsv.gz",
          PublishedFile.of("\"e1\"", "tconst\tparentTconst\tseasonNumber\tepisodeNumber\n"),
          "name.basics.tsv.gz",
          PublishedFile.of(
              "\"n1\"",
              """
              nconst\tprimaryName\tbirthYear\tdeathYear\tprimaryProfession\tknownForTitles
              nm0000001\tNae Caranfil\t1960\t\\N\tdirector\ttt0000001
              """));

  @TempDir Path folder;
  private FileServer server;

  @BeforeEach
  void publish() throws IOException {
    warehouse.truncateAll();
    server = FileServer.start();
    FILES.forEach(server::publish);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @Test
  void downloadsIntoALandingFolderThatItMakesAndTheWarehouseLoadsIt() throws IOException {
    CliRun downloaded = run("--dag", "imdb_download", "--date", "2026-10-01");

    assertThat(downloaded.exitCode()).as(downloaded.err()).isZero();
    assertThat(downloaded.out()).isEmpty();
    assertThat(downloaded.err())
        .contains("imdb_download 2026-10-01  download_titles  success  1 row")
        .contains("imdb_download 2026-10-01  success  5 tasks");
    assertThat(delivery().toFile().list()).containsExactlyInAnyOrderElementsOf(FILES.keySet());
    deliverThePlatform();
    CliRun loaded = run("--date", "2026-10-01");
    assertThat(loaded.exitCode()).as(loaded.err()).isZero();
    assertThat(
            warehouse
                .dsl()
                .fetchValues(
                    "SELECT title_name FROM warehouse.dim_title WHERE title_id = 'tt0000001'"))
        .hasToString("[Filantropica]");
  }

  @Test
  void theNextDateHasNothingToDoWhereNothingChanged() {
    run("--dag", "imdb_download", "--date", "2026-10-01");

    CliRun second = run("--dag", "imdb_download", "--date", "2026-10-02");

    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(second.err()).contains("success  0 tasks, 5 had nothing to do");
    assertThat(server.requests()).hasSize(10);
    assertThat(delivery().resolveSibling("2026-10-02")).doesNotExist();
  }

  @Test
  void offUntilSomebodyConsents() {
    CliRun off =
        CliRun.on(
            warehouse.connectionInfo(),
            folder,
            "run",
            "--dag",
            "imdb_download",
            "--date",
            "2026-10-01",
            "--landing",
            landing().toString(),
            "--set",
            "imdb.base-url=" + server.baseUrl());

    assertThat(off.exitCode()).isEqualTo(2);
    assertThat(off.err())
        .contains("set imdb.download to true (PIPELINE_IMDB_DOWNLOAD=true)")
        .contains("personal and non-commercial use");
    assertThat(server.requests()).isEmpty();
    assertThat(landing()).doesNotExist();
  }

  @Test
  void missingFileFailsItsTaskAndTheMessageExplainsHowToResume() {
    server.publish("title.crew.tsv.gz", FileServer.raw("HTTP/1.1 403 Forbidden"));

    CliRun failed = run("--dag", "imdb_download", "--date", "2026-10-01");

    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.err())
        .contains(
            "error: download_title_crew: Cannot download %stitle.crew.tsv.gz: the server answers with status 403"
                .formatted(server.baseUrl()))
        .contains(
            "resume with: ./pipeline run --dag imdb_download --landing %s --date 2026-10-01"
                .formatted(landing()))
        .contains("4 tasks, 1 failed");
  }

  @Test
  void oneTaskOfIt() {
    CliRun one = run("--dag", "imdb_download", "--date", "2026-10-01", "--task", "download_people");

    assertThat(one.exitCode()).as(one.err()).isZero();
    assertThat(delivery().toFile().list()).containsExactly("name.basics.tsv.gz");
  }

  @Test
  void killedDownloadLeavesNoHalfFileAndResumes() throws Exception {
    PublishedFile people = FILES.get("name.basics.tsv.gz");
    server.next("name.basics.tsv.gz", server.stalling(people.head(), people.first(50)));
    Process process = start("run", "--dag", "imdb_download", "--date", "2026-10-01");
    Path part = landing().resolve(".download/name.basics.tsv.gz");
    while (!Files.exists(part) || Files.size(part) < 50) {
      assertThat(process.isAlive()).as(Files.readString(told())).isTrue();
      Thread.sleep(20);
    }

    process.destroyForcibly().waitFor();

    assertThat(delivery().resolve("name.basics.tsv.gz")).doesNotExist();
    CliRun again = run("--dag", "imdb_download", "--date", "2026-10-01");
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(delivery().resolve("name.basics.tsv.gz")).hasBinaryContent(people.bytes());
    assertThat(
            server.requests().stream()
                .filter(request -> request.path().equals("/name.basics.tsv.gz"))
                .map(request -> request.header("Range").orElse("-")))
        .containsExactly("-", "bytes=50-");
    assertThat(warehouse.dsl().fetchValue("SELECT count(*) FROM ops.download")).isEqualTo(5L);
  }

  private Process start(String... args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(args));
    command.addAll(List.of("--landing", landing().toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment());
    builder.environment().put("PIPELINE_HOME", folder.toString());
    builder.redirectErrorStream(true);
    builder.redirectOutput(told().toFile());
    return builder.start();
  }

  /** What the process that is killed says. */
  private Path told() {
    return folder.resolve("output.txt");
  }

  private CliRun run(String... args) {
    return CliRun.with(
        environment(),
        folder.resolve("home"),
        Stream.concat(Stream.of("run", "--landing", landing().toString()), Stream.of(args))
            .toArray(String[]::new));
  }

  private Map<String, String> environment() {
    return Map.of(
        "PIPELINE_DATABASE_URL",
        warehouse.connectionInfo().toLibpqUri(),
        "PIPELINE_IMDB_DOWNLOAD",
        "true",
        "PIPELINE_IMDB_BASE_URL",
        server.baseUrl().toString());
  }

  private Path landing() {
    return folder.resolve("landing");
  }

  private Path delivery() {
    return landing().resolve("imdb").resolve("2026-10-01");
  }

  private void deliverThePlatform() throws IOException {
    Path platform = Files.createDirectories(landing().resolve("platform").resolve("2026-10-01"));
    Files.writeString(
        platform.resolve("users.csv"), "user_id,plan_id,subscription_start_date,updated_at\n");
    Files.writeString(platform.resolve("sessions.jsonl"), "");
    Files.createFile(platform.resolve("_SUCCESS"));
  }
}
