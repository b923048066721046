package ro.wowcinema.pipeline.jobs.mart.report;

import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.groupingSets;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.values;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.aggregate.Tables.ACTIVE_USERS;
import static ro.wowcinema.warehouse.aggregate.Tables.PLAN;
import static ro.wowcinema.warehouse.aggregate.Tables.USER_PERIOD;
import static ro.wowcinema.warehouse.change_queue.Tables.SESSION_DELTA;
import static ro.wowcinema.warehouse.mart.Routines.bucharestDate;
import static ro.wowcinema.warehouse.mart.Routines.weekOf;
import static ro.wowcinema.warehouse.warehouse.Tables.FACT_WATCH_SESSION;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.GroupField;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import ro.wowcinema.pipeline.core.db.TempTables;
import ro.wowcinema.pipeline.jobs.mart.RowTable;
import ro.wowcinema.pipeline.jobs.mart.SumTable;

/**
 * Users of each day, week and month, of each plan and county and of all: a user counts once in each
 * of them. Days with changes are counted again in the fact. A week or month would be too much of
 * it: there, a user counts with the first session, and no longer where none is left.
 */
final class ActiveUsers {
  private static final List<Field<?>> KEYS =
      List.of(
          ACTIVE_USERS.PERIOD_TYPE,
          ACTIVE_USERS.PERIOD_START,
          ACTIVE_USERS.PLAN_ID,
          ACTIVE_USERS.REGION_CODE);
  private static final RowTable DAYS = new RowTable(ACTIVE_USERS, KEYS);
  private static final SumTable PERIODS =
      new SumTable(ACTIVE_USERS, KEYS, ACTIVE_USERS.ACTIVE_USERS_, List.of(ACTIVE_USERS.SESSIONS));
  private static final SumTable USERS =
      new SumTable(
          USER_PERIOD,
          List.of(
              USER_PERIOD.USER_ID,
              USER_PERIOD.PERIOD_TYPE,
              USER_PERIOD.PERIOD_START,
              USER_PERIOD.PLAN_ID,
              USER_PERIOD.REGION_CODE),
          USER_PERIOD.SESSIONS,
          List.of());
  private static final Field<Long> BEFORE = field(name("before"), SQLDataType.BIGINT);
  private static final Field<String> DAY = inline("day");

  private ActiveUsers() {}

  static int publish(DSLContext dsl) {
    return publishDays(dsl) + publishWeeksAndMonths(dsl);
  }

  private static int publishDays(DSLContext dsl) {
    SortedSet<LocalDate> days =
        new TreeSet<>(
            dsl.selectDistinct(SessionChanges.DAY)
                .from(SessionChanges.TABLE)
                .fetch(SessionChanges.DAY));
    return days.isEmpty()
        ? 0
        : DAYS.replace(
            dsl,
            ACTIVE_USERS.PERIOD_TYPE.eq(DAY).and(ACTIVE_USERS.PERIOD_START.in(days)),
            activeOn(dsl, days));
  }

  private static Select<?> activeOn(DSLContext dsl, SortedSet<LocalDate> days) {
    Field<LocalDate> day = bucharestDate(FACT_WATCH_SESSION.SESSION_START);
    Table<?> s =
        dsl.select(
                day.as(ACTIVE_USERS.PERIOD_START),
                PLAN.PLAN_ID,
                FACT_WATCH_SESSION.REGION_CODE,
                FACT_WATCH_SESSION.USER_ID,
                DSL.count().as(ACTIVE_USERS.SESSIONS))
            .from(FACT_WATCH_SESSION)
            .join(PLAN)
            .on(PLAN.PLAN_KEY.eq(FACT_WATCH_SESSION.PLAN_KEY))
            .where(FactDays.in(days))
            .groupBy(day, PLAN.PLAN_ID, FACT_WATCH_SESSION.REGION_CODE, FACT_WATCH_SESSION.USER_ID)
            .asTable("s");
    Field<LocalDate> start = column(s, ACTIVE_USERS.PERIOD_START);
    Field<Integer> plan = column(s, ACTIVE_USERS.PLAN_ID);
    Field<Short> region = column(s, ACTIVE_USERS.REGION_CODE);
    return dsl.select(
            DAY.as(ACTIVE_USERS.PERIOD_TYPE),
            start,
            plan,
            region,
            countDistinct(column(s, FACT_WATCH_SESSION.USER_ID))
                .cast(SQLDataType.BIGINT)
                .as(ACTIVE_USERS.ACTIVE_USERS_),
            sum(column(s, ACTIVE_USERS.SESSIONS)).as(ACTIVE_USERS.SESSIONS))
        .from(s)
        .groupBy(rollUps(plan, region, start));
  }

  private static int publishWeeksAndMonths(DSLContext dsl) {
    Table<?> changed = TempTables.create(dsl, "changed_user_period", changes(dsl));
    int written = PERIODS.addAndPrune(dsl, users(dsl, changed));
    return written
        + USERS.addAndPrune(
            dsl,
            dsl.select(TempTables.columns(changed, USERS.keys()))
                .select(column(changed, USER_PERIOD.SESSIONS))
                .from(changed));
  }

