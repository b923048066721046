package ro.wowcinema.pipeline.jobs.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
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

  private List<String> content() {
    return loads.rows(
        "select user_id::text, iban, email_pseudonym from pii.user_identity_change union all select null, raw_line, null from ops.quarantine order by 1, 2");
  }
}
