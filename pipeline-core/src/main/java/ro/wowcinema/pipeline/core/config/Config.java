package ro.wowcinema.pipeline.core.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The configuration of one process: defaults, overridden by {@code pipeline.yaml}, by the
 * environment, and by flags, in this order. Values are checked when they are asked for.
 */
public final class Config {
  private final Map<ConfigKey, Setting> settings;

  /** A value and where it comes from. */
  record Setting(String value, String origin) {}

  Config(Map<ConfigKey, Setting> settings) {
    this.settings = new EnumMap<>(settings);
  }

  public Path home() {
    return path(ConfigKey.HOME);
  }

  public Path landing() {
    return path(ConfigKey.LANDING);
  }

  /** Empty: use the embedded database. */
  public Optional<String> databaseUrl() {
    return text(ConfigKey.DATABASE_URL);
  }

  public Optional<String> databaseUser() {
    return text(ConfigKey.DATABASE_USER);
  }

  public Optional<String> databasePassword() {
    return text(ConfigKey.DATABASE_PASSWORD);
  }

  /** Who runs the queries of analysts; empty: the database's user, in the analysts' role. */
  public Optional<String> analystUser() {
    return text(ConfigKey.DATABASE_ANALYST_USER);
  }

  public Optional<String> analystPassword() {
    return text(ConfigKey.DATABASE_ANALYST_PASSWORD);
  }

  public double quarantineMaxRatio() {
    return ratio(ConfigKey.QUARANTINE_MAX_RATIO);
  }

  public double snapshotMaxShrinkRatio() {
    return ratio(ConfigKey.SNAPSHOT_MAX_SHRINK_RATIO);
  }

  public int catalogSize() {
    int size = parse(ConfigKey.CATALOG_SIZE, Integer::parseInt, "a whole number from 0");
    return require(ConfigKey.CATALOG_SIZE, size, size >= 0, "a whole number from 0");
  }

  public Duration deliveryDeadline() {
    return duration(ConfigKey.DELIVERY_DEADLINE);
  }

  /** Whether IMDb's files may be downloaded at all. */
  public boolean imdbDownload() {
    String expected = "true or false";
    String value = parse(ConfigKey.IMDB_DOWNLOAD, text -> text.toLowerCase(Locale.ROOT), expected);
    require(
        ConfigKey.IMDB_DOWNLOAD, value, value.equals("true") || value.equals("false"), expected);
    return value.equals("true");
  }

  /** The folder whose files are downloaded: http or https, with a slash at its end. */
  public URI imdbBaseUrl() {
    String expected = "an http or https URL without user, query and fragment";
    URI url = parse(ConfigKey.IMDB_BASE_URL, URI::create, expected);
    require(ConfigKey.IMDB_BASE_URL, url, isPlainWebUrl(url), expected);
    return url.getPath().endsWith("/") ? url : URI.create(url + "/");
  }

  /** How long a download may be silent; more than nothing. */
  public Duration imdbTimeout() {
    Duration timeout = duration(ConfigKey.IMDB_TIMEOUT);
    return require(ConfigKey.IMDB_TIMEOUT, timeout, !timeout.isZero(), "more than PT0S");
  }

  /** Empty: nothing can be extracted. */
  public Optional<String> platformUrl() {
    return text(ConfigKey.PLATFORM_URL);
  }

  public Optional<String> platformUser() {
    return text(ConfigKey.PLATFORM_USER);
  }

  public Optional<String> platformPassword() {
    return text(ConfigKey.PLATFORM_PASSWORD);
  }

  public String platformSchema() {
    return text(ConfigKey.PLATFORM_SCHEMA)
        .orElseThrow(() -> wrong(ConfigKey.PLATFORM_SCHEMA, "the name of a schema"));
  }

  public Duration platformOverlap() {
    return duration(ConfigKey.PLATFORM_OVERLAP);
  }

  public int parallelism() {
    int tasks =
        parse(ConfigKey.TASKS_PARALLELISM, Integer::parseInt, "a whole number from 1 to 64");
    return require(
        ConfigKey.TASKS_PARALLELISM,
        tasks,
        tasks >= 1 && tasks <= 64,
        "a whole number from 1 to 64");
  }

  public Duration taskTimeout() {
    return duration(ConfigKey.TASKS_TIMEOUT);
  }

  private static boolean isPlainWebUrl(URI url) {
    return ("http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme()))
        && url.getHost() != null
        && url.getRawUserInfo() == null
        && url.getRawQuery() == null
        && url.getRawFragment() == null;
  }

  private Path path(ConfigKey key) {
    return text(key)
        .map(value -> Path.of(value).toAbsolutePath().normalize())
        .orElseThrow(() -> wrong(key, "a folder"));
  }

  private double ratio(ConfigKey key) {
    String expected = "a number from 0 to 1";
    double ratio = parse(key, Double::parseDouble, expected);
    return require(key, ratio, ratio >= 0 && ratio <= 1, expected);
  }

  private Duration duration(ConfigKey key) {
    String expected = "an ISO-8601 duration such as PT30S or PT2H";
    Duration duration = parse(key, Duration::parse, expected);
    return require(key, duration, !duration.isNegative(), expected);
  }

  private Optional<String> text(ConfigKey key) {
    return Optional.of(settings.get(key).value()).filter(value -> !value.isBlank());
  }

  private <T> T parse(ConfigKey key, Function<String, T> parser, String expected) {
    try {
      return parser.apply(settings.get(key).value().strip());
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw wrong(key, expected);
    }
  }

  private <T> T require(ConfigKey key, T value, boolean isRight, String expected) {
    if (!isRight) {
      throw wrong(key, expected);
    }
    return value;
  }

  /** A URL may hold a password. */
  private static String withoutUser(String value) {
    return value.replaceAll("//[^/]*@", "//…@");
  }

  private ConfigException wrong(ConfigKey key, String expected) {
    Setting setting = settings.get(key);
    return new ConfigException(
        "%s is '%s' (%s), and must be %s"
            .formatted(key.path(), withoutUser(setting.value()), setting.origin(), expected));
  }
}
