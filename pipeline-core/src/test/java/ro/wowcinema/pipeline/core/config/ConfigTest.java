package ro.wowcinema.pipeline.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wrong value says its key, itself, where it comes from and what it must be. */
final class ConfigTest {
  private static final String SHARE = "a number from 0 to 1";
  private static final String TASKS = "a whole number from 1 to 64";
  private static final String DURATION = "an ISO-8601 duration such as PT30S or PT2H";
  private static final String PERIOD =
      "an ISO-8601 period such as P90D or P2Y, and longer than P0D";

  @Test
  void share() {
    assertThat(flag(ConfigKey.QUARANTINE_MAX_RATIO, "0").quarantineMaxRatio()).isZero();
    assertThat(flag(ConfigKey.QUARANTINE_MAX_RATIO, " 1 ").quarantineMaxRatio()).isEqualTo(1);
    for (String wrong : new String[] {"-0.01", "1.01", "5%", "NaN", ""}) {
      assertWrong(ConfigKey.QUARANTINE_MAX_RATIO, wrong, SHARE, Config::quarantineMaxRatio);
      assertWrong(
          ConfigKey.SNAPSHOT_MAX_SHRINK_RATIO, wrong, SHARE, Config::snapshotMaxShrinkRatio);
    }
  }

  @Test
  void numberOfTasks() {
    assertThat(flag(ConfigKey.TASKS_PARALLELISM, "1").parallelism()).isEqualTo(1);
    assertThat(flag(ConfigKey.TASKS_PARALLELISM, "64").parallelism()).isEqualTo(64);
    for (String wrong : new String[] {"0", "65", "-1", "2.5", "many", "99999999999"}) {
      assertWrong(ConfigKey.TASKS_PARALLELISM, wrong, TASKS, Config::parallelism);
    }
  }

  @Test
  void smallestGroup() {
    assertThat(flag(ConfigKey.REPORTS_SMALLEST_GROUP, "1").smallestGroup()).isEqualTo(1);
    assertWrong(
        ConfigKey.REPORTS_SMALLEST_GROUP, "0", "a whole number from 1", Config::smallestGroup);
  }

  @Test
  void daysOfSimilarity() {
    ConfigKey key = ConfigKey.RECOMMENDATIONS_SIMILARITY_DAYS;
    assertThat(flag(key, "1").similarityDays()).isEqualTo(1);
    assertWrong(key, "0", "a whole number from 1 to 365", Config::similarityDays);
    assertWrong(key, "366", "a whole number from 1 to 365", Config::similarityDays);
  }

  @Test
  void whatSourceFilesMayBe() {
    ConfigKey key = ConfigKey.SOURCE_MAX_EXPANSION;
    assertThat(flag(key, "1").maxExpansion()).isEqualTo(1);
    assertThat(flag(key, "10000").maxExpansion()).isEqualTo(10_000);
    for (String wrong : new String[] {"0", "10001", "x"}) {
      assertWrong(key, wrong, "a whole number from 1 to 10000", Config::maxExpansion);
    }
    assertThat(flag(ConfigKey.SOURCE_ACCEPT_UNTERMINATED, "TRUE").acceptUnterminated()).isTrue();
    assertWrong(
        ConfigKey.SOURCE_ACCEPT_UNTERMINATED, "yes", "true or false", Config::acceptUnterminated);
  }

  @Test
  void longestSession() {
    String expected = "more than PT0S, and at most P366D";
    assertThat(flag(ConfigKey.SESSIONS_LONGEST, "PT36H").longestSession())
        .isEqualTo(Duration.ofHours(36));
    assertThat(flag(ConfigKey.SESSIONS_LONGEST, "P366D").longestSession())
        .isEqualTo(Duration.ofDays(366));
    assertWrong(ConfigKey.SESSIONS_LONGEST, "PT0S", expected, Config::longestSession);
    assertWrong(ConfigKey.SESSIONS_LONGEST, "P366DT1S", expected, Config::longestSession);
  }

  @Test
  void sizeOfCatalogue() {
    assertThat(flag(ConfigKey.CATALOG_SIZE, "0").catalogSize()).isZero();
    assertWrong(ConfigKey.CATALOG_SIZE, "-1", "a whole number from 0", Config::catalogSize);
    assertWrong(ConfigKey.CATALOG_SIZE, "15k", "a whole number from 0", Config::catalogSize);
  }

  @Test
  void duration() {
    assertThat(flag(ConfigKey.TASKS_TIMEOUT, "PT90M").taskTimeout())
        .isEqualTo(Duration.ofMinutes(90));
    assertWrong(ConfigKey.TASKS_TIMEOUT, "2h", DURATION, Config::taskTimeout);
    assertWrong(ConfigKey.DELIVERY_DEADLINE, "-PT1S", DURATION, Config::deliveryDeadline);
    assertWrong(ConfigKey.PLATFORM_OVERLAP, "1h", DURATION, Config::platformOverlap);
  }

