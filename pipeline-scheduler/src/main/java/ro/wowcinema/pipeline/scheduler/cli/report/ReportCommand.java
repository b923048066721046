package ro.wowcinema.pipeline.scheduler.cli.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jooq.Table;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ro.wowcinema.pipeline.scheduler.cli.database.MigratedWarehouse;
import ro.wowcinema.pipeline.scheduler.cli.terminal.CommandEnvironment;
import ro.wowcinema.pipeline.scheduler.cli.terminal.PipelineCommand;
import ro.wowcinema.pipeline.scheduler.cli.terminal.ResultFormat;
import ro.wowcinema.pipeline.scheduler.wiring.AnalystAccess;
import ro.wowcinema.pipeline.scheduler.wiring.Warehouse;

/** Reports of the mart. */
@Command(
    name = "report",
    description = "Print a report of the mart, or all of them.",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  private final PipelineCommand root;
  private final CommandEnvironment surroundings;

  @ArgGroup(multiplicity = "1")
  private Which which;

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private ResultFormat format;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "write each report to a file in this folder, not to standard output")
  private Path folder;

  /** One report or all. */
  static final class Which {
    @Parameters(paramLabel = "NAME", description = "its name, with or without report_")
    private String name;

    @Option(names = "--all", description = "every report")
    private boolean all;
  }

  ReportCommand(PipelineCommand root, CommandEnvironment surroundings) {
    this.root = root;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws SQLException, IOException {
    List<Table<?>> reports = which.all ? Reports.ALL : List.of(Reports.named(which.name));
    try (Warehouse warehouse = MigratedWarehouse.open(root.config(), surroundings.terminal());
        AnalystAccess access = warehouse.openForAnalysts()) {
      ReportPrinter printer = new ReportPrinter(access, surroundings, format);
      if (folder != null) {
        write(reports, printer);
      } else if (which.all) {
        printer.printAll(reports, Long.MAX_VALUE);
      } else {
        printer.print(reports.get(0), Long.MAX_VALUE);
      }
      return 0;
    }
  }

  private void write(List<Table<?>> reports, ReportPrinter printer)
      throws SQLException, IOException {
    Files.createDirectories(folder);
    for (Table<?> report : reports) {
      Path file = folder.resolve(report.getName() + "." + format.fileExtension());
      try (PrintStream out =
          new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
        printer.print(report, out, Long.MAX_VALUE);
      }
      surroundings.terminal().say("wrote %s", file);
    }
  }
}
