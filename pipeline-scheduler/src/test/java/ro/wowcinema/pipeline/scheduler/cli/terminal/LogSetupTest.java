package ro.wowcinema.pipeline.scheduler.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.util.FileSize;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs of their own, so that nothing else in the process says anything. */
final class LogSetupTest {
  @TempDir Path folder;

  private final LoggerContext context = new LoggerContext();
  private Path home;

  @BeforeEach
  void configure() {
    context.setMDCAdapter(new LogbackMDCAdapter());
    home = folder.resolve("home");
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void plainLinesHaveRunAndTask() throws IOException {
    LogSetup.writeBelow(context, home, LogFormat.PLAIN);

    log("loaded");

    assertThat(Files.readString(home.resolve("pipeline.log")))
        .matches("\\S+Z INFO  \\[warehouse 2026-10-25 stage_users\\] task loaded\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
        .isEqualTo("rwx------");
  }

  @Test
  void jsonLinesHaveRunAndTaskAndNothingElseOfTheThread() throws IOException {
    LogSetup.writeBelow(context, home, LogFormat.JSON);
    context.getMDCAdapter().put("password", "s3cret");

    log("loaded\n\"all\"");

    List<String> lines = Files.readAllLines(home.resolve("pipeline.log"));
    assertThat(lines).hasSize(1);
    JsonNode line = new ObjectMapper().readTree(lines.get(0));
    assertThat(line.path("message").asText()).isEqualTo("loaded\n\"all\"");
    assertThat(line.path("level").asText()).isEqualTo("INFO");
    assertThat(line.path("logger_name").asText()).isEqualTo("task");
    assertThat(line.path("run").asText()).isEqualTo("warehouse 2026-10-25");
    assertThat(line.path("task").asText()).isEqualTo("stage_users");
    assertThat(OffsetDateTime.parse(line.path("@timestamp").asText()).getOffset())
        .isEqualTo(ZoneOffset.UTC);
    assertThat(lines.get(0)).doesNotContain("s3cret");
  }

  @Test
  void daemonWritesToAFileOfItsOwnAndToStandardError() throws IOException {
    LogSetup.writeBelow(context, home, LogFormat.JSON);
    LogSetup.ofDaemon(context, home, LogFormat.JSON);

    log("started");

    assertThat(home.resolve("pipeline.log")).isEmptyFile();
    JsonNode line = new ObjectMapper().readTree(home.resolve("daemon.log").toFile());
    assertThat(line.path("message").asText()).isEqualTo("started");
    assertThat(context.getLogger("ROOT").getAppender("STDERR").isStarted()).isTrue();
  }

  @Test
  void fileOfTheDaemonIsRolledBeforeItGrowsLarge() throws IOException {
    Path file = Files.createDirectories(home).resolve("daemon.log");
    RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
    RollingLogFiles.roll(context, appender, file, new FileSize(10_000), new FileSize(1_000_000));
    appender.setEncoder(LogLines.encoder(context, LogFormat.PLAIN));
    appender.start();
    context.getLogger("ROOT").addAppender(appender);

    for (int i = 0; i < 1_000; i++) {
      log("line " + i);
    }
    context.stop();

    assertThat(Files.size(file)).isLessThan(20_000);
    try (Stream<Path> files = Files.list(home)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .anyMatch(
              name -> name.matches("daemon\\.log\\.\\d{4}-\\d\\d-\\d\\d\\.0(\\.gz|.*\\.tmp)"));
    }
  }

  @Test
  void noTextPassesForALineOfItsOwn() throws IOException {
    String forged = "\n2026-10-25T00:00:00.000Z INFO  [- -] daemon all is well\u001b[2J";
    LogSetup.writeBelow(context, home, LogFormat.PLAIN);

    log("trigger(x" + forged);
    context.getMDCAdapter().put("run", "r" + forged);
    context.getLogger("task").info("of a run");
    context.getMDCAdapter().remove("run");
    context
        .getLogger("task")
        .error("failed", new IllegalStateException("x" + forged, new IOException("y" + forged)));

    List<String> lines = Files.readAllLines(home.resolve("pipeline.log"));
    assertThat(lines.get(0)).endsWith("trigger(x\\n" + forged.strip().replace("\u001b", "\\u001b"));
    assertThat(lines.get(1)).contains("[r\\n2026-").endsWith("of a run");
    assertThat(lines.get(2)).endsWith(" task failed");
    assertThat(lines.subList(3, lines.size())).allMatch(line -> line.startsWith("\t"));
    assertThat(lines).anyMatch(line -> line.contains("IllegalStateException: x"));
    assertThat(lines).noneMatch(line -> line.contains("\u001b"));
  }

  @Test
  void noTextPassesForAnObjectOfItsOwn() throws IOException {
    LogSetup.writeBelow(context, home, LogFormat.JSON);

    log("trigger(x\"}\n{\"level\":\"INFO\",\"message\":\"all is well\u001b[2J\"}");

    assertThat(Files.readAllLines(home.resolve("pipeline.log")))
        .singleElement()
        .satisfies(line -> assertThat(line).doesNotContain("\u001b"));
  }

  @Test
  void standardErrorAndLevelsAreAsTheProgramHasThem() throws Exception {
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(LogSetup.class.getResource("/logback.xml"));
    OutputStreamAppender<ILoggingEvent> standardError =
        (OutputStreamAppender<ILoggingEvent>) context.getLogger("ROOT").getAppender("STDERR");
    ch.qos.logback.classic.Logger task = context.getLogger("ro.wowcinema.pipeline.Task");
    LoggingEvent event = new LoggingEvent("", task, Level.WARN, "x\nERROR forged", null, null);

    assertThat(new String(standardError.getEncoder().encode(event), UTF_8))
        .isEqualTo("WARN  x\\nERROR forged" + System.lineSeparator());
    for (String library :
        List.of("org.flywaydb.core", "org.quartz.core", "org.jooq.Constants", "io.zonky.test")) {
      assertThat(context.getLogger(library).isInfoEnabled()).as(library).isFalse();
      assertThat(context.getLogger(library).isWarnEnabled()).as(library).isTrue();
    }
    assertThat(context.getLogger("com.zaxxer.hikari").isInfoEnabled()).isFalse();
    assertThat(context.getLogger("ro.wowcinema.pipeline").isInfoEnabled()).isTrue();
  }

  private void log(String message) {
    context.getMDCAdapter().put("run", "warehouse 2026-10-25");
    context.getMDCAdapter().put("task", "stage_users");
    context.getLogger("task").info(message);
    context.getMDCAdapter().remove("run");
    context.getMDCAdapter().remove("task");
  }
}
