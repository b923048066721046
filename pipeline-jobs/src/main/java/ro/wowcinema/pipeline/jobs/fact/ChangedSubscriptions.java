package ro.wowcinema.pipeline.jobs.fact;

import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.pipeline.core.db.TempTables.columns;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_SUBSCRIPTION_MONTH;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_USER_STATUS;
import static ro.wowcinema.warehouse.warehouse.Tables.FACT_SUBSCRIPTION_MONTH;

import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.db.TempTables;

/**
 * Enqueues for the mart what recomputing affected users' months changed: the months of rows that
 * differ from before, and the users. Months with the same result are not enqueued.
 */
final class ChangedSubscriptions {
  private static final List<Field<?>> COLUMNS = List.of(FACT_SUBSCRIPTION_MONTH.fields());

  private final DSLContext dsl;
  private final Table<?> affected;
  private final Table<?> before;

  /** Remembers the affected rows as they are now. */
  ChangedSubscriptions(DSLContext dsl, Table<?> affected) {
    this.dsl = dsl;
    this.affected = affected;
    this.before = TempTables.create(dsl, "subscription_before", affectedRows());
  }

  /** Compares the rows with those of before, and enqueues the differences. */
  void enqueue() {
    Table<?> after = TempTables.create(dsl, "subscription_after", affectedRows());
    Table<?> changed =
        rows(before)
            .except(rows(after))
            .unionAll(rows(after).except(rows(before)))
            .asTable("changed");
    dsl.insertInto(CHANGED_SUBSCRIPTION_MONTH, CHANGED_SUBSCRIPTION_MONTH.MONTH)
        .select(dsl.selectDistinct(column(changed, FACT_SUBSCRIPTION_MONTH.MONTH)).from(changed))
        .execute();
    dsl.insertInto(CHANGED_USER_STATUS, CHANGED_USER_STATUS.USER_ID)
        .select(dsl.select(column(affected, FACT_SUBSCRIPTION_MONTH.USER_ID)).from(affected))
        .execute();
  }

  private Select<Record> affectedRows() {
    Condition isAffected =
        FACT_SUBSCRIPTION_MONTH
            .USER_ID
            .eq(column(affected, FACT_SUBSCRIPTION_MONTH.USER_ID))
            .and(FACT_SUBSCRIPTION_MONTH.MONTH.ge(column(affected, FACT_SUBSCRIPTION_MONTH.MONTH)));
    return dsl.select(COLUMNS).from(FACT_SUBSCRIPTION_MONTH).join(affected).on(isAffected);
  }

  private Select<Record> rows(Table<?> table) {
    return dsl.select(columns(table, COLUMNS)).from(table);
  }
}
