package ro.wowcinema.pipeline.jobs.cleansing;

import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_LOG;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_SESSION;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_TITLE;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_USER;
import static ro.wowcinema.warehouse.cleansed.Tables.SESSION_RECORD;
import static ro.wowcinema.warehouse.cleansed.Tables.TITLE_CHANGE;
import static ro.wowcinema.warehouse.cleansed.Tables.USER_CHANGE;
import static ro.wowcinema.warehouse.cleansed.Tables.WATCH_SESSION;

import org.jooq.DSLContext;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.job.ChangedKeys;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.job.Lineage;

/**
 * The latest state of each touched log: of its records the one with the latest emitted_at, then of
 * the later delivery. Unknown users and titles of sessions are enqueued as well: their dimensions
 * insert or delete inferred members for them.
 */
public final class SessionCleansing implements Job {
  @Override
  public Lineage lineage() {
    return Lineage.reads(SESSION_RECORD, USER_CHANGE, TITLE_CHANGE)
        .writes(WATCH_SESSION)
        .enqueues(CHANGED_SESSION, CHANGED_USER, CHANGED_TITLE)
        .consumes(CHANGED_LOG);
  }

  @Override
  public JobResult run(JobContext context) {
    DSLContext dsl = context.dsl();
    Table<?> logs = ChangedKeys.consume(dsl, CHANGED_LOG, CHANGED_LOG.LOG_ID);
    enqueueSessions(dsl, logs);
    long removed = remove(dsl, logs);
    long inserted = insert(dsl, logs);
    enqueueSessions(dsl, logs);
    return JobResult.of(dsl.fetchCount(logs), Math.max(removed, inserted));
  }

  private static int remove(DSLContext dsl, Table<?> logs) {
    return dsl.deleteFrom(WATCH_SESSION)
        .using(logs)
        .where(WATCH_SESSION.LOG_ID.eq(column(logs, CHANGED_LOG.LOG_ID)))
        .execute();
  }

  private static int insert(DSLContext dsl, Table<?> logs) {
    return dsl.insertInto(WATCH_SESSION)
        .select(
            dsl.select(
                    SESSION_RECORD.LOG_ID,
                    SESSION_RECORD.USER_ID,
                    SESSION_RECORD.TITLE_ID,
                    SESSION_RECORD.SESSION_START,
                    SESSION_RECORD.SESSION_END,
                    SESSION_RECORD.RATING,
                    SESSION_RECORD.REACTION,
                    SESSION_RECORD.REGION_CODE,
                    SESSION_RECORD.IS_CLOSED_BY_NEXT)
                .distinctOn(SESSION_RECORD.LOG_ID)
                .from(SESSION_RECORD)
                .join(logs)
                .on(column(logs, CHANGED_LOG.LOG_ID).eq(SESSION_RECORD.LOG_ID))
                .orderBy(
                    SESSION_RECORD.LOG_ID,
                    SESSION_RECORD.EMITTED_AT.desc(),
                    SESSION_RECORD.EMITTED_NANOSECONDS.desc(),
                    SESSION_RECORD.LOGICAL_DATE.desc()))
        .execute();
  }

  /** Called before and after the change: enqueues a session as it was and as it is. */
  private static void enqueueSessions(DSLContext dsl, Table<?> logs) {
    var isChanged = column(logs, CHANGED_LOG.LOG_ID).eq(WATCH_SESSION.LOG_ID);
    dsl.insertInto(
            CHANGED_SESSION,
            CHANGED_SESSION.LOG_ID,
            CHANGED_SESSION.USER_ID,
            CHANGED_SESSION.SESSION_START)
        .select(
            dsl.select(WATCH_SESSION.LOG_ID, WATCH_SESSION.USER_ID, WATCH_SESSION.SESSION_START)
                .from(WATCH_SESSION)
                .join(logs)
                .on(isChanged))
        .execute();
    dsl.insertInto(CHANGED_USER, CHANGED_USER.USER_ID)
        .select(
            dsl.selectDistinct(WATCH_SESSION.USER_ID)
                .from(WATCH_SESSION)
                .join(logs)
                .on(isChanged)
                .where(
                    notExists(
                        selectOne()
                            .from(USER_CHANGE)
                            .where(USER_CHANGE.USER_ID.eq(WATCH_SESSION.USER_ID)))))
        .execute();
    dsl.insertInto(CHANGED_TITLE, CHANGED_TITLE.TITLE_ID)
        .select(
            dsl.selectDistinct(WATCH_SESSION.TITLE_ID)
                .from(WATCH_SESSION)
                .join(logs)
                .on(isChanged)
                .where(
                    notExists(
                        selectOne()
                            .from(TITLE_CHANGE)
                            .where(TITLE_CHANGE.TITLE_ID.eq(WATCH_SESSION.TITLE_ID))
                            .and(TITLE_CHANGE.IS_DELETED.isFalse()))))
        .execute();
  }
}
