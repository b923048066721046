package ro.wowcinema.pipeline.jobs.fact;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.deleteFrom;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.least;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.when;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.cleansed.Tables.CHANGED_SESSION;
import static ro.wowcinema.warehouse.cleansed.Tables.TOUCHED_PLAN_VERSION;
import static ro.wowcinema.warehouse.cleansed.Tables.TOUCHED_PROFILE;
import static ro.wowcinema.warehouse.cleansed.Tables.TOUCHED_SESSION;
import static ro.wowcinema.warehouse.cleansed.Tables.TOUCHED_TASTE;
import static ro.wowcinema.warehouse.cleansed.Tables.TOUCHED_TITLE_VERSION;
import static ro.wowcinema.warehouse.cleansed.Tables.TOUCHED_USER_VERSION;
import static ro.wowcinema.warehouse.cleansed.Tables.WATCH_SESSION;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_DATE;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_PLAN;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_REACTION;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_REGION;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_TITLE;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_USER;
import static ro.wowcinema.warehouse.warehouse.Tables.FACT_WATCH_SESSION;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.ResultQuery;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.core.quality.Check;
import ro.wowcinema.pipeline.core.quality.Checks;
import ro.wowcinema.pipeline.core.quality.Limit;
import ro.wowcinema.warehouse.mart.Routines;

/**
 * Viewing sessions, each pointing to the versions of user, title and plan that were valid when it
 * started. Whatever may have changed is worked out anew and replaced, so that a late session, a
 * late dimension change and a corrected delivery all leave what a rebuild from scratch would.
 */
public final class WatchSessionFact implements Job {
  private static final short UNKNOWN_REGION = -1;
  private static final short UNKNOWN_REACTION = -9;

  /** Share of the runtime from which on a session counts as completed. */
  private static final BigDecimal COMPLETED = new BigDecimal("0.9");

  private static final BigDecimal A_DAY = BigDecimal.valueOf(24 * 60);

  @Override
  public Lineage lineage() {
    return Lineage.reads(WATCH_SESSION, DIM_USER, DIM_TITLE, DIM_PLAN)
        .writes(FACT_WATCH_SESSION)
        .handsOver(CHANGED_SESSION, TOUCHED_PROFILE, TOUCHED_TASTE)
        .takesOff(
            TOUCHED_SESSION, TOUCHED_USER_VERSION, TOUCHED_TITLE_VERSION, TOUCHED_PLAN_VERSION);
  }

  @Override
  public List<Check> checks() {
    return Checks.of(FACT_WATCH_SESSION)
        .within(WatchSessionFact::affected)
        .relationship(
            List.of(FACT_WATCH_SESSION.SESSION_ID, FACT_WATCH_SESSION.SESSION_START),
            List.of(WATCH_SESSION.LOG_ID, WATCH_SESSION.SESSION_START))
        .relationship(FACT_WATCH_SESSION.USER_KEY, DIM_USER.USER_KEY)
        .relationship(FACT_WATCH_SESSION.TITLE_KEY, DIM_TITLE.TITLE_KEY)
        .relationship(FACT_WATCH_SESSION.PLAN_KEY, DIM_PLAN.PLAN_KEY)
        .relationship(FACT_WATCH_SESSION.REGION_CODE, DIM_REGION.REGION_CODE)
        .relationship(FACT_WATCH_SESSION.REACTION_CODE, DIM_REACTION.REACTION_CODE)
        .range(FACT_WATCH_SESSION.RATING, BigDecimal.ZERO, BigDecimal.TEN)
        .range(FACT_WATCH_SESSION.COMPLETION_RATIO, BigDecimal.ZERO, BigDecimal.ONE)
        .noRowWhere(
            "ends after it starts",
            FACT_WATCH_SESSION.SESSION_END.lt(FACT_WATCH_SESSION.SESSION_START))
        .unique(FACT_WATCH_SESSION.SESSION_ID)
        .noRowWhere("plan is known", FACT_WATCH_SESSION.PLAN_KEY.eq(-1L))
        .warningAbove(Limit.share(0.05))
        .noRowWhere(
            "no longer than a day",
            FACT_WATCH_SESSION
                .CLOSE_REASON
                .eq("explicit")
                .and(FACT_WATCH_SESSION.WATCHED_MINUTES.gt(A_DAY)))
        .warningAbove(Limit.share(0.01))
        .list();
  }