  @Test
  void startDates() {
    ConfigKey own = ConfigKey.SCHEDULE_MAINTENANCE_START_DATE;
    ConfigKey common = ConfigKey.SCHEDULE_START_DATE;

    assertThat(flag(own, "").daemon().startDate(own)).isEmpty();
    assertThat(flag(own, "").daemon().startKey(own)).isEqualTo(own);
    assertThat(flag(common, "2026-10-01").daemon().startDate(own))
        .contains(LocalDate.of(2026, 10, 1));
    assertThat(flag(common, "2026-10-01").daemon().startKey(own)).isEqualTo(common);
    Config both =
        ConfigLoader.load(
            Optional.empty(), Map.of(), Map.of(common, "2026-10-01", own, "2026-10-02"));
    assertThat(both.daemon().startDate(own)).contains(LocalDate.of(2026, 10, 2));
    assertThat(both.daemon().startKey(own)).isEqualTo(own);
    assertWrong(
        own, "1 October", "a date such as 2026-10-01", config -> config.daemon().startDate(own));
  }

  @Test
  void period() {
    assertThat(flag(ConfigKey.RETENTION_LOGS, "P6W").retentionOfLogs())
        .isEqualTo(Period.ofDays(42));
    assertThat(flag(ConfigKey.RETENTION_AUDIT, " P1Y6M ").retentionOfAudit())
        .isEqualTo(Period.of(1, 6, 0));
    for (String wrong : new String[] {"90", "PT90H", "P0D", "-P1D", "P1Y-1D", ""}) {
      assertWrong(ConfigKey.RETENTION_LOGS, wrong, PERIOD, Config::retentionOfLogs);
      assertWrong(ConfigKey.RETENTION_AUDIT, wrong, PERIOD, Config::retentionOfAudit);
    }
  }

  @Test
  void schema() {
    assertThat(flag(ConfigKey.PLATFORM_SCHEMA, "shop").platformSchema()).isEqualTo("shop");
    assertWrong(ConfigKey.PLATFORM_SCHEMA, " ", "the name of a schema", Config::platformSchema);
  }

  @Test
  void timeoutOfDownloads() {
    assertThat(flag(ConfigKey.IMDB_TIMEOUT, "PT0.5S").imdbTimeout())
        .isEqualTo(Duration.ofMillis(500));
    assertWrong(ConfigKey.IMDB_TIMEOUT, "PT0S", "more than PT0S", Config::imdbTimeout);
    assertWrong(ConfigKey.IMDB_TIMEOUT, "a minute", DURATION, Config::imdbTimeout);
  }

  @Test
  void timeoutOfAnalysts() {
    ConfigKey key = ConfigKey.ANALYSTS_STATEMENT_TIMEOUT;
    assertThat(flag(key, "PT0.001S").analystsStatementTimeout()).isEqualTo(Duration.ofMillis(1));
    assertThat(flag(key, "PT500H").analystsStatementTimeout()).isEqualTo(Duration.ofHours(500));
    // What PostgreSQL would take for no limit at all, or not take.
    for (String wrong : new String[] {"PT0S", "PT0.0009S", "PT500H0.001S", "P25D"}) {
      assertWrong(key, wrong, "from PT0.001S to PT500H", Config::analystsStatementTimeout);
    }
    assertWrong(key, "5min", DURATION, Config::analystsStatementTimeout);
  }

  @Test
  void whetherToDownload() {
    assertThat(flag(ConfigKey.IMDB_DOWNLOAD, "true").imdbDownload()).isTrue();
    assertThat(flag(ConfigKey.IMDB_DOWNLOAD, " False ").imdbDownload()).isFalse();
    for (String wrong : new String[] {"yes", "1", ""}) {
      assertWrong(ConfigKey.IMDB_DOWNLOAD, wrong, "true or false", Config::imdbDownload);
    }
  }

  @Test
  void webFolder() {
    assertThat(flag(ConfigKey.IMDB_BASE_URL, "http://mirror/imdb").imdbBaseUrl())
        .isEqualTo(URI.create("http://mirror/imdb/"));
    assertThat(flag(ConfigKey.IMDB_BASE_URL, "https://mirror:8443/").imdbBaseUrl())
        .isEqualTo(URI.create("https://mirror:8443/"));
    for (String wrong :
        new String[] {
          "ftp://mirror/", "file:///etc/", "mirror", "http:///x", "http://m/?q=1", "http://m/#f", ""
        }) {
      assertWrong(
          ConfigKey.IMDB_BASE_URL,
          wrong,
          "an http or https URL without user, query and fragment",
          Config::imdbBaseUrl);
    }
  }

