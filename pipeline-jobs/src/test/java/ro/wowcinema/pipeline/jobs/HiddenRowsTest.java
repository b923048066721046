package ro.wowcinema.pipeline.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;

/**
 * Views hide rows from analysts also where a query calls a function that is cheaper than the view's
 * own conditions, and reports what it sees.
 */
final class HiddenRowsTest {
  private static final String ANALYST = "curious_of_tests";

  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @BeforeAll
  static void recommendForOneWhoConsentsAndOneWhoDoesNot() {
    warehouse.asSuperuser(
        dsl ->
            dsl.execute(
                "CREATE ROLE %s LOGIN IN ROLE wow_analyst PASSWORD 'x'".formatted(ANALYST)));
    // Which analysts do not have of themselves; but an administrator may give it to one.
    warehouse
        .owner()
        .execute("GRANT TEMPORARY ON DATABASE %s TO %s".formatted(database(), ANALYST));
    warehouse
        .dsl()
        .execute(
            """
            INSERT INTO warehouse.dim_user (user_key, user_id, region_code, consent_personalisation, is_deleted,
              is_inferred, valid_from, valid_to, is_current)
            VALUES (1, 7, -1, true, false, false, '1900-01-01T00:00Z', '9999-12-31T00:00Z', true),
              (2, 8, -1, false, false, false, '1900-01-01T00:00Z', '9999-12-31T00:00Z', true);
            INSERT INTO mart.as_of (as_of_date, history_from) VALUES ('2026-10-01', '2026-10-01');
            UPDATE aggregate.edition SET current_edition = 1, next_edition = 2;
            INSERT INTO aggregate.title_similarity_edition (edition, title_id, rank, similar_title_id, similarity)
            VALUES (1, 'tt1', 1, 'published', 0.5), (2, 'tt1', 1, 'hidden', 0.5);
            INSERT INTO aggregate.user_viewing_profile_edition (edition, user_id, sessions, viewed_minutes, months,
              favourite_genres, favourite_directors, continue_watching, longest_streak_days, last_streak_days)
            VALUES (1, 7, 1, 7, '[]', '[]', '[]', '[]', 1, 1), (1, 8, 1, 8, '[]', '[]', '[]', '[]', 1, 1);
            """);
  }

  /** Roles are the server's, which other tests use as well. */
  @AfterAll
  static void dropAnalyst() {
    warehouse
        .owner()
        .execute("REVOKE TEMPORARY ON DATABASE %s FROM %s".formatted(database(), ANALYST));
    warehouse.asSuperuser(dsl -> dsl.execute("DROP ROLE " + ANALYST));
  }

  @Test
  void functionOfAQuerySeesNoEditionThatIsNotPublished() throws SQLException {
    assertThat(seen("SELECT * FROM mart.title_similarity WHERE pg_temp.tell(similar_title_id)"))
        .containsExactly("published");
  }

  @Test
  void functionOfAQuerySeesNobodyWhoDoesNotConsent() throws SQLException {
    assertThat(seen("SELECT * FROM mart.user_viewing_profile WHERE pg_temp.tell(user_id::text)"))
        .containsExactly("7");
  }

  /** Whether or not somebody thought of it: what a view hides is what analysts may not read. */
  @Test
  void everyViewThatReadsWhatAnalystsMayNotIsABarrier() {
    Map<String, Boolean> barriers =
        warehouse
            .dsl()
            .fetch(
                """
                SELECT DISTINCT hiding.oid::regclass::text AS name,
                  coalesce('security_barrier=true' = ANY (hiding.reloptions)
                    OR 'security_barrier=on' = ANY (hiding.reloptions), false) AS is_barrier
                FROM pg_class AS hiding
                JOIN pg_rewrite AS rule ON rule.ev_class = hiding.oid
                JOIN pg_depend AS read ON read.classid = 'pg_rewrite'::regclass AND read.objid = rule.oid
                  AND read.refclassid = 'pg_class'::regclass AND read.refobjid <> hiding.oid
                WHERE hiding.relkind = 'v' AND hiding.relnamespace::regnamespace::text IN ('mart', 'warehouse')
                  AND has_table_privilege('wow_analyst', hiding.oid, 'SELECT')
                  AND NOT has_table_privilege('wow_analyst', read.refobjid, 'SELECT')
                """)
            .intoMap(
                row -> row.get("name", String.class), row -> row.get("is_barrier", boolean.class));

    assertThat(barriers)
        .containsKeys(
            "mart.user_recommendation",
            "mart.user_viewing_profile",
            "mart.title_similarity",
            "mart.report_churn_by_segment")
        .doesNotContainValue(false);
  }

  /** What the function was called with, which is what a query's author gets to see. */
  private static List<String> seen(String query) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(warehouse.connectionInfo().url(), ANALYST, "x");
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE FUNCTION pg_temp.tell(text) RETURNS boolean LANGUAGE plpgsql COST 0.0001
          AS $$ BEGIN RAISE NOTICE '%', $1; RETURN true; END $$
          """);
      statement.execute(query);
      List<String> notices = new ArrayList<>();
      for (var each = statement.getWarnings(); each != null; each = each.getNextWarning()) {
        notices.add(each.getMessage());
      }
      return notices;
    }
  }

  private static String database() {
    return (String) warehouse.dsl().fetchValue("SELECT current_database()");
  }
}
