package ro.wowcinema.pipeline.core.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration of one process: defaults, overridden by the home's {@code pipeline.yaml} or the
 * file that was asked for, by the environment, and by flags, in this order. Values are checked when
 * they are asked for.
 */
public final class Config {
  /** PostgreSQL counts milliseconds up to some 24 days. */
  private static final Duration LONGEST_STATEMENT = Duration.ofHours(500);

  private static final Duration LONGEST_SESSION = Duration.ofDays(366);

  private final Settings settings;

  Config(Settings settings) {
    this.settings = settings;
  }

  public Path home() {
    return settings.path(ConfigKey.HOME);
  }

  public Path landing() {
    return settings.path(ConfigKey.LANDING);
  }

  /** Empty: use the embedded database. */
  public Optional<String> databaseUrl() {
    return settings.text(ConfigKey.DATABASE_URL);
  }

  public Optional<String> databaseUser() {
    return settings.text(ConfigKey.DATABASE_USER);
  }

  public Optional<String> databasePassword() {
    return settings.text(ConfigKey.DATABASE_PASSWORD);
  }

  /** Who migrates; empty: the database's user. */
  public Optional<String> ownerUser() {
    return settings.text(ConfigKey.DATABASE_OWNER_USER);
  }

  public Optional<String> ownerPassword() {
    return settings.text(ConfigKey.DATABASE_OWNER_PASSWORD);
  }

  /** Who runs the queries of analysts; empty: nobody, on somebody's own server. */
  public Optional<String> analystUser() {
    return settings.text(ConfigKey.DATABASE_ANALYST_USER);
  }

  public Optional<String> analystPassword() {
    return settings.text(ConfigKey.DATABASE_ANALYST_PASSWORD);
  }

  /** How long a statement of analysts may take, to the millisecond; never without end. */
  public Duration analystsStatementTimeout() {
    ConfigKey key = ConfigKey.ANALYSTS_STATEMENT_TIMEOUT;
    Duration timeout = settings.duration(key);
    return settings.require(
        key,
        timeout,
        timeout.toMillis() > 0 && timeout.compareTo(LONGEST_STATEMENT) <= 0,
        "from PT0.001S to " + LONGEST_STATEMENT);
  }

  public DaemonConfig daemon() {
    return new DaemonConfig(settings);
  }

  public double quarantineMaxRatio() {
    return settings.ratio(ConfigKey.QUARANTINE_MAX_RATIO);
  }

  /** Whether a plain file is read whose last line has no line feed. */
  public boolean acceptUnterminated() {
    return settings.flag(ConfigKey.SOURCE_ACCEPT_UNTERMINATED);
  }

  /** How many times its own size a gzip file may unpack to; gzip itself ends at some 1,000. */
  public int maxExpansion() {
    return settings.wholeNumber(ConfigKey.SOURCE_MAX_EXPANSION, 1, 10_000);
  }

  public double snapshotMaxShrinkRatio() {
    return settings.ratio(ConfigKey.SNAPSHOT_MAX_SHRINK_RATIO);
  }

  /** How long an explicit session may last: more than nothing, and at most a year. */
  public Duration longestSession() {
    Duration longest = settings.duration(ConfigKey.SESSIONS_LONGEST);
    return settings.require(
        ConfigKey.SESSIONS_LONGEST,
        longest,
        !longest.isZero() && longest.compareTo(LONGEST_SESSION) <= 0,
        "more than PT0S, and at most P366D");
  }

  public int catalogSize() {
    return settings.wholeNumber(ConfigKey.CATALOG_SIZE, 0, Integer.MAX_VALUE);
  }

  public int similarityDays() {
    return settings.wholeNumber(ConfigKey.RECOMMENDATIONS_SIMILARITY_DAYS, 1, 365);
  }

  /** At least 1, which every group has. */
  public int smallestGroup() {
    return settings.wholeNumber(ConfigKey.REPORTS_SMALLEST_GROUP, 1, Integer.MAX_VALUE);
  }

  public Duration deliveryDeadline() {
    return settings.duration(ConfigKey.DELIVERY_DEADLINE);
  }

  public boolean retentionIsDaily() {
    return settings.flag(ConfigKey.RETENTION_DAILY);
  }

  /** Whether IMDb's files may be downloaded at all. */
  public boolean imdbDownload() {
    return settings.flag(ConfigKey.IMDB_DOWNLOAD);
  }

  /** The folder whose files are downloaded: http or https, with a slash at its end. */
  public URI imdbBaseUrl() {
    String expected = "an http or https URL without user, query and fragment";
    URI url = settings.parse(ConfigKey.IMDB_BASE_URL, URI::create, expected);
    settings.require(ConfigKey.IMDB_BASE_URL, url, isPlainWebUrl(url), expected);
    return url.getPath().endsWith("/") ? url : URI.create(url + "/");
  }

