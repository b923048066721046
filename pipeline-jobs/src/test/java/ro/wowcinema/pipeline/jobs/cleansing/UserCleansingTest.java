package ro.wowcinema.pipeline.jobs.cleansing;

import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.pipeline.jobs.testing.LiteralTable.rows;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;

final class UserCleansingTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @RegisterExtension
  final LoadFixture loads =
      LoadFixture.of(warehouse, "stage_users", "identify_users", "cleanse_users");

  private static final LocalDate MONDAY = LocalDate.of(2026, 9, 28);
  private static final LocalDate TUESDAY = MONDAY.plusDays(1);
  private static final String ANA =
      """
      user_id | first_name | last_name | email     | birth_date | iban | plan_id | subscription_start_date | consent_personalisation | updated_at
      7       | Ana        | Pop       | ana@x.ro  | 1990-05-01 | RO49 | 1       | 2026-09-01              | yes                     | 2026-09-28T08:00:00Z
      """;
  private static final String CHANGES =
      """
      select user_id, effective_at, logical_date, plan_id, region_code, consent_personalisation, birth_year, is_deleted
      from cleansed.user_change order by user_id, effective_at, logical_date
      """;
  private static final String ENCRYPTED = "select iban from pii.user_identity_change";
  private static final String IDENTITIES =
      """
      select user_id, effective_at, logical_date, first_name, last_name, email, birth_date, left(iban, 3)
      from pii.user_identity_change order by user_id, effective_at, logical_date
      """;

  @Test
  void partsIdentityFromWhatAnalystsRead() {
    loads.on(MONDAY).users(ANA);

    loads.run(MONDAY);

    assertThat(loads.rows(CHANGES))
        .isEqualTo(rows("7 | 2026-09-28T08:00:00Z | 2026-09-28 | 1 | - | true | 1990 | false"));
    assertThat(loads.rows(IDENTITIES))
        .isEqualTo(
            rows(
                "7 | 2026-09-28T08:00:00Z | 2026-09-28 | Ana | Pop | ana@x.ro | 1990-05-01 | v1:"));
    assertThat(loads.rows("select user_id from change_queue.changed_user")).contains("7");
    assertThat(loads.rows("select user_id from staging.users")).isEmpty();
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
  void changedFileReplacesWhatItHadSaidInBothPlaces() {
    loads.on(MONDAY).users(ANA);
    loads.run(MONDAY);
    List<String> encryptedBefore = loads.rows(ENCRYPTED);
    loads.on(MONDAY).users(ANA.replace("Ana   ", "Anna  ").replace("RO49 | 1", "RO50 | 2"));

    loads.run(MONDAY);

    assertThat(loads.rows(CHANGES))
        .isEqualTo(rows("7 | 2026-09-28T08:00:00Z | 2026-09-28 | 2 | - | true | 1990 | false"));
    assertThat(loads.rows(IDENTITIES))
        .isEqualTo(
            rows(
                "7 | 2026-09-28T08:00:00Z | 2026-09-28 | Anna | Pop | ana@x.ro | 1990-05-01 | v1:"));
    assertThat(loads.rows(ENCRYPTED)).doesNotContainAnyElementsOf(encryptedBefore);
  }

  @Test
  void bothDeliveriesOfOneInstantAreKeptSoThatOneCanBeTakenBack() {
    loads.on(TUESDAY).users(ANA.replace("RO49 | 1", "RO49 | 3"));
    loads.on(MONDAY).users(ANA);

    loads.run(TUESDAY, MONDAY);

    assertThat(loads.rows("select logical_date, plan_id from cleansed.user_change order by 1"))
        .isEqualTo(
            rows(
                """
                2026-09-28 | 1
                2026-09-29 | 3
                """));
  }

  @Test
  void ofLinesThatSpeakOfOneInstantTheLastCountsHoweverItIsWritten() {
    loads
        .on(MONDAY)
        .users(
            """
            user_id | email    | plan_id | subscription_start_date | updated_at
            7       | a@x.ro   | 1       | 2026-09-01              | 2026-09-28T08:00:00Z
            07      | b@x.ro   | 2       | 2026-09-01              | 2026-09-28T11:00:00+03:00
            """);

    loads.run(MONDAY);

    assertThat(loads.rows("select user_id, plan_id from cleansed.user_change"))
        .isEqualTo(rows("7 | 2"));
    assertThat(loads.rows("select email from pii.user_identity_change")).containsExactly("b@x.ro");
    assertThat(loads.rows("select lines_read, loaded, duplicates, rejected from ops.source_file"))
        .isEqualTo(rows("2 | 1 | 1 | 0"));
  }

  @Test
  void badRecordsAreSetAsideAndBadOptionalFieldsAreNot() {
    loads
        .on(MONDAY)
        .users(
            """
            user_id | region_code | birth_date | plan_id | subscription_start_date | updated_at
            7       | 99          | 1990-13-01 | 1       | 2026-09-01              | 2026-09-28T08:00:00
            x       | 1           | 1990-01-01 | 1       | 2026-09-01              | 2026-09-28T08:00:00Z
            """);

    loads.run(MONDAY);

    assertThat(loads.rows(CHANGES))
        .isEqualTo(rows("7 | 2026-09-28T05:00:00Z | 2026-09-28 | 1 | - | false | - | false"));
    assertThat(loads.rows("select line_number, reason_code, column_name from ops.quarantine"))
        .isEqualTo(rows("3 | malformed_required_field | user_id"));
    assertThat(loads.rows("select reason_code, column_name from ops.field_warning order by 1, 2"))
        .isEqualTo(
            rows(
                """
                invalid_optional_field | birth_date
                invalid_optional_field | region_code
                missing_offset         | updated_at
                """));
  }
}
