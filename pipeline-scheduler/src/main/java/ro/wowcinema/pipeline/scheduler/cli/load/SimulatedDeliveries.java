package ro.wowcinema.pipeline.scheduler.cli.load;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import ro.wowcinema.pipeline.scheduler.cli.result.ReadableText;
import ro.wowcinema.pipeline.scheduler.cli.terminal.CommandEnvironment;
import ro.wowcinema.pipeline.scheduler.cli.terminal.ProgressLines;
import ro.wowcinema.pipeline.scheduler.cli.terminal.Terminal;
import ro.wowcinema.pipeline.scheduler.cli.terminal.WorkFailedException;
import ro.wowcinema.platform.simulator.SimulationSummary;
import ro.wowcinema.platform.simulator.Simulator;
import ro.wowcinema.platform.simulator.world.Simulation;

/** Writes a simulation's deliveries, and shows their progress. */
final class SimulatedDeliveries {
  private final CommandEnvironment surroundings;

  SimulatedDeliveries(CommandEnvironment surroundings) {
    this.surroundings = surroundings;
  }

  void write(Simulation simulation, Path landing) throws IOException {
    Terminal terminal = surroundings.terminal();
    ProgressLines lines = new ProgressLines(terminal);
    Instant startedAt = surroundings.clock().instant();
    SimulationSummary summary =
        new Simulator(simulation).writeTo(landing, day -> show(lines, simulation, day));
    lines.clear();
    terminal.say(
        "wrote %s to %s in %s: %s, %s, %s, %s of them bad on purpose",
        ReadableText.count(summary.deliveries(), "delivery").replace("deliverys", "deliveries"),
        landing,
        ReadableText.duration(Duration.between(startedAt, surroundings.clock().instant())),
        ReadableText.count(summary.users(), "user"),
        ReadableText.count(summary.titles(), "title"),
        ReadableText.count(summary.sessions(), "session"),
        ReadableText.count(summary.badRecords(), "record"));
  }

  private void show(ProgressLines lines, Simulation simulation, LocalDate day) {
    if (surroundings.interruption().isRequested()) {
      throw new WorkFailedException("Interrupted; the deliveries up to " + day + " are whole");
    }
    if (surroundings.terminal().isInteractive()) {
      long done = ChronoUnit.DAYS.between(simulation.from(), day) + 1;
      lines.draw("simulating %s  %d of %d days".formatted(day, done, simulation.days()), List.of());
    }
  }
}
