package ro.wowcinema.pipeline.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.config.ConfigException;
import ro.wowcinema.pipeline.core.config.ConfigKey;
import ro.wowcinema.pipeline.core.config.ConfigLoader;
import ro.wowcinema.pipeline.core.load.format.LandingZone;
import ro.wowcinema.pipeline.scheduler.wiring.Logins;

/** All keys of the program: their variables, defaults and bounds. */
final class KnownKeysTest {
  private static final String DURATION = "an ISO-8601 duration such as PT30S or PT2H";
  private static final String PERIOD =
      "an ISO-8601 period such as P90D or P2Y, and longer than P0D";
  private static final String WEB_URL = "an http or https URL without user, query and fragment";
  private static final String LINEAGE_URL = "file:PATH, or " + WEB_URL;

  @Test
  void landingFolderIsBesideTheHome() {
    assertThat(Config.of(Map.of()).get(LandingZone.ROOT))
        .isEqualTo(Path.of("landing").toAbsolutePath());
    assertThat(Config.of(Map.of()).home()).isEqualTo(Path.of(".pipeline").toAbsolutePath());
  }

  /** What they are is in docs/configuration.md; a mail server is needed only where mail is sent. */
  @Test
  void everyDefaultIsRight() {
    for (ConfigKey<?> key : KnownKeys.ALL.all()) {
      if (!Set.of("alert.email-from", "alert.smtp-host").contains(key.path())
          && !key.path().startsWith("tasks.TASK.")) {
        assertThat(Config.of(Map.of()).get(key)).as(key.path()).isNotNull();
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "analysts.statement-timeout | PT0.001S | PT0.001S",
        "analysts.statement-timeout | PT500H | PT500H",
        "source.max-expansion | 1 | 1",
        "source.max-expansion | 10000 | 10000",
        "source.accept-unterminated | TRUE | true",
        "sessions.longest | PT36H | PT36H",
        "sessions.longest | P366D | PT8784H",
        "catalog.size | 0 | 0",
        "recommendations.similarity-days | 1 | 1",
        "reports.smallest-group | 1 | 1",
        "imdb.timeout | PT0.5S | PT0.5S",
        "tasks.parallelism | 64 | 64",
        "daemon.lease | PT1S | PT1S",
        "schedule.catch-up | latest | LATEST",
        "schedule.maintenance-start-date | 2026-10-02 | Optional[2026-10-02]",
        "logs.format | JSON | JSON",
        "alert.webhook-url | https://hooks/a?b=c | Optional[https://hooks/a?b=c]",
        "alert.email-to | ana@x.ro, ion@x.ro, | [ana@x.ro, ion@x.ro]",
        "alert.smtp-tls | tls | TLS",
        "web.host | 0.0.0.0 | 0.0.0.0",
        "web.port | 0 | 0",
        "web.host-names | node-1, ,node-2 | [node-1, node-2]",
        "openlineage.url | file:lineage.jsonl | Optional[file:lineage.jsonl]",
        "openlineage.url | file:///var/x | Optional[file:///var/x]",
        "openlineage.url | https://marquez/ | Optional[https://marquez/]"
      })
  void rightValues(String path, String text, String value) {
    assertThat(config(path, text).get(key(path))).hasToString(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // PostgreSQL would take the first two for no limit at all, and refuse the others.
        "analysts.statement-timeout | PT0S | from PT0.001S to PT500H",
        "analysts.statement-timeout | PT0.0009S | from PT0.001S to PT500H",
        "analysts.statement-timeout | PT500H0.001S | from PT0.001S to PT500H",
        "analysts.statement-timeout | P25D | from PT0.001S to PT500H",
        "analysts.statement-timeout | 5min | " + DURATION,
        "quarantine.max-ratio | 1.01 | a number from 0 to 1",
        "snapshot.max-shrink-ratio | -0.01 | a number from 0 to 1",
        "source.max-expansion | 0 | a whole number from 1 to 10000",
        "source.max-expansion | 10001 | a whole number from 1 to 10000",
        "source.accept-unterminated | yes | true or false",
        "sessions.longest | PT0S | more than PT0S, and at most P366D",
        "sessions.longest | P366DT1S | more than PT0S, and at most P366D",
        "catalog.size | -1 | a whole number from 0",
        "recommendations.similarity-days | 0 | a whole number from 1 to 365",
        "recommendations.similarity-days | 366 | a whole number from 1 to 365",
        "reports.smallest-group | 0 | a whole number from 1",
        "delivery.deadline | -PT1S | " + DURATION,
        "imdb.download | 1 | true or false",
        "imdb.base-url | http://m/?q=1 | " + WEB_URL,
        "imdb.timeout | PT0S | more than PT0S",
        "imdb.timeout | a minute | " + DURATION,
        "platform.schema | '' | the name of a schema",
        "platform.overlap | 1h | " + DURATION,
        "tasks.parallelism | 0 | a whole number from 1 to 64",
        "tasks.parallelism | 65 | a whole number from 1 to 64",
        "tasks.heavy | 65 | a whole number from 1 to 64",
        "tasks.timeout | 2h | " + DURATION,
        "daemon.lease | PT0.9S | PT1S or more",
        "schedule.catch-up | some | one of all, latest, none",
        "schedule.start-date | 1 October | a date such as 2026-10-01",
        "schedule.maintenance | noon | a time of day such as 03:30",
        "schedule.maintenance-deadline | 2h | " + DURATION,
        "schedule.maintenance-start-date | 1 October | a date such as 2026-10-01",
        "jmx.host | '' | an address",
        "jmx.port | 65536 | a whole number from 0 to 65535",
        "retention.logs | 90 | " + PERIOD,
        "retention.audit | P0D | " + PERIOD,
        "retention.deleted-users | P0D | " + PERIOD,
        "retention.raw-lines | P0D | " + PERIOD,
        "retention.deliveries | P0D | " + PERIOD,
        "logs.format | xml | one of plain, json",
        "alert.email-from | '' | an address, because alert.email-to is set",
        "alert.smtp-host | '' | a mail server, because alert.email-to is set",
        "alert.smtp-port | 0 | a whole number from 1 to 65535",
        "alert.smtp-tls | ssl | one of none, starttls, tls",
        "web.host | '' | a host name or address to listen on",
        "web.port | 65536 | a whole number from 0 to 65535",
        "openlineage.url | lineage.jsonl | " + LINEAGE_URL,
        "openlineage.url | file:/// | " + LINEAGE_URL,
        "openlineage.url | file://host/x | " + LINEAGE_URL,
        "openlineage.url | ftp://m/ | " + LINEAGE_URL,
        "openlineage.url | http://m/?k=1 | " + LINEAGE_URL,
        "openlineage.namespace | '' | the namespace of the jobs",
        "landing | '' | a folder",
        "home | '' | a folder"
      })
  void wrongValues(String path, String text, String expected) {
    assertThatThrownBy(() -> config(path, text).get(key(path)))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "%s is '%s' (the command line), and must be %s".formatted(path, text, expected));
  }

  @Test
  void webhookIsNotRepeated() {
    Config config = config("alert.webhook-url", "ftp://hooks/s3cret");

    assertThatThrownBy(() -> config.get(key("alert.webhook-url")))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "alert.webhook-url (the command line) must be an http or https URL without user,"
                + " and is not");
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
  void variablesOfOtherProgramsAreIgnored(String variable) {
    assertThat(environment(Map.of(variable, "x")).get(Logins.URL)).isEmpty();
  }

  private static Config environment(Map<String, String> variables) {
    return new ConfigLoader(KnownKeys.ALL).load(Optional.empty(), variables, Map.of());
  }

  private static Config config(String path, String text) {
    return Config.of(Map.of(key(path), text));
  }

  private static ConfigKey<?> key(String path) {
    return KnownKeys.ALL.find(path).orElseThrow();
  }
}
