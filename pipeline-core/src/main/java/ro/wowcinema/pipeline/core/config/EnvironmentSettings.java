package ro.wowcinema.pipeline.core.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the environment says: a key's value in its variable, or the file that holds the value in the
 * variable with _FILE at its end, so that a secret need not be in the environment, which child
 * processes and whoever may inspect the process see.
 */
final class EnvironmentSettings {
  private static final String FILE = "_FILE";

  private final Map<String, String> environment;

  EnvironmentSettings(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * The keys that the environment sets.
   *
   * @throws ConfigException where it has a variable that does not exist, sets a key twice, or names
   *     a file that cannot be read
   */
  Map<ConfigKey, Settings.Setting> read() {
    Map<ConfigKey, Settings.Setting> settings = new EnumMap<>(ConfigKey.class);
    Set<String> own = variables();
    Set<String> known = new HashSet<>(own);
    for (ConfigKey key : ConfigKey.values()) {
      // Where a key's own name is that of another with _FILE, the variable is the key's own.
      String fileVariable = key.environmentVariable() + FILE;
      boolean mayBeInFile = known.add(fileVariable);
      setting(key, mayBeInFile ? Optional.of(fileVariable) : Optional.empty())
          .ifPresent(setting -> settings.put(key, setting));
    }
    requireKnown(known);
    return settings;
  }

  private Optional<Settings.Setting> setting(ConfigKey key, Optional<String> fileVariable) {
    String variable = key.environmentVariable();
    Optional<Settings.Setting> given =
        Optional.ofNullable(environment.get(variable))
            .map(value -> new Settings.Setting(value, variable));
    Optional<Settings.Setting> inFile = fileVariable.filter(environment::containsKey).map(this::in);
    if (given.isPresent() && inFile.isPresent()) {
      throw new ConfigException(
          "The environment has both %s and %s; unset one of them"
              .formatted(variable, fileVariable.get()));
    }
    return given.or(() -> inFile);
  }

  private Settings.Setting in(String fileVariable) {
    String file = environment.get(fileVariable);
    try {
      String content = Files.readString(Path.of(file));
      return Settings.Setting.hidden(
          content.replaceFirst("\\R\\z", ""), "%s, %s".formatted(fileVariable, file));
    } catch (IOException | InvalidPathException e) {
      throw new ConfigException(
          "Cannot read the file '%s' that %s names: %s".formatted(file, fileVariable, e));
    }
  }

  private void requireKnown(Set<String> known) {
    environment.keySet().stream()
        .filter(variable -> isOurs(variable) && !known.contains(variable))
        .sorted()
        .findFirst()
        .ifPresent(
            variable -> {
              throw new ConfigException(
                  "The environment has an unknown variable %s; known ones, which may also name a file by %s at their end, are %s"
                      .formatted(variable, FILE, names()));
            });
  }

  /**
   * Whether a variable seems meant for a section of the configuration: a mistyped
   * PIPELINE_DATABASE_URL must not silently choose the embedded database. Others that begin with
   * PIPELINE_ may be anybody's.
   */
  private static boolean isOurs(String variable) {
    return Stream.of(ConfigKey.values())
        .flatMap(key -> key.variablePrefix().stream())
        .anyMatch(variable::startsWith);
  }

  private static Set<String> variables() {
    return Stream.of(ConfigKey.values())
        .map(ConfigKey::environmentVariable)
        .collect(Collectors.toSet());
  }

  private static String names() {
    return Stream.of(ConfigKey.values())
        .map(ConfigKey::environmentVariable)
        .collect(Collectors.joining(", "));
  }
}
