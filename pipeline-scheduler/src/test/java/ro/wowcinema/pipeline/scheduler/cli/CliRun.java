package ro.wowcinema.pipeline.scheduler.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import ro.wowcinema.pipeline.core.db.ConnectionInfo;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.scheduler.cli.terminal.CommandEnvironment;
import ro.wowcinema.pipeline.scheduler.cli.terminal.StopRequest;
import ro.wowcinema.pipeline.scheduler.cli.terminal.Terminal;

/**
 * One command, run in this process as {@code ./pipeline} runs it.
 *
 * @param exitCode the process's exit code
 * @param out its standard output
 * @param err its standard error
 */
public record CliRun(int exitCode, String out, String err) {
  /** On a database, with a home of its own. */
  public static CliRun on(ConnectionInfo database, Path home, String... args) {
    return with(onDatabase(database), home, args);
  }

  /** The same, printing to a terminal. */
  public static CliRun onTerminal(ConnectionInfo database, Path home, String... args) {
    return run("", true, onDatabase(database), home, args);
  }

  private static Map<String, String> onDatabase(ConnectionInfo database) {
    return Map.of(
        "PIPELINE_DATABASE_URL",
        database.toLibpqUri(),
        "PIPELINE_DATABASE_ANALYST_USER",
        WarehouseDatabase.ANALYST,
        "PIPELINE_DATABASE_ANALYST_PASSWORD",
        WarehouseDatabase.ANALYST);
  }

  /** On the embedded database of a home. */
  public static CliRun embedded(Path home, String... args) {
    return with(Map.of(), home, args);
  }

  public static CliRun with(Map<String, String> environment, Path home, String... args) {
    return piped("", environment, home, args);
  }

  /** With text at its standard input. */
  public static CliRun piped(
      String in, Map<String, String> environment, Path home, String... args) {
    return run(in, false, environment, home, args);
  }

  private static CliRun run(
      String in,
      boolean outIsTerminal,
      Map<String, String> environment,
      Path home,
      String... args) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("PIPELINE_HOME", home.toString());
    all.putIfAbsent("PIPELINE_DELIVERY_DEADLINE", "PT0S");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (PrintStream results = new PrintStream(out, true, UTF_8);
        PrintStream messages = new PrintStream(err, true, UTF_8)) {
      CommandEnvironment surroundings =
          new CommandEnvironment(
              new ByteArrayInputStream(in.getBytes(UTF_8)),
              results,
              outIsTerminal,
              new Terminal(messages, Optional.empty(), false),
              new StopRequest(),
              all,
              Clock.systemUTC());
      int exitCode = Commands.commandLine(surroundings).execute(args);
      return new CliRun(exitCode, out.toString(UTF_8), err.toString(UTF_8));
    }
  }
}