  /** What the attempt put in place; other partitions than those of its months are not read. */
  private static Condition affected(DSLContext dsl, LocalDate logicalDate) {
    return SessionMonths.ofAttempt(dsl)
        .contain(FACT_WATCH_SESSION.SESSION_START)
        .and(
            row(FACT_WATCH_SESSION.SESSION_ID, FACT_WATCH_SESSION.SESSION_START)
                .in(
                    select(
                            column(AffectedSessions.TABLE, FACT_WATCH_SESSION.SESSION_ID),
                            column(AffectedSessions.TABLE, FACT_WATCH_SESSION.SESSION_START))
                        .from(AffectedSessions.TABLE)));
  }

  @Override
  public JobResult run(JobContext context) {
    DSLContext dsl = context.dsl();
    Table<?> affected = new AffectedSessions(dsl).take();
    SessionMonths months = SessionMonths.of(dsl, affected);
    MonthlyPartitions.ensure(dsl, months.andAhead(context.logicalDate()));
    ChangedSessions changes = new ChangedSessions(dsl);
    int removed = changes.gone(remove(affected, months));
    int inserted = changes.come(insert(affected));
    if (removed + inserted > 0) {
      // A corrected log may be another user's: both the one it was of and the one it is of.
      changes.handOverUsers(TOUCHED_PROFILE, TOUCHED_PROFILE.USER_ID);
      changes.handOverUsers(TOUCHED_TASTE, TOUCHED_TASTE.USER_ID);
    }
    return JobResult.of(dsl.fetchCount(affected), Math.max(removed, inserted));
  }

  private static ResultQuery<?> remove(Table<?> affected, SessionMonths months) {
    return deleteFrom(FACT_WATCH_SESSION)
        .using(affected)
        .where(months.contain(FACT_WATCH_SESSION.SESSION_START))
        .and(FACT_WATCH_SESSION.SESSION_ID.eq(column(affected, FACT_WATCH_SESSION.SESSION_ID)))
        .and(
            FACT_WATCH_SESSION.SESSION_START.eq(column(affected, FACT_WATCH_SESSION.SESSION_START)))
        .returning(ChangedSessions.measures());
  }

  private static ResultQuery<?> insert(Table<?> affected) {
    Table<?> closed = closedSessions(affected);
    Field<Instant> start = column(closed, WATCH_SESSION.SESSION_START);
    Field<Instant> end = column(closed, FACT_WATCH_SESSION.SESSION_END);
    Field<BigDecimal> minutes = minutesBetween(start, end);
    Field<BigDecimal> completion =
        when(
            minutes.isNotNull().and(DIM_TITLE.RUNTIME_MINUTES.gt(0)),
            least(
                inline(BigDecimal.ONE),
                minutes.div(DIM_TITLE.RUNTIME_MINUTES.cast(SQLDataType.NUMERIC))));
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
            FACT_WATCH_SESSION.SESSION_START,
            FACT_WATCH_SESSION.SESSION_END,
            FACT_WATCH_SESSION.IS_OPEN,
            FACT_WATCH_SESSION.CLOSE_REASON,
            FACT_WATCH_SESSION.WATCHED_MINUTES,
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
                    start,
                    end,
                    field(end.isNull()),
                    column(closed, FACT_WATCH_SESSION.CLOSE_REASON),
                    minutes,
                    completion,
                    field(completion.ge(COMPLETED)),
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

  /** Affected sessions as they are now; one without an end closes where the user's next starts. */
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
            when(WATCH_SESSION.SESSION_END.isNotNull(), inline("explicit"))
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

  private static Field<BigDecimal> minutesBetween(Field<Instant> start, Field<Instant> end) {
    // jOOQ's extract answers an int; seconds have fractions here.
    return DSL.field("extract(epoch from ({0} - {1})) / 60", SQLDataType.NUMERIC, end, start);
  }

  private static Condition isValidAt(Field<Instant> at, Field<Instant> from, Field<Instant> to) {
    return at.ge(from).and(at.lt(to));
  }
}
