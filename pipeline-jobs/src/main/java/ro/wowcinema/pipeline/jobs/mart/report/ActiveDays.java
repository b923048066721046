package ro.wowcinema.pipeline.jobs.mart.report;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.inline;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.pipeline.jobs.source.Sources.startOf;
import static ro.wowcinema.warehouse.aggregate.Tables.ACTIVE_DAY;
import static ro.wowcinema.warehouse.mart.Routines.bucharestDate;
import static ro.wowcinema.warehouse.warehouse.Tables.FACT_WATCH_SESSION;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import ro.wowcinema.pipeline.jobs.mart.RowTable;

/** Users of each day; the days with changes are counted again, in the fact. */
final class ActiveDays {
  static final RowTable TABLE = new RowTable(ACTIVE_DAY, List.of(ACTIVE_DAY.DAY));

  private ActiveDays() {}

  static int publish(DSLContext dsl) {
    SortedSet<LocalDate> days =
        new TreeSet<>(
            dsl.selectDistinct(SessionStarts.DAY)
                .from(SessionStarts.TABLE)
                .fetch(SessionStarts.DAY));
    return days.isEmpty() ? 0 : TABLE.replace(dsl, ACTIVE_DAY.DAY.in(days), activeOn(dsl, days));
  }

  private static Select<?> activeOn(DSLContext dsl, SortedSet<LocalDate> days) {
    Field<LocalDate> day = bucharestDate(FACT_WATCH_SESSION.SESSION_START);
    Table<?> s =
        dsl.select(day.as(ACTIVE_DAY.DAY), count().as(ACTIVE_DAY.SESSIONS))
            .from(FACT_WATCH_SESSION)
            .where(isOn(days))
            .groupBy(day, FACT_WATCH_SESSION.USER_ID)
            .asTable("s");
    Field<Long> sessions =
        DSL.field("sum({0})::bigint", SQLDataType.BIGINT, column(s, ACTIVE_DAY.SESSIONS));
    return dsl.select(
            column(s, ACTIVE_DAY.DAY),
            count().cast(SQLDataType.BIGINT).as(ACTIVE_DAY.ACTIVE_USERS),
            sessions.as(ACTIVE_DAY.SESSIONS))
        .from(s)
        .groupBy(column(s, ACTIVE_DAY.DAY));
  }

  /** In literals: the planner then leaves out the fact's other months. */
  private static Condition isOn(SortedSet<LocalDate> days) {
    Condition any = falseCondition();
    LocalDate first = null;
    for (LocalDate day : days) {
      first = first == null ? day : first;
      LocalDate next = day.plusDays(1);
      if (!days.contains(next)) {
        any =
            any.or(
                FACT_WATCH_SESSION
                    .SESSION_START
                    .ge(inline(startOf(first)))
                    .and(FACT_WATCH_SESSION.SESSION_START.lt(inline(startOf(next)))));
        first = null;
      }
    }
    return any;
  }
}
