package ro.wowcinema.pipeline.scheduler.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.TypeConversionException;
import ro.wowcinema.pipeline.scheduler.cli.database.DbCommand;
import ro.wowcinema.pipeline.scheduler.cli.load.LoadCommands;
import ro.wowcinema.pipeline.scheduler.cli.operate.OperateCommands;
import ro.wowcinema.pipeline.scheduler.cli.privacy.PrivacyCommands;
import ro.wowcinema.pipeline.scheduler.cli.report.ReportCommands;
import ro.wowcinema.pipeline.scheduler.cli.terminal.CommandEnvironment;
import ro.wowcinema.pipeline.scheduler.cli.terminal.FailureReport;
import ro.wowcinema.pipeline.scheduler.cli.terminal.PipelineCommand;
import ro.wowcinema.pipeline.scheduler.wiring.Dags;
import ro.wowcinema.pipeline.scheduler.wiring.KnownDag;

/** Every command, in the order of the help. */
final class Commands {
  private Commands() {}

  /** The whole command line, ready to execute. */
  static CommandLine commandLine(CommandEnvironment surroundings) {
    PipelineCommand root = new PipelineCommand(KnownKeys.ALL, surroundings);
    CommandLine commandLine = new CommandLine(root);
    Stream.of(
            LoadCommands.of(root, surroundings),
            OperateCommands.of(root, surroundings),
            ReportCommands.of(root, surroundings),
            List.of(OperateCommands.dag(root, surroundings)),
            List.of(new CommandLine(new DbCommand(root, surroundings))),
            List.of(PrivacyCommands.of(root, surroundings)),
            List.of(new CommandLine(new CommandLine.HelpCommand())))
        .flatMap(List::stream)
        .forEach(commandLine::addSubcommand);
    Ansi ansi = surroundings.terminal().hasColours() ? Ansi.ON : Ansi.OFF;
    commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(ansi));
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setUsageHelpAutoWidth(true);
    commandLine.registerConverter(LocalDate.class, Commands::date);
    commandLine.registerConverter(KnownDag.class, Commands::dag);
    commandLine.setOut(writer(surroundings.out()));
    commandLine.setErr(writer(surroundings.terminal().err()));
    commandLine.setExecutionExceptionHandler(new FailureReport(surroundings.terminal()));
    return commandLine;
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new TypeConversionException("'" + text + "' is not a date; write YYYY-MM-DD");
    }
  }

  private static KnownDag dag(String name) {
    return Dags.named(name)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "there is no DAG '%s'; DAGs are %s".formatted(name, Dags.names())));
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, UTF_8);
  }
}
