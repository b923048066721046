package ro.wowcinema.pipeline.jobs.mart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.select;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.aggregate.Tables.PLAN_CHANGE;

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
          PLAN_CHANGE,
          List.of(PLAN_CHANGE.MONTH),
          rows ->
              insertInto(
                      PLAN_CHANGE,
                      PLAN_CHANGE.MONTH,
                      PLAN_CHANGE.FROM_PLAN,
                      PLAN_CHANGE.TO_PLAN,
                      PLAN_CHANGE.USERS)
                  .select(
                      select(
                              column(rows, PLAN_CHANGE.MONTH),
                              inline("Gold"),
                              inline("Bronze"),
                              column(rows, PLAN_CHANGE.USERS))
                          .from(rows)));

  @Test
  void namesTheRefusedRowAndLeavesTheTransactionUsable() {
    inTransaction(
        "select date '2026-01-01' + i as month, case i when 5 then 1e30 else i end as users from generate_series(0, 8) as i",
        dsl -> {
          assertThatThrownBy(() -> WRITES.execute(dsl, ROWS))
              .isInstanceOf(RefusedRowException.class)
              .hasMessage(
                  "aggregate.plan_change refuses the value of users in the row of month 2026-01-06: ERROR: bigint out of range");
          assertThat(dsl.fetchCount(PLAN_CHANGE)).isZero();
        });
  }

  @Test
  void namesNoRowWhereEachAloneIsTaken() {
    inTransaction(
        "select date '2026-01-01' as month, i as users from generate_series(1, 2) as i",
        dsl ->
            assertThatThrownBy(() -> WRITES.execute(dsl, ROWS))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("plan_change_pkey"));
  }

  @Test
  void namesNoRowWhereTheStatementItselfIsWrong() {
    inTransaction(
        "select date '2026-01-01' as month",
        dsl ->
            assertThatThrownBy(() -> WRITES.execute(dsl, ROWS))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("users"));
  }

  @Test
  void writesWhatIsTaken() {
    inTransaction(
        "select date '2026-01-01' + i as month, i as users from generate_series(0, 8) as i",
        dsl -> {
          assertThat(WRITES.execute(dsl, ROWS)).isEqualTo(9);
          assertThat(dsl.fetchCount(PLAN_CHANGE)).isEqualTo(9);
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
