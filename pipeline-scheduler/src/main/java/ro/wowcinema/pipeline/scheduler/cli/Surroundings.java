package ro.wowcinema.pipeline.scheduler.cli;

import static java.util.Objects.requireNonNull;

import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;

/**
 * What a command finds around it.
 *
 * @param in what is piped into it
 * @param out where results go
 * @param terminal where progress and messages go
 * @param interruption tells when the user wants it to stop
 * @param environment variables of the process
 * @param clock for what people read
 */
record Surroundings(
    InputStream in,
    PrintStream out,
    Terminal terminal,
    Interruption interruption,
    Map<String, String> environment,
    Clock clock) {
  Surroundings {
    requireNonNull(in, "in is null");
    requireNonNull(out, "out is null");
    requireNonNull(terminal, "terminal is null");
    requireNonNull(interruption, "interruption is null");
    environment = Map.copyOf(environment);
    requireNonNull(clock, "clock is null");
  }
}
