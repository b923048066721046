package ro.wowcinema.pipeline.scheduler.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.db.EmbeddedServer;

/** The jars as the launcher starts them: what only the tests' class path has is missing there. */
final class PackagedProgramIT {
  private static final String CLASS_PATH = "target/*:target/lib/*";

  @TempDir Path folder;

  private Path home;

  /** As on a machine where it was never used. */
  @BeforeEach
  void noHomeYet() {
    home = folder.resolve("home");
  }

  @Test
  void saysItsVersion() throws Exception {
    assertThat(run("--version")).startsWith("pipeline 0.");
  }

  @Test
  void showsTheDemoAndAnswersQueriesAfterIt() throws Exception {
    String demo = run("demo", "--days", "2", "--users", "30", "--titles", "100");
    assertThat(Reports.names()).allMatch(name -> demo.contains("# " + name + "\n"));

    assertThat(run("sql", "--format", "csv", "SELECT as_of_date FROM mart.as_of"))
        .isEqualTo("as_of_date\n2026-09-25\n");
    assertThat(EmbeddedServer.running(home)).isEmpty();
    for (Path made : List.of(home, home.resolve("postgres-binaries"))) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
          .as(made.toString())
          .isEqualTo("rwx------");
    }
    assertThat(home.resolve("pipeline.log")).content(UTF_8).contains("Migrating schema");
  }

  private String run(String... args) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                CLASS_PATH,
                Main.class.getName()));
    command.addAll(List.of(args));
    Path out = Files.createTempFile("out", ".txt");
    Path err = Files.createTempFile("err", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("PIPELINE_HOME", home.toString());
    builder.environment().remove("PIPELINE_DATABASE_URL");
    int exitCode =
        builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start().waitFor();
    assertThat(exitCode).as(Files.readString(err)).isZero();
    return Files.readString(out);
  }
}