  /** How long a download may be silent; more than nothing. */
  public Duration imdbTimeout() {
    Duration timeout = settings.duration(ConfigKey.IMDB_TIMEOUT);
    return settings.require(ConfigKey.IMDB_TIMEOUT, timeout, !timeout.isZero(), "more than PT0S");
  }

  /** Empty: nothing can be extracted. */
  public Optional<String> platformUrl() {
    return settings.text(ConfigKey.PLATFORM_URL);
  }

  public Optional<String> platformUser() {
    return settings.text(ConfigKey.PLATFORM_USER);
  }

  public Optional<String> platformPassword() {
    return settings.text(ConfigKey.PLATFORM_PASSWORD);
  }

  public String platformSchema() {
    return settings.required(ConfigKey.PLATFORM_SCHEMA, "the name of a schema");
  }

  public Duration platformOverlap() {
    return settings.duration(ConfigKey.PLATFORM_OVERLAP);
  }

  public int parallelism() {
    return settings.wholeNumber(ConfigKey.TASKS_PARALLELISM, 1, 64);
  }

  public Duration taskTimeout() {
    return settings.duration(ConfigKey.TASKS_TIMEOUT);
  }

  /**
   * What holds for single tasks in the place of what holds for all.
   *
   * @param names of all tasks
   * @param pools that there are
   * @throws ConfigException where a task or pool is unknown, or a value is wrong
   */
  public Map<String, TaskLimits> tasks(Collection<String> names, Collection<String> pools) {
    return new TasksConfig(settings.tasks(), pools).limits(names);
  }

  /** How long logs of tasks, passed checks and alerts are kept. */
  public Period retentionOfLogs() {
    return settings.period(ConfigKey.RETENTION_LOGS);
  }

  /** How long operators' actions and all other results of checks are kept. */
  public Period retentionOfAudit() {
    return settings.period(ConfigKey.RETENTION_AUDIT);
  }

  /** How long users whom the platform deleted stay before they are erased. */
  public Period retentionOfDeletedUsers() {
    return settings.period(ConfigKey.RETENTION_DELETED_USERS);
  }

  /** How long the text of refused records of people is kept. */
  public Period retentionOfRawLines() {
    return settings.period(ConfigKey.RETENTION_RAW_LINES);
  }

  /** How long delivered files about people stay in the landing zone. */
  public Period retentionOfDeliveries() {
    return settings.period(ConfigKey.RETENTION_DELIVERIES);
  }

  /** The file with the privacy key, which need not be there yet. */
  public Path privacyKeyFile() {
    return settings
        .text(ConfigKey.PRIVACY_KEY_FILE)
        .map(file -> settings.path(ConfigKey.PRIVACY_KEY_FILE))
        .orElseGet(() -> home().resolve("privacy.key"));
  }

  public LogFormat logFormat() {
    return settings.oneOf(ConfigKey.LOGS_FORMAT, LogFormat.values());
  }

  /** Where alerts go. */
  public AlertConfig alerts() {
    return new AlertConfig(settings);
  }

  public String webHost() {
    return settings.required(ConfigKey.WEB_HOST, "a host name or address to listen on");
  }

  /** Names, beside the machine's own and {@link #webHost}, that requests may have as their host. */
  public List<String> webHostNames() {
    return settings.list(ConfigKey.WEB_HOST_NAMES);
  }

  /** 0: any free one. */
  public int webPort() {
    return settings.wholeNumber(ConfigKey.WEB_PORT, 0, 65_535);
  }

  /** A file or an http or https URL; empty: lineage events go nowhere. */
  public Optional<URI> openLineageUrl() {
    return settings.text(ConfigKey.OPENLINEAGE_URL).map(text -> lineageTarget());
  }

  private URI lineageTarget() {
    String expected = "file:PATH, or an http or https URL without user, query and fragment";
    URI url = settings.parse(ConfigKey.OPENLINEAGE_URL, URI::create, expected);
    return settings.require(
        ConfigKey.OPENLINEAGE_URL, url, isFile(url) || isPlainWebUrl(url), expected);
  }

  public Optional<String> openLineageApiKey() {
    return settings.text(ConfigKey.OPENLINEAGE_API_KEY);
  }

  public String openLineageNamespace() {
    return settings.required(ConfigKey.OPENLINEAGE_NAMESPACE, "the namespace of the jobs");
  }

  private static boolean isPlainWebUrl(URI url) {
    return Settings.isWebUrl(url)
        && url.getRawUserInfo() == null
        && url.getRawQuery() == null
        && url.getRawFragment() == null;
  }

  private static boolean isFile(URI url) {
    return "file".equalsIgnoreCase(url.getScheme())
        && url.getHost() == null
        && !url.getSchemeSpecificPart().replace("/", "").isEmpty();
  }
}
