package ro.wowcinema.pipeline.core.config;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One thing that can be configured: a constant of the class that it configures. It knows its name,
 * default and meaning, and turns the text that is given into a checked value.
 *
 * <p>A path with a word in capitals, such as {@code tasks.TASK.timeout}, is a template for keys
 * that have a name in its place.
 */
public final class ConfigKey<T> {
  private static final Pattern CAPITALS = Pattern.compile("[A-Z]+");

  private final String path;
  private final String defaultText;
  private final String description;
  private final String expected;
  private final boolean isSecret;
  private final Reader<T> reader;

  /** Turns a text into a value; the key is for messages. */
  private interface Reader<T> {
    T read(ConfigKey<?> key, Setting given);
  }

  private ConfigKey(
      String path, String defaultText, String description, String expected, Reader<T> reader) {
    this(path, defaultText, description, expected, false, reader);
  }

  private ConfigKey(
      String path,
      String defaultText,
      String description,
      String expected,
      boolean isSecret,
      Reader<T> reader) {
    this.path = requireNonNull(path, "path is null");
    this.defaultText = requireNonNull(defaultText, "defaultText is null");
    this.description = requireNonNull(description, "description is null");
    this.expected = requireNonNull(expected, "expected is null");
    this.isSecret = isSecret;
    this.reader = requireNonNull(reader, "reader is null");
  }

  /** Any text, as it stands: a password may begin or end with a space. Empty by default. */
  public static ConfigKey<Optional<String>> text(String path, String description) {
    return new ConfigKey<>(path, "", description, "", (key, given) -> given.text());
  }

  /** A text that must be there when it is requested, without white space around it. */
  public static ConfigKey<String> requiredText(
      String path, String defaultText, String description, String expected) {
    return parsed(path, defaultText, description, text -> text, expected)
        .matching(text -> !text.isEmpty(), expected);
  }

  /** Texts with commas between them; empty by default. */
  public static ConfigKey<List<String>> list(String path, String description) {
    return parsed(path, "", description, ConfigKey::elements, "");
  }

  /** A file or folder; a relative one is relative to the folder of the file that names it. */
  public static ConfigKey<Path> path(String path, String defaultText, String description) {
    return new ConfigKey<>(
        path,
        defaultText,
        description,
        "",
        (key, given) -> given.path().orElseThrow(() -> key.wrong(given, "a folder")));
  }

  /** False by default. */
  public static ConfigKey<Boolean> flag(String path, String description) {
    return oneOf(path, false, description, List.of(false, true), "true or false");
  }

  /** From the least to the most, both included. */
  public static ConfigKey<Integer> wholeNumber(
      String path, String defaultText, String description, int least, int most) {
    String limit = most == Integer.MAX_VALUE ? "" : " to " + most;
    String expected = "a whole number from " + least + limit;
    return parsed(path, defaultText, description, Integer::parseInt, expected)
        .matching(number -> number >= least && number <= most, expected);
  }

  public static ConfigKey<Double> ratio(String path, String defaultText, String description) {
    String expected = "a number from 0 to 1";
    return parsed(path, defaultText, description, Double::parseDouble, expected)
        .matching(ratio -> ratio >= 0 && ratio <= 1, expected);
  }

  public static ConfigKey<Duration> duration(String path, String defaultText, String description) {
    String expected = "an ISO-8601 duration such as PT30S or PT2H";
    return parsed(path, defaultText, description, Duration::parse, expected)
        .matching(duration -> !duration.isNegative(), expected);
  }

  /** A span of calendar days, months and years; more than nothing. */
  public static ConfigKey<Period> period(String path, String defaultText, String description) {
    String expected = "an ISO-8601 period such as P90D or P2Y, and longer than P0D";
    return parsed(path, defaultText, description, Period::parse, expected)
        .matching(period -> !period.isNegative() && !period.isZero(), expected);
  }

  public static ConfigKey<LocalTime> time(String path, String defaultText, String description) {
    return parsed(path, defaultText, description, LocalTime::parse, "a time of day such as 03:30");
  }

  /** Empty by default. */
  public static ConfigKey<Optional<LocalDate>> date(String path, String description) {
    return parsed(path, "", description, LocalDate::parse, "a date such as 2026-10-01").optional();
  }

  public static ConfigKey<URI> url(
      String path, String defaultText, String description, Predicate<URI> check, String expected) {
    return parsed(path, defaultText, description, URI::create, expected).matching(check, expected);
  }

  /** One constant of an enum; users write its name in lower case. */
  public static <E extends Enum<E>> ConfigKey<E> oneOf(
      String path, E defaultValue, String description) {
    List<E> constants = List.of(defaultValue.getDeclaringClass().getEnumConstants());
    String expected =
        constants.stream().map(ConfigKey::word).collect(Collectors.joining(", ", "one of ", ""));
    return oneOf(path, defaultValue, description, constants, expected);
  }

