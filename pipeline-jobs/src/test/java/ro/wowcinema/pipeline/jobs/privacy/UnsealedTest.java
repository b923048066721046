package ro.wowcinema.pipeline.jobs.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.Loads;
import ro.wowcinema.pipeline.jobs.testing.Vaults;

/** What an earlier version kept in plain text. */
final class UnsealedTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();
  @RegisterExtension final Loads loads = Loads.of(warehouse);

  private static final LocalDate MONDAY = LocalDate.of(2026, 9, 28);
  private static final String IBAN = "RO49AAAA1B31007593840000";

  @Test
  void isSealedAsIfItHadBeenLoadedByThisVersion() {
    loads
        .on(MONDAY)
        .users(
            """
            user_id | email           | iban                     | plan_id | subscription_start_date | updated_at
            7       | Ana@wow.example | RO49AAAA1B31007593840000 | 1       | 2026-09-01              | 2026-09-01T08:00:00Z
            8       |                 |                          | 1       | 2026-09-01              | 2026-09-01T08:00:00Z
            x       |                 | RO49AAAA1B31007593840000 | 1       | 2026-09-01              | 2026-09-01T08:00:00Z
            """);
    loads.run(MONDAY);
    List<String> now = content();
    warehouse
        .dsl()
        .execute(
            "update pii.user_identity_change set iban = '%s', email_pseudonym = null where user_id = 7"
                .formatted(IBAN));
    warehouse
        .dsl()
        .execute(
            "update ops.quarantine set raw_line = 'x,,%s,1,2026-09-01,2026-09-01T08:00:00Z'"
                .formatted(IBAN));

    new Unsealed(warehouse.database(), Vaults.shared()).seal();

    assertThat(content()).isEqualTo(now).noneMatch(row -> row.contains(IBAN));
  }

  /** What was committed before a kill stays, and the next start does the rest. */
  @Test
  void resumesAfterAKillAndRewritesNothingElse() {
    loads
        .on(MONDAY)
        .users(
            """
            user_id | plan_id | subscription_start_date | updated_at
            7       | 1       | 2026-09-01              | 2026-09-01T08:00:00Z
            """);
    loads.run(MONDAY);
    warehouse
        .dsl()
        .execute(
            "insert into ops.quarantine (source_file_id, line_number, reason_code, detail, raw_line) select source_file_id, i, 'r', 'd', case when i %% 10 = 0 then 'x,%s' else 'x,' || repeat('x', 400) end from ops.source_file, generate_series(1, 4000) as i where file_name = 'users.csv'"
                .formatted(IBAN));
    warehouse
        .dsl()
        .execute(
            "insert into pii.user_identity_change (user_id, effective_at, logical_date, first_name, email, iban) select i, '2026-09-01Z', '2026-09-28', 'Ana', 'ana@wow.example', '%s' from generate_series(1000, 3499) as i"
                .formatted(IBAN));
    warehouse.dsl().execute("update pii.privacy_key set texts_sealed_at = null");
    List<String> clean = versions();
    warehouse
        .owner()
        .execute(
            "create function ops.fail() returns trigger language plpgsql as $$ begin if new.line_number = 3500 then raise 'killed'; end if; return new; end $$");
    warehouse
        .owner()
        .execute(
            "create trigger fail before update on ops.quarantine for each row execute function ops.fail()");

    assertThatThrownBy(() -> new Unsealed(warehouse.database(), Vaults.shared()).seal())
        .hasMessageContaining("killed");
    int left = unsealed();
    assertThat(left).isBetween(1, 399);
    warehouse.owner().execute("drop function ops.fail cascade");
    new Unsealed(warehouse.database(), Vaults.shared()).seal();

    assertThat(unsealed()).isZero();
    assertThat(versions()).isEqualTo(clean);
    assertThat(
            loads.rows(
                "select count(*), count(distinct iban), count(email_pseudonym) from pii.user_identity_change where user_id >= 1000 and iban like 'v1:%'"))
        .containsExactly("2500 | 1 | 2500");
    assertThat(loads.rows("select 1 from pii.privacy_key where texts_sealed_at is null")).isEmpty();
  }

  private static int unsealed() {
    return warehouse
        .dsl()
        .fetchCount(DSL.table("ops.quarantine"), DSL.condition("raw_line like '%RO49%'"));
  }

  /** Of findings without accounts: another version of a row has another place. */
  private List<String> versions() {
    return loads.rows(
        "select line_number, ctid::text from ops.quarantine where line_number % 10 <> 0 order by 1");
  }

  private List<String> content() {
    return loads.rows(
        "select user_id::text, iban, email_pseudonym from pii.user_identity_change union all select null, raw_line, null from ops.quarantine order by 1, 2");
  }
}
