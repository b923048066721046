package ro.wowcinema.pipeline.core.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Puts a {@link Config} together from all its sources. */
public final class ConfigLoader {
  private ConfigLoader() {}

  /**
   * Reads the configuration.
   *
   * @param file the file that was asked for; without one {@code pipeline.yaml} in the home. Where
   *     neither flags nor environment name a home, the working folder's {@code pipeline.yaml} may,
   *     and configures it
   * @param environment variables of the process
   * @param flags values given on the command line
   * @throws ConfigException where the file or one that the environment names cannot be read, it or
   *     the environment has a key that does not exist, or it is not clear which file counts
   */
  public static Config load(
      Optional<Path> file, Map<String, String> environment, Map<ConfigKey, String> flags) {
    return load(file, environment, flags, Map.of());
  }

  /**
   * The same.
   *
   * @param tasks values for single tasks, given on the command line
   */
  public static Config load(
      Optional<Path> file,
      Map<String, String> environment,
      Map<ConfigKey, String> flags,
      Map<TaskKey, String> tasks) {
    return load(file, environment, flags, tasks, Path.of(""));
  }

  static Config load(
      Optional<Path> file,
      Map<String, String> environment,
      Map<ConfigKey, String> flags,
      Path workingFolder) {
    return load(file, environment, flags, Map.of(), workingFolder);
  }

  private static Config load(
      Optional<Path> file,
      Map<String, String> environment,
      Map<ConfigKey, String> flags,
      Map<TaskKey, String> tasks,
      Path workingFolder) {
    Settings.Given given = new EnvironmentSettings(environment).read();
    flags.forEach((key, value) -> given.values().put(key, ofCommandLine(value)));
    tasks.forEach((key, value) -> given.tasks().put(key, ofCommandLine(value)));
    Optional<Path> home =
        Optional.ofNullable(given.values().get(ConfigKey.HOME))
            .map(Settings.Setting::value)
            .filter(value -> !value.isBlank())
            .map(workingFolder::resolve);
    Optional<ConfigFile> chosen =
        file.map(ConfigFile::named)
            .or(
                () ->
                    home.isPresent()
                        ? ConfigFile.ofHome(home.get(), workingFolder)
                        : ConfigFile.ofWorkingFolder(workingFolder));

    Settings.Given settings = Settings.Given.nothing();
    for (ConfigKey key : ConfigKey.values()) {
      settings.values().put(key, Settings.Setting.of(key.defaultValue(), "the default"));
    }
    chosen.map(ConfigFile::read).ifPresent(settings::putAll);
    settings.putAll(given);
    return new Config(new Settings(settings));
  }

  private static Settings.Setting ofCommandLine(String value) {
    return Settings.Setting.of(value, "the command line");
  }
}
