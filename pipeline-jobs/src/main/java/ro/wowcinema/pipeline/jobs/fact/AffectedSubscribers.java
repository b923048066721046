package ro.wowcinema.pipeline.jobs.fact;

import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_PRICE;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_SUBSCRIBER;
import static ro.wowcinema.warehouse.mart.Routines.bucharestDate;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_PLAN;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_USER;
import static ro.wowcinema.warehouse.warehouse.Tables.FACT_SUBSCRIPTION_MONTH;
import static ro.wowcinema.warehouse.warehouse.Tables.SUBSCRIPTION_PERIOD;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.Select;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.db.TempTables;
import ro.wowcinema.pipeline.core.job.ChangedKeys;
import ro.wowcinema.warehouse.mart.Routines;

/**
 * Users whose subscription months may be outdated, with the first such month: users whose versions
 * or whose plan's versions changed; and, because time passes without any delivery that says so,
 * users with a date that the as-of date passed, which begins or ends something or changes a price,
 * or entered another month.
 */
final class AffectedSubscribers {
  /** Holds them until the transaction ends. */
  static final Table<?> TABLE = table(name("affected_subscriber"));

  private static final Field<LocalDate> MONTH = FACT_SUBSCRIPTION_MONTH.MONTH;

  private final DSLContext dsl;

  AffectedSubscribers(DSLContext dsl) {
    this.dsl = dsl;
  }

  /**
   * Consumes all changed keys; returns a temporary table with each affected user once.
   *
   * @param before the as-of date until now; empty before the first load
   * @param asOf the as-of date from now on
   */
  Table<?> consume(Optional<LocalDate> before, LocalDate asOf) {
    Select<Record2<Long, LocalDate>> touched = versionsChanged().unionAll(pricesChanged());
    if (before.isPresent() && before.get().isBefore(asOf)) {
      touched = touched.unionAll(datesPassed(before.get(), asOf));
      touched = touched.unionAll(pricesPassed(before.get(), asOf));
      if (YearMonth.from(before.get()).isBefore(YearMonth.from(asOf))) {
        touched = touched.unionAll(monthTurned(before.get(), asOf));
      }
    }
    Table<?> all = touched.asTable("t");
    Field<Long> userId = column(all, DIM_USER.USER_ID);
    return TempTables.create(
        dsl,
        TABLE.getName(),
        dsl.select(userId, min(column(all, MONTH)).as(MONTH)).from(all).groupBy(userId));
  }

  private Select<Record2<Long, LocalDate>> versionsChanged() {
    Table<?> users =
        ChangedKeys.consume(
            dsl, CHANGED_SUBSCRIBER, CHANGED_SUBSCRIBER.USER_ID, CHANGED_SUBSCRIBER.SINCE);
    return dsl.select(
            column(users, CHANGED_SUBSCRIBER.USER_ID),
            monthOf(column(users, CHANGED_SUBSCRIBER.SINCE)))
        .from(users);
  }

  private Select<Record2<Long, LocalDate>> pricesChanged() {
    Table<?> plans =
        ChangedKeys.consume(dsl, CHANGED_PRICE, CHANGED_PRICE.PLAN_ID, CHANGED_PRICE.SINCE);
    Field<Instant> since = column(plans, CHANGED_PRICE.SINCE);
    return dsl.select(DIM_USER.USER_ID, monthOf(greatest(since, DIM_USER.VALID_FROM)))
        .from(plans)
        .join(DIM_USER)
        .on(DIM_USER.PLAN_ID.eq(column(plans, CHANGED_PRICE.PLAN_ID)))
        .and(DIM_USER.VALID_TO.gt(since));
  }

  private Select<Record2<Long, LocalDate>> datesPassed(LocalDate before, LocalDate asOf) {
    Condition passed = noCondition();
    for (Field<LocalDate> date :
        List.of(
            bucharestDate(DIM_USER.VALID_FROM),
            bucharestDate(DIM_USER.VALID_TO),
            DIM_USER.SUBSCRIPTION_START_DATE,
            DIM_USER.SUBSCRIPTION_END_DATE)) {
      passed = passed.or(date.gt(before).and(date.le(asOf)));
    }
    return dsl.select(DIM_USER.USER_ID, monthOf(before)).from(DIM_USER).where(passed);
  }

  /**
   * A price whose change was consumed by a run of an earlier date, on which it was not valid yet.
   */
  private Select<Record2<Long, LocalDate>> pricesPassed(LocalDate before, LocalDate asOf) {
    Field<LocalDate> date = bucharestDate(DIM_PLAN.VALID_FROM);
    return dsl.select(DIM_USER.USER_ID, monthOf(before))
        .from(DIM_PLAN)
        .join(DIM_USER)
        .on(DIM_USER.PLAN_ID.eq(DIM_PLAN.PLAN_ID))
        .and(DIM_USER.VALID_TO.gt(DIM_PLAN.VALID_FROM))
        .where(date.gt(before))
        .and(date.le(asOf));
  }

  private Select<Record2<Long, LocalDate>> monthTurned(LocalDate before, LocalDate asOf) {
    return dsl.select(SUBSCRIPTION_PERIOD.USER_ID, monthOf(before))
        .from(SUBSCRIPTION_PERIOD)
        .where(SUBSCRIPTION_PERIOD.FIRST_DATE.le(asOf))
        .and(SUBSCRIPTION_PERIOD.LAST_DATE.ge(before));
  }

  private static Field<LocalDate> monthOf(Field<Instant> instant) {
    return Routines.monthOf(bucharestDate(instant)).as(MONTH);
  }

  private static Field<LocalDate> monthOf(LocalDate date) {
    return val(date.withDayOfMonth(1)).as(MONTH);
  }
}
