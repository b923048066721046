package ro.wowcinema.pipeline.core.config;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Every key that a program has; another one is an error. */
public final class ConfigKeys {
  private final Map<String, ConfigKey<?>> byPath = new LinkedHashMap<>();

  /**
   * These keys, and {@link Config#HOME}.
   *
   * @throws IllegalArgumentException where two have the same path
   */
  public ConfigKeys(Collection<ConfigKey<?>> keys) {
    Stream.concat(Stream.of(Config.HOME), keys.stream().filter(key -> key != Config.HOME))
        .forEach(this::add);
  }

  private void add(ConfigKey<?> key) {
    if (byPath.put(key.path(), key) != null) {
      throw new IllegalArgumentException("There are two keys " + key.path());
    }
  }

  /**
   * The keys that are constants of a class, in the order in which it declares them. They are found
   * by reflection, so that a new key is one change: none can be declared and then forgotten in a
   * list.
   */
  public static List<ConfigKey<?>> declaredIn(Class<?> owner) {
    return Stream.of(owner.getDeclaredFields())
        .filter(field -> Modifier.isStatic(field.getModifiers()))
        .filter(field -> field.getType() == ConfigKey.class)
        .<ConfigKey<?>>map(ConfigKeys::value)
        .toList();
  }

  private static ConfigKey<?> value(Field field) {
    try {
      field.setAccessible(true);
      return (ConfigKey<?>) field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("Cannot read " + field, e);
    }
  }

  /** The key of a path, or of a template that it fits. */
  public Optional<ConfigKey<?>> find(String path) {
    return all().stream().<ConfigKey<?>>flatMap(key -> key.at(path).stream()).findFirst();
  }

  /** The key of a template that an environment variable fits. */
  Optional<ConfigKey<?>> ofVariable(String variable) {
    return all().stream()
        .filter(ConfigKey::isTemplate)
        .<ConfigKey<?>>flatMap(key -> key.nameInVariable(variable).map(key::of).stream())
        .findFirst();
  }

  /** In the order of their owners, templates included. */
  public Collection<ConfigKey<?>> all() {
    return byPath.values();
  }

  /** The keys that are not templates. */
  List<ConfigKey<?>> single() {
    return all().stream().filter(key -> !key.isTemplate()).toList();
  }

  /** Paths of all keys, with commas between them. */
  public String paths() {
    return String.join(", ", byPath.keySet());
  }

  boolean isSection(String name) {
    return all().stream().anyMatch(key -> key.section().filter(name::equals).isPresent());
  }
}
