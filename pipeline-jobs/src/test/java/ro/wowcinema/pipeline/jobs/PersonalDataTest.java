package ro.wowcinema.pipeline.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;

/** Identities are in {@code pii}, and nowhere else that a run writes to. */
final class PersonalDataTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @RegisterExtension final LoadFixture loads = LoadFixture.of(warehouse);

  private static final LocalDate MONDAY = LocalDate.of(2026, 9, 28);
  private static final LocalDate TUESDAY = MONDAY.plusDays(1);
  private static final String ILINCA =
      """
      user_id | first_name | last_name    | email             | birth_date | iban                     | plan_id | subscription_start_date | updated_at
      7       | Ilinca     | Zăvoianu-Iuga | ilinca@wow.example | 1987-11-23 | RO49AAAA1B31007593840000 | %s       | 2026-09-01              | 2026-09-01T08:00:00Z
      """;
  private static final List<String> IDENTITY =
      List.of("Ilinca", "Zăvoianu-Iuga", "ilinca@wow.example", "1987-11-23");
  private static final String IBAN = "RO49AAAA1B31007593840000";

  @Test
  void identityIsInPiiOnly() {
    loads.on(MONDAY).users(ILINCA.formatted("1"));
    loads.on(TUESDAY).users(ILINCA.formatted("2"));

    loads.run(MONDAY, TUESDAY);

    assertThat(loads.rows("select birth_year from warehouse.dim_user where user_id = 7"))
        .containsExactly("1987");
    for (String needle : IDENTITY) {
      assertThat(whereIs(needle))
          .as("where '%s' is", needle)
          .containsExactly("pii.user_identity", "pii.user_identity_change");
    }
    assertThat(whereIs(IBAN)).as("where the IBAN is in plain text").isEmpty();
    assertThat(loads.rows("select distinct left(iban, 3) from pii.user_identity_change"))
        .containsExactly("v1:");
  }

  @Test
  void unchangedIdentityIsTheSameWhenEncryptedAgain() {
    loads.on(MONDAY).users(ILINCA.formatted("1"));
    loads.on(TUESDAY).users(ILINCA.formatted("2"));

    loads.run(MONDAY, TUESDAY);

    assertThat(
            loads.rows(
                "select count(*), count(distinct iban), count(distinct email_pseudonym) from pii.user_identity_change"))
        .containsExactly("2 | 1 | 1");
  }

  @Test
  void ibanIsEncryptedAlsoWhereARecordIsQuoted() {
    loads
        .on(MONDAY)
        .users(
            ILINCA.formatted("1")
                + "x | Ion | Pop | ion@wow.example | | "
                + IBAN
                + " | 1 | 2026-09-01 | ");

    loads.run(MONDAY);

    assertThat(whereIs(IBAN)).isEmpty();
    assertThat(
            loads.rows(
                "select raw_line like 'x,Ion,Pop,ion@wow.example,,v1:%,1,2026-09-01,' from ops.quarantine"))
        .containsExactly("true");
  }

  @Test
  void refusedRecordIsInQuarantineOnly() {
    loads
        .on(MONDAY)
        .users(ILINCA.formatted("1") + "x | Ion | Pop | ion@wow.example | | | 1 | 2026-09-01 | ");

    loads.run(MONDAY);

    assertThat(whereIs("ion@wow.example")).containsExactly("ops.quarantine");
    assertThat(whereIs("ilinca@wow.example"))
        .containsExactly("pii.user_identity", "pii.user_identity_change");
  }

  @Test
  void recordWithBadOptionalFieldIsAlsoWhereTheWarningQuotesIt() {
    loads.on(MONDAY).users(ILINCA.formatted("1").replace("1987-11-23", "1987-11-31"));

    loads.run(MONDAY);

    assertThat(whereIs("ilinca@wow.example"))
        .containsExactly("ops.field_warning", "pii.user_identity", "pii.user_identity_change");
  }

  @Test
  void refusedFileIsNowhere() {
    loads.on(MONDAY).users(ILINCA.formatted("none"));

    loads.outcomes(MONDAY);

    assertThat(loads.rows("select state from ops.task_run where task = 'stage_users'"))
        .containsExactly("failed");
    for (String needle : IDENTITY) {
      assertThat(whereIs(needle)).as("where '%s' is", needle).isEmpty();
    }
  }

  @Test
  void analystsCannotReadIdentities() {
    assertThat(
            loads.rows(
                """
                select has_schema_privilege('wow_analyst', s, 'usage')
                from unnest(array['warehouse', 'mart', 'aggregate', 'pii', 'cleansed', 'change_queue', 'staging', 'ops']) with ordinality as x (s, n)
                order by n
                """))
        .containsExactly("true", "true", "false", "false", "false", "false", "false", "false");
  }

  /** Tables and views any of whose columns has the text. */
  private static List<String> whereIs(String text) {
    return warehouse
        .dsl()
        .fetchValues(
            """
            select format('%I.%I', n.nspname, c.relname)
            from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
            where c.relkind in ('r', 'v', 'm') and n.nspname in ('staging', 'cleansed', 'change_queue', 'warehouse', 'aggregate', 'mart', 'ops', 'pii')
            order by 1
            """)
        .stream()
        .map(String::valueOf)
        .filter(
            relation ->
                warehouse
                    .dsl()
                    .fetchExists(
                        DSL.selectOne()
                            .from(relation + " as t")
                            .where("strpos(t::text, {0}) > 0", DSL.val(text))))
        .toList();
  }
}
