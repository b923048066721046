package ro.wowcinema.pipeline.core.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Builds a {@link Config} from all its sources. */
public final class ConfigLoader {
  private final ConfigKeys keys;

  /** For a program that has these keys. */
  public ConfigLoader(ConfigKeys keys) {
    this.keys = requireNonNull(keys, "keys is null");
  }

  /**
   * Reads the configuration.
   *
   * @param file the file that was requested; without one {@code pipeline.yaml} in the home. Where
   *     neither flags nor environment name a home, the working folder's {@code pipeline.yaml} may,
   *     and configures it
   * @param environment variables of the process
   * @param flags values given on the command line
   * @throws ConfigException where the file or one that the environment names cannot be read, it or
   *     the environment has a key that does not exist, or it is not clear which file counts
   */
  public Config load(
      Optional<Path> file, Map<String, String> environment, Map<ConfigKey<?>, String> flags) {
    return load(file, environment, flags, Path.of(""));
  }

  Config load(
      Optional<Path> file,
      Map<String, String> environment,
      Map<ConfigKey<?>, String> flags,
      Path workingFolder) {
    Map<String, Setting> given = new EnvironmentSettings(keys, environment).read();
    given.putAll(Config.settings(flags));
    Optional<Path> home =
        Optional.ofNullable(given.get(Config.HOME.path()))
            .flatMap(Setting::text)
            .map(workingFolder::resolve);
    Optional<ConfigFile> chosen =
        file.map(path -> ConfigFile.named(keys, path))
            .or(
                () ->
                    home.isPresent()
                        ? ConfigFile.ofHome(keys, home.get(), workingFolder)
                        : ConfigFile.ofWorkingFolder(keys, workingFolder));
    Map<String, Setting> settings = new HashMap<>();
    chosen.map(ConfigFile::read).ifPresent(settings::putAll);
    settings.putAll(given);
    return new Config(settings);
  }
}