  /**
   * How many sessions more each user has in a week or month, and had before: also with the plans
   * and in the counties in which nothing changed, because the user counts in their roll-ups.
   */
  private static Select<?> changes(DSLContext dsl) {
    Table<?> more = TempTables.create(dsl, "more_of_user_period", sessions(dsl));
    Table<?> had =
        dsl.selectDistinct(
                column(more, USER_PERIOD.USER_ID),
                column(more, USER_PERIOD.PERIOD_TYPE),
                column(more, USER_PERIOD.PERIOD_START))
            .from(more)
            .asTable("had");
    Table<?> u =
        dsl.select(TempTables.columns(more, USERS.keys()))
            .select(column(more, USER_PERIOD.SESSIONS), inline(0L).as(BEFORE))
            .from(more)
            .unionAll(
                dsl.select(USERS.keys())
                    .select(inline(0L), USER_PERIOD.SESSIONS)
                    .from(had)
                    .join(USER_PERIOD)
                    .on(USER_PERIOD.USER_ID.eq(column(had, USER_PERIOD.USER_ID)))
                    .and(USER_PERIOD.PERIOD_TYPE.eq(column(had, USER_PERIOD.PERIOD_TYPE)))
                    .and(USER_PERIOD.PERIOD_START.eq(column(had, USER_PERIOD.PERIOD_START))))
            .asTable("u");
    List<Field<?>> keys = TempTables.columns(u, USERS.keys());
    return dsl.select(keys)
        .select(
            sum(column(u, USER_PERIOD.SESSIONS)).as(USER_PERIOD.SESSIONS),
            sum(column(u, BEFORE)).as(BEFORE))
        .from(u)
        .groupBy(keys);
  }

  private static Select<?> sessions(DSLContext dsl) {
    Table<?> period =
        lateral(
                values(
                    row(inline("week"), weekOf(SessionChanges.DAY)),
                    row(inline("month"), SessionChanges.MONTH)))
            .as("p", USER_PERIOD.PERIOD_TYPE.getName(), USER_PERIOD.PERIOD_START.getName());
    List<Field<?>> keys =
        List.of(
            SessionChanges.of(SESSION_DELTA.USER_ID),
            column(period, USER_PERIOD.PERIOD_TYPE),
            column(period, USER_PERIOD.PERIOD_START),
            SessionChanges.PLAN_ID,
            SessionChanges.of(SESSION_DELTA.REGION_CODE));
    Field<Long> sessions =
        DSL.field("sum({0})::bigint", SQLDataType.BIGINT, SessionChanges.of(SESSION_DELTA.SIGN));
    return dsl.select(keys)
        .select(sessions.as(USER_PERIOD.SESSIONS))
        .from(SessionChanges.TABLE)
        .crossJoin(period)
        .groupBy(keys)
        .having(sessions.ne(inline(0L)));
  }

  private static Select<?> users(DSLContext dsl, Table<?> changed) {
    Field<Long> userId = column(changed, USER_PERIOD.USER_ID);
    Field<String> type = column(changed, ACTIVE_USERS.PERIOD_TYPE);
    Field<LocalDate> start = column(changed, ACTIVE_USERS.PERIOD_START);
    Field<Integer> plan = column(changed, ACTIVE_USERS.PLAN_ID);
    Field<Short> region = column(changed, ACTIVE_USERS.REGION_CODE);
    Table<?> u =
        dsl.select(
                type,
                start,
                plan,
                region,
                sum(column(changed, USER_PERIOD.SESSIONS)).as(ACTIVE_USERS.SESSIONS),
                sum(column(changed, BEFORE)).as(BEFORE))
            .from(changed)
            .groupBy(rollUps(plan, region, userId, type, start))
            .asTable("u");
    List<Field<?>> keys = TempTables.columns(u, KEYS);
    Field<Long> more = column(u, ACTIVE_USERS.SESSIONS);
    return dsl.select(keys)
        .select(
            Measures.moreWithAny(column(u, BEFORE), more).as(ACTIVE_USERS.ACTIVE_USERS_),
            sum(more).as(ACTIVE_USERS.SESSIONS))
        .from(u)
        .groupBy(keys);
  }

  /** By these, alone and with the plan, the county and both. */
  private static GroupField rollUps(Field<Integer> plan, Field<Short> region, Field<?>... by) {
    List<Field<?>> all = List.of(by);
    return groupingSets(
        all,
        with(all, List.of(plan)),
        with(all, List.of(region)),
        with(all, List.of(plan, region)));
  }

  private static List<Field<?>> with(List<Field<?>> some, List<Field<?>> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  private static Field<Long> sum(Field<Long> sessions) {
    return DSL.field("sum({0})::bigint", SQLDataType.BIGINT, sessions);
  }
}
