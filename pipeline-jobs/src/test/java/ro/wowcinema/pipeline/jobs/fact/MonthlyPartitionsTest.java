package ro.wowcinema.pipeline.jobs.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;

@Timeout(60)
final class MonthlyPartitionsTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @RegisterExtension final LoadFixture loads = LoadFixture.ofFacts(warehouse);

  private static final String PARTITIONS =
      """
      select c.relname, pg_get_expr(c.relpartbound, c.oid)
      from pg_inherits join pg_class as c on c.oid = inhrelid
      where inhparent = 'warehouse.fact_watch_session'::regclass order by 1
      """;

  @Test
  void monthOfTheDateAndThreeMoreAreReadyAndStartAtMidnightInBucharest() {
    warehouse.truncateAll();
    loads.on(LocalDate.of(2026, 1, 15));

    loads.run(LocalDate.of(2026, 1, 15));

    assertThat(loads.rows(PARTITIONS))
        .containsExactly(
            "fact_watch_session_2026_01 | FOR VALUES FROM ('2025-12-31 22:00:00+00') TO ('2026-01-31 22:00:00+00')",
            "fact_watch_session_2026_02 | FOR VALUES FROM ('2026-01-31 22:00:00+00') TO ('2026-02-28 22:00:00+00')",
            "fact_watch_session_2026_03 | FOR VALUES FROM ('2026-02-28 22:00:00+00') TO ('2026-03-31 21:00:00+00')",
            "fact_watch_session_2026_04 | FOR VALUES FROM ('2026-03-31 21:00:00+00') TO ('2026-04-30 21:00:00+00')");
  }

  @Test
  void attachingDoesNotWaitForReadersNorTheyForIt() throws SQLException {
    LocalDate date = LocalDate.of(2027, 5, 5);
    loads.on(date);
    try (Connection reader = warehouse.database().dataSource().getConnection();
        Statement query = reader.createStatement()) {
      reader.setAutoCommit(false);
      query.executeQuery("select count(*) from warehouse.fact_watch_session").close();

      loads.run(date);

      assertThat(loads.rows(PARTITIONS))
          .anyMatch(row -> row.startsWith("fact_watch_session_2027_08"));
      query.executeQuery("select count(*) from warehouse.fact_watch_session").close();
      reader.rollback();
    }
  }
}
