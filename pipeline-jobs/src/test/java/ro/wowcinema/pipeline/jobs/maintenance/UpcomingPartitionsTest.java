package ro.wowcinema.pipeline.jobs.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.execution.TaskOutcome;
import ro.wowcinema.pipeline.core.ledger.TaskState;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.fact.MonthlyPartitions;

@Timeout(60)
final class UpcomingPartitionsTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @RegisterExtension final MaintenanceFixture maintenance = new MaintenanceFixture(warehouse);

  private static final LocalDate DATE = LocalDate.of(2026, 10, 25);
  private static final String PARTITIONS =
      """
      select c.relname, pg_get_expr(c.relpartbound, c.oid)
      from pg_inherits join pg_class as c on c.oid = inhrelid
      where inhparent = 'warehouse.fact_watch_session'::regclass order by 1
      """;

  @Test
  void monthOfTheDateAndThreeMoreAreMade() {
    TaskOutcome outcome = run(DATE);

    assertThat(outcome.state()).isEqualTo(TaskState.SUCCESS);
    assertThat(outcome.message()).isEqualTo("made 2026-10, 2026-11, 2026-12, 2027-01");
    assertThat(maintenance.rows(PARTITIONS))
        .containsExactly(
            "fact_watch_session_2026_10 | FOR VALUES FROM ('2026-09-30 21:00:00+00') TO ('2026-10-31 22:00:00+00')",
            "fact_watch_session_2026_11 | FOR VALUES FROM ('2026-10-31 22:00:00+00') TO ('2026-11-30 22:00:00+00')",
            "fact_watch_session_2026_12 | FOR VALUES FROM ('2026-11-30 22:00:00+00') TO ('2026-12-31 22:00:00+00')",
            "fact_watch_session_2027_01 | FOR VALUES FROM ('2026-12-31 22:00:00+00') TO ('2027-01-31 22:00:00+00')");
  }

  @Test
  void thereIsNothingToDoUntilTheNextMonth() {
    run(DATE);

    assertThat(run(DATE).message()).isEqualTo("all are there");
    assertThat(run(LocalDate.of(2026, 10, 31)).state()).isEqualTo(TaskState.SKIPPED);
    assertThat(run(LocalDate.of(2026, 11, 1)).message()).isEqualTo("made 2027-02");
  }

  @Test
  void readersContinue() throws SQLException {
    try (Connection reader = warehouse.database().dataSource().getConnection();
        Statement query = reader.createStatement()) {
      reader.setAutoCommit(false);
      query.executeQuery("select count(*) from warehouse.fact_watch_session").close();

      assertThat(run(DATE).state()).isEqualTo(TaskState.SUCCESS);

      query.executeQuery("select count(*) from warehouse.fact_watch_session").close();
      reader.rollback();
    }
  }

  @Test
  void secondProcessWaitsAndFindsThemCreated() throws SQLException {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (Connection load = warehouse.database().dataSource().getConnection()) {
      load.setAutoCommit(false);
      MonthlyPartitions.ensureAhead(DSL.using(load, SQLDialect.POSTGRES), DATE);

      CompletableFuture<TaskOutcome> outcome =
          CompletableFuture.supplyAsync(() -> run(DATE), thread);
      awaitWaitingForTheFact();
      load.commit();

      assertThat(outcome.join().message()).isEqualTo("all are there");
      assertThat(maintenance.rows(PARTITIONS)).hasSize(4);
    } finally {
      thread.shutdownNow();
    }
  }

  private void awaitWaitingForTheFact() {
    while (maintenance
        .rows(
            "select 1 from pg_locks where not granted and relation = 'warehouse.fact_watch_session'::regclass")
        .isEmpty()) {
      Thread.onSpinWait();
    }
  }

  private TaskOutcome run(LocalDate date) {
    return maintenance.run("partitions_ahead", date);
  }
}
