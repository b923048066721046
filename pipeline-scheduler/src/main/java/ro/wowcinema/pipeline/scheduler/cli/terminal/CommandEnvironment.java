package ro.wowcinema.pipeline.scheduler.cli.terminal;

import static java.util.Objects.requireNonNull;

import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;
import ro.wowcinema.pipeline.scheduler.cli.result.PrintableWriter;
import ro.wowcinema.pipeline.scheduler.cli.result.ResultWriter;

/**
 * The environment of a command.
 *
 * @param in standard input
 * @param out where results go
 * @param outIsTerminal whether results go to a terminal, where control characters do harm
 * @param terminal where progress and messages go
 * @param interruption notifies when the user wants it to stop
 * @param environment variables of the process
 * @param clock for what people read
 */
public record CommandEnvironment(
    InputStream in,
    PrintStream out,
    boolean outIsTerminal,
    Terminal terminal,
    StopRequest interruption,
    Map<String, String> environment,
    Clock clock) {
  public CommandEnvironment {
    requireNonNull(in, "in is null");
    requireNonNull(out, "out is null");
    requireNonNull(terminal, "terminal is null");
    requireNonNull(interruption, "interruption is null");
    environment = Map.copyOf(environment);
    requireNonNull(clock, "clock is null");
  }

  /** A writer to {@link #out} as it is, or one that does no harm to a terminal. */
  public ResultWriter visible(ResultWriter writer) {
    return outIsTerminal ? new PrintableWriter(writer) : writer;
  }
}
