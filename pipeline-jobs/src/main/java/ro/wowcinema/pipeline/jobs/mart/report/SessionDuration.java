package ro.wowcinema.pipeline.jobs.mart.report;

import static org.jooq.impl.DSL.castNull;
import static org.jooq.impl.DSL.inline;
import static ro.wowcinema.warehouse.aggregate.Tables.SESSION_DURATION;
import static ro.wowcinema.warehouse.aggregate.Tables.SESSION_LENGTH;
import static ro.wowcinema.warehouse.aggregate.Tables.SESSION_SECONDS;
import static ro.wowcinema.warehouse.change_queue.Tables.SESSION_DELTA;
import static ro.wowcinema.warehouse.mart.Tables.MONTH_DURATION;
import static ro.wowcinema.warehouse.mart.Tables.TOTAL_DURATION;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import ro.wowcinema.pipeline.jobs.mart.RowTable;
import ro.wowcinema.pipeline.jobs.mart.SumTable;

/**
 * Lengths of sessions with an observed end. Percentiles cannot be added up, so it is counted how
 * many sessions lasted how long, and the percentiles of the months with changes, and of all, come
 * from that.
 */
final class SessionDuration {
  private static final SumTable BY_SECONDS =
      new SumTable(
          SESSION_SECONDS,
          List.of(SESSION_SECONDS.MONTH, SESSION_SECONDS.PLAN_KEY, SESSION_SECONDS.SECONDS),
          SESSION_SECONDS.SESSIONS,
          List.of());
  private static final SumTable BY_WHOLE_MINUTES =
      new SumTable(
          SESSION_LENGTH,
          List.of(SESSION_LENGTH.WHOLE_MINUTES),
          SESSION_LENGTH.SESSIONS,
          List.of(SESSION_LENGTH.SECONDS));
  private static final RowTable TABLE =
      new RowTable(
          SESSION_DURATION, List.of(SESSION_DURATION.PERIOD_MONTH, SESSION_DURATION.PLAN_NAME));

  private static final Field<BigDecimal> SECONDS = SessionChanges.of(SESSION_DELTA.VIEWED_SECONDS);

  /** What nobody saw the end of has no length. */
  private static final Condition IS_OBSERVED =
      SessionChanges.of(SESSION_DELTA.CLOSE_REASON).eq(inline("explicit")).and(SECONDS.isNotNull());

  private SessionDuration() {}

  static int publish(DSLContext dsl) {
    int written = countBySeconds(dsl) + countByWholeMinutes(dsl);
    // In literals: only then are the months found by the index of what they are made of. Those of
    // a renamed plan are among them: its sessions were removed and inserted again.
    List<LocalDate> months =
        dsl.selectDistinct(SessionChanges.MONTH)
            .from(SessionChanges.TABLE)
            .fetch(SessionChanges.MONTH);
    return written
        + TABLE.replace(
            dsl,
            SESSION_DURATION.PERIOD_MONTH.in(months).or(SESSION_DURATION.PERIOD_MONTH.isNull()),
            dsl.select(MONTH_DURATION.fields())
                .from(MONTH_DURATION)
                .where(MONTH_DURATION.PERIOD_MONTH.in(months))
                .unionAll(
                    dsl.select(
                            castNull(MONTH_DURATION.PERIOD_MONTH),
                            castNull(MONTH_DURATION.PLAN_NAME))
                        .select(TOTAL_DURATION.fields())
                        .from(TOTAL_DURATION)));
  }

  private static int countBySeconds(DSLContext dsl) {
    Measures of = new Measures(SessionChanges.TABLE);
    Field<Long> planKey = SessionChanges.of(SESSION_SECONDS.PLAN_KEY);
    return BY_SECONDS.addAndPrune(
        dsl,
        dsl.select(
                SessionChanges.MONTH,
                planKey,
                SECONDS.as(SESSION_SECONDS.SECONDS),
                of.views().as(SESSION_SECONDS.SESSIONS))
            .from(SessionChanges.TABLE)
            .where(IS_OBSERVED)
            .groupBy(SessionChanges.MONTH, planKey, SECONDS));
  }

  private static int countByWholeMinutes(DSLContext dsl) {
    Measures of = new Measures(SessionChanges.TABLE);
    return BY_WHOLE_MINUTES.addAndPrune(
        dsl,
        dsl.select(
                SessionChanges.WHOLE_MINUTES,
                of.views().as(SESSION_LENGTH.SESSIONS),
                of.viewedSeconds().as(SESSION_LENGTH.SECONDS))
            .from(SessionChanges.TABLE)
            .where(IS_OBSERVED)
            .groupBy(SessionChanges.WHOLE_MINUTES));
  }
}
