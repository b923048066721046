package ro.wowcinema.pipeline.jobs.fact;

import static org.jooq.impl.DSL.deleteFrom;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_PLAN_VERSION;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_PROFILE;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_SESSION;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_TASTE;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_TITLE_VERSION;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_USER_VERSION;
import static ro.wowcinema.warehouse.change_queue.Tables.SESSION_DELTA;
import static ro.wowcinema.warehouse.cleansed.Tables.WATCH_SESSION;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_PLAN;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_REACTION;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_REGION;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_TITLE;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_USER;
import static ro.wowcinema.warehouse.warehouse.Tables.FACT_WATCH_SESSION;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.ResultQuery;
import org.jooq.Select;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.core.quality.Check;
import ro.wowcinema.pipeline.core.quality.Checks;
import ro.wowcinema.pipeline.core.quality.Limit;

/**
 * Viewing sessions, each pointing to the versions of user, title and plan that were valid when it
 * started. Whatever may have changed is recomputed and replaced, so that a late session, a late
 * dimension change and a corrected delivery all leave what a rebuild from scratch would.
 */
public final class WatchSessionFact implements Job {
  private static final BigDecimal A_DAY = BigDecimal.valueOf(24 * 60 * 60);

  /** More sessions that only the next one closed mean that the players lose ends. */
  private static final Limit MOST_UNOBSERVED = Limit.share(0.05);

  @Override
  public Lineage lineage() {
    return Lineage.reads(WATCH_SESSION, DIM_USER, DIM_TITLE, DIM_PLAN)
        .writes(FACT_WATCH_SESSION)
        .enqueues(SESSION_DELTA, CHANGED_PROFILE, CHANGED_TASTE)
        .consumes(
            CHANGED_SESSION, CHANGED_USER_VERSION, CHANGED_TITLE_VERSION, CHANGED_PLAN_VERSION);
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
        .noRowWhere(
            "somebody closed it",
            FACT_WATCH_SESSION.IS_END_OBSERVED.isFalse().and(FACT_WATCH_SESSION.IS_OPEN.isFalse()))
        .warningAbove(MOST_UNOBSERVED)
        .noRowOf("most elapsed time has an observed end", WatchSessionFact::mostlyUnobserved)
        .warning()
        .noRowWhere("plan is known", FACT_WATCH_SESSION.PLAN_KEY.eq(-1L))
        .warningAbove(Limit.share(0.05))
        .noRowWhere(
            "no longer than a day",
            FACT_WATCH_SESSION
                .CLOSE_REASON
                .eq("explicit")
                .and(FACT_WATCH_SESSION.WATCHED_SECONDS.gt(A_DAY)))
        .warningAbove(Limit.share(0.01))
        .list();
  }

  private static Select<?> mostlyUnobserved(Condition rows) {
    Field<BigDecimal> all = sum(FACT_WATCH_SESSION.WATCHED_SECONDS);
    Field<BigDecimal> unobserved =
        sum(FACT_WATCH_SESSION.WATCHED_SECONDS)
            .filterWhere(FACT_WATCH_SESSION.IS_END_OBSERVED.isFalse());
    return select(unobserved.as("unobserved_seconds"), all.as("all_seconds"))
        .from(FACT_WATCH_SESSION)
        .where(rows)
        .having(unobserved.mul(inline(2)).gt(all));
  }

  /** What the attempt inserted; other partitions than those of its months are not read. */
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
    Table<?> affected = new AffectedSessions(dsl).consume();
    SessionMonths months = SessionMonths.of(dsl, affected);
    MonthlyPartitions.ensure(dsl, months.andAhead(context.logicalDate()));
    ChangedSessions changes = new ChangedSessions(dsl);
    int removed = changes.deleteAndRecord(remove(affected, months));
    int inserted = changes.insertAndRecord(AsOfSessions.insert(affected));
    if (removed + inserted > 0) {
      // A corrected log may belong to another user: both users are enqueued.
      changes.enqueueUsers(CHANGED_PROFILE, CHANGED_PROFILE.USER_ID);
      changes.enqueueUsers(CHANGED_TASTE, CHANGED_TASTE.USER_ID);
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
}
