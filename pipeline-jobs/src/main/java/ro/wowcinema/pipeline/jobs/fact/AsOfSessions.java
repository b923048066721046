package ro.wowcinema.pipeline.jobs.fact;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.least;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.round;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.when;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.cleansed.Tables.WATCH_SESSION;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_DATE;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_PLAN;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_TITLE;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_USER;
import static ro.wowcinema.warehouse.warehouse.Tables.FACT_WATCH_SESSION;

import java.math.BigDecimal;
import java.time.Instant;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.ResultQuery;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import ro.wowcinema.warehouse.mart.Routines;

/** Affected sessions as they are now, pointing to the versions that were valid at their start. */
final class AsOfSessions {
  private static final short UNKNOWN_REGION = -1;
  private static final short UNKNOWN_REACTION = -9;
  private static final int RATIO_DECIMALS = 15;

  private static final String EXPLICIT = "explicit";

  /** Of a runtime in minutes, 0.9 in seconds: from there on a session counts as completed. */
  private static final int COMPLETED_SECONDS = 54;

  private AsOfSessions() {}

  /** Inserts those of these sessions that there are, and gives their measures. */
  static ResultQuery<?> insert(Table<?> affected) {
    Table<?> closed = closedSessions(affected);
    Field<Instant> start = column(closed, WATCH_SESSION.SESSION_START);
    Field<Instant> end = column(closed, FACT_WATCH_SESSION.SESSION_END);
    Field<String> closeReason = column(closed, FACT_WATCH_SESSION.CLOSE_REASON);
    Condition isEndObserved = closeReason.eq(inline(EXPLICIT));
    Condition isRuntimeKnown = DIM_TITLE.RUNTIME_MINUTES.gt(0);
    Field<BigDecimal> seconds = secondsBetween(start, end);
    Field<BigDecimal> runtime = DIM_TITLE.RUNTIME_MINUTES.cast(SQLDataType.NUMERIC).mul(inline(60));
    Field<BigDecimal> viewed =
        when(isEndObserved, seconds)
            .when(end.isNotNull().and(isRuntimeKnown), least(seconds, runtime));
    Field<BigDecimal> completion =
        when(
            isEndObserved.and(isRuntimeKnown),
            least(inline(BigDecimal.ONE), round(seconds.div(runtime), RATIO_DECIMALS)));
    Field<Boolean> isCompleted =
        when(
            isEndObserved.and(isRuntimeKnown),
            field(
                seconds.ge(
                    DIM_TITLE
                        .RUNTIME_MINUTES
                        .cast(SQLDataType.NUMERIC)
                        .mul(inline(COMPLETED_SECONDS)))));
    return insertInto(FACT_WATCH_SESSION)
        .columns(
            FACT_WATCH_SESSION.SESSION_ID,
            FACT_WATCH_SESSION.USER_KEY,
            FACT_WATCH_SESSION.USER_ID,
            FACT_WATCH_SESSION.TITLE_KEY,
            FACT_WATCH_SESSION.TITLE_ID,
            FACT_WATCH_SESSION.PLAN_KEY,
            FACT_WATCH_SESSION.REGION_CODE,
            FACT_WATCH_SESSION.REACTION_CODE,
            FACT_WATCH_SESSION.START_DATE_KEY,
            FACT_WATCH_SESSION.START_HOUR,
            FACT_WATCH_SESSION.SESSION_START,
            FACT_WATCH_SESSION.SESSION_END,
            FACT_WATCH_SESSION.IS_OPEN,
            FACT_WATCH_SESSION.CLOSE_REASON,
            FACT_WATCH_SESSION.IS_END_OBSERVED,
            FACT_WATCH_SESSION.WATCHED_SECONDS,
            FACT_WATCH_SESSION.VIEWED_SECONDS,
            FACT_WATCH_SESSION.COMPLETION_RATIO,
            FACT_WATCH_SESSION.IS_COMPLETED,
            FACT_WATCH_SESSION.RATING)
        .select(
            select(
                    column(closed, WATCH_SESSION.LOG_ID),
                    DIM_USER.USER_KEY,
                    DIM_USER.USER_ID,
                    DIM_TITLE.TITLE_KEY,
                    DIM_TITLE.TITLE_ID,
                    coalesce(DIM_PLAN.PLAN_KEY, inline(-1L)),
                    coalesce(column(closed, WATCH_SESSION.REGION_CODE), inline(UNKNOWN_REGION)),
                    coalesce(column(closed, WATCH_SESSION.REACTION), inline(UNKNOWN_REACTION)),
                    coalesce(DIM_DATE.DATE_KEY, inline(-1)),
                    Routines.bucharestHour(start),
                    start,
                    end,
                    field(end.isNull()),
                    closeReason,
                    field(isEndObserved),
                    seconds,
                    viewed,
                    completion,
                    isCompleted,
                    column(closed, WATCH_SESSION.RATING))
                .from(closed)
                .join(DIM_USER)
                .on(DIM_USER.USER_ID.eq(column(closed, WATCH_SESSION.USER_ID)))
                .and(isValidAt(start, DIM_USER.VALID_FROM, DIM_USER.VALID_TO))
                .join(DIM_TITLE)
                .on(DIM_TITLE.TITLE_ID.eq(column(closed, WATCH_SESSION.TITLE_ID)))
                .and(isValidAt(start, DIM_TITLE.VALID_FROM, DIM_TITLE.VALID_TO))
                .leftJoin(DIM_PLAN)
                .on(DIM_PLAN.PLAN_ID.eq(DIM_USER.PLAN_ID))
                .and(isValidAt(start, DIM_PLAN.VALID_FROM, DIM_PLAN.VALID_TO))
                .leftJoin(DIM_DATE)
                .on(DIM_DATE.CALENDAR_DATE.eq(Routines.bucharestDate(start)))
                // Indexes grow at their ends, not all over.
                .orderBy(start))
        .returning(ChangedSessions.measures());
  }

