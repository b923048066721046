package ro.wowcinema.pipeline.core.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration of one process: defaults, overridden by the home's {@code pipeline.yaml} or the
 * file that was requested, by the environment, and by flags, in this order. Values are checked when
 * they are requested, so that a command does not fail because of a key that it does not use.
 */
public final class Config {
  /** The one key of the mechanism itself: a home has one configuration. */
  public static final ConfigKey<Path> HOME =
      ConfigKey.path(
          "home",
          ".pipeline",
          "folder of `pipeline.yaml`, the embedded database, pid and log files");

  private final Map<String, Setting> given;

  /** The sources' settings, by path. */
  Config(Map<String, Setting> given) {
    this.given = Map.copyOf(given);
  }

  /** These values, as on the command line, and otherwise defaults. */
  public static Config of(Map<ConfigKey<?>, String> flags) {
    return new Config(settings(flags));
  }

  static Map<String, Setting> settings(Map<ConfigKey<?>, String> flags) {
    Map<String, Setting> settings = new HashMap<>();
    flags.forEach((key, value) -> settings.put(key.path(), Setting.of(value, "the command line")));
    return settings;
  }

  /**
   * The value of a key.
   *
   * @throws ConfigException where what is given is wrong; the message says the key, the value,
   *     where it comes from and what it must be
   */
  public <T> T get(ConfigKey<T> key) {
    return key.read(given.getOrDefault(key.path(), key.defaultSetting()));
  }

  /** The same, but empty where no source gives the key a value. */
  public <T> Optional<T> find(ConfigKey<T> key) {
    return Optional.ofNullable(given.get(key.path())).map(key::read);
  }

  /** Names, in order, for which keys of a template are given. */
  public List<String> names(ConfigKey<?> template) {
    return given.keySet().stream()
        .sorted()
        .flatMap(path -> template.nameIn(path).stream())
        .toList();
  }

  /** The source of a key's value, for messages. */
  public String origin(ConfigKey<?> key) {
    return given.getOrDefault(key.path(), key.defaultSetting()).origin();
  }

  public Path home() {
    return get(HOME);
  }
}