  private static <T> ConfigKey<T> oneOf(
      String path, T defaultValue, String description, List<T> values, String expected) {
    Map<String, T> byWord = values.stream().collect(Collectors.toMap(ConfigKey::word, v -> v));
    return parsed(
        path,
        word(defaultValue),
        description,
        text ->
            Optional.ofNullable(byWord.get(word(text))).orElseThrow(IllegalArgumentException::new),
        expected);
  }

  private static String word(Object value) {
    return value.toString().toLowerCase(Locale.ROOT);
  }

  private static List<String> elements(String text) {
    return Stream.of(text.split(",", -1))
        .map(String::strip)
        .filter(each -> !each.isEmpty())
        .toList();
  }

  private static <T> ConfigKey<T> parsed(
      String path,
      String defaultText,
      String description,
      Function<String, T> parser,
      String expected) {
    Reader<T> reader =
        (key, given) -> {
          try {
            return parser.apply(given.value().strip());
          } catch (IllegalArgumentException | DateTimeParseException e) {
            throw key.wrong(given, expected);
          }
        };
    return new ConfigKey<>(path, defaultText, description, expected, reader);
  }

  /** The same, with a check of its own. */
  public ConfigKey<T> matching(Predicate<? super T> check, String newExpected) {
    return with(
        newExpected,
        (key, given) -> {
          T value = reader.read(key, given);
          if (!check.test(value)) {
            throw key.wrong(given, newExpected);
          }
          return value;
        });
  }

  /** The same, but empty where nothing is given. */
  public ConfigKey<Optional<T>> optional() {
    return with(expected, (key, given) -> given.text().map(unused -> reader.read(key, given)));
  }

  private <U> ConfigKey<U> with(String newExpected, Reader<U> newReader) {
    return new ConfigKey<>(path, defaultText, description, newExpected, isSecret, newReader);
  }

  /** The same, but no message repeats its value. */
  public ConfigKey<T> secret() {
    return new ConfigKey<>(path, defaultText, description, expected, true, reader);
  }

  /** The key of a template that has this name. */
  public ConfigKey<T> of(String name) {
    String named = CAPITALS.matcher(path).replaceFirst(name);
    return new ConfigKey<>(named, defaultText, description, expected, isSecret, reader);
  }

  /** As in {@code pipeline.yaml}, nesting shown by dots: {@code quarantine.max-ratio}. */
  public String path() {
    return path;
  }

  /** Empty where nothing is set by default. */
  public String defaultText() {
    return defaultText;
  }

  public String description() {
    return description;
  }

  /** Describes the valid values; empty where any text is valid. */
  public String expected() {
    return expected;
  }

  public boolean isSecret() {
    return isSecret;
  }

  /** Name of the environment variable: {@code PIPELINE_QUARANTINE_MAX_RATIO}. */
  public String environmentVariable() {
    return variable(path);
  }

  boolean isTemplate() {
    return CAPITALS.matcher(path).find();
  }

  /** This key, or that of this template, where it has the path. */
  Optional<ConfigKey<T>> at(String otherPath) {
    return isTemplate()
        ? nameIn(otherPath).map(this::of)
        : Optional.of(this).filter(key -> key.path.equals(otherPath));
  }

  /** The name in a path that this template fits. */
  Optional<String> nameIn(String otherPath) {
    return name(of("*").path, otherPath);
  }

  /** The name, in lower case, in an environment variable that this template fits. */
  Optional<String> nameInVariable(String variable) {
    return name(of("*").environmentVariable(), variable).map(ConfigKey::word);
  }

  private static Optional<String> name(String template, String text) {
    String pattern = template.replace(".", "\\.").replace("*", "(\\w+)");
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** The keys that share its section of {@code pipeline.yaml}; empty for a key outside of any. */
  Optional<String> section() {
    int dot = path.indexOf('.');
    return dot < 0 ? Optional.empty() : Optional.of(path.substring(0, dot));
  }

  /** Start of variables that seem meant for its section or, where it has none, for itself. */
  String variablePrefix() {
    return section().map(name -> variable(name) + "_").orElseGet(this::environmentVariable);
  }

  private static String variable(String path) {
    return "PIPELINE_" + path.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  T read(Setting given) {
    return reader.read(this, given);
  }

  Setting defaultSetting() {
    return Setting.of(defaultText, "the default");
  }

  private ConfigException wrong(Setting given, String mustBe) {
    if (isSecret || given.isHidden()) {
      return new ConfigException(
          "%s (%s) must be %s%s"
              .formatted(path, given.origin(), mustBe, isSecret ? ", and is not" : ""));
    }
    return new ConfigException(
        "%s is '%s' (%s), and must be %s"
            .formatted(path, withoutUser(given.value()), given.origin(), mustBe));
  }

  /** A URL may hold a password. */
  private static String withoutUser(String value) {
    return value.replaceAll("//[^/]*@", "//…@");
  }

  /** Its path. */
  @Override
  public String toString() {
    return path;
  }
}
