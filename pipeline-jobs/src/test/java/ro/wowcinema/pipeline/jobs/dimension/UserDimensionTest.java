package ro.wowcinema.pipeline.jobs.dimension;

import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.pipeline.jobs.testing.LiteralTable.rows;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;

final class UserDimensionTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @RegisterExtension
  final LoadFixture loads =
      LoadFixture.of(
          warehouse,
          "stage_users",
          "identify_users",
          "cleanse_users",
          "stage_sessions",
          "cleanse_session_records",
          "cleanse_sessions",
          "dim_user");

  private static final LocalDate MONDAY = LocalDate.of(2026, 9, 28);
  private static final LocalDate TUESDAY = MONDAY.plusDays(1);
  private static final LocalDate WEDNESDAY = MONDAY.plusDays(2);
  private static final String ANA =
      """
      user_id | birth_date | region_code | plan_id | subscription_start_date | updated_at
      7       | 1990-05-01 | 13          | 1       | 2026-09-01              | 2026-09-28T08:00:00Z
      """;
  private static final String ANA_ON_GOLD =
      """
      user_id | birth_date | region_code | plan_id | subscription_start_date | updated_at
      7       | 1991-05-01 | 13          | 3       | 2026-09-01              | 2026-09-29T08:00:00Z
      """;
  private static final String VERSIONS =
      """
      select user_id, plan_id, birth_year, valid_from, valid_to, is_current
      from warehouse.dim_user where user_id > 0 order by user_id, valid_from
      """;
  private static final String KEYS =
      "select user_key, valid_from from warehouse.dim_user where user_id > 0 order by 1";

  /** PostgreSQL keeps microseconds; the later delivery would win if that were all. */
  @Test
  void ofChangesWithinAMicrosecondTheLaterInstantCountsHoweverTheyArrive() {
    String table =
        """
        user_id | birth_date | email   | plan_id | subscription_start_date | updated_at
        7       | %s-05-01   | %s@x.ro | %s      | 2026-09-01              | 2026-09-28T08:00:00.%sZ
        """;
    loads.on(MONDAY).users(table.formatted("1990", "late", "3", "0000009"));
    loads.on(TUESDAY).users(table.formatted("1980", "early", "1", "0000001"));

    loads.run(MONDAY, TUESDAY);

    assertThat(loads.rows(VERSIONS))
        .isEqualTo(rows("7 | 3 | 1990 | 1900-01-01T00:00:00Z | 9999-12-31T00:00:00Z | true"));
    assertThat(loads.rows("select email from pii.user_identity")).containsExactly("late@x.ro");
  }

  @Test
  void numbersMayBeWrittenAsDataFramesWriteThem() {
    loads
        .on(MONDAY)
        .users(
            """
            user_id | birth_date | region_code | plan_id | subscription_start_date | subscription_end_date | updated_at
            7.0     | 1990-05-01 | 13.0        | 1.00    | 2026-09-01              | 9999-12-31            | 2026-09-28 11:00:00+03
            """);

    loads.run(MONDAY);

    assertThat(
            loads.rows(
                "select user_id, region_code, plan_id, subscription_end_date from warehouse.dim_user where user_id > 0"))
        .containsExactly("7 | 13 | 1 | -");
    assertThat(
            loads.rows(
                "select lines_read, loaded, rejected, warnings from ops.source_file where file_name = 'users.csv'"))
        .containsExactly("1 | 1 | 0 | 0");
  }

  @Test
  void firstVersionHoldsSinceTheBeginning() {
    loads.on(MONDAY).users(ANA);

    loads.run(MONDAY);

    assertThat(loads.rows(VERSIONS))
        .isEqualTo(rows("7 | 1 | 1990 | 1900-01-01T00:00:00Z | 9999-12-31T00:00:00Z | true"));
    assertThat(
            loads.rows(
                """
                select region_code, subscription_start_date, subscription_end_date,
                  consent_personalisation, is_deleted, is_inferred
                from warehouse.dim_user where user_id = 7
                """))
        .isEqualTo(rows("13 | 2026-09-01 | - | false | false | false"));
  }

  @Test
  void rerunWritesNothing() {
    loads.on(MONDAY).users(ANA);
    loads.run(MONDAY);
    var before = loads.whoWroteWhat();

    loads.run(MONDAY);

    assertThat(loads.whoWroteWhat()).isEqualTo(before);
  }

  @Test
  void changeStartsVersionAndBirthYearIsOverwrittenOnAllOfThem() {
    loads.on(MONDAY).users(ANA);
    loads.on(TUESDAY).users(ANA_ON_GOLD);
    loads.run(MONDAY);
    List<String> before = loads.rows(KEYS);

    loads.run(TUESDAY);

    assertThat(loads.rows(VERSIONS))
        .isEqualTo(
            rows(
                """
                7 | 1 | 1991 | 1900-01-01T00:00:00Z | 2026-09-29T08:00:00Z | false
                7 | 3 | 1991 | 2026-09-29T08:00:00Z | 9999-12-31T00:00:00Z | true
                """));
    assertThat(loads.rows(KEYS)).containsAll(before);
  }

  @Test
  void changeThatArrivesLateSplitsVersionWhoseKeySurvives() {
    loads.on(MONDAY).users(ANA);
    loads.on(TUESDAY).users(ANA_ON_GOLD);
    loads.run(MONDAY, TUESDAY);
    List<String> before = loads.rows(KEYS);
    loads
        .on(WEDNESDAY)
        .users(
            """
            user_id | birth_date | region_code | plan_id | subscription_start_date | updated_at
            7       | 1990-05-01 | 13          | 2       | 2026-09-01              | 2026-09-28T20:00:00Z
            """);

    loads.run(WEDNESDAY);

    assertThat(loads.rows(VERSIONS))
        .isEqualTo(
            rows(
                """
                7 | 1 | 1991 | 1900-01-01T00:00:00Z | 2026-09-28T20:00:00Z | false
                7 | 2 | 1991 | 2026-09-28T20:00:00Z | 2026-09-29T08:00:00Z | false
                7 | 3 | 1991 | 2026-09-29T08:00:00Z | 9999-12-31T00:00:00Z | true
                """));
    assertThat(loads.rows(KEYS)).containsAll(before);
  }

  @Test
  void ofTwoDeliveriesOfOneInstantTheLaterCountsWhicheverIsLoadedFirst() {
    loads.on(MONDAY).users(ANA);
    loads
        .on(TUESDAY)
        .users(
            """
            user_id | region_code | plan_id | subscription_start_date | updated_at
            7       | 13          | 2       | 2026-09-01              | 2026-09-28T08:00:00Z
            """);

    loads.run(TUESDAY, MONDAY);

    assertThat(loads.rows(VERSIONS))
        .isEqualTo(rows("7 | 2 | - | 1900-01-01T00:00:00Z | 9999-12-31T00:00:00Z | true"));
  }

  @Test
  void deletionAndReturnAreVersions() {
    loads
        .on(MONDAY)
        .users(
            """
            user_id | plan_id | subscription_start_date | updated_at           | is_deleted
            7       | 1       | 2026-09-01              | 2026-09-28T08:00:00Z | false
            7       | 1       | 2026-09-01              | 2026-09-28T09:00:00Z | true
            7       | 1       | 2026-09-01              | 2026-09-28T10:00:00Z |
            """);

    loads.run(MONDAY);

    assertThat(
            loads.rows(
                """
                select is_deleted, region_code, valid_from, is_current
                from warehouse.dim_user where user_id = 7 order by valid_from
                """))
        .isEqualTo(
            rows(
                """
                false | -1 | 1900-01-01T00:00:00Z | false
                true  | -1 | 2026-09-28T09:00:00Z | false
                false | -1 | 2026-09-28T10:00:00Z | true
                """));
  }

  @Test
  void changedFileOfAnOldDateReplacesWhatItSaidAndMayGoBack() {
    loads.on(MONDAY).users(ANA);
    loads.on(TUESDAY).users(ANA_ON_GOLD);
    loads.run(MONDAY, TUESDAY);
    List<String> before = loads.rows(KEYS);

    loads.on(MONDAY).users(ANA.replace("7       |", "8       |"));
    loads.run(MONDAY);
    assertThat(loads.rows(VERSIONS))
        .isEqualTo(
            rows(
                """
                7 | 3 | 1991 | 1900-01-01T00:00:00Z | 9999-12-31T00:00:00Z | true
                8 | 1 | 1990 | 1900-01-01T00:00:00Z | 9999-12-31T00:00:00Z | true
                """));
    assertThat(loads.rows(KEYS)).containsAnyElementsOf(before);

    loads.on(MONDAY).users(ANA);
    loads.run(MONDAY);
    assertThat(loads.rows(VERSIONS))
        .isEqualTo(
            rows(
                """
                7 | 1 | 1991 | 1900-01-01T00:00:00Z | 2026-09-29T08:00:00Z | false
                7 | 3 | 1991 | 2026-09-29T08:00:00Z | 9999-12-31T00:00:00Z | true
                """));
  }

  @Test
  void inferredMemberIsFilledInPlace() {
    loads.on(MONDAY).sessions(sessionOf("7"));
    loads.run(MONDAY);
    assertThat(
            loads.rows(
                """
                select user_id, is_inferred, plan_id, region_code, consent_personalisation, is_deleted,
                  valid_from, is_current
                from warehouse.dim_user where user_id > 0
                """))
        .isEqualTo(rows("7 | true | - | -1 | false | false | 1900-01-01T00:00:00Z | true"));
    List<String> before = loads.rows(KEYS);

    loads.on(TUESDAY).users(ANA);
    loads.run(TUESDAY);

    assertThat(
            loads.rows(
                "select user_id, is_inferred, plan_id from warehouse.dim_user where user_id > 0"))
        .isEqualTo(rows("7 | false | 1"));
    assertThat(loads.rows(KEYS)).isEqualTo(before);
  }

  @Test
  void inferredMemberGoesWithItsOnlySessionAndComesBackWhenItsUserIsWithdrawn() {
    loads.on(MONDAY).sessions(sessionOf("7"));
    loads.run(MONDAY);
    loads.on(MONDAY).sessions(sessionOf("8"));
    loads.run(MONDAY);
    assertThat(loads.rows("select user_id from warehouse.dim_user where user_id > 0"))
        .containsExactly("8");

    loads.on(TUESDAY).users(ANA.replace("7       |", "8       |"));
    loads.run(TUESDAY);
    loads.on(TUESDAY).users(ANA);
    loads.run(TUESDAY);

    assertThat(
            loads.rows(
                "select user_id, is_inferred from warehouse.dim_user where user_id > 0 order by 1"))
        .isEqualTo(
            rows(
                """
                7 | false
                8 | true
                """));
  }

  @Test
  void rejectedUserDoesNotReachIt() {
    loads
        .on(MONDAY)
        .users(
            """
            user_id | plan_id | subscription_start_date | updated_at
            7       | 1       | 2026-09-01              | 2026-09-28T08:00:00Z
            8       |         | 2026-09-01              | 2026-09-28T08:00:00Z
            """);

    loads.run(MONDAY);

    assertThat(loads.rows("select user_id from warehouse.dim_user where user_id > 0"))
        .containsExactly("7");
  }

  private static String sessionOf(String userId) {
    return """
        log_id | user_id | title_id | session_start        | emitted_at
        a      | %s      | tt1      | 2026-09-28T18:00:00Z | 2026-09-28T18:00:00Z
        """
        .formatted(userId);
  }
}