  /**
   * One without an end closes where the user's next starts; of an erased user that end is known by
   * the record, whose start is no longer exact.
   */
  private static Table<?> closedSessions(Table<?> affected) {
    var following = WATCH_SESSION.as("following");
    Table<?> next =
        select(min(following.SESSION_START).as(following.SESSION_START))
            .from(following)
            .where(following.USER_ID.eq(WATCH_SESSION.USER_ID))
            .and(following.SESSION_START.gt(WATCH_SESSION.SESSION_START))
            .and(WATCH_SESSION.SESSION_END.isNull())
            .asTable("next");
    Field<Instant> nextStart = column(next, WATCH_SESSION.SESSION_START);
    return select(
            WATCH_SESSION.LOG_ID,
            WATCH_SESSION.USER_ID,
            WATCH_SESSION.TITLE_ID,
            WATCH_SESSION.SESSION_START,
            coalesce(WATCH_SESSION.SESSION_END, nextStart).as(FACT_WATCH_SESSION.SESSION_END),
            when(WATCH_SESSION.IS_CLOSED_BY_NEXT, inline("next_session"))
                .when(WATCH_SESSION.SESSION_END.isNotNull(), inline(EXPLICIT))
                .when(nextStart.isNotNull(), inline("next_session"))
                .otherwise(inline("open"))
                .as(FACT_WATCH_SESSION.CLOSE_REASON),
            WATCH_SESSION.RATING,
            WATCH_SESSION.REACTION,
            WATCH_SESSION.REGION_CODE)
        .from(WATCH_SESSION)
        .leftJoin(lateral(next))
        .on(trueCondition())
        .where(
            WATCH_SESSION.LOG_ID.in(
                select(column(affected, FACT_WATCH_SESSION.SESSION_ID)).from(affected)))
        .asTable("closed");
  }

  private static Field<BigDecimal> secondsBetween(Field<Instant> start, Field<Instant> end) {
    // jOOQ's extract answers an int; seconds have fractions here.
    return DSL.field("extract(epoch from ({0} - {1}))", SQLDataType.NUMERIC, end, start);
  }

  private static Condition isValidAt(Field<Instant> at, Field<Instant> from, Field<Instant> to) {
    return at.ge(from).and(at.lt(to));
  }
}