  @Test
  void userOfAUrlIsNotRepeated() {
    Config config = flag(ConfigKey.IMDB_BASE_URL, "https://ana:s3cret@mirror/");

    assertThatThrownBy(config::imdbBaseUrl)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("imdb.base-url is 'https://…@mirror/'")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void formatOfLogs() {
    assertThat(flag(ConfigKey.LOGS_FORMAT, " JSON ").logFormat()).isEqualTo(LogFormat.JSON);
    assertWrong(ConfigKey.LOGS_FORMAT, "xml", "one of plain, json", Config::logFormat);
  }

  @Test
  void webServer() {
    assertThat(flag(ConfigKey.WEB_HOST, " 0.0.0.0 ").webHost()).isEqualTo("0.0.0.0");
    assertThat(flag(ConfigKey.WEB_PORT, "0").webPort()).isZero();
    assertThat(flag(ConfigKey.WEB_HOST_NAMES, "").webHostNames()).isEmpty();
    assertThat(flag(ConfigKey.WEB_HOST_NAMES, " node-1, ,node-2 ").webHostNames())
        .containsExactly("node-1", "node-2");
    assertWrong(ConfigKey.WEB_HOST, "", "a host name or address to listen on", Config::webHost);
    assertWrong(ConfigKey.WEB_PORT, "65536", "a whole number from 0 to 65535", Config::webPort);
  }

  @Test
  void targetOfLineage() {
    for (String right : new String[] {"file:lineage.jsonl", "file:///var/x", "https://marquez/"}) {
      assertThat(flag(ConfigKey.OPENLINEAGE_URL, right).openLineageUrl())
          .contains(URI.create(right));
    }
    for (String wrong :
        new String[] {"lineage.jsonl", "file:///", "file://host/x", "ftp://m/", "http://m/?k=1"}) {
      assertWrong(
          ConfigKey.OPENLINEAGE_URL,
          wrong,
          "file:PATH, or an http or https URL without user, query and fragment",
          Config::openLineageUrl);
    }
    assertWrong(
        ConfigKey.OPENLINEAGE_NAMESPACE,
        " ",
        "the namespace of the jobs",
        Config::openLineageNamespace);
  }

  @Test
  void mail() {
    assertThat(flag(ConfigKey.ALERT_EMAIL_TO, "ana@x.ro, ion@x.ro,").alerts().emailTo())
        .containsExactly("ana@x.ro", "ion@x.ro");
    assertThat(flag(ConfigKey.ALERT_SMTP_TLS, "tls").alerts().smtpEncryption())
        .isEqualTo(MailEncryption.TLS);
    assertWrong(
        ConfigKey.ALERT_SMTP_TLS,
        "ssl",
        "one of none, starttls, tls",
        config -> config.alerts().smtpEncryption());
    assertWrong(
        ConfigKey.ALERT_SMTP_HOST,
        "",
        "a mail server, because alert.email-to is set",
        config -> config.alerts().smtpHost());
    assertWrong(
        ConfigKey.ALERT_EMAIL_FROM,
        "",
        "an address, because alert.email-to is set",
        config -> config.alerts().emailFrom());
  }

  @Test
  void webhookIsNotRepeated() {
    assertThat(flag(ConfigKey.ALERT_WEBHOOK_URL, " https://hooks/a?b=c ").alerts().webhookUrl())
        .contains(URI.create("https://hooks/a?b=c"));
    for (String wrong : new String[] {"hooks/s3cret", "ftp://hooks/s3cret", "https:// s3cret"}) {
      AlertConfig alerts = flag(ConfigKey.ALERT_WEBHOOK_URL, wrong).alerts();

      assertThatThrownBy(alerts::webhookUrl)
          .isInstanceOf(ConfigException.class)
          .hasMessage(
              "alert.webhook-url (the command line) must be an http or https URL without user,"
                  + " and is not");
    }
  }

  @Test
  void folder() {
    assertThat(flag(ConfigKey.LANDING, "/data/../in").landing()).isEqualTo(Path.of("/in"));
    assertWrong(ConfigKey.LANDING, "", "a folder", Config::landing);
    assertWrong(ConfigKey.HOME, " ", "a folder", Config::home);
  }

  @Test
  void variableThatHoldsAWrongValueIsNamed() {
    Config config =
        ConfigLoader.load(Optional.empty(), Map.of("PIPELINE_TASKS_PARALLELISM", "many"), Map.of());

    assertThatThrownBy(config::parallelism)
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "tasks.parallelism is 'many' (PIPELINE_TASKS_PARALLELISM), and must be " + TASKS);
  }

  @Test
  void fileThatHoldsAWrongValueIsNamed(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("my.yaml"), "tasks: {timeout: soon}");
    Config config = ConfigLoader.load(Optional.of(file), Map.of(), Map.of());

    assertThatThrownBy(config::taskTimeout)
        .isInstanceOf(ConfigException.class)
        .hasMessage("tasks.timeout is 'soon' (%s), and must be %s".formatted(file, DURATION));
  }

  private static void assertWrong(
      ConfigKey key, String value, String expected, Function<Config, ?> ask) {
    Config config = flag(key, value);

    assertThatThrownBy(() -> ask.apply(config))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "%s is '%s' (the command line), and must be %s".formatted(key.path(), value, expected));
  }

  private static Config flag(ConfigKey key, String value) {
    return ConfigLoader.load(Optional.empty(), Map.of(), Map.of(key, value));
  }
}
