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
import java.util.Map;
import java.util.Optional;
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
   * @throws ConfigException where the file or one that the environment names cannot be read, or it
   *     or the environment has a key that does not exist
   */
  public static Config load(
      Optional<Path> file, Map<String, String> environment, Map<ConfigKey, String> flags) {
    Map<ConfigKey, Settings.Setting> settings = new EnumMap<>(ConfigKey.class);
    for (ConfigKey key : ConfigKey.values()) {
      settings.put(key, new Settings.Setting(key.defaultValue(), "the default"));
    }
    file.or(() -> Optional.of(DEFAULT_FILE).filter(Files::exists))
        .ifPresent(path -> read(path, settings));
    settings.putAll(new EnvironmentSettings(environment).read());
    flags.forEach(
        (key, value) -> settings.put(key, new Settings.Setting(value, "the command line")));
    return new Config(new Settings(settings));
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
        "%s has an unknown key '%s'; known keys are %s".formatted(file, path, ConfigKey.paths()));
  }
}
