package ro.wowcinema.pipeline.scheduler.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.db.embedded.EmbeddedServer;
import ro.wowcinema.pipeline.scheduler.cli.report.Reports;

/** The jars as the launcher starts them: what only the tests' class path has is missing there. */
final class PackagedProgramIT {
  private static final String CLASS_PATH = "target/*:target/lib/*";
  private static final String WITH_SIMULATOR = CLASS_PATH + ":target/lib/demo/*";
  private static final Path ARCHIVE =
      Path.of("target", "wowcinema-pipeline-%s.tar.gz".formatted(version()));

  private static final Set<String> OURS =
      Set.of(
          "platform-simulator",
          "warehouse-schema",
          "pipeline-core",
          "pipeline-jobs",
          "pipeline-scheduler");

  @TempDir Path folder;

  private Path home;

  /** As on a machine where it was never used. */
  @BeforeEach
  void noHomeYet() {
    home = folder.resolve("home");
  }

  @Test
  void saysItsVersion() throws Exception {
    assertThat(run(CLASS_PATH, "--version")).startsWith("pipeline 0.");
  }

  @Test
  void showsTheDemoAndAnswersQueriesAfterIt() throws Exception {
    String demo = run(WITH_SIMULATOR, "demo", "--days", "2", "--users", "30", "--titles", "100");
    assertThat(Reports.names()).allMatch(name -> demo.contains("# " + name + "\n"));

    assertThat(run(CLASS_PATH, "sql", "--format", "csv", "SELECT as_of_date FROM mart.as_of"))
        .isEqualTo("as_of_date\n2026-09-25\n");
    assertThat(EmbeddedServer.running(home)).isEmpty();
    for (Path made : List.of(home, home.resolve("postgres-binaries"))) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
          .as(made.toString())
          .isEqualTo("rwx------");
    }
    assertThat(home.resolve("pipeline.log")).content(UTF_8).contains("created the privacy key");
  }

  @Test
  void whatMakesDataUpIsOffTheClassPathOfAllElse() throws Exception {
    assertThat(names("target/lib"))
        .contains("flyway-core", "flyway-database-postgresql", "postgresql", "pipeline-jobs")
        .noneMatch(name -> name.contains("datafaker") || name.contains("simulator"))
        .noneMatch(name -> name.contains("cockroach"));
    assertThat(names("target/lib/demo"))
        .containsExactlyInAnyOrder("platform-simulator", "datafaker", "libphonenumber", "rgxgen");

    for (String command :
        List.of("demo", "simulate --out x --from 2026-10-01 --days 1 --users 1 --titles 1")) {
      Ended without = start(java(CLASS_PATH, command.split(" ")));
      assertThat(without.exitCode()).isEqualTo(2);
      assertThat(without.err()).contains("demo and simulate need the libraries in lib/demo");
    }
  }

  /** Away from the checkout, as it is installed. */
  @Test
  void archiveHasTheProgramAndSaysWhoseItsLibrariesAre() throws Exception {
    assertThat(
            start(List.of("tar", "-xzf", ARCHIVE.toString(), "-C", folder.toString())).exitCode())
        .isZero();
    Path unpacked = folder.resolve("wowcinema-pipeline-" + version());
    String launcher = unpacked.resolve("bin/pipeline").toString();
    Path link = Files.createSymbolicLink(folder.resolve("wow"), Path.of(launcher));

    for (Path program : List.of(Path.of(launcher), unpacked.resolve("pipeline"), link)) {
      assertThat(start(List.of(program.toString(), "--version")).out()).startsWith("pipeline 0.");
    }
    assertThat(unpacked.resolve("pom.xml")).doesNotExist();
    for (String part :
        List.of(
            "docs/operations.md",
            "deploy/wowcinema-pipeline.service",
            "deploy/container/is-live",
            "deploy/semantic/powerbi/WowCinema.Report/.platform")) {
      assertThat(unpacked.resolve(part)).isRegularFile();
    }
    Ended simulated =
        start(
            List.of(
                launcher,
                "simulate",
                "--out",
                folder.resolve("landing").toString(),
                "--from",
                "2026-10-01",
                "--days",
                "1",
                "--users",
                "10",
                "--titles",
                "100"));
    assertThat(simulated.exitCode()).as(simulated.err()).isZero();
    assertThat(unpacked.resolve("NOTICE")).content(UTF_8).contains("PostgreSQL");
    assertThat(unpacked.resolve("LICENSE")).exists();
    String list = Files.readString(unpacked.resolve("third-party/THIRD-PARTY.txt"));
    String sbom = Files.readString(unpacked.resolve("third-party/sbom.cdx.json"));
    List<String> libraries = new ArrayList<>(names(unpacked.resolve("lib").toString()));
    libraries.addAll(names(unpacked.resolve("lib/demo").toString()));
    for (String library : libraries) {
      assertThat(sbom).contains("\"name\" : \"" + library + "\"");
      if (!OURS.contains(library)) {
        assertThat(list).contains(":" + library + ":");
      }
    }
    assertThat(sbom).doesNotContain("assertj");
    assertThat(unpacked.resolve("third-party/licences")).isNotEmptyDirectory();
  }

  /** Names of the libraries in a folder, without their versions. */
  private static List<String> names(String folder) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".jar"))
          .map(name -> name.replaceFirst("-\\d.*", ""))
          .toList();
    }
  }

  private static String version() {
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("pipeline-scheduler-\\d.*\\.jar"))
          .map(name -> name.replaceAll("^pipeline-scheduler-|\\.jar$", ""))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String run(String classPath, String... args) throws IOException, InterruptedException {
    Ended ended = start(java(classPath, args));
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    return ended.out();
  }

  private static List<String> java(String classPath, String... args) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                classPath,
                Main.class.getName()));
    command.addAll(List.of(args));
    return command;
  }

  private record Ended(int exitCode, String out, String err) {}

  private Ended start(List<String> command) throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("PIPELINE_HOME", home.toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().remove("PIPELINE_DATABASE_URL");
    int exitCode =
        builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start().waitFor();
    return new Ended(exitCode, Files.readString(out), Files.readString(err));
  }
}
