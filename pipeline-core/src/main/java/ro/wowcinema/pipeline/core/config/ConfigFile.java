package ro.wowcinema.pipeline.core.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The one file that configures a home, so that a daemon and every command for the same home agree,
 * whatever their working folders.
 *
 * @param keys that it may have
 * @param path where it is
 * @param folder base of its relative paths
 * @param home the home that it was found in; empty where it may name the home itself
 */
record ConfigFile(ConfigKeys keys, Path path, Path folder, Optional<Path> home) {
  static final String NAME = "pipeline.yaml";

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** A file that was named explicitly; it replaces all others. */
  static ConfigFile named(ConfigKeys keys, Path path) {
    return new ConfigFile(keys, path, Path.of(""), Optional.empty());
  }

  /**
   * The file of a home that the command line or the environment names.
   *
   * @throws ConfigException where only the working folder has a file, which other commands of that
   *     home would not find
   */
  static Optional<ConfigFile> ofHome(ConfigKeys keys, Path home, Path workingFolder) {
    Path own = home.resolve(NAME);
    Path other = workingFolder.resolve(NAME);
    if (Files.exists(own)) {
      return Optional.of(new ConfigFile(keys, own, home, Optional.of(home)));
    }
    if (Files.exists(other)) {
      throw new ConfigException(
          "%s is not read, because the home %s is named, whose own file is %s; move it there, or use --config %1$s"
              .formatted(other, home, own));
    }
    return Optional.empty();
  }

  /**
   * The working folder's file, which may name the home; without one that of the default home.
   *
   * @throws ConfigException where the working folder and its home have a file each
   */
  static Optional<ConfigFile> ofWorkingFolder(ConfigKeys keys, Path workingFolder) {
    Path defaultHome = workingFolder.resolve(Config.HOME.defaultText());
    Path path = workingFolder.resolve(NAME);
    if (!Files.exists(path)) {
      return ofHome(keys, defaultHome, workingFolder);
    }
    ConfigFile file = new ConfigFile(keys, path, workingFolder, Optional.empty());
    Path home =
        Optional.ofNullable(file.read().get(Config.HOME.path()))
            .map(setting -> workingFolder.resolve(setting.value()))
            .orElse(defaultHome);
    Path second = home.resolve(NAME);
    if (Files.exists(second) && !isSame(path, second)) {
      throw new ConfigException(
          "Both %s and %s exist, but a home has one configuration; move the settings into the latter, and delete the former"
              .formatted(path, second));
    }
    return Optional.of(file);
  }

  /** The file's settings. */
  Map<String, Setting> read() {
    Map<String, Setting> settings = new HashMap<>();
    try {
      JsonNode root = YAML.readTree(Files.readString(path));
      if (!root.isMissingNode() && !root.isNull()) {
        add("", root, settings);
      }
    } catch (JsonProcessingException e) {
      throw new ConfigException("%s is not YAML: %s".formatted(path, e.getOriginalMessage()));
    } catch (NoSuchFileException e) {
      throw new ConfigException("Cannot read the configuration: there is no file " + path);
    } catch (IOException e) {
      throw new ConfigException("Cannot read %s: %s".formatted(path, e));
    }
    requireSameHome(Optional.ofNullable(settings.get(Config.HOME.path())));
    return settings;
  }

  private void requireSameHome(Optional<Setting> other) {
    if (home.isPresent()
        && other.isPresent()
        && !absolute(folder.resolve(other.get().value())).equals(absolute(home.get()))) {
      throw new ConfigException(
          "%s names another home, '%s'; remove that line, or set PIPELINE_HOME to the other home"
              .formatted(path, other.get().value()));
    }
  }

  private void add(String key, JsonNode node, Map<String, Setting> settings) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              child ->
                  add(
                      key.isEmpty() ? child.getKey() : key + "." + child.getKey(),
                      child.getValue(),
                      settings));
      return;
    }
    // A section whose keys are all commented out has no value.
    if (node.isNull() && keys.isSection(key)) {
      return;
    }
    if (keys.find(key).isEmpty()) {
      throw unknown(key);
    }
    if (!node.isValueNode()) {
      throw new ConfigException("%s in %s must be a single value".formatted(key, path));
    }
    if (!node.isNull()) {
      settings.put(key, Setting.of(node.asText(), path.toString(), folder));
    }
  }

  private ConfigException unknown(String key) {
    return new ConfigException(
        "%s has an unknown key '%s'; known keys are %s".formatted(path, key, keys.paths()));
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  private static boolean isSame(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException e) {
      throw new ConfigException("Cannot read %s: %s".formatted(other, e));
    }
  }
}
