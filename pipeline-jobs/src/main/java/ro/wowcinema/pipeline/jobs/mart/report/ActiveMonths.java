package ro.wowcinema.pipeline.jobs.mart.report;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.aggregate.Tables.ACTIVE_MONTH;
import static ro.wowcinema.warehouse.aggregate.Tables.USER_MONTH;
import static ro.wowcinema.warehouse.mart.Routines.monthOf;

import java.time.LocalDate;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import ro.wowcinema.pipeline.core.db.TempTables;
import ro.wowcinema.pipeline.jobs.mart.SumTable;

/**
 * Who was active in which month, and how many: a user counts with the month's first session, and no
 * longer where none is left.
 */
final class ActiveMonths {
  private static final SumTable USERS =
      new SumTable(
          USER_MONTH,
          List.of(USER_MONTH.USER_ID, USER_MONTH.MONTH),
          USER_MONTH.SESSIONS,
          List.of());
  private static final SumTable TABLE =
      new SumTable(ACTIVE_MONTH, List.of(ACTIVE_MONTH.MONTH), ACTIVE_MONTH.ACTIVE_USERS, List.of());
  private static final Field<Long> BEFORE = field(name("before"), SQLDataType.BIGINT);

  private ActiveMonths() {}

  static int publish(DSLContext dsl) {
    Table<?> changed = TempTables.create(dsl, "changed_user_month", changes(dsl));
    Field<Long> before = column(changed, BEFORE);
    Field<Long> more = column(changed, USER_MONTH.SESSIONS);
    Field<LocalDate> month = column(changed, USER_MONTH.MONTH);
    Field<Long> users = Measures.moreWithAny(before, more);
    int written =
        TABLE.addAndPrune(
            dsl,
            dsl.select(month, users.as(ACTIVE_MONTH.ACTIVE_USERS)).from(changed).groupBy(month));
    return written
        + USERS.addAndPrune(
            dsl, dsl.select(column(changed, USER_MONTH.USER_ID), month, more).from(changed));
  }

  /** Each user and month whose number of sessions changed, with the number before. */
  private static Select<?> changes(DSLContext dsl) {
    Field<LocalDate> month = monthOf(SessionStarts.DAY);
    Field<Long> more = DSL.field("sum({0})::bigint", SQLDataType.BIGINT, SessionStarts.SESSIONS);
    Table<?> w =
        dsl.select(SessionStarts.USER_ID, month.as(USER_MONTH.MONTH), more.as(USER_MONTH.SESSIONS))
            .from(SessionStarts.TABLE)
            .groupBy(SessionStarts.USER_ID, month)
            .having(more.ne(inline(0L)))
            .asTable("w");
    return dsl.select(
            column(w, USER_MONTH.USER_ID),
            column(w, USER_MONTH.MONTH),
            column(w, USER_MONTH.SESSIONS),
            coalesce(USER_MONTH.SESSIONS, inline(0L)).as(BEFORE))
        .from(w)
        .leftJoin(USER_MONTH)
        .on(USER_MONTH.USER_ID.eq(column(w, USER_MONTH.USER_ID)))
        .and(USER_MONTH.MONTH.eq(column(w, USER_MONTH.MONTH)));
  }
}
