package ro.wowcinema.pipeline.core.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The values of all keys, read as what they must be. */
final class Settings {
  private final Map<ConfigKey, Setting> values;
  private final Map<TaskKey, Setting> tasks;

  /**
   * What one source gives.
   *
   * @param values of keys
   * @param tasks of keys of single tasks
   */
  record Given(Map<ConfigKey, Setting> values, Map<TaskKey, Setting> tasks) {
    static Given nothing() {
      return new Given(new EnumMap<>(ConfigKey.class), new HashMap<>());
    }

    void putAll(Given others) {
      values.putAll(others.values);
      tasks.putAll(others.tasks);
    }
  }

  /**
   * A value and where it comes from.
   *
   * @param isHidden whether no message may repeat it
   * @param folder what it is relative to where it is a relative path
   */
  record Setting(String value, String origin, boolean isHidden, Path folder) {
    /** Relative to the working folder. */
    static Setting of(String value, String origin) {
      return of(value, origin, Path.of(""));
    }

    static Setting of(String value, String origin, Path folder) {
      return new Setting(value, origin, false, folder);
    }

    /** What came out of a file of its own may be a secret, also where it was put by mistake. */
    static Setting hidden(String value, String origin) {
      return new Setting(value, origin, true, Path.of(""));
    }

    @Override
    public String toString() {
      return origin;
    }
  }

  Settings(Given given) {
    this.values = new EnumMap<>(given.values());
    this.tasks = Map.copyOf(given.tasks());
  }

  Map<TaskKey, Setting> tasks() {
    return tasks;
  }

  /** Empty where nothing, or only white space, is given. */
  Optional<String> text(ConfigKey key) {
    return Optional.of(values.get(key).value()).filter(value -> !value.isBlank());
  }

  /** What stands between commas; empty where nothing is given. */
  List<String> list(ConfigKey key) {
    return text(key).stream()
        .flatMap(text -> Stream.of(text.split(",", -1)))
        .map(String::strip)
        .filter(each -> !each.isEmpty())
        .toList();
  }

  String required(ConfigKey key, String expected) {
    return text(key).map(String::strip).orElseThrow(() -> wrong(key, expected));
  }

  Path path(ConfigKey key) {
    return text(key)
        .map(value -> values.get(key).folder().resolve(value).toAbsolutePath().normalize())
        .orElseThrow(() -> wrong(key, "a folder"));
  }

  boolean flag(ConfigKey key) {
    String expected = "true or false";
    String value = parse(key, text -> text.toLowerCase(Locale.ROOT), expected);
    require(key, value, value.equals("true") || value.equals("false"), expected);
    return value.equals("true");
  }

  /** From the least to the most, both included. */
  int wholeNumber(ConfigKey key, int least, int most) {
    String expected =
        "a whole number from " + least + (most == Integer.MAX_VALUE ? "" : " to " + most);
    int number = parse(key, Integer::parseInt, expected);
    return require(key, number, number >= least && number <= most, expected);
  }

  double ratio(ConfigKey key) {
    String expected = "a number from 0 to 1";
    double ratio = parse(key, Double::parseDouble, expected);
    return require(key, ratio, ratio >= 0 && ratio <= 1, expected);
  }

  Duration duration(ConfigKey key) {
    String expected = "an ISO-8601 duration such as PT30S or PT2H";
    Duration duration = parse(key, Duration::parse, expected);
    return require(key, duration, !duration.isNegative(), expected);
  }

  /** A span of calendar days, months and years; more than nothing. */
  Period period(ConfigKey key) {
    String expected = "an ISO-8601 period such as P90D or P2Y, and longer than P0D";
    Period period = parse(key, Period::parse, expected);
    return require(key, period, !period.isNegative() && !period.isZero(), expected);
  }

  /** One of these constants, whose names are written in lower case. */
  <T extends Enum<T>> T oneOf(ConfigKey key, T[] constants) {
    String value = values.get(key).value().strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(constants)
        .filter(constant -> word(constant).equals(value))
        .findFirst()
        .orElseThrow(() -> wrong(key, words(constants)));
  }

  <T> T parse(ConfigKey key, Function<String, T> parser, String expected) {
    try {
      return parser.apply(values.get(key).value().strip());
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw wrong(key, expected);
    }
  }

  <T> T require(ConfigKey key, T value, boolean isRight, String expected) {
    if (!isRight) {
      throw wrong(key, expected);
    }
    return value;
  }

  ConfigException wrong(ConfigKey key, String expected) {
    Setting setting = values.get(key);
    if (setting.isHidden()) {
      return wrongSecret(key, expected);
    }
    return new ConfigException(
        "%s is '%s' (%s), and must be %s"
            .formatted(key.path(), withoutUser(setting.value()), setting.origin(), expected));
  }

  /** For a value that is itself a secret: it is not repeated. */
  ConfigException wrongSecret(ConfigKey key, String expected) {
    return new ConfigException(
        "%s (%s) must be %s".formatted(key.path(), values.get(key).origin(), expected));
  }

  static boolean isWebUrl(URI url) {
    return ("http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme()))
        && url.getHost() != null;
  }

  /** A URL may hold a password. */
  private static String withoutUser(String value) {
    return value.replaceAll("//[^/]*@", "//…@");
  }

  private static <T extends Enum<T>> String words(T[] constants) {
    return Arrays.stream(constants)
        .map(Settings::word)
        .collect(Collectors.joining(", ", "one of ", ""));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
