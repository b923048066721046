package ro.wowcinema.pipeline.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static ro.wowcinema.pipeline.jobs.testing.LiteralTable.rows;

import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.WarehouseCleaner;

/** What the schema itself refuses, whatever a job does. */
final class StarGuardsTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  private static final String UNIQUE_VIOLATION = "23505";
  private static final String CHECK_VIOLATION = "23514";

  private record Dimension(String table, String key, String attributes, String values) {
    String version(String validFrom, String validTo, boolean isCurrent) {
      String surrogateKey = key.replace("_id", "_key");
      return """
          insert into warehouse.%s (%s, %s, %s, valid_from, valid_to, is_current)
          values ((select max(%s) + 2 from warehouse.%s), %s, '%s', '%s', %s)
          """
          .formatted(
              table,
              surrogateKey,
              key,
              attributes,
              surrogateKey,
              table,
              values,
              validFrom,
              validTo,
              isCurrent);
    }
  }

  private static final List<Dimension> DIMENSIONS =
      List.of(
          new Dimension("dim_plan", "plan_id", "is_offered", "1, true"),
          new Dimension(
              "dim_user",
              "user_id",
              "region_code, consent_personalisation, is_deleted, is_inferred",
              "1, -1, false, false, false"),
          new Dimension(
              "dim_title",
              "title_id",
              "in_catalog, in_imdb, is_inferred",
              "'tt1', false, true, false"));

  @BeforeEach
  void oneVersionOfEach() {
    WarehouseCleaner.wipe(warehouse.owner());
    DIMENSIONS.forEach(
        dimension -> warehouse.dsl().execute(dimension.version("2026-01-01", "2026-02-01", true)));
  }

  @Test
  void twoVersionsOfOneStart() {
    DIMENSIONS.forEach(
        dimension ->
            refuses(dimension.version("2026-01-01", "2026-03-01", false), UNIQUE_VIOLATION));
  }

  @Test
  void twoCurrentVersions() {
    DIMENSIONS.forEach(
        dimension ->
            refuses(dimension.version("2026-02-01", "2026-03-01", true), UNIQUE_VIOLATION));
  }

  @Test
  void versionThatEndsWhereItStarts() {
    DIMENSIONS.forEach(
        dimension ->
            refuses(dimension.version("2026-02-01", "2026-02-01", false), CHECK_VIOLATION));
  }

  @Test
  void sessionThatContradictsItself() {
    warehouse.owner().fetch("select ops.create_session_month('2026-09-01')");
    String session =
        """
        insert into warehouse.fact_watch_session (session_id, user_key, user_id, title_key, title_id, plan_key,
          region_code, reaction_code, start_date_key, session_start, start_hour, session_end, is_open, close_reason,
          is_end_observed, watched_seconds, viewed_seconds, completion_ratio, is_completed, rating)
        values ('a', -1, -1, -1, 'Unknown', -1, -1, -9, -1, '2026-09-28', %s)
        """;
    List<String> contradictions =
        List.of(
            "3, null, false, 'open', false, null, null, null, null, null",
            "3, null, true, 'explicit', true, null, null, null, null, null",
            "3, '2026-09-29', true, 'open', false, null, null, null, null, null",
            "3, '2026-09-29', false, 'unknown', false, 60, 60, null, null, null",
            "3, '2026-09-29', false, 'explicit', false, 60, 60, null, null, null",
            "3, '2026-09-29', false, 'next_session', true, 60, 60, null, null, null",
            "3, '2026-09-29', false, 'next_session', false, 60, 60, 0.5, false, null",
            "3, '2026-09-29', false, 'explicit', true, 60, 60, 0.5, null, null",
            "3, '2026-09-29', false, 'explicit', true, 60, 60, null, true, null",
            "3, '2026-09-29', false, 'explicit', true, 60, 61, null, null, null",
            "3, '2026-09-29', false, 'explicit', true, 60, -1, null, null, null",
            "3, '2026-09-29', false, 'explicit', true, -1, null, null, null, null",
            "3, '2026-09-29', false, 'explicit', true, 60, 60, 1.1, true, null",
            "3, '2026-09-29', false, 'explicit', true, 60, 60, null, null, 11",
            "24, '2026-09-29', false, 'explicit', true, 60, 60, null, null, null");

    contradictions.forEach(
        contradiction -> refuses(session.formatted(contradiction), CHECK_VIOLATION));
    String right =
        session.formatted("3, '2026-09-29', false, 'explicit', true, 60, 60, 1, true, 10");
    assertThat(warehouse.dsl().execute(right)).isOne();
    refuses(right, UNIQUE_VIOLATION);
  }

  @Test
  void everyDimensionHasItsUnknownMember() {
    assertThat(
            warehouse
                .dsl()
                .fetchValues(
                    """
                    select 'dim_plan | ' || plan_name from warehouse.dim_plan where plan_key = -1
                    union all select 'dim_user | ' || user_id from warehouse.dim_user where user_key = -1
                    union all select 'dim_title | ' || title_name from warehouse.dim_title where title_key = -1
                    union all select 'dim_genre | ' || genre_name from warehouse.dim_genre where genre_key = -1
                    union all select 'dim_person | ' || person_name from warehouse.dim_person where person_key = -1
                    union all select 'dim_region | ' || region_name from warehouse.dim_region where region_code = -1
                    union all select 'dim_date | ' || month_name_en from warehouse.dim_date where date_key = -1
                    union all select 'dim_reaction | ' || reaction_name from warehouse.dim_reaction where reaction_code = -9
                    """))
        .asInstanceOf(InstanceOfAssertFactories.list(String.class))
        .isEqualTo(
            rows(
                """
                dim_plan     | Unknown
                dim_user     | -1
                dim_title    | Unknown
                dim_genre    | Unknown
                dim_person   | Unknown
                dim_region   | Unknown
                dim_date     | Unknown
                dim_reaction | Unknown
                """));
  }

  private static void refuses(String statement, String sqlState) {
    assertThatExceptionOfType(DataAccessException.class)
        .isThrownBy(() -> warehouse.dsl().execute(statement))
        .satisfies(refusal -> assertThat(refusal.sqlState()).isEqualTo(sqlState));
  }
}
