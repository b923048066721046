package ro.wowcinema.pipeline.scheduler.cli.load;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.config.ConfigKey;
import ro.wowcinema.pipeline.core.ledger.RunHistory;
import ro.wowcinema.pipeline.core.ledger.RunRequest;
import ro.wowcinema.pipeline.core.load.format.LandingZone;
import ro.wowcinema.pipeline.jobs.WarehouseDag;
import ro.wowcinema.pipeline.scheduler.cli.result.ReadableText;
import ro.wowcinema.pipeline.scheduler.cli.terminal.CommandEnvironment;
import ro.wowcinema.pipeline.scheduler.cli.terminal.PipelineCommand;
import ro.wowcinema.pipeline.scheduler.cli.terminal.UsageException;
import ro.wowcinema.pipeline.scheduler.lineage.LineageEvents;
import ro.wowcinema.pipeline.scheduler.wiring.DagRunners;
import ro.wowcinema.pipeline.scheduler.wiring.Dags;
import ro.wowcinema.pipeline.scheduler.wiring.KnownDag;
import ro.wowcinema.pipeline.scheduler.wiring.Warehouse;

/** Runs a DAG; where none is named, it loads deliveries. */
@Command(
    name = "run",
    description = {
      "Load the deliveries of a date, or of each date of a range, into the warehouse.",
      "Files that were already loaded are not loaded again; a changed file replaces what it"
          + " contributed.",
      "With --dag: run another DAG for the date or dates."
    },
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  private final PipelineCommand root;
  private final CommandEnvironment surroundings;

  @Option(
      names = "--dag",
      paramLabel = "NAME",
      defaultValue = WarehouseDag.NAME,
      description = "which DAG (default: ${DEFAULT-VALUE}; pipeline dag validate lists them)")
  private KnownDag dag;

  @Option(
      names = "--landing",
      paramLabel = "DIR",
      description = "folder with the deliveries (default: ./landing, or as configured)")
  private Path landing;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Dates dates;

  @Option(names = "--task", paramLabel = "TASK", description = "run this task only")
  private String task;

  @Option(names = "--downstream", description = "with --task: and all tasks after it")
  private boolean downstream;

  @Option(names = "--force", description = "repeat completed tasks, such as loading files again")
  private boolean force;

  @Option(
      names = "--keep-going",
      description =
          "also run the dates after a failed one; its data is added when it is run later"
              + " again")
  private boolean keepGoing;

  @Option(
      names = "--rebuild",
      description = {
        "make every aggregate of the reports, and every queue that feeds them, from the star"
            + " again:",
        "for a warehouse whose reports are wrong or cannot be published"
      })
  private boolean rebuild;

  /** One date or a range. */
  static final class Dates {
    @Option(
        names = "--date",
        required = true,
        paramLabel = "YYYY-MM-DD",
        description = "the logical date")
    private LocalDate date;

    @ArgGroup(exclusive = false)
    private Range range;

    void check() {
      if (range != null) {
        range.check();
      }
    }

    List<LocalDate> list(Function<LocalDate, List<LocalDate>> ranSince) {
      return range == null ? List.of(date) : range.list(ranSince);
    }
  }

  /** Dates from one to another, both included; or those from one on that ran before. */
  static final class Range {
    @Option(
        names = "--from",
        required = true,
        paramLabel = "YYYY-MM-DD",
        description = "first logical date")
    private LocalDate from;

    @Option(
        names = "--to",
        paramLabel = "YYYY-MM-DD",
        description = "last logical date (default: every date since --from that ever ran)")
    private LocalDate to;

    List<LocalDate> list(Function<LocalDate, List<LocalDate>> ranSince) {
      return to == null ? ran(ranSince.apply(from)) : from.datesUntil(to.plusDays(1)).toList();
    }

    private List<LocalDate> ran(List<LocalDate> dates) {
      if (dates.isEmpty()) {
        throw new UsageException(
            "No date from %s on ever ran; specify the last one with --to".formatted(from));
      }
      return dates;
    }

    void check() {
      if (to != null && to.isBefore(from)) {
        throw new UsageException("--to %s is before --from %s".formatted(to, from));
      }
    }
  }

  RunCommand(PipelineCommand root, CommandEnvironment surroundings) {
    this.root = root;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    dates.check();
    Set<String> tasks = tasks();
    requirePublication(tasks);
    Config config = root.config(flags());
    dag.requirement().accept(config);
    try (Warehouse warehouse = Warehouse.open(config, surroundings.terminal()::say);
        LineageEvents events =
            LineageEvents.of(
                config,
                warehouse.connectionInfo(),
                warehouse.database().dsl(),
                surroundings.clock())) {
      warehouse.migrate();
      if (!Dags.onlyDeliversFiles(dag, config)) {
        warehouse.requirePrivacyKey();
      }
      RunHistory history = new RunHistory(warehouse.database());
      List<LocalDate> wanted = dates.list(first -> history.datesFrom(dag.dag(), first));
      requireUpstream(history, wanted, tasks);
      RunRange range =
          new RunRange(
              surroundings,
              dag.dag(),
              new DagRunners(warehouse.database(), config).single(dag, LandingZone.of(config)),
              date -> events.forRun(dag.dag(), date, Dags.lineage(List.of(dag), config)::get));
      return range.run(
              new RunRange.Plan(
                  wanted, tasks, force, rebuild, keepGoing, true, commandWithoutDates()))
          ? 0
          : 1;
    }
  }

  /** A task on its own takes what was done before it for granted, so that must be so. */
  private void requireUpstream(RunHistory history, List<LocalDate> dates, Set<String> tasks) {
    for (LocalDate date : dates) {
      Set<String> missing = history.missingUpstream(RunRequest.all(dag.dag(), date).only(tasks));
      if (!missing.isEmpty()) {
        throw new UsageException(
            "The upstream tasks %s have not succeeded for %s; run the date without --task"
                .formatted(String.join(", ", missing), date));
      }
    }
  }

  /** To be typed again: what is left of a date is resumed, also where one task was requested. */
  private String commandWithoutDates() {
    StringBuilder command = new StringBuilder("./pipeline run");
    if (!dag.name().equals(WarehouseDag.NAME)) {
      command.append(" --dag ").append(dag.name());
    }
    if (landing != null) {
      command.append(" --landing ").append(ReadableText.shellWord(landing.toString()));
    }
    command.append(force && task == null ? " --force" : "");
    command.append(rebuild && task == null ? " --rebuild" : "");
    return command.append(keepGoing ? " --keep-going" : "").toString();
  }

  private void requirePublication(Set<String> tasks) {
    Set<String> wanted = tasks.isEmpty() ? RunRequest.all(dag.dag(), LocalDate.MIN).tasks() : tasks;
    if (rebuild && !wanted.contains(WarehouseDag.PUBLICATION)) {
      throw new UsageException(
          "--rebuild needs the task %s of the DAG %s, which this run leaves out"
              .formatted(WarehouseDag.PUBLICATION, WarehouseDag.NAME));
    }
  }

  private Map<ConfigKey<?>, String> flags() {
    return landing == null ? Map.of() : Map.of(LandingZone.ROOT, landing.toString());
  }

  private Set<String> tasks() {
    if (task == null) {
      if (downstream) {
        throw new UsageException("--downstream goes with --task");
      }
      return Set.of();
    }
    return downstream ? dag.dag().withDescendants(task) : Set.of(dag.dag().task(task).name());
  }
}
