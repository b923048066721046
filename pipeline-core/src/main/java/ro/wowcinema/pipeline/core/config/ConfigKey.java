package ro.wowcinema.pipeline.core.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that can be configured; a key that is not here is an error. */
public enum ConfigKey {
  HOME("home", ".pipeline", "folder of the embedded database, pid and log files"),
  LANDING("landing", "landing", "folder in which deliveries arrive"),
  DATABASE_URL("database.url", "", "PostgreSQL to use; empty: the embedded one"),
  DATABASE_USER("database.user", "", "user of that PostgreSQL"),
  DATABASE_PASSWORD(
      "database.password", "", "password of that user; better given by the environment"),
  DATABASE_OWNER_USER(
      "database.owner-user", "", "user of that PostgreSQL who migrates; empty: database.user"),
  DATABASE_OWNER_PASSWORD("database.owner-password", "", "password of the owner"),
  DATABASE_ANALYST_USER(
      "database.analyst-user", "", "user of that PostgreSQL who is an analyst, for pipeline sql"),
  DATABASE_ANALYST_PASSWORD("database.analyst-password", "", "password of the analyst"),
  ANALYSTS_STATEMENT_TIMEOUT(
      "analysts.statement-timeout",
      "PT5M",
      "how long a statement of sql and report may take (ISO-8601 duration)"),
  QUARANTINE_MAX_RATIO(
      "quarantine.max-ratio",
      "0.05",
      "share of bad records, 0 to 1, above which a file is refused"),
  SOURCE_ACCEPT_UNTERMINATED(
      "source.accept-unterminated",
      "false",
      "whether a plain file is read whose last line has no line feed (true, false)"),
  SOURCE_MAX_EXPANSION(
      "source.max-expansion",
      "200",
      "times its own size that a gzip file over 64 MiB unpacked may unpack to"),
  SNAPSHOT_MAX_SHRINK_RATIO(
      "snapshot.max-shrink-ratio",
      "0.5",
      "share, 0 to 1, by which a full snapshot may shrink before it is refused"),
  SESSIONS_LONGEST(
      "sessions.longest",
      "P7D",
      "longest explicit session; a longer one is a bad record (ISO-8601 duration)"),
  CATALOG_SIZE("catalog.size", "15000", "titles in the catalogue where none was ever delivered"),
  RECOMMENDATIONS_SIMILARITY_DAYS(
      "recommendations.similarity-days",
      "7",
      "days after which the similarity of movies is worked out again; 1: with every run"),
  REPORTS_SMALLEST_GROUP(
      "reports.smallest-group",
      "5",
      "people below which churn by county and age band says nothing of a group; 1: never"),
  DELIVERY_DEADLINE(
      "delivery.deadline",
      "PT30S",
      "how long pipeline run waits for the platform's delivery (ISO-8601 duration)"),
  IMDB_DOWNLOAD(
      "imdb.download", "false", "whether the DAG imdb_download may download (true, false)"),
  IMDB_BASE_URL("imdb.base-url", "https://datasets.imdbws.com/", "where IMDb publishes its files"),
  IMDB_TIMEOUT(
      "imdb.timeout", "PT60S", "silence after which a download has failed (ISO-8601 duration)"),
  PLATFORM_URL(
      "platform.url", "", "the platform's own PostgreSQL, from which deliveries can be extracted"),
  PLATFORM_USER("platform.user", "", "user of that PostgreSQL, who may read only"),
  PLATFORM_PASSWORD(
      "platform.password", "", "password of that user; better given by the environment"),
  PLATFORM_SCHEMA("platform.schema", "public", "schema of the platform's tables"),
  PLATFORM_OVERLAP(
      "platform.overlap",
      "PT1H",
      "how far an extraction reaches back before the one before (ISO-8601 duration)"),
  TASKS_PARALLELISM("tasks.parallelism", "4", "tasks of a run at a time"),
  TASKS_TIMEOUT(
      "tasks.timeout", "PT2H", "how long one attempt of a task may take (ISO-8601 duration)"),
  TASKS_HEAVY("tasks.heavy", "2", "tasks over all of IMDb at a time, among tasks.parallelism"),
  DAEMON_DELIVERY_DEADLINE(
      "daemon.delivery-deadline",
      "PT3H",
      "how long after it is due a run of the daemon waits for the platform's delivery (ISO-8601 duration)"),
  DAEMON_SHUTDOWN_LIMIT(
      "daemon.shutdown-limit",
      "PT30S",
      "how long tasks may go on when the daemon stops (ISO-8601 duration)"),
  DAEMON_LEASE(
      "daemon.lease", "PT15S", "silence after which a daemon counts as dead (ISO-8601 duration)"),
  SCHEDULE_CATCH_UP(
      "schedule.catch-up",
      "all",
      "dates that run of those whose time passed while no daemon was up (all, latest, none)"),
  SCHEDULE_START_DATE(
      "schedule.start-date",
      "",
      "first date that a DAG runs which has no start date of its own; empty: its first delivery"),
  SCHEDULE_WAREHOUSE("schedule.warehouse", "03:30", "when warehouse is due, the day after"),
  SCHEDULE_WAREHOUSE_DEADLINE(
      "schedule.warehouse-deadline", "PT4H", "how long after that it has to be done"),
  SCHEDULE_WAREHOUSE_START_DATE(
      "schedule.warehouse-start-date",
      "",
      "first date that warehouse runs; empty: schedule.start-date"),
  SCHEDULE_IMDB_DOWNLOAD("schedule.imdb-download", "01:30", "when imdb_download is due"),
  SCHEDULE_IMDB_DOWNLOAD_DEADLINE(
      "schedule.imdb-download-deadline", "PT6H", "how long after that it has to be done"),
  SCHEDULE_IMDB_DOWNLOAD_START_DATE(
      "schedule.imdb-download-start-date",
      "",
      "first date that imdb_download runs; empty: schedule.start-date"),
  SCHEDULE_PLATFORM_EXTRACTION(
      "schedule.platform-extraction", "02:30", "when platform_extraction is due"),
  SCHEDULE_PLATFORM_EXTRACTION_DEADLINE(
      "schedule.platform-extraction-deadline", "PT1H", "how long after that it has to be done"),
  SCHEDULE_PLATFORM_EXTRACTION_START_DATE(
      "schedule.platform-extraction-start-date",
      "",
      "first date that platform_extraction runs; empty: schedule.start-date"),
  SCHEDULE_MAINTENANCE("schedule.maintenance", "05:30", "when maintenance is due"),
  SCHEDULE_MAINTENANCE_DEADLINE(
      "schedule.maintenance-deadline", "PT2H", "how long after that it has to be done"),
  SCHEDULE_MAINTENANCE_START_DATE(
      "schedule.maintenance-start-date",
      "",
      "first date that maintenance runs; empty: schedule.start-date"),
  JMX_HOST("jmx.host", "127.0.0.1", "address that the daemon is operated at"),
  JMX_PORT("jmx.port", "9010", "port that the daemon is operated at; 0: any free one"),
  JMX_PASSWORD_FILE(
      "jmx.password-file", "", "users of JMX and their passwords; empty: the daemon makes some"),
  JMX_ACCESS_FILE("jmx.access-file", "", "users of JMX and what they may (readonly, readwrite)"),
  JMX_KEYSTORE("jmx.keystore", "", "keystore with the daemon's key; empty: no TLS"),
  JMX_KEYSTORE_PASSWORD_FILE("jmx.keystore-password-file", "", "file with the keystore's password"),
  JMX_USER("jmx.user", "", "who operates the daemon; empty: operator, as made by the daemon"),
  JMX_PASSWORD("jmx.password", "", "password of that user; better given by the environment"),
  JMX_TRUSTSTORE("jmx.truststore", "", "truststore with the daemon's certificate; empty: no TLS"),
  JMX_TRUSTSTORE_PASSWORD_FILE(
      "jmx.truststore-password-file", "", "file with the truststore's password"),
  RETENTION_LOGS(
      "retention.logs",
      "P90D",
      "how long logs of tasks, passed checks and alerts are kept (ISO-8601 period)"),
  RETENTION_AUDIT(
      "retention.audit",
      "P2Y",
      "how long operators' actions and other results of checks are kept (ISO-8601 period)"),
  RETENTION_DELETED_USERS(
      "retention.deleted-users",
      "P30D",
      "how long users whom the platform deleted stay before they are erased (ISO-8601 period)"),
  RETENTION_RAW_LINES(
      "retention.raw-lines",
      "P90D",
      "how long the text of refused records of people is kept (ISO-8601 period)"),
  RETENTION_DELIVERIES(
      "retention.deliveries",
      "P2Y",
      "how long delivered files about people stay in the landing zone (ISO-8601 period)"),
  RETENTION_DAILY(
      "retention.daily",
      "false",
      "whether maintenance ends by age what is kept about people, each day (true, false)"),
  PRIVACY_KEY_FILE(
      "privacy.key-file", "", "key that IBANs are sealed with; empty: privacy.key in home"),
  LOGS_FORMAT("logs.format", "plain", "how log lines are written (plain, json)"),
  ALERT_WEBHOOK_URL(
      "alert.webhook-url", "", "http or https URL that alerts are posted to; it may be a secret"),
  ALERT_EMAIL_TO("alert.email-to", "", "who gets alerts by e-mail, with commas between them"),
  ALERT_EMAIL_FROM("alert.email-from", "", "address that such mail comes from"),
  ALERT_SMTP_HOST("alert.smtp-host", "", "mail server that takes it"),
  ALERT_SMTP_PORT("alert.smtp-port", "587", "port of the mail server"),
  ALERT_SMTP_USER("alert.smtp-user", "", "user of the mail server; empty: no login"),
  ALERT_SMTP_PASSWORD(
      "alert.smtp-password", "", "password of that user; better given by the environment"),
  ALERT_SMTP_TLS(
      "alert.smtp-tls", "starttls", "how mail is kept private on its way (none, starttls, tls)"),
  WEB_HOST("web.host", "127.0.0.1", "address that metrics and health are served on"),
  WEB_PORT("web.port", "9180", "port that metrics and health are served on; 0: any free one"),
  WEB_HOST_NAMES(
      "web.host-names",
      "",
      "further names that requests may call that address by, with commas between them"),
  OPENLINEAGE_URL(
      "openlineage.url", "", "where lineage events go: file:PATH, or an http or https URL"),
  OPENLINEAGE_API_KEY(
      "openlineage.api-key", "", "key for that URL; better given by the environment"),
  OPENLINEAGE_NAMESPACE("openlineage.namespace", "wowcinema", "namespace of the jobs in lineage");

