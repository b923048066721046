package ro.wowcinema.pipeline.jobs.mart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.select;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.aggregate.Tables.ACTIVE_MONTH;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;

final class RowWritesTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  private static final Table<?> ROWS = DSL.table(DSL.name("month_to_write"));
  private static final RowWrites WRITES =
      new RowWrites(
          ACTIVE_MONTH,
          List.of(ACTIVE_MONTH.MONTH),
          rows ->
              insertInto(ACTIVE_MONTH, ACTIVE_MONTH.MONTH, ACTIVE_MONTH.ACTIVE_USERS)
                  .select(
                      select(
                              column(rows, ACTIVE_MONTH.MONTH),
                              column(rows, ACTIVE_MONTH.ACTIVE_USERS))
                          .from(rows)));

  @Test
  void namesTheRefusedRowAndLeavesTheTransactionUsable() {
    inTransaction(
        "select date '2026-01-01' + i as month, case i when 5 then 1e30 else i end as active_users from generate_series(0, 8) as i",
        dsl -> {
          assertThatThrownBy(() -> WRITES.execute(dsl, ROWS))
              .isInstanceOf(RefusedRowException.class)
              .hasMessage(
                  "aggregate.active_month refuses the value of active_users in the row of month 2026-01-06: ERROR: bigint out of range");
          assertThat(dsl.fetchCount(ACTIVE_MONTH)).isZero();
        });
  }

  @Test
  void namesNoRowWhereEachAloneIsTaken() {
    inTransaction(
        "select date '2026-01-01' as month, i as active_users from generate_series(1, 2) as i",
        dsl ->
            assertThatThrownBy(() -> WRITES.execute(dsl, ROWS))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("active_month_pkey"));
  }

  @Test
  void namesNoRowWhereTheStatementItselfIsWrong() {
    inTransaction(
        "select date '2026-01-01' as month",
        dsl ->
            assertThatThrownBy(() -> WRITES.execute(dsl, ROWS))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("active_users"));
  }

  @Test
  void writesWhatIsTaken() {
    inTransaction(
        "select date '2026-01-01' + i as month, i as active_users from generate_series(0, 8) as i",
        dsl -> {
          assertThat(WRITES.execute(dsl, ROWS)).isEqualTo(9);
          assertThat(dsl.fetchCount(ACTIVE_MONTH)).isEqualTo(9);
        });
  }

  private static void inTransaction(String rows, Work work) {
    warehouse
        .database()
        .transaction(
            dsl -> {
              dsl.execute("savepoint before_test");
              dsl.execute("create temporary table month_to_write on commit drop as " + rows);
              work.on(dsl);
              return dsl.execute("rollback to savepoint before_test");
            });
  }

  /** What a test does in its transaction. */
  private interface Work {
    void on(DSLContext dsl);
  }
}
