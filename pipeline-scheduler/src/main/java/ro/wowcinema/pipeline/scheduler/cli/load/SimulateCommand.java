package ro.wowcinema.pipeline.scheduler.cli.load;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ro.wowcinema.pipeline.scheduler.cli.terminal.CommandEnvironment;
import ro.wowcinema.pipeline.scheduler.cli.terminal.UsageException;
import ro.wowcinema.platform.simulator.world.Simulation;

/** Deliveries of a platform that does not exist. */
@Command(
    name = "simulate",
    description = {
      "Write simulated deliveries: IMDb's weekly, the platform's every day. Nothing in them is real.",
      "The same arguments give the same bytes."
    },
    mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {
  private final CommandEnvironment surroundings;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "landing folder to write to")
  private Path out;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "YYYY-MM-DD",
      description = "date of the first delivery")
  private LocalDate from;

  @Option(names = "--days", required = true, paramLabel = "N", description = "number of days")
  private int days;

  @Option(
      names = "--users",
      required = true,
      paramLabel = "N",
      description = "users on the first day; more sign up later")
  private int users;

  @Option(
      names = "--titles",
      required = true,
      paramLabel = "N",
      description = "IMDb titles on the first day")
  private int titles;

  @Option(
      names = "--sessions-per-user-day",
      paramLabel = "X",
      defaultValue = "" + Simulation.DEFAULT_SESSIONS_PER_USER_DAY,
      description = "mean viewing sessions of a subscriber on a day (default: ${DEFAULT-VALUE})")
  private double sessionsPerUserDay;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "another seed, other data (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--dirt",
      paramLabel = "RATIO",
      defaultValue = "0",
      description = "share of bad records, 0 to 1, of every kind (default: ${DEFAULT-VALUE})")
  private double dirt;

  SimulateCommand(CommandEnvironment surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException {
    SimulatorLibraries.require();
    Simulation simulation;
    try {
      simulation = new Simulation(from, days, users, titles, sessionsPerUserDay, seed, dirt);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
    new SimulatedDeliveries(surroundings).write(simulation, out);
    return 0;
  }
}
