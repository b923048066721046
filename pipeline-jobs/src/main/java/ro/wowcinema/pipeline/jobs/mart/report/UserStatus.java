package ro.wowcinema.pipeline.jobs.mart.report;

import static org.jooq.impl.DSL.boolOr;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.pipeline.core.db.TempTables.columns;
import static ro.wowcinema.pipeline.jobs.source.Sources.startOf;
import static ro.wowcinema.warehouse.aggregate.Tables.PLAN;
import static ro.wowcinema.warehouse.aggregate.Tables.USER_STATUS;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_USER_STATUS;
import static ro.wowcinema.warehouse.change_queue.Tables.SESSION_DELTA;
import static ro.wowcinema.warehouse.mart.Routines.bucharestDate;
import static ro.wowcinema.warehouse.mart.Tables.KNOWN_USER;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_USER;
import static ro.wowcinema.warehouse.warehouse.Tables.FACT_SUBSCRIPTION_MONTH;
import static ro.wowcinema.warehouse.warehouse.Tables.FACT_WATCH_SESSION;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import ro.wowcinema.pipeline.core.db.TempTables;
import ro.wowcinema.pipeline.core.job.ChangedKeys;
import ro.wowcinema.pipeline.jobs.mart.RowTable;

/**
 * Every user as of the as-of date. Users with a changed version, subscription or session are
 * recomputed.
 */
final class UserStatus {
  private static final RowTable TABLE = new RowTable(USER_STATUS, List.of(USER_STATUS.USER_ID));
  static final Table<?> CHANGED = table(name("changed_status"));
  static final Table<?> NOW = table(name("status_now"));
  static final Table<?> BEFORE = table(name("status_before"));
  private static final Field<Long> USER_ID = column(CHANGED, USER_STATUS.USER_ID);
  private static final Field<Instant> LATEST = field(name("latest"), SQLDataType.INSTANT);
  private static final Field<Boolean> IS_ANY_DELETED =
      field(name("is_any_deleted"), SQLDataType.BOOLEAN);

  private final DSLContext dsl;
  private final Optional<LocalDate> before;
  private final LocalDate asOf;

  UserStatus(DSLContext dsl, Optional<LocalDate> before, LocalDate asOf) {
    this.dsl = dsl;
    this.before = before;
    this.asOf = asOf;
  }

  int publish() {
    TempTables.create(dsl, CHANGED.getName(), changed());
    TempTables.create(dsl, NOW.getName(), now());
    TempTables.create(dsl, BEFORE.getName(), before());
    return KnownUserActivity.publish(dsl, NOW, BEFORE)
        + TABLE.replace(
            dsl,
            USER_STATUS.USER_ID.in(select(USER_ID).from(CHANGED)),
            dsl.select(columns(NOW, List.of(USER_STATUS.fields()))).from(NOW));
  }

  /**
   * Months of users who turned out to be born in another year or to have first subscribed in
   * another month or with another plan, once users are published.
   */
  List<LocalDate> monthsOfOtherUsers() {
    return dsl.selectDistinct(FACT_SUBSCRIPTION_MONTH.MONTH)
        .from(NOW)
        .join(BEFORE)
        .on(column(BEFORE, USER_STATUS.USER_ID).eq(column(NOW, USER_STATUS.USER_ID)))
        .and(
            column(BEFORE, USER_STATUS.BIRTH_YEAR)
                .isDistinctFrom(column(NOW, USER_STATUS.BIRTH_YEAR))
                .or(
                    column(BEFORE, USER_STATUS.FIRST_SUBSCRIBED_MONTH)
                        .isDistinctFrom(column(NOW, USER_STATUS.FIRST_SUBSCRIBED_MONTH)))
                .or(
                    column(BEFORE, USER_STATUS.FIRST_PLAN_ID)
                        .isDistinctFrom(column(NOW, USER_STATUS.FIRST_PLAN_ID))))
        .join(FACT_SUBSCRIPTION_MONTH)
        .on(FACT_SUBSCRIPTION_MONTH.USER_ID.eq(column(NOW, USER_STATUS.USER_ID)))
        .fetch(FACT_SUBSCRIPTION_MONTH.MONTH);
  }

