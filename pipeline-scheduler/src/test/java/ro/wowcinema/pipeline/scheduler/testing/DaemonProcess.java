package ro.wowcinema.pipeline.scheduler.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ro.wowcinema.pipeline.core.db.ConnectionInfo;
import ro.wowcinema.pipeline.scheduler.cli.Main;
import ro.wowcinema.pipeline.scheduler.daemon.Daemon;
import ro.wowcinema.pipeline.scheduler.jmx.GeneratedCredentials;
import ro.wowcinema.pipeline.scheduler.jmx.JmxClient;
import ro.wowcinema.pipeline.scheduler.jmx.JmxTarget;

/** A real daemon in a process of its own, which can be stopped in every way that there is. */
public final class DaemonProcess implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("^ready: jmx [^:]+:(\\d+),");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path home;
  private final Process process;
  private int jmxPort;

  private DaemonProcess(Path home, Process process) {
    this.home = home;
    this.process = process;
  }

  /**
   * Starts one and returns at once.
   *
   * @param settings by key, beside the database and free ports
   */
  public static DaemonProcess start(
      Path home, ConnectionInfo database, Map<String, String> settings) {
    List<String> arguments = new ArrayList<>(List.of("daemon"));
    settings.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
    ProcessBuilder builder = command(home, database, arguments.toArray(String[]::new));
    builder.environment().put("PIPELINE_JMX_PORT", "0");
    builder.environment().put("PIPELINE_WEB_PORT", "0");
    try {
      Path messages = home.resolveSibling(home.getFileName() + ".err");
      return new DaemonProcess(
          home, builder.redirectError(Redirect.appendTo(messages.toFile())).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Any command in a process of its own. */
  public static ProcessBuilder command(Path home, ConnectionInfo database, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                // The product's, not the tests': that one writes to standard output.
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("PIPELINE_HOME", home.toString());
    builder.environment().put("PIPELINE_DATABASE_URL", database.toLibpqUri());
    return builder;
  }

  /** Returns once it says that it is ready. */
  public DaemonProcess awaitReady() {
    try {
      String line = process.inputReader(UTF_8).readLine();
      Matcher ready = READY.matcher(line == null ? "" : line);
      if (!ready.find()) {
        throw new AssertionError(
            "The daemon of %s is not ready: it says '%s', and %s%n%s%n%s"
                .formatted(home, line, fate(), messages(), log()));
      }
      jmxPort = Integer.parseInt(ready.group(1));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("Interrupted", e);
    }
  }

  /** Has it do something with the warehouse's DAG; gives back its answer. */
  public String ask(String operation, String... arguments) {
    try (JmxClient client = connect()) {
      return String.valueOf(
          client.invoke(Daemon.name("type=Dag,name=warehouse"), operation, arguments));
    }
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL; returns when the process has ended. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGTERM; returns at once. */
  public void terminate() {
    process.destroy();
  }

  /** What it ended with; empty where it did not within the limit. */
  public Optional<Integer> exitCode(Duration limit) throws InterruptedException {
    return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)
        ? Optional.of(process.exitValue())
        : Optional.empty();
  }

  /** SIGSTOP: it neither runs nor goes away. */
  public void freeze() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** SIGCONT: the process continues, as if no time had passed. */
  public void thaw() throws IOException, InterruptedException {
    signal("CONT");
  }

  /** What it and those before it in its home wrote. */
  public String log() {
    return read(home.resolve("daemon.log"));
  }

  /** Its standard output. */
  public String messages() {
    return read(home.resolveSibling(home.getFileName() + ".err"));
  }

  /** Kills it where it still runs. */
  @Override
  public void close() {
    try {
      kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private JmxClient connect() {
    try {
      return JmxClient.connect(
          new JmxTarget(
              "127.0.0.1",
              jmxPort,
              Optional.of(GeneratedCredentials.at(home).login(GeneratedCredentials.OPERATOR)),
              Optional.empty(),
              PATIENCE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String fate() throws InterruptedException {
    return exitCode(Duration.ofSeconds(5)).map(code -> "ended with " + code).orElse("runs");
  }

  private void signal(String name) throws IOException, InterruptedException {
    int exitCode =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    if (exitCode != 0) {
      throw new IllegalStateException("kill -%s %d failed".formatted(name, process.pid()));
    }
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
