package ro.wowcinema.pipeline.jobs.mart.report;

import static org.jooq.impl.DSL.castNull;
import static ro.wowcinema.warehouse.mart.Tables.MONTH_DURATION;
import static ro.wowcinema.warehouse.mart.Tables.SESSION_DURATION;
import static ro.wowcinema.warehouse.mart.Tables.SESSION_LENGTH;
import static ro.wowcinema.warehouse.mart.Tables.SESSION_MINUTES;
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
 * Lengths of closed sessions. Percentiles cannot be added up, so it is counted how many sessions
 * lasted how long, and the percentiles of the months with changes, and of all, come from that.
 */
final class SessionDuration {
  private static final SumTable BY_MINUTES =
      new SumTable(
          SESSION_MINUTES,
          List.of(SESSION_MINUTES.MONTH, SESSION_MINUTES.PLAN_KEY, SESSION_MINUTES.WATCHED_MINUTES),
          SESSION_MINUTES.SESSIONS,
          List.of());
  private static final SumTable BY_WHOLE_MINUTES =
      new SumTable(
          SESSION_LENGTH,
          List.of(SESSION_LENGTH.WHOLE_MINUTES),
          SESSION_LENGTH.SESSIONS,
          List.of(SESSION_LENGTH.WATCHED_MINUTES));
  private static final RowTable TABLE =
      new RowTable(
          SESSION_DURATION, List.of(SESSION_DURATION.PERIOD_MONTH, SESSION_DURATION.PLAN_NAME));

  private static final Field<BigDecimal> MINUTES =
      SessionChanges.of(SESSION_MINUTES.WATCHED_MINUTES);
  private static final Condition IS_CLOSED = MINUTES.isNotNull();

  private SessionDuration() {}

  static int publish(DSLContext dsl) {
    int written = countByMinutes(dsl) + countByWholeMinutes(dsl);
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
                            List.of(
                                castNull(MONTH_DURATION.PERIOD_MONTH),
                                castNull(MONTH_DURATION.PLAN_NAME),
                                TOTAL_DURATION.SESSIONS,
                                TOTAL_DURATION.AVG_MINUTES,
                                TOTAL_DURATION.MEDIAN_MINUTES,
                                TOTAL_DURATION.P90_MINUTES))
                        .from(TOTAL_DURATION)));
  }

  private static int countByMinutes(DSLContext dsl) {
    Measures of = new Measures(SessionChanges.TABLE);
    Field<Long> planKey = SessionChanges.of(SESSION_MINUTES.PLAN_KEY);
    return BY_MINUTES.addAndPrune(
        dsl,
        dsl.select(SessionChanges.MONTH, planKey, MINUTES, of.views().as(SESSION_MINUTES.SESSIONS))
            .from(SessionChanges.TABLE)
            .where(IS_CLOSED)
            .groupBy(SessionChanges.MONTH, planKey, MINUTES));
  }

  private static int countByWholeMinutes(DSLContext dsl) {
    Measures of = new Measures(SessionChanges.TABLE);
    return BY_WHOLE_MINUTES.addAndPrune(
        dsl,
        dsl.select(
                SessionChanges.WHOLE_MINUTES,
                of.views().as(SESSION_LENGTH.SESSIONS),
                of.watchedMinutes())
            .from(SessionChanges.TABLE)
            .where(IS_CLOSED)
            .groupBy(SessionChanges.WHOLE_MINUTES));
  }
}
