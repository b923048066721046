package ro.wowcinema.pipeline.core.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the environment: a key's value from its variable, or from the file that the variable with
 * suffix _FILE names, so that a secret need not be in the environment, which child processes and
 * anyone who may inspect the process can read.
 */
final class EnvironmentSettings {
  private static final String PREFIX = "PIPELINE_";
  private static final String FILE = "_FILE";

  /** Other words for the database. */
  private static final List<String> MEANT_FOR_US =
      List.of("PIPELINE_DB_", "PIPELINE_PG_", "PIPELINE_POSTGRES", "PIPELINE_JDBC_");

  private final ConfigKeys keys;
  private final Map<String, String> environment;

  EnvironmentSettings(ConfigKeys keys, Map<String, String> environment) {
    this.keys = keys;
    this.environment = Map.copyOf(environment);
  }

  /** The environment's settings, by path. */
  Map<String, Setting> read() {
    Map<String, Setting> settings = new HashMap<>();
    Set<String> known = new HashSet<>(variables());
    for (ConfigKey<?> key : keys.single()) {
      // If a key's own name equals that of another with _FILE, the variable belongs to the key
      // itself.
      String fileVariable = key.environmentVariable() + FILE;
      boolean mayBeInFile = known.add(fileVariable);
      setting(key, mayBeInFile ? Optional.of(fileVariable) : Optional.empty())
          .ifPresent(setting -> settings.put(key.path(), setting));
    }
    environment.forEach(
        (variable, value) ->
            keys.ofVariable(variable)
                .ifPresent(
                    key -> {
                      known.add(variable);
                      settings.put(key.path(), Setting.of(value, variable));
                    }));
    requireKnown(known);
    return settings;
  }

  private Optional<Setting> setting(ConfigKey<?> key, Optional<String> fileVariable) {
    String variable = key.environmentVariable();
    Optional<Setting> given =
        Optional.ofNullable(environment.get(variable)).map(value -> Setting.of(value, variable));
    Optional<Setting> inFile = fileVariable.filter(environment::containsKey).map(this::in);
    if (given.isPresent() && inFile.isPresent()) {
      throw new ConfigException(
          "The environment has both %s and %s; unset one of them"
              .formatted(variable, fileVariable.get()));
    }
    return given.or(() -> inFile);
  }

  private Setting in(String fileVariable) {
    String file = environment.get(fileVariable);
    try {
      String content = Files.readString(Path.of(file));
      return Setting.hidden(
          content.replaceFirst("\\R\\z", ""), "%s, %s".formatted(fileVariable, file));
    } catch (IOException | InvalidPathException e) {
      throw new ConfigException(
          "Cannot read the file '%s' that %s names: %s".formatted(file, fileVariable, e));
    }
  }

  private void requireKnown(Set<String> known) {
    environment.keySet().stream()
        .filter(variable -> !known.contains(variable))
        .sorted()
        .forEach(
            variable -> {
              requireOtherPrefix(variable, known);
              if (variable.startsWith(PREFIX)) {
                requireOthers(variable, known);
              }
            });
  }

  /** A known variable in small letters, or with a mistyped beginning, is an error as well. */
  private static void requireOtherPrefix(String variable, Set<String> known) {
    String typed = variable.toUpperCase(Locale.ROOT);
    int end = typed.indexOf('_') + 1;
    boolean isNear =
        end > 0
            && SpellingSuggestion.nearest(typed.substring(0, end), List.of(PREFIX)).isPresent()
            && known.contains(PREFIX + typed.substring(end));
    if (isNear) {
      throw new ConfigException(
          "%s is unknown; did you mean %s%s?".formatted(variable, PREFIX, typed.substring(end)));
    }
  }

  /**
   * A variable that seems meant for a key is an error: a mistyped PIPELINE_DATABASE_URL must not
   * silently choose the embedded database. It seems so where it is a few letters from a known one,
   * or names a section of the configuration. Other variables that begin with PIPELINE_ may belong
   * to other programs, such as the PIPELINE_ID and PIPELINE_WORKSPACE of build systems.
   */
  private void requireOthers(String variable, Set<String> known) {
    Optional<String> near =
        SpellingSuggestion.nearest(variable.substring(PREFIX.length()), names(known));
    if (near.isPresent()) {
      throw new ConfigException(
          "%s is unknown; did you mean %s%s?".formatted(variable, PREFIX, near.get()));
    }
    if (isOfSection(variable)) {
      throw new ConfigException(
          "The environment has an unknown variable %s; known ones, which may also name a file by %s at their end, are %s"
              .formatted(variable, FILE, String.join(", ", variables())));
    }
  }

  private boolean isOfSection(String variable) {
    return MEANT_FOR_US.stream().anyMatch(variable::startsWith)
        || keys.all().stream()
            .map(ConfigKey::variablePrefix)
            .anyMatch((variable + "_")::startsWith);
  }

  /**
   * Only the distinguishing part is compared: the longer the common part, the more alike any two
   * names would look.
   */
  private static List<String> names(Set<String> variables) {
    return variables.stream()
        .map(variable -> variable.substring(PREFIX.length()))
        .sorted()
        .toList();
  }

  private List<String> variables() {
    return keys.single().stream().map(ConfigKey::environmentVariable).toList();
  }
}
