package ro.wowcinema.pipeline.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What servers are installed from: the same program, which nothing builds there. */
final class DeploymentTest {
  private static final Path ROOT = Path.of("..");

  /** A service has them itself or takes them over from a template, which has them. */
  @Test
  void everyServiceHasAPinnedImageAndLimits() throws IOException {
    String compose = Files.readString(ROOT.resolve("docker-compose.yml"));

    assertThat(compose.lines().map(String::strip).filter(line -> line.startsWith("image:")))
        .isNotEmpty()
        .allMatch(line -> line.matches("image: [a-z-]+:\\d+(\\.\\d+)+"));
    String templates = compose.substring(0, compose.indexOf("\nservices:"));
    assertThat(templates).contains("x-pipeline: &pipeline", "x-daemon: &daemon\n  <<: *pipeline");
    String services =
        compose.substring(compose.indexOf("\nservices:"), compose.indexOf("\nsecrets:"));
    List<String> parts = new ArrayList<>(List.of(services.split("\n  (?=[a-z0-9-]+:\n)")));
    assertThat(parts.remove(0)).isEqualTo("\nservices:");
    parts.add(templates.substring(templates.indexOf("x-pipeline:"), templates.indexOf("x-env")));
    assertThat(parts)
        .hasSize(5)
        .allMatch(
            part ->
                part.contains("<<: *pipeline")
                    || part.contains("<<: *daemon")
                    || (part.contains("mem_limit: ") && part.contains("logging: ")));
    assertThat(compose).contains("max-size: 50m", "max-file: \"5\"");
  }

  @Test
  void imageIsMadeOfTheArchiveOnAPinnedRuntime() throws IOException {
    List<String> file = Files.readAllLines(ROOT.resolve("Dockerfile"));

    assertThat(file)
        .filteredOn(line -> line.startsWith("FROM "))
        .singleElement()
        .asString()
        .matches("FROM eclipse-temurin:17\\.\\d+\\.\\d+_\\d+-jre");
    assertThat(file).contains("ADD pipeline-scheduler/target/wowcinema-pipeline-*.tar.gz /opt/");
    assertThat(file).noneMatch(line -> !line.startsWith("#") && line.contains("mvn"));
  }

  @Test
  void unitAndContainerStartTheArchivesProgram() throws IOException {
    assertThat(Files.readAllLines(ROOT.resolve("deploy/wowcinema-pipeline.service")))
        .contains("ExecStart=/opt/wowcinema/bin/pipeline daemon");
    assertThat(Files.readString(ROOT.resolve("deploy/container/pipeline")))
        .contains("exec /opt/wowcinema/bin/pipeline \"$@\"");
  }
}
