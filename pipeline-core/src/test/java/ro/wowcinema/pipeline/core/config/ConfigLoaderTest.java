package ro.wowcinema.pipeline.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigLoaderTest {
  private static final String KNOWN_KEYS =
      "known keys are home, landing, database.url, database.user, database.password, "
          + "database.owner-user, database.owner-password, "
          + "database.analyst-user, database.analyst-password, analysts.statement-timeout, "
          + "quarantine.max-ratio, source.accept-unterminated, source.max-expansion, "
          + "snapshot.max-shrink-ratio, sessions.longest, catalog.size, "
          + "recommendations.similarity-days, reports.smallest-group, "
          + "delivery.deadline, "
          + "imdb.download, imdb.base-url, imdb.timeout, "
          + "platform.url, platform.user, platform.password, platform.schema, platform.overlap, "
          + "tasks.parallelism, tasks.timeout, "
          + "tasks.heavy, daemon.delivery-deadline, daemon.shutdown-limit, daemon.lease, "
          + "schedule.catch-up, schedule.start-date, "
          + "schedule.warehouse, schedule.warehouse-deadline, schedule.warehouse-start-date, "
          + "schedule.imdb-download, schedule.imdb-download-deadline, "
          + "schedule.imdb-download-start-date, "
          + "schedule.platform-extraction, schedule.platform-extraction-deadline, "
          + "schedule.platform-extraction-start-date, "
          + "schedule.maintenance, schedule.maintenance-deadline, "
          + "schedule.maintenance-start-date, jmx.host, jmx.port, "
          + "jmx.password-file, jmx.access-file, jmx.keystore, "
          + "jmx.keystore-password-file, jmx.user, jmx.password, jmx.truststore, "
          + "jmx.truststore-password-file, "
          + "retention.logs, retention.audit, "
          + "retention.deleted-users, retention.raw-lines, retention.deliveries, "
          + "retention.daily, privacy.key-file, "
          + "logs.format, "
          + "alert.webhook-url, alert.email-to, alert.email-from, alert.smtp-host, "
          + "alert.smtp-port, alert.smtp-user, alert.smtp-password, alert.smtp-tls, "
          + "web.host, web.port, web.host-names, "
          + "openlineage.url, openlineage.api-key, openlineage.namespace, "
          + "tasks.TASK.retries, tasks.TASK.timeout, tasks.TASK.pool";

  @TempDir Path folder;

  @Test
  void everythingHasADefault() throws IOException {
    Config config = load("");

    assertThat(config.home()).isEqualTo(Path.of(".pipeline").toAbsolutePath());
    assertThat(config.landing()).isEqualTo(Path.of("landing").toAbsolutePath());
    assertThat(config.databaseUrl()).isEmpty();
    assertThat(config.databaseUser()).isEmpty();
    assertThat(config.databasePassword()).isEmpty();
    assertThat(config.analystsStatementTimeout()).isEqualTo(Duration.ofMinutes(5));
    assertThat(config.quarantineMaxRatio()).isEqualTo(0.05);
    assertThat(config.acceptUnterminated()).isFalse();
    assertThat(config.maxExpansion()).isEqualTo(200);
    assertThat(config.snapshotMaxShrinkRatio()).isEqualTo(0.5);
    assertThat(config.catalogSize()).isEqualTo(15_000);
    assertThat(config.similarityDays()).isEqualTo(7);
    assertThat(config.smallestGroup()).isEqualTo(5);
    assertThat(config.deliveryDeadline()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.imdbDownload()).isFalse();
    assertThat(config.imdbBaseUrl()).isEqualTo(URI.create("https://datasets.imdbws.com/"));
    assertThat(config.imdbTimeout()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.platformUrl()).isEmpty();
    assertThat(config.platformUser()).isEmpty();
    assertThat(config.platformPassword()).isEmpty();
    assertThat(config.platformSchema()).isEqualTo("public");
    assertThat(config.platformOverlap()).isEqualTo(Duration.ofHours(1));
    assertThat(config.parallelism()).isEqualTo(4);
    assertThat(config.taskTimeout()).isEqualTo(Duration.ofHours(2));
    assertThat(config.retentionOfLogs()).isEqualTo(Period.ofDays(90));
    assertThat(config.retentionOfAudit()).isEqualTo(Period.ofYears(2));
    assertThat(config.retentionOfDeletedUsers()).isEqualTo(Period.ofDays(30));
    assertThat(config.retentionOfRawLines()).isEqualTo(Period.ofDays(90));
    assertThat(config.retentionOfDeliveries()).isEqualTo(Period.ofYears(2));
    assertThat(config.privacyKeyFile()).isEqualTo(config.home().resolve("privacy.key"));
    assertThat(config.logFormat()).isEqualTo(LogFormat.PLAIN);
    assertThat(config.webHost()).isEqualTo("127.0.0.1");
    assertThat(config.webPort()).isEqualTo(9180);
    assertThat(config.openLineageUrl()).isEmpty();
    assertThat(config.openLineageApiKey()).isEmpty();
    assertThat(config.openLineageNamespace()).isEqualTo("wowcinema");
  }

  @Test
  void alertsGoNowhereByDefault() throws IOException {
    AlertConfig alerts = load("").alerts();

    assertThat(alerts.webhookUrl()).isEmpty();
    assertThat(alerts.emailTo()).isEmpty();
    assertThat(alerts.smtpPort()).isEqualTo(587);
    assertThat(alerts.smtpUser()).isEmpty();
    assertThat(alerts.smtpPassword()).isEmpty();
    assertThat(alerts.smtpEncryption()).isEqualTo(MailEncryption.STARTTLS);
  }

  @Test
  void fileOverridesDefaultEnvironmentOverridesFileAndFlagsOverrideAll() throws IOException {
    String file =
        """
        tasks:
          parallelism: 5
        catalog:
          size: 5
        quarantine:
          max-ratio: 0.5
        """;
    Map<String, String> environment =
        Map.of("PIPELINE_CATALOG_SIZE", "6", "PIPELINE_QUARANTINE_MAX_RATIO", "0.6");
    Map<ConfigKey, String> flags = Map.of(ConfigKey.QUARANTINE_MAX_RATIO, "0.7");

    Config config = ConfigLoader.load(Optional.of(write(file)), environment, flags);

    assertThat(config.taskTimeout()).isEqualTo(Duration.ofHours(2));
    assertThat(config.parallelism()).isEqualTo(5);
    assertThat(config.catalogSize()).isEqualTo(6);
    assertThat(config.quarantineMaxRatio()).isEqualTo(0.7);
  }

  @Test
  void keysMayBeNestedOrDotted() throws IOException {
    Config config = load("database.url: jdbc:postgresql://one/db\ndatabase:\n  user: ana\n");

    assertThat(config.databaseUrl()).contains("jdbc:postgresql://one/db");
    assertThat(config.databaseUser()).contains("ana");
  }

  @Test
  void valueThatIsEmptyOrCommentedOutIsTheDefault() throws IOException {
    Config config = load("tasks:\n  parallelism:\ndatabase:\n#  url: jdbc:postgresql://one/db\n");

    assertThat(config.parallelism()).isEqualTo(4);
    assertThat(config.databaseUrl()).isEmpty();
  }

  @Test
  void everyKeyHasAnEnvironmentVariable() {
    assertThat(ConfigKey.values())
        .extracting(ConfigKey::environmentVariable)
        .containsExactly(
            "PIPELINE_HOME",
            "PIPELINE_LANDING",
            "PIPELINE_DATABASE_URL",
            "PIPELINE_DATABASE_USER",
            "PIPELINE_DATABASE_PASSWORD",
            "PIPELINE_DATABASE_OWNER_USER",
            "PIPELINE_DATABASE_OWNER_PASSWORD",
            "PIPELINE_DATABASE_ANALYST_USER",
            "PIPELINE_DATABASE_ANALYST_PASSWORD",
            "PIPELINE_ANALYSTS_STATEMENT_TIMEOUT",
            "PIPELINE_QUARANTINE_MAX_RATIO",
            "PIPELINE_SOURCE_ACCEPT_UNTERMINATED",
            "PIPELINE_SOURCE_MAX_EXPANSION",
            "PIPELINE_SNAPSHOT_MAX_SHRINK_RATIO",
            "PIPELINE_SESSIONS_LONGEST",
            "PIPELINE_CATALOG_SIZE",
            "PIPELINE_RECOMMENDATIONS_SIMILARITY_DAYS",
            "PIPELINE_REPORTS_SMALLEST_GROUP",
            "PIPELINE_DELIVERY_DEADLINE",
            "PIPELINE_IMDB_DOWNLOAD",
            "PIPELINE_IMDB_BASE_URL",
            "PIPELINE_IMDB_TIMEOUT",
            "PIPELINE_PLATFORM_URL",
            "PIPELINE_PLATFORM_USER",
            "PIPELINE_PLATFORM_PASSWORD",
            "PIPELINE_PLATFORM_SCHEMA",
            "PIPELINE_PLATFORM_OVERLAP",
            "PIPELINE_TASKS_PARALLELISM",
            "PIPELINE_TASKS_TIMEOUT",
            "PIPELINE_TASKS_HEAVY",
            "PIPELINE_DAEMON_DELIVERY_DEADLINE",
            "PIPELINE_DAEMON_SHUTDOWN_LIMIT",
            "PIPELINE_DAEMON_LEASE",
            "PIPELINE_SCHEDULE_CATCH_UP",
            "PIPELINE_SCHEDULE_START_DATE",
            "PIPELINE_SCHEDULE_WAREHOUSE",
            "PIPELINE_SCHEDULE_WAREHOUSE_DEADLINE",
            "PIPELINE_SCHEDULE_WAREHOUSE_START_DATE",
            "PIPELINE_SCHEDULE_IMDB_DOWNLOAD",
            "PIPELINE_SCHEDULE_IMDB_DOWNLOAD_DEADLINE",
            "PIPELINE_SCHEDULE_IMDB_DOWNLOAD_START_DATE",
            "PIPELINE_SCHEDULE_PLATFORM_EXTRACTION",
            "PIPELINE_SCHEDULE_PLATFORM_EXTRACTION_DEADLINE",
            "PIPELINE_SCHEDULE_PLATFORM_EXTRACTION_START_DATE",
            "PIPELINE_SCHEDULE_MAINTENANCE",
            "PIPELINE_SCHEDULE_MAINTENANCE_DEADLINE",
            "PIPELINE_SCHEDULE_MAINTENANCE_START_DATE",
            "PIPELINE_JMX_HOST",
            "PIPELINE_JMX_PORT",
            "PIPELINE_JMX_PASSWORD_FILE",
            "PIPELINE_JMX_ACCESS_FILE",
            "PIPELINE_JMX_KEYSTORE",
            "PIPELINE_JMX_KEYSTORE_PASSWORD_FILE",
            "PIPELINE_JMX_USER",
            "PIPELINE_JMX_PASSWORD",
            "PIPELINE_JMX_TRUSTSTORE",
            "PIPELINE_JMX_TRUSTSTORE_PASSWORD_FILE",
            "PIPELINE_RETENTION_LOGS",
            "PIPELINE_RETENTION_AUDIT",
            "PIPELINE_RETENTION_DELETED_USERS",
            "PIPELINE_RETENTION_RAW_LINES",
            "PIPELINE_RETENTION_DELIVERIES",
            "PIPELINE_RETENTION_DAILY",
            "PIPELINE_PRIVACY_KEY_FILE",
            "PIPELINE_LOGS_FORMAT",
            "PIPELINE_ALERT_WEBHOOK_URL",
            "PIPELINE_ALERT_EMAIL_TO",
            "PIPELINE_ALERT_EMAIL_FROM",
            "PIPELINE_ALERT_SMTP_HOST",
            "PIPELINE_ALERT_SMTP_PORT",
            "PIPELINE_ALERT_SMTP_USER",
            "PIPELINE_ALERT_SMTP_PASSWORD",
            "PIPELINE_ALERT_SMTP_TLS",
            "PIPELINE_WEB_HOST",
            "PIPELINE_WEB_PORT",
            "PIPELINE_WEB_HOST_NAMES",
            "PIPELINE_OPENLINEAGE_URL",
            "PIPELINE_OPENLINEAGE_API_KEY",
            "PIPELINE_OPENLINEAGE_NAMESPACE");
  }

  @Test
  void unknownKeyIsNamedTogetherWithThoseThatExist() {
    assertThatThrownBy(() -> load("database:\n  uri: x\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "%s has an unknown key 'database.uri'; %s"
                .formatted(folder.resolve("pipeline.yaml"), KNOWN_KEYS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"databse:\n  url: x\n", "databse:\n", "landing:\n  dir: x\n", "text"})
  void otherUnknownKeys(String file) {
    assertThatThrownBy(() -> load(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("unknown key '")
        .hasMessageContaining(KNOWN_KEYS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PIPELINE_LANDING_DIRECTORY",
        "PIPELINE_HOME_DIRECTORY",
        "PIPELINE_DB_URL",
        "PIPELINE_PG_URL",
        "PIPELINE_POSTGRES_URL",
        "PIPELINE_JDBC_URL",
        "PIPELINE_DATABASE",
        "PIPELINE_DATABASE_",
        "PIPELINE_DATABASE_ADDRESS",
        "PIPELINE_QUARANTINE_SHARE",
        "PIPELINE_IMDB_URL",
        "PIPELINE_ALERT_WEBHOOK",
        "PIPELINE_OPENLINEAGE_SECRET"
      })
  void unknownVariableOfAKnownSectionIsNamedTogetherWithThoseThatExist(String variable) {
    assertThatThrownBy(() -> environment(Map.of(variable, "x")))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("The environment has an unknown variable " + variable + ";")
        .hasMessageContaining("PIPELINE_DATABASE_URL, PIPELINE_DATABASE_USER")
        .hasMessageEndingWith("PIPELINE_OPENLINEAGE_NAMESPACE");
  }

  @ParameterizedTest
  @CsvSource({
    "PIPELINE_LANDNG, PIPELINE_LANDING",
    "PIPELINE_LANDING_, PIPELINE_LANDING",
    "PIPELINE_HOEM, PIPELINE_HOME",
    "PIPELINE_HOM, PIPELINE_HOME",
    "PIPELINE_DATABSE_URL, PIPELINE_DATABASE_URL",
    "PIPELINE_DATABASEURL, PIPELINE_DATABASE_URL",
    "PIPELINE_DATABASE_URI, PIPELINE_DATABASE_URL",
    "PIPELINE_DATABASE_PASWORD_FILE, PIPELINE_DATABASE_PASSWORD_FILE",
    "PIPELINE_LANDING_FIEL, PIPELINE_LANDING_FILE",
    "PIPELINE_TASKS_PARALELISM, PIPELINE_TASKS_PARALLELISM",
    "PIPELINE_DELIVERY_DEAD_LINE, PIPELINE_DELIVERY_DEADLINE",
    "PIPELNE_DATABASE_URL, PIPELINE_DATABASE_URL",
    "PIPLINE_HOME, PIPELINE_HOME",
    "pipeline_database_url, PIPELINE_DATABASE_URL",
    "Pipeline_Landing, PIPELINE_LANDING"
  })
  void variableThatIsNearlyAKnownOneIsNamedTogetherWithIt(String variable, String meant) {
    assertThatThrownBy(() -> environment(Map.of(variable, "x")))
        .isInstanceOf(ConfigException.class)
        .hasMessage("%s is unknown; did you mean %s?", variable, meant);
  }

  /** Such as those of systems that build software, and of deployments of other products. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "PIPELINE_ID",
        "PIPELINE_URL",
        "PIPELINE_NAME",
        "PIPELINE_MODE",
        "PIPELINE_HOST",
        "PIPELINE_PORT",
        "PIPELINE_USER",
        "PIPELINE_WORKSPACE",
        "PIPELINE_RUN_ID",
        "pipeline_run_id",
        "PIPES_HOME",
        "PIPELINE_RUN_URL",
        "PIPELINE_RUN_NAME",
        "PIPELINE_LOG_URL",
        "PIPELINE_STAGE_ID",
        "PIPELINE_IMAGE_URL",
        "PIPELINE_TRIGGERING_USER",
        "PIPELINE_API_KEY",
        "PIPELINE_TOOLCHAIN_ID",
        "PIPELINE_JAVA_OPTS",
        "CI_PIPELINE_SOURCE",
        "DATABASE_URL",
        "HOME"
      })
  void otherVariablesAreNoneOfOurs(String variable) {
    assertThat(environment(Map.of(variable, "x")).databaseUrl()).isEmpty();
  }

  @Test
  void homesOwnFileConfiguresItWhateverTheWorkingFolder() throws IOException {
    Path home = Files.createDirectory(folder.resolve("home"));
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Files.writeString(home.resolve("pipeline.yaml"), "database.url: postgresql://own/w\n");
    write("database.url: postgresql://other/w\n");
    Map<String, String> named = Map.of("PIPELINE_HOME", home.toString());

    assertThat(load(named, Map.of(), folder).databaseUrl()).contains("postgresql://own/w");
    assertThat(load(named, Map.of(), elsewhere).databaseUrl()).contains("postgresql://own/w");
    assertThat(load(Map.of(), Map.of(ConfigKey.HOME, home.toString()), elsewhere).databaseUrl())
        .contains("postgresql://own/w");
    assertThat(
            load(
                    Map.of("PIPELINE_HOME", elsewhere.toString()),
                    Map.of(ConfigKey.HOME, home.toString()),
                    elsewhere)
                .databaseUrl())
        .contains("postgresql://own/w");
  }

  @Test
  void defaultHomesFileIsReadToo() throws IOException {
    Path home = Files.createDirectory(folder.resolve(".pipeline"));
    Files.writeString(home.resolve("pipeline.yaml"), "catalog.size: 7\n");

    assertThat(load(Map.of(), Map.of(), folder).catalogSize()).isEqualTo(7);
  }

  @Test
  void environmentOverridesHomesFileAndFileThatIsAskedForReplacesIt() throws IOException {
    Files.writeString(
        folder.resolve("pipeline.yaml"), "catalog.size: 7\nreports.smallest-group: 7\n");
    Path other = Files.writeString(folder.resolve("other.yaml"), "reports.smallest-group: 8\n");
    Map<String, String> environment =
        Map.of("PIPELINE_HOME", folder.toString(), "PIPELINE_CATALOG_SIZE", "9");

    Config own = load(environment, Map.of(), folder);
    Config asked = ConfigLoader.load(Optional.of(other), environment, Map.of());

    assertThat(own.catalogSize()).isEqualTo(9);
    assertThat(own.smallestGroup()).isEqualTo(7);
    assertThat(asked.smallestGroup()).isEqualTo(8);
    assertThat(ConfigLoader.load(Optional.of(other), Map.of(), Map.of()).catalogSize())
        .isEqualTo(15_000);
  }

  @Test
  void pathsInHomesFileAreRelativeToIt() throws IOException {
    write("landing: in\nprivacy.key-file: ../keys/privacy.key\n");

    Config config = environment(Map.of("PIPELINE_HOME", folder.toString()));

    assertThat(config.landing()).isEqualTo(folder.resolve("in"));
    assertThat(config.privacyKeyFile()).isEqualTo(folder.resolveSibling("keys/privacy.key"));
    assertThat(load("landing: in\n").landing()).isEqualTo(Path.of("in").toAbsolutePath());
  }

  @Test
  void homesFileMustNotNameAnotherHome() throws IOException {
    Map<String, String> environment = Map.of("PIPELINE_HOME", folder.toString());

    write("home: .\ncatalog.size: 7\n");
    assertThat(environment(environment).catalogSize()).isEqualTo(7);

    write("home: other\n");
    assertThatThrownBy(() -> environment(environment))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "%s names another home, 'other'; remove that line, or set PIPELINE_HOME to the other home"
                .formatted(folder.resolve("pipeline.yaml")));
  }

  @Test
  void workingFoldersFileMayNameTheHomeWhereNothingElseDoes() throws IOException {
    write("home: %s\ncatalog.size: 7\n".formatted(folder.resolve("home")));

    Config config = load(Map.of(), Map.of(), folder);

    assertThat(config.home()).isEqualTo(folder.resolve("home"));
    assertThat(config.catalogSize()).isEqualTo(7);
  }

  @Test
  void workingFolderMayItselfBeTheHome() throws IOException {
    write("home: .\ncatalog.size: 7\n");

    assertThat(load(Map.of(), Map.of(), folder).catalogSize()).isEqualTo(7);
  }

  /** Whoever relied on it must not get an empty database of that home instead. */
  @Test
  void workingFoldersFileIsNotPassedOverInSilence() throws IOException {
    Path home = folder.resolve("home");
    Path file = write("database.url: postgresql://one/w\n");

    assertThatThrownBy(() -> load(Map.of("PIPELINE_HOME", home.toString()), Map.of(), folder))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "%s is not read, because the home %s is named, whose own file is %s; move it there, or say --config %s"
                .formatted(file, home, home.resolve("pipeline.yaml"), file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"catalog.size: 7\n", "home: .pipeline\n"})
  void twoFilesOfOneHomeAreOneTooMany(String text) throws IOException {
    Path file = write(text);
    Path home = Files.createDirectory(folder.resolve(".pipeline"));
    Path second = Files.writeString(home.resolve("pipeline.yaml"), "catalog.size: 8\n");

    assertThatThrownBy(() -> load(Map.of(), Map.of(), folder))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("Both %s and %s are there".formatted(file, second));
  }

  @Test
  void valueMayBeInFileThatVariableNames() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), " pass word \n");
    Path size = Files.writeString(folder.resolve("size"), "7\r\n");

    Config config =
        environment(
            Map.of(
                "PIPELINE_DATABASE_PASSWORD_FILE", secret.toString(),
                "PIPELINE_CATALOG_SIZE_FILE", size.toString()));

    assertThat(config.databasePassword()).contains(" pass word ");
    assertThat(config.catalogSize()).isEqualTo(7);
  }

  @Test
  void onlyTheLastEndOfLineOfFileIsNoPartOfTheValue() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "one\ntwo\n\n");

    assertThat(
            environment(Map.of("PIPELINE_DATABASE_PASSWORD_FILE", secret.toString()))
                .databasePassword())
        .contains("one\ntwo\n");
  }

  @Test
  void flagsAlsoOverrideFileThatVariableNames() throws IOException {
    Path size = Files.writeString(folder.resolve("size"), "7");

    Config config =
        ConfigLoader.load(
            Optional.of(write("catalog:\n  size: 5\n")),
            Map.of("PIPELINE_CATALOG_SIZE_FILE", size.toString()),
            Map.of(ConfigKey.CATALOG_SIZE, "8"));

    assertThat(config.catalogSize()).isEqualTo(8);
  }

  @Test
  void variableAndItsFileAreOneTooMany() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "s3cret");
    Map<String, String> both =
        Map.of(
            "PIPELINE_DATABASE_PASSWORD",
            "other",
            "PIPELINE_DATABASE_PASSWORD_FILE",
            secret.toString());

    assertThatThrownBy(() -> environment(both))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "The environment has both PIPELINE_DATABASE_PASSWORD and PIPELINE_DATABASE_PASSWORD_FILE; unset one of them");
  }

  @Test
  void fileOfVariableThatIsNotThereIsNamed() {
    Path missing = folder.resolve("missing");

    assertThatThrownBy(
            () -> environment(Map.of("PIPELINE_DATABASE_PASSWORD_FILE", missing.toString())))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(
            "Cannot read the file '%s' that PIPELINE_DATABASE_PASSWORD_FILE names: "
                .formatted(missing));
  }

  @Test
  void contentOfFileOfVariableIsNotRepeatedWhereItIsWrong() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "s3cret");
    Config config = environment(Map.of("PIPELINE_CATALOG_SIZE_FILE", secret.toString()));

    assertThatThrownBy(config::catalogSize)
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "catalog.size (PIPELINE_CATALOG_SIZE_FILE, %s) must be a whole number from 0"
                .formatted(secret));
  }

  /** Its value is the path itself: jmx.password has no such variable. */
  @Test
  void variableThatIsOfAKeyIsNotTheFileOfAnother() {
    DaemonConfig daemon =
        environment(Map.of("PIPELINE_JMX_PASSWORD_FILE", "/etc/jmx.password")).daemon();

    assertThat(daemon.jmxFile(ConfigKey.JMX_PASSWORD_FILE)).contains(Path.of("/etc/jmx.password"));
    assertThat(daemon.jmxPassword()).isEmpty();
  }

  @Test
  void unknownVariableOfFileIsUnknown() {
    assertThatThrownBy(() -> environment(Map.of("PIPELINE_DATABASE_CERTIFICATE_FILE", "x")))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(
            "The environment has an unknown variable PIPELINE_DATABASE_CERTIFICATE_FILE;")
        .hasMessageContaining("_FILE at their end");
  }

  @Test
  void fileThatIsNoYamlIsNamed() {
    assertThatThrownBy(() -> load("tasks: [1"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("pipeline.yaml is not YAML");
  }

  @Test
  void fileThatIsNotThereIsNamed() {
    Path missing = folder.resolve("missing.yaml");

    assertThatThrownBy(() -> ConfigLoader.load(Optional.of(missing), Map.of(), Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessage("Cannot read the configuration: there is no file " + missing);
  }

  @Test
  void fileThatCannotBeReadIsNamed() {
    assertThatThrownBy(() -> ConfigLoader.load(Optional.of(folder), Map.of(), Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("Cannot read " + folder);
  }

  @Test
  void listIsNoSingleValue() {
    assertThatThrownBy(() -> load("landing: [a, b]"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("landing in")
        .hasMessageContaining("must be a single value");
  }

  private static Config environment(Map<String, String> variables) {
    return ConfigLoader.load(Optional.empty(), variables, Map.of());
  }

  private static Config load(
      Map<String, String> environment, Map<ConfigKey, String> flags, Path workingFolder) {
    return ConfigLoader.load(Optional.empty(), environment, flags, workingFolder);
  }

  private Config load(String file) throws IOException {
    return ConfigLoader.load(Optional.of(write(file)), Map.of(), Map.of());
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("pipeline.yaml"), text);
  }
}
