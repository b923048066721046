package ro.wowcinema.pipeline.scheduler.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.config.ConfigKey;
import ro.wowcinema.pipeline.core.config.ConfigLoader;
import ro.wowcinema.pipeline.core.config.TaskKey;
import ro.wowcinema.pipeline.scheduler.wiring.Dags;
import ro.wowcinema.pipeline.scheduler.wiring.KnownDag;

/** The root of the command line: options that every command has, and the list of commands. */
@Command(
    name = "pipeline",
    description = "WoWCinema's data pipeline and warehouse.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Start with 'pipeline demo'. 'pipeline COMMAND --help' tells more.",
      "Configuration: defaults < the home's pipeline.yaml < PIPELINE_* environment variables < flags.",
      "Exit codes: 0 done, 1 the work failed, 2 wrong usage or configuration."
    })
final class PipelineCommand implements Runnable {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "configuration file (default: pipeline.yaml in the home, if it is there)")
  private Path configFile;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      scope = ScopeType.INHERIT,
      description = "set a configuration key, such as tasks.parallelism=2; may be repeated")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Spec private CommandSpec spec;

  private final Surroundings surroundings;

  private PipelineCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** The whole command line, ready to execute. */
  static CommandLine commandLine(Surroundings surroundings) {
    PipelineCommand root = new PipelineCommand(surroundings);
    CommandLine commandLine =
        new CommandLine(root)
            .addSubcommand(new DemoCommand(root, surroundings))
            .addSubcommand(new SimulateCommand(surroundings))
            .addSubcommand(new RunCommand(root, surroundings))
            .addSubcommand(new DaemonCommand(root, surroundings))
            .addSubcommand(new StatusCommand(root, surroundings))
            .addSubcommand(new TriggerCommand(root, surroundings))
            .addSubcommand(new RerunCommand(root, surroundings))
            .addSubcommand(new BackfillCommand(root, surroundings))
            .addSubcommand(new CancelCommand(root, surroundings))
            .addSubcommand(new MarkSuccessCommand(root, surroundings))
            .addSubcommand(new PauseCommand(root, surroundings))
            .addSubcommand(new ResumeCommand(root, surroundings))
            .addSubcommand(new ReportCommand(root, surroundings))
            .addSubcommand(new SqlCommand(root, surroundings))
            .addSubcommand(
                new CommandLine(new RecommendationsCommand())
                    .addSubcommand(new EvaluateCommand(root, surroundings)))
            .addSubcommand(
                new CommandLine(new DagCommand())
                    .addSubcommand(new DagShowCommand(root, surroundings))
                    .addSubcommand(new DagValidateCommand(root, surroundings))
                    .addSubcommand(new DagPreviewCommand(root, surroundings)))
            .addSubcommand(new DbCommand(root, surroundings))
            .addSubcommand(
                new CommandLine(new PrivacyCommand())
                    .addSubcommand(new PrivacyExportCommand(root, surroundings))
                    .addSubcommand(new PrivacyEraseCommand(root, surroundings))
                    .addSubcommand(new PrivacyRetentionCommand(root, surroundings))
                    .addSubcommand(new PrivacyUnsealCommand(root, surroundings)))
            .addSubcommand(new CommandLine.HelpCommand());
    Ansi ansi = surroundings.terminal().hasColours() ? Ansi.ON : Ansi.OFF;
    commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(ansi));
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setUsageHelpAutoWidth(true);
    commandLine.registerConverter(LocalDate.class, PipelineCommand::date);
    commandLine.registerConverter(KnownDag.class, PipelineCommand::dag);
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

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }

  /** The configuration, with flags of the command on top. */
  Config config(Map<ConfigKey, String> flags) {
    Map<ConfigKey, String> all = new EnumMap<>(ConfigKey.class);
    Map<TaskKey, String> tasks = new HashMap<>();
    settings.forEach(
        (path, value) ->
            TaskKey.ofPath(path)
                .ifPresentOrElse(key -> tasks.put(key, value), () -> all.put(key(path), value)));
    all.putAll(flags);
    Config config =
        ConfigLoader.load(Optional.ofNullable(configFile), surroundings.environment(), all, tasks);
    Logs.writeBelow(config.home(), config.logFormat());
    return config;
  }

  Config config() {
    return config(Map.of());
  }

  private ConfigKey key(String path) {
    return ConfigKey.ofPath(path)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "--set: there is no key '%s'; keys are %s".formatted(path, ConfigKey.paths())));
  }
}
