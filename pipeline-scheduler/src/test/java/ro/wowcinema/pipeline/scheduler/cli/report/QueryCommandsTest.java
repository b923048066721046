package ro.wowcinema.pipeline.scheduler.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.warehouse.mart.Tables.DASHBOARD;
import static ro.wowcinema.warehouse.mart.Tables.KPI;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jooq.Record;
import org.jooq.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.scheduler.cli.CliRun;
import ro.wowcinema.pipeline.scheduler.testing.HeldTable;
import ro.wowcinema.warehouse.mart.Mart;

/** sql and report. */
final class QueryCommandsTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @TempDir static Path home;

  @BeforeAll
  static void loadTwoDays() {
    String landing = home.resolve("landing").toString();
    cli(
        "simulate",
        "--out",
        landing,
        "--from",
        "2026-10-30",
        "--days",
        "2",
        "--users",
        "60",
        "--titles",
        "200");
    CliRun loaded = cli("run", "--landing", landing, "--from", "2026-10-30", "--to", "2026-10-31");
    assertThat(loaded.exitCode()).as(loaded.err()).isZero();
  }

  @Test
  void sqlWritesEveryTypeInEveryFormat() {
    String query =
        """
        SELECT 1.50 AS price, 'a,"b"' AS text, NULL AS nothing, true AS yes, date '2026-10-25' AS day,
          timestamptz '2026-10-25 04:00+03' AS instant, '{"a": [1]}'::jsonb AS json""";

    assertThat(cli("sql", "--format", "csv", query).out())
        .isEqualTo(
            """
            price,text,nothing,yes,day,instant,json
            1.50,"a,""b""\",,true,2026-10-25,2026-10-25T01:00:00Z,"{""a"": [1]}"
            """);
    assertThat(cli("sql", "--format", "json", query).out())
        .isEqualTo(
            """
            [
            {"price":1.50,"text":"a,\\"b\\"","nothing":null,"yes":true,"day":"2026-10-25",\
            "instant":"2026-10-25T01:00:00Z","json":{"a": [1]}}
            ]
            """);
    assertThat(cli("sql", query).out())
        .isEqualTo(
            """
            price  text   nothing  yes   day         instant               json
            -----  -----  -------  ----  ----------  --------------------  ----------
             1.50  a,"b"           true  2026-10-25  2026-10-25T01:00:00Z  {"a": [1]}
            (1 row)
            """);
  }

  @Test
  void controlCharactersReachNoTerminal() {
    String query =
        """
        SELECT E'\\x1b]0;mine\\x07a\\u009bb\\u202ec\\nd\\re' AS "na\u001b[31mme", '"\u009b"'::json AS json, 7 AS n""";

    String exact = cli("sql", "--format", "csv", query).out();

    assertThat(exact)
        .isEqualTo(
            "na\u001b[31mme,json,n\n\"\u001b]0;mine\u0007a\u009bb\u202ec\nd\re\",\"\"\"\u009b\"\"\",7\n");
    assertThat(cli("sql", query).out())
        .contains("na\\u001b[31mme")
        .contains("\\u001b]0;mine\\u0007a\\u009bb\\u202ec\\nd\\re")
        .doesNotContain("\u001b", "\u0007", "\u009b", "\u202e", "\r");
    assertThat(onTerminal("sql", "--format", "csv", query).out())
        .contains("na\\u001b[31mme", "\\u001b]0;mine\\u0007a\\u009bb\\u202ec\nd\\u000de", ",7\n")
        .doesNotContain("\u001b", "\u0007", "\u009b", "\u202e", "\r");
    assertThat(onTerminal("sql", "--format", "json", query).out())
        .contains("\"json\":\"\\u009b\"", "\"n\":7")
        .doesNotContain("\u001b", "\u0007", "\u009b", "\u202e", "\r");
    assertThat(cli("sql", "SELECT E'\\x1b[31m'::int").err())
        .contains("\\u001b[31m")
        .doesNotContain("\u001b");
  }

  @Test
  void reportsShowControlCharactersOnATerminalAndKeepThemElsewhere() {
    warehouse.dsl().execute("UPDATE aggregate.plan SET plan_name = plan_name || E'\\x1b[2J'");
    try {
      for (String format : List.of("table", "csv", "json")) {
        assertThat(onTerminal("report", "user_activity_by_plan", "--format", format).out())
            .contains("u001b[2J")
            .doesNotContain("\u001b");
      }
      assertThat(cli("report", "user_activity_by_plan", "--format", "csv").out())
          .contains("\u001b[2J");
    } finally {
      warehouse
          .dsl()
          .execute("UPDATE aggregate.plan SET plan_name = replace(plan_name, E'\\x1b[2J', '')");
    }
  }

  @Test
  void openTransactionsOfQueriesAreLimited() {
    assertThat(cli("sql", "SHOW idle_in_transaction_session_timeout").out()).contains("10min");
  }

  @Test
  void sqlOfNoRowsIsStillWellFormed() {
    String query = "SELECT plan_id FROM warehouse.dim_plan WHERE false";

    assertThat(cli("sql", "--format", "csv", query).out()).isEqualTo("plan_id\n");
    assertThat(cli("sql", "--format", "json", query).out()).isEqualTo("[]\n");
    assertThat(cli("sql", query).out()).isEqualTo("plan_id\n-------\n(0 rows)\n");
  }

  @Test
  void sqlStreamsBeyondTheRowsThatItMeasures() {
    CliRun many = cli("sql", "SELECT n FROM generate_series(1, 2500) AS n");

    assertThat(many.out().lines()).hasSize(2503).contains("2500", "(2,500 rows)");
  }

  @Test
  void sqlReadsAndNothingElse() {
    assertRefused("DELETE FROM warehouse.dim_plan", "read-only transaction");
    assertRefused("CREATE TABLE mart.mine (id int)", "read-only transaction");
    assertRefused("SELECT * FROM pii.user_identity", "permission denied for schema pii");
    assertRefused("SELECT * FROM ops.quarantine", "permission denied for schema ops");
    assertRefused("SELECT * FROM cleansed.user_change", "permission denied for schema cleansed");
    assertRefused("SELEC 1", "syntax error");
    assertThat(warehouse.dsl().fetchValue("SELECT count(*) FROM warehouse.dim_plan")).isEqualTo(4L);
  }

  @Test
  void statementThatTakesTooLongIsStoppedAndSaysHowToGiveItMoreTime() {
    CliRun stopped = cli("sql", "--timeout", "PT0.3S", "SELECT pg_sleep(60)");

    assertThat(stopped.err())
        .contains(
            "error: The statement took longer than 0.3 s (analysts.statement-timeout) and was stopped;")
        .contains("--set analysts.statement-timeout=PT1H");
    assertThat(stopped.exitCode()).isEqualTo(1);
    assertThat(stopped.out()).isEmpty();
  }

  @Test
  void reportThatTakesTooLongIsStoppedAsWell() throws SQLException {
    try (HeldTable held = HeldTable.of(warehouse.database(), "aggregate.user_status")) {
      CliRun stopped =
          cli("report", "inactive_users", "--set", "analysts.statement-timeout=PT0.3S");

      assertThat(stopped.err()).contains("took longer than 0.3 s (analysts.statement-timeout)");
      assertThat(stopped.exitCode()).isEqualTo(1);
    }
  }

  @Test
  void statementsHaveFiveMinutesOrWhatIsConfigured() {
    String query = "SHOW statement_timeout";

    assertThat(cli("sql", query).out()).contains("5min");
    assertThat(cli("sql", "--set", "analysts.statement-timeout=PT1H", query).out()).contains("1h");
    assertThat(cli("sql", "--timeout", "PT2M", query).out()).contains("2min");
    CliRun wrong = cli("sql", "--timeout", "forever", query);
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err()).contains("analysts.statement-timeout is 'forever' (the command line)");
  }

  @Test
  void sqlTakesOneStatementThatAnswersRows() {
    CliRun several = cli("sql", "SELECT 1; RESET ROLE; SELECT * FROM pii.user_identity");
    CliRun none = cli("sql", "SET search_path = mart");

    assertThat(several.exitCode()).isEqualTo(2);
    assertThat(several.err()).contains("Expected exactly one SQL statement, got 3");
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err()).contains("write a SELECT");
  }

  /** The pool closes a connection on which the server says so. */
  @Test
  void unsupportedServerIsReported() {
    CliRun refused = cli("sql", "SELECT count(DISTINCT n) OVER () FROM generate_series(1, 3) AS n");

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("DISTINCT is not implemented for window functions");
  }

  @Test
  void reportsAreThoseOfTheMart() {
    List<String> views =
        Mart.MART.getTables().stream()
            .map(table -> table.getName())
            .filter(
                name ->
                    name.startsWith("report_")
                        || List.of("kpi", "kpi_component", "kpi_history").contains(name)
                        || name.equals("user_recommendation"))
            .toList();

    assertThat(Reports.names()).containsExactlyInAnyOrderElementsOf(views);
  }

  @Test
  void everyReportAndEveryKpiIsOnADashboard() {
    Result<Record> tiles = warehouse.dsl().fetch(DASHBOARD);

    assertThat(tiles.intoSet(DASHBOARD.REPORT))
        .containsExactlyInAnyOrderElementsOf(Reports.names().toList());
    assertThat(tiles.getValues(DASHBOARD.KPI))
        .filteredOn(Objects::nonNull)
        .containsExactlyInAnyOrderElementsOf(
            warehouse.dsl().selectDistinct(KPI.KPI_).from(KPI).fetch(KPI.KPI_));
  }

  @Test
  void reportPrintsOneByItsNameWithOrWithoutPrefix() {
    CliRun full = cli("report", "report_user_activity", "--format", "csv");
    CliRun brief = cli("report", "user-activity", "--format", "csv");

    assertThat(full.exitCode()).as(full.err()).isZero();
    assertThat(full.out())
        .startsWith("activity_window,status,users\never,active,")
        .isEqualTo(brief.out());
  }

  @Test
  void reportAllPrintsEach() {
    CliRun table = cli("report", "--all");
    CliRun json = cli("report", "--all", "--format", "json");

    assertThat(Reports.names()).allMatch(name -> table.out().contains("# " + name + "\n"));
    assertThat(Reports.names()).allMatch(name -> json.out().contains("\"" + name + "\":\n["));
    assertThat(json.out()).startsWith("{").endsWith("]\n}\n");
  }

  @Test
  void reportWritesFiles() throws IOException {
    Path out = home.resolve("reports");

    CliRun written = cli("report", "--all", "--format", "csv", "--out", out.toString());

    assertThat(written.exitCode()).as(written.err()).isZero();
    assertThat(written.out()).isEmpty();
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(Reports.names().map(name -> name + ".csv").toList());
    }
    assertThat(out.resolve("report_top_10_movies.csv"))
        .content()
        .startsWith("rank,title_id,title_name,views,avg_rating\n1,tt");
  }

  @Test
  void reportRefusesUnknownNamesAndListsTheKnown() {
    CliRun unknown = cli("report", "nope");

    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("no report 'nope'").contains("report_top_10_movies");
    assertThat(cli("report").exitCode()).isEqualTo(2);
    assertThat(cli("report", "--all", "user_activity").exitCode()).isEqualTo(2);
  }

  @Test
  void recommendationsAreScoredBesidePopularityAndNothingIsLeft() {
    CliRun scored = cli("recommendations", "evaluate", "--holdout-days", "1", "--format", "csv");

    assertThat(scored.exitCode()).as(scored.err()).isZero();
    assertThat(scored.out().lines())
        .hasSize(3)
        .startsWith("recommender,holdout_from,holdout_to,k,users,hit_rate,ndcg,titles,coverage")
        .anyMatch(line -> line.startsWith("item_item,2026-10-31,2026-10-31,10,"))
        .anyMatch(line -> line.startsWith("popularity,2026-10-31,2026-10-31,10,"));
    assertThat(cli("recommendations", "evaluate", "--holdout-days", "1", "--format", "csv").out())
        .isEqualTo(scored.out());
    assertThat(cli("recommendations", "evaluate", "--k", "0").exitCode()).isEqualTo(2);
  }

  private static void assertRefused(String query, String reason) {
    CliRun refused = cli("sql", query);
    assertThat(refused.err()).contains("\nerror: ").contains(reason);
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.out()).isEmpty();
  }

  private static CliRun onTerminal(String... args) {
    return CliRun.onTerminal(warehouse.connectionInfo(), home, args);
  }

  private static CliRun cli(String... args) {
    return CliRun.on(warehouse.connectionInfo(), home, args);
  }
}
