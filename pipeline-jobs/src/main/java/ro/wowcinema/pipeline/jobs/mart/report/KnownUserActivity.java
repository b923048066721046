package ro.wowcinema.pipeline.jobs.mart.report;

import static org.jooq.impl.DSL.inline;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.aggregate.Tables.USER_COUNT;
import static ro.wowcinema.warehouse.aggregate.Tables.USER_STATUS;
import static ro.wowcinema.warehouse.change_queue.Tables.SESSION_DELTA;

import java.time.LocalDate;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record3;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import ro.wowcinema.pipeline.jobs.mart.SumTable;

/**
 * How many known users were active when, by plan on the as-of date: windows of any as-of date are
 * sums of these, so that a new as-of date does not require looking at any user.
 */
final class KnownUserActivity {
  private static final SumTable TABLE =
      new SumTable(
          USER_COUNT,
          List.of(USER_COUNT.PLAN_KEY, USER_COUNT.LAST_SESSION_DATE),
          USER_COUNT.USERS,
          List.of());

  private KnownUserActivity() {}

  /** Counts users otherwise, who are to be as the first table says, and no longer as the second. */
  static int publish(DSLContext dsl, Table<?> now, Table<?> before) {
    Table<?> u = counted(now, (short) 1).unionAll(counted(before, (short) -1)).asTable("u");
    Field<Long> planKey = column(u, USER_COUNT.PLAN_KEY);
    Field<LocalDate> date = column(u, USER_COUNT.LAST_SESSION_DATE);
    Field<Long> users = new Measures(u).views().as(USER_COUNT.USERS);
    return TABLE.addAndPrune(dsl, dsl.select(planKey, date, users).from(u).groupBy(planKey, date));
  }

  private static Select<Record3<Long, LocalDate, Short>> counted(Table<?> users, short sign) {
    return DSL.select(
            column(users, USER_STATUS.SUBSCRIBED_PLAN_KEY).as(USER_COUNT.PLAN_KEY),
            column(users, USER_STATUS.LAST_SESSION_DATE),
            inline(sign, SQLDataType.SMALLINT).as(SESSION_DELTA.SIGN))
        .from(users)
        .where(column(users, USER_STATUS.IS_KNOWN));
  }
}
