package ro.wowcinema.pipeline.scheduler.cli.load;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import ro.wowcinema.pipeline.scheduler.cli.result.Texts;
import ro.wowcinema.pipeline.scheduler.cli.terminal.MovingLines;
import ro.wowcinema.pipeline.scheduler.cli.terminal.Surroundings;
import ro.wowcinema.pipeline.scheduler.cli.terminal.Terminal;
import ro.wowcinema.pipeline.scheduler.cli.terminal.WorkFailedException;
import ro.wowcinema.platform.simulator.SimulationSummary;
import ro.wowcinema.platform.simulator.Simulator;
import ro.wowcinema.platform.simulator.world.Simulation;

/** Writes a simulation's deliveries, and tells how far it is. */
final class SimulatedDeliveries {
  private final Surroundings surroundings;

  SimulatedDeliveries(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  void write(Simulation simulation, Path landing) throws IOException {
    Terminal terminal = surroundings.terminal();
    MovingLines lines = new MovingLines(terminal);
    Instant startedAt = surroundings.clock().instant();
    SimulationSummary summary =
        new Simulator(simulation).writeTo(landing, day -> show(lines, simulation, day));
    lines.clear();
    terminal.say(
        "wrote %s to %s in %s: %s, %s, %s, %s of them bad on purpose",
        Texts.count(summary.deliveries(), "delivery").replace("deliverys", "deliveries"),
        landing,
        Texts.duration(Duration.between(startedAt, surroundings.clock().instant())),
        Texts.count(summary.users(), "user"),
        Texts.count(summary.titles(), "title"),
        Texts.count(summary.sessions(), "session"),
        Texts.count(summary.badRecords(), "record"));
  }

  private void show(MovingLines lines, Simulation simulation, LocalDate day) {
    if (surroundings.interruption().isRequested()) {
      throw new WorkFailedException("Interrupted; the deliveries up to " + day + " are whole");
    }
    if (surroundings.terminal().isInteractive()) {
      long done = ChronoUnit.DAYS.between(simulation.from(), day) + 1;
      lines.draw("simulating %s  %d of %d days".formatted(day, done, simulation.days()), List.of());
    }
  }
}
