package ro.wowcinema.pipeline.core.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts a {@link Config} together from all its sources. */
public final class ConfigLoader {
  private static final Path DEFAULT_FILE = Path.of("pipeline.yaml");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private ConfigLoader() {}

  /**
   * Reads the configuration.
   *
   * @param file the file that was asked for; without one {@code pipeline.yaml} in the working
   *     folder, if it is there
   * @param environment variables of the process
   * @param flags values given on the command line
   * @throws ConfigException where the file cannot be read, or it or the environment has a key that
   *     does not exist
   */
  public static Config load(
      Optional<Path> file, Map<String, String> environment, Map<ConfigKey, String> flags) {
    Map<ConfigKey, Settings.Setting> settings = new EnumMap<>(ConfigKey.class);
    for (ConfigKey key : ConfigKey.values()) {
      settings.put(key, new Settings.Setting(key.defaultValue(), "the default"));
    }
    file.or(() -> Optional.of(DEFAULT_FILE).filter(Files::exists))
        .ifPresent(path -> read(path, settings));
    read(environment, settings);
    flags.forEach(
        (key, value) -> settings.put(key, new Settings.Setting(value, "the command line")));
    return new Config(new Settings(settings));
  }

  private static void read(
      Map<String, String> environment, Map<ConfigKey, Settings.Setting> settings) {
    Set<String> known = new HashSet<>();
    for (ConfigKey key : ConfigKey.values()) {
      String variable = key.environmentVariable();
      known.add(variable);
      if (environment.containsKey(variable)) {
        settings.put(key, new Settings.Setting(environment.get(variable), variable));
      }
    }
    environment.keySet().stream()
        .filter(variable -> isOurs(variable) && !known.contains(variable))
        .sorted()
        .findFirst()
        .ifPresent(
            variable -> {
              throw new ConfigException(
                  "The environment has an unknown variable %s; known ones are %s"
                      .formatted(variable, all(ConfigKey::environmentVariable)));
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

  private static void read(Path file, Map<ConfigKey, Settings.Setting> settings) {
    try {
      JsonNode root = YAML.readTree(Files.readString(file));
      if (!root.isMissingNode() && !root.isNull()) {
        add("", root, file, settings);
      }
    } catch (JsonProcessingException e) {
      throw new ConfigException("%s is not YAML: %s".formatted(file, e.getOriginalMessage()));
    } catch (NoSuchFileException e) {
      throw new ConfigException("Cannot read the configuration: there is no file " + file);
    } catch (IOException e) {
      throw new ConfigException("Cannot read %s: %s".formatted(file, e));
    }
  }

  private static void add(
      String path, JsonNode node, Path file, Map<ConfigKey, Settings.Setting> settings) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              child ->
                  add(
                      path.isEmpty() ? child.getKey() : path + "." + child.getKey(),
                      child.getValue(),
                      file,
                      settings));
      return;
    }
    if (node.isNull() && isSection(path)) {
      return;
    }
    ConfigKey key = ConfigKey.ofPath(path).orElseThrow(() -> unknown(path, file));
    if (!node.isValueNode()) {
      throw new ConfigException("%s in %s must be a single value".formatted(path, file));
    }
    if (!node.isNull()) {
      settings.put(key, new Settings.Setting(node.asText(), file.toString()));
    }
  }

  /** A section whose keys are all commented out has no value. */
  private static boolean isSection(String path) {
    return Stream.of(ConfigKey.values())
        .anyMatch(key -> key.section().filter(path::equals).isPresent());
  }

  private static ConfigException unknown(String path, Path file) {
    return new ConfigException(
        "%s has an unknown key '%s'; known keys are %s"
            .formatted(file, path, all(ConfigKey::path)));
  }

  private static String all(Function<ConfigKey, String> name) {
    return Stream.of(ConfigKey.values()).map(name).collect(Collectors.joining(", "));
  }
}
