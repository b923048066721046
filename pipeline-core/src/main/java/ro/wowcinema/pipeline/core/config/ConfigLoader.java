package ro.wowcinema.pipeline.core.config;

import java.nio.file.Path;
import java.util.EnumMap;
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
    return load(file, environment, flags, Path.of(""));
  }

  static Config load(
      Optional<Path> file,
      Map<String, String> environment,
      Map<ConfigKey, String> flags,
      Path workingFolder) {
    Map<ConfigKey, Settings.Setting> given = new EnvironmentSettings(environment).read();
    flags.forEach((key, value) -> given.put(key, Settings.Setting.of(value, "the command line")));
    Optional<Path> home =
        Optional.ofNullable(given.get(ConfigKey.HOME))
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

    Map<ConfigKey, Settings.Setting> settings = new EnumMap<>(ConfigKey.class);
    for (ConfigKey key : ConfigKey.values()) {
      settings.put(key, Settings.Setting.of(key.defaultValue(), "the default"));
    }
    chosen.map(ConfigFile::read).ifPresent(settings::putAll);
    settings.putAll(given);
    return new Config(new Settings(settings));
  }
}
