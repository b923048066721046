package ro.wowcinema.pipeline.scheduler.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ro.wowcinema.pipeline.scheduler.jmx.GeneratedCredentials;
import ro.wowcinema.pipeline.scheduler.jmx.JmxTarget.JmxLogin;

/** The daemon as the launcher starts it, from the jars, and commands in processes of their own. */
final class PackagedDaemon {
  private static final String CLASS_PATH = "target/*:target/lib/*";
  private static final Pattern READY =
      Pattern.compile("ready: jmx 127\\.0\\.0\\.1:(\\d+), http .*");

  private final Path home;
  private final Map<String, String> environment;
  private final Process process;
  private final int jmxPort;

  private PackagedDaemon(Path home, Map<String, String> environment) throws IOException {
    this.home = home;
    this.environment = environment;
    this.process =
        builder(List.of("daemon"), Map.of())
            .redirectError(home.resolve("daemon.err").toFile())
            .start();
    String line = process.inputReader(UTF_8).readLine();
    Matcher ready = READY.matcher(String.valueOf(line));
    if (!ready.matches()) {
      process.destroyForcibly();
      throw new IllegalStateException(line + Files.readString(home.resolve("daemon.err")));
    }
    this.jmxPort = Integer.parseInt(ready.group(1));
  }

  /** What a command ended with. */
  record Answer(int exitCode, String out, String err) {}

  /** Starts it and waits until it is ready. */
  static PackagedDaemon start(Path home, Map<String, String> environment) throws IOException {
    return new PackagedDaemon(Files.createDirectories(home), environment);
  }

  int jmxPort() {
    return jmxPort;
  }

  JmxLogin login(String user) throws IOException {
    return GeneratedCredentials.at(home).login(user);
  }

  /** A command of a user who may read the home folder. */
  Answer run(String... args) throws IOException, InterruptedException {
    return run(Map.of(), args);
  }

  /** A command of a user. */
  Answer runAs(JmxLogin login, String... args) throws IOException, InterruptedException {
    return run(
        Map.of("PIPELINE_JMX_USER", login.user(), "PIPELINE_JMX_PASSWORD", login.password()), args);
  }

  private Answer run(Map<String, String> more, String... args)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(home, "out", ".txt");
    Path err = Files.createTempFile(home, "err", ".txt");
    int exitCode =
        builder(List.of(args), more)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start()
            .waitFor();
    return new Answer(exitCode, Files.readString(out), Files.readString(err));
  }

  private ProcessBuilder builder(List<String> args, Map<String, String> more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                CLASS_PATH,
                Main.class.getName()));
    command.addAll(args);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("PIPELINE_"));
    builder.environment().putAll(environment);
    builder.environment().putAll(more);
    builder.environment().put("PIPELINE_HOME", home.toString());
    return builder;
  }

  /** As {@code systemctl stop} does; gives back what it ended with. */
  int stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return process.waitFor();
  }
}
