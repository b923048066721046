package ro.wowcinema.pipeline.jobs.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.execution.TaskOutcome;
import ro.wowcinema.pipeline.core.ledger.TaskState;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;

/** On tables that autovacuum leaves alone: what it does it does at any time. */
@Timeout(60)
final class TableStatisticsTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @RegisterExtension final MaintenanceFixture maintenance = new MaintenanceFixture(warehouse);

  private static final LocalDate DATE = LocalDate.of(2026, 10, 25);

  @BeforeEach
  void makeTables() {
    maintenance.execute(
        "create table warehouse.plain (id int) with (autovacuum_enabled = false)",
        "insert into warehouse.plain select generate_series(1, 100000)",
        "create table warehouse.parent (id int) partition by range (id)",
        "create table warehouse.part_1 partition of warehouse.parent for values from (0) to (10000) with (autovacuum_enabled = false)",
        "create table warehouse.part_2 partition of warehouse.parent for values from (10000) to (20000) with (autovacuum_enabled = false)",
        "insert into warehouse.parent select generate_series(0, 9999)");
  }

  @Test
  void everyTableWithoutStatisticsIsAnalysed() {
    // There is nothing to know of a partitioned table without partitions.
    maintenance.run("partitions_ahead", DATE);

    TaskOutcome outcome = run();

    assertThat(outcome.state()).isEqualTo(TaskState.SUCCESS);
    assertThat(outcome.message()).startsWith("tables analysed: ");
    assertThat(knownRows("plain")).isEqualTo(100_000);
    assertThat(
            maintenance.rows(
                """
                select schemaname, relname from pg_stat_all_tables
                where schemaname in ('cleansed', 'change_queue', 'pii', 'warehouse', 'warehouse_part', 'aggregate', 'mart', 'ops')
                  and last_analyze is null and last_autoanalyze is null
                """))
        .isEmpty();
    assertThat(log()).contains("analysed warehouse.plain: about 100000 changes, 100000 rows");
  }

  @Test
  void partitionedTableIsAnalysedToo() {
    run();

    assertThat(knownRows("parent")).isEqualTo(10_000);
    assertThat(log())
        .contains("analysed warehouse.parent: about 10000 changes, 10000 rows")
        .noneMatch(line -> line.contains("warehouse.part_1"));
  }

  @Test
  void stagingIsLeftAlone() {
    maintenance.execute("create table staging.plain (id int) with (autovacuum_enabled = false)");

    run();

    assertThat(
            maintenance.rows(
                "select relname from pg_stat_all_tables where schemaname = 'staging' and last_analyze is not null"))
        .isEmpty();
  }

  @Test
  void nothingIsDoneWhereNothingChanged() {
    run();

    TaskOutcome second = run();

    assertThat(second.state()).isEqualTo(TaskState.SKIPPED);
    assertThat(second.message()).isEqualTo("all are up to date");
  }

  @Test
  void tableIsAnalysedOnceMoreThanOneRowInTwentyChanged() {
    run();

    maintenance.execute("update warehouse.plain set id = -id where id <= 5000");
    assertThat(run().state()).isEqualTo(TaskState.SKIPPED);

    maintenance.execute("update warehouse.plain set id = -id where id = 5001");
    assertThat(run().message()).isEqualTo("tables analysed: 1");
    assertThat(log()).contains("analysed warehouse.plain: about 5001 changes, 100000 rows");
  }

  @Test
  void fewChangesOfSmallTableDoNotMatter() {
    maintenance.execute("create table warehouse.small (id int) with (autovacuum_enabled = false)");
    run();

    maintenance.execute("insert into warehouse.small select generate_series(1, 1000)");
    assertThat(run().state()).isEqualTo(TaskState.SKIPPED);

    maintenance.execute("insert into warehouse.small values (1001)");
    assertThat(run().message()).isEqualTo("tables analysed: 1");
  }

  @Test
  void parentIsAnalysedAlsoWherePartitionAlreadyWas() {
    run();
    maintenance.execute("insert into warehouse.parent select generate_series(10000, 12000)");
    // As autovacuum does, and forgets the changes by it.
    maintenance.execute("analyze warehouse.part_2");

    assertThat(run().message()).isEqualTo("tables analysed: 1");
    assertThat(knownRows("parent")).isEqualTo(12_001);
    assertThat(run().state()).isEqualTo(TaskState.SKIPPED);
  }

  @Test
  void tableInUseIsLeftForTheNextRun() throws SQLException {
    try (Connection load = warehouse.database().dataSource().getConnection();
        Statement statement = load.createStatement()) {
      load.setAutoCommit(false);
      statement.execute("lock table warehouse.plain in share update exclusive mode");

      assertThat(run().message()).endsWith("; in use and left for the next run: warehouse.plain");
      assertThat(knownRows("plain")).isEqualTo(-1);
      load.rollback();
    }

    assertThat(run().message()).isEqualTo("tables analysed: 1");
    assertThat(knownRows("plain")).isEqualTo(100_000);
  }

  private TaskOutcome run() {
    return maintenance.run("table_statistics", DATE);
  }

  private List<String> log() {
    return maintenance.rows("select message from ops.task_log order by attempt, seq");
  }

  private static int knownRows(String table) {
    return warehouse
        .dsl()
        .fetchSingle(
            "select reltuples::int from pg_class where oid = ('warehouse.' || {0})::regclass",
            DSL.inline(table))
        .get(0, Integer.class);
  }
}