  private final String path;
  private final String defaultValue;
  private final String description;

  ConfigKey(String path, String defaultValue, String description) {
    this.path = path;
    this.defaultValue = defaultValue;
    this.description = description;
  }

  /** As in {@code pipeline.yaml}, nesting shown by dots: {@code quarantine.max-ratio}. */
  public String path() {
    return path;
  }

  public String defaultValue() {
    return defaultValue;
  }

  public String description() {
    return description;
  }

  /** Name of the environment variable: {@code PIPELINE_QUARANTINE_MAX_RATIO}. */
  public String environmentVariable() {
    return variable(path);
  }

  /** The keys it stands with in {@code pipeline.yaml}: {@code quarantine}; none for a lone key. */
  Optional<String> section() {
    int dot = path.indexOf('.');
    return dot < 0 ? Optional.empty() : Optional.of(path.substring(0, dot));
  }

  /** What the environment variables of its section begin with: {@code PIPELINE_QUARANTINE_}. */
  Optional<String> variablePrefix() {
    return section().map(name -> variable(name) + "_");
  }

  private static String variable(String path) {
    return "PIPELINE_" + path.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** Paths of all keys, with commas between them. */
  public static String paths() {
    return Stream.concat(Arrays.stream(values()).map(ConfigKey::path), TaskKey.patterns())
        .collect(Collectors.joining(", "));
  }

  /** The key of a path, if there is one. */
  public static Optional<ConfigKey> ofPath(String path) {
    return Arrays.stream(values()).filter(key -> key.path.equals(path)).findFirst();
  }
}