  /** Each once, with what changed of their sessions. */
  private Select<?> changed() {
    Table<?> users = ChangedKeys.consumeAll(dsl, CHANGED_USER_STATUS, CHANGED_USER_STATUS.USER_ID);
    Field<Long> sessionUser = SessionChanges.of(SESSION_DELTA.USER_ID);
    Field<Instant> start = SessionChanges.of(SESSION_DELTA.SESSION_START);
    Field<BigDecimal> sessions = sum(SessionChanges.of(SESSION_DELTA.SIGN));
    Table<?> u =
        dsl.select(
                column(users, USER_STATUS.USER_ID),
                val((Instant) null, LATEST).as(LATEST),
                inline(false).as(IS_ANY_DELETED))
            .from(users)
            .unionAll(
                dsl.select(sessionUser, start, field(sessions.lt(inline(BigDecimal.ZERO))))
                    .from(SessionChanges.TABLE)
                    .groupBy(sessionUser, start)
                    .having(sessions.ne(inline(BigDecimal.ZERO))))
            .unionAll(
                dsl.select(DIM_USER.USER_ID, val((Instant) null, LATEST), inline(false))
                    .from(DIM_USER)
                    .where(startsMeanwhile()))
            .asTable("u");
    Field<Long> userId = column(u, USER_STATUS.USER_ID);
    return dsl.select(
            userId,
            max(column(u, LATEST)).filterWhere(column(u, IS_ANY_DELETED).isFalse()).as(LATEST),
            boolOr(column(u, IS_ANY_DELETED)).as(IS_ANY_DELETED))
        .from(u)
        .groupBy(userId);
  }

  /** Versions that were dated ahead until the as-of date reached them. */
  private Condition startsMeanwhile() {
    return before
        .map(
            date ->
                DIM_USER
                    .VALID_FROM
                    .ge(startOf(date.plusDays(1)))
                    .and(DIM_USER.VALID_FROM.lt(startOf(asOf.plusDays(1)))))
        .orElse(falseCondition());
  }

  private Select<?> before() {
    return dsl.select(USER_STATUS.fields())
        .from(USER_STATUS)
        .join(CHANGED)
        .on(USER_STATUS.USER_ID.eq(USER_ID));
  }

  private Select<?> now() {
    Field<Instant> lastSession = lastSession();
    Table<?> first = firstMonth();
    return dsl.select(
            List.of(
                USER_ID,
                lastSession.as(USER_STATUS.LAST_SESSION_AT),
                bucharestDate(lastSession).as(USER_STATUS.LAST_SESSION_DATE),
                FACT_SUBSCRIPTION_MONTH.PLAN_KEY.as(USER_STATUS.SUBSCRIBED_PLAN_KEY),
                DIM_USER.BIRTH_YEAR,
                column(first, USER_STATUS.FIRST_SUBSCRIBED_MONTH),
                column(first, USER_STATUS.FIRST_PLAN_ID),
                FACT_SUBSCRIPTION_MONTH.REGION_CODE.as(USER_STATUS.SUBSCRIBED_REGION_CODE),
                field(KNOWN_USER.USER_ID.isNotNull()).as(USER_STATUS.IS_KNOWN)))
        .from(CHANGED)
        .join(DIM_USER)
        .on(DIM_USER.USER_ID.eq(USER_ID))
        .and(DIM_USER.IS_CURRENT)
        .leftJoin(KNOWN_USER)
        .on(KNOWN_USER.USER_ID.eq(USER_ID))
        .leftJoin(FACT_SUBSCRIPTION_MONTH)
        .on(FACT_SUBSCRIPTION_MONTH.USER_ID.eq(USER_ID))
        .and(FACT_SUBSCRIPTION_MONTH.MONTH.eq(asOf.withDayOfMonth(1)))
        .and(FACT_SUBSCRIPTION_MONTH.IS_SUBSCRIBED_AT_END)
        .leftJoin(first)
        .on(trueCondition())
        .leftJoin(USER_STATUS)
        .on(USER_STATUS.USER_ID.eq(USER_ID));
  }

  private static Table<?> firstMonth() {
    var any = FACT_SUBSCRIPTION_MONTH.as("any_month");
    return lateral(
            select(
                    any.MONTH.as(USER_STATUS.FIRST_SUBSCRIBED_MONTH),
                    PLAN.PLAN_ID.as(USER_STATUS.FIRST_PLAN_ID))
                .from(any)
                .join(PLAN)
                .on(PLAN.PLAN_KEY.eq(any.PLAN_KEY))
                .where(any.USER_ID.eq(USER_ID))
                .orderBy(any.MONTH)
                .limit(1))
        .as("first");
  }

  /** The fact is queried only if a deleted session may have been the last one. */
  private Field<Instant> lastSession() {
    Field<Instant> atLeast = greatest(USER_STATUS.LAST_SESSION_AT, column(CHANGED, LATEST));
    if (!dsl.fetchExists(CHANGED, column(CHANGED, IS_ANY_DELETED).isTrue())) {
      return atLeast;
    }
    return when(
            column(CHANGED, IS_ANY_DELETED),
            field(
                select(max(FACT_WATCH_SESSION.SESSION_START))
                    .from(FACT_WATCH_SESSION)
                    .where(FACT_WATCH_SESSION.USER_ID.eq(USER_ID))
                    .and(FACT_WATCH_SESSION.SESSION_START.lt(startOf(asOf.plusDays(1))))))
        .otherwise(atLeast);
  }
}
