package ro.wowcinema.pipeline.scheduler.cli.terminal;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.config.ConfigKey;
import ro.wowcinema.pipeline.core.config.ConfigKeys;
import ro.wowcinema.pipeline.core.config.ConfigLoader;

/** The root of the command line: options that every command has, and what they configure. */
@Command(
    name = "pipeline",
    description = "WoWCinema's data pipeline and warehouse.",
    mixinStandardHelpOptions = true,
    versionProvider = ProductVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Start with 'pipeline demo'. For details: 'pipeline COMMAND --help'.",
      "Configuration: defaults < the home's pipeline.yaml < PIPELINE_* environment variables < flags.",
      "Exit codes: 0 done, 1 the work failed, 2 wrong usage or configuration."
    })
public final class PipelineCommand implements Runnable {
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

  private final ConfigKeys keys;
  private final CommandEnvironment surroundings;

  public PipelineCommand(ConfigKeys keys, CommandEnvironment surroundings) {
    this.keys = keys;
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }

  /** The configuration, with flags of the command on top. */
  public Config config(Map<ConfigKey<?>, String> flags) {
    Map<ConfigKey<?>, String> all = new LinkedHashMap<>();
    settings.forEach((path, value) -> all.put(key(path), value));
    all.putAll(flags);
    Config config =
        new ConfigLoader(keys)
            .load(Optional.ofNullable(configFile), surroundings.environment(), all);
    LogSetup.writeBelow(config.home(), config.get(LogSetup.FORMAT));
    return config;
  }

  public Config config() {
    return config(Map.of());
  }

  private ConfigKey<?> key(String path) {
    return keys.find(path)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "--set: there is no key '%s'; keys are %s".formatted(path, keys.paths())));
  }
}
