package ro.wowcinema.pipeline.scheduler.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Clock;
import ro.wowcinema.pipeline.scheduler.cli.terminal.CommandEnvironment;
import ro.wowcinema.pipeline.scheduler.cli.terminal.StopRequest;
import ro.wowcinema.pipeline.scheduler.cli.terminal.Terminal;

/** The program behind {@code ./pipeline}. */
public final class Main {
  private Main() {}

  /**
   * Runs a command and ends the process: 0 done, 1 the work failed, 2 wrong usage or configuration.
   */
  public static void main(String[] args) {
    int exitCode;
    try (StopRequest interruption = StopRequest.install();
        PrintStream out = new PrintStream(standardOutput(), false, UTF_8)) {
      CommandEnvironment surroundings =
          new CommandEnvironment(
              System.in,
              out,
              // Java cannot determine this: the launcher does.
              Boolean.getBoolean("pipeline.terminal.out"),
              Terminal.ofProcess(),
              interruption,
              System.getenv(),
              Clock.systemUTC());
      exitCode = Commands.commandLine(surroundings).execute(args);
    }
    System.exit(exitCode);
  }

  /** Buffered, and in UTF-8, independent of the machine's locale. */
  private static OutputStream standardOutput() {
    return new BufferedOutputStream(new FileOutputStream(FileDescriptor.out));
  }
}
