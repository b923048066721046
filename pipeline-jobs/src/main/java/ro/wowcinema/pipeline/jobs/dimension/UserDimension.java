package ro.wowcinema.pipeline.jobs.dimension;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.firstValue;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.partitionBy;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.pipeline.core.scd.TimelineRebuild.EFFECTIVE_AT;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_PROFILE;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_SUBSCRIBER;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_TASTE;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_USER;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_USER_STATUS;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_USER_VERSION;
import static ro.wowcinema.warehouse.cleansed.Tables.USER_CHANGE;
import static ro.wowcinema.warehouse.cleansed.Tables.WATCH_SESSION;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_REGION;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_USER;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.job.ChangedKeys;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.core.quality.Check;
import ro.wowcinema.pipeline.core.quality.Checks;
import ro.wowcinema.pipeline.core.scd.Scd2Changes;
import ro.wowcinema.pipeline.core.scd.Scd2Dimension;
import ro.wowcinema.pipeline.core.scd.TimelineRebuild;

/**
 * Users, a version for each change of plan, county, subscription dates, consent or deletion; and an
 * inferred member for each user known only from sessions.
 */
public final class UserDimension implements Job {
  private static final short UNKNOWN_REGION = -1;

  private static final Scd2Dimension DIMENSION =
      new Scd2Dimension(
          DIM_USER,
          DIM_USER.USER_KEY,
          DIM_USER.USER_ID,
          DIM_USER.VALID_FROM,
          DIM_USER.VALID_TO,
          DIM_USER.IS_CURRENT,
          List.of(
              DIM_USER.PLAN_ID,
              DIM_USER.REGION_CODE,
              DIM_USER.SUBSCRIPTION_START_DATE,
              DIM_USER.SUBSCRIPTION_END_DATE,
              DIM_USER.CONSENT_PERSONALISATION,
              DIM_USER.IS_DELETED),
          List.of(DIM_USER.BIRTH_YEAR, DIM_USER.IS_INFERRED));

  @Override
  public Lineage lineage() {
    return Lineage.reads(USER_CHANGE, WATCH_SESSION)
        .writes(DIM_USER)
        .enqueues(
            CHANGED_USER_VERSION,
            CHANGED_SUBSCRIBER,
            CHANGED_USER_STATUS,
            CHANGED_PROFILE,
            CHANGED_TASTE)
        .consumes(CHANGED_USER);
  }

  @Override
  public List<Check> checks() {
    return Checks.of(DIM_USER)
        .within(ChangedKeys.scope(DIM_USER.USER_ID, CHANGED_USER, CHANGED_USER.USER_ID))
        .timelines(DIMENSION)
        .relationship(DIM_USER.REGION_CODE, DIM_REGION.REGION_CODE)
        .noRowWhere(
            "who is known has a plan",
            DIM_USER.IS_INFERRED.isFalse().and(DIM_USER.PLAN_ID.isNull()))
        .range(DIM_USER.BIRTH_YEAR, 1900, 2100)
        .warning()
        .noRowWhere(
            "subscription ends after it starts",
            DIM_USER.SUBSCRIPTION_END_DATE.lt(DIM_USER.SUBSCRIPTION_START_DATE))
        .warning()
        .list();
  }

  @Override
  public JobResult run(JobContext context) {
    DSLContext dsl = context.dsl();
    Table<?> users = ChangedKeys.consume(dsl, CHANGED_USER, CHANGED_USER.USER_ID);
    Scd2Changes changes =
        TimelineRebuild.of(
            dsl, DIMENSION, users, delivered(dsl, users).unionAll(inferred(dsl, users)));
    changes.enqueue(
        dsl, CHANGED_USER_VERSION, CHANGED_USER_VERSION.USER_ID, CHANGED_USER_VERSION.SINCE);
    changes.enqueue(dsl, CHANGED_SUBSCRIBER, CHANGED_SUBSCRIBER.USER_ID, CHANGED_SUBSCRIBER.SINCE);
    handOverStatus(dsl, users);
    changes.enqueue(dsl, CHANGED_PROFILE, CHANGED_PROFILE.USER_ID);
    changes.enqueue(dsl, CHANGED_TASTE, CHANGED_TASTE.USER_ID);
    return JobResult.of(dsl.fetchCount(users), changes.rowsWritten());
  }

  /** All of them: a year of birth makes no version, and changes what is known of a user. */
  private static void handOverStatus(DSLContext dsl, Table<?> users) {
    dsl.insertInto(CHANGED_USER_STATUS, CHANGED_USER_STATUS.USER_ID)
        .select(dsl.select(column(users, CHANGED_USER.USER_ID)).from(users))
        .execute();
  }

  /**
   * What the platform said; of two changes within a microsecond the later counts, of two deliveries
   * of the same instant the later.
   */
  private static Select<Record> delivered(DSLContext dsl, Table<?> users) {
    Field<Integer> latestBirthYear =
        firstValue(USER_CHANGE.BIRTH_YEAR)
            .over(
                partitionBy(USER_CHANGE.USER_ID)
                    .orderBy(
                        USER_CHANGE.EFFECTIVE_AT.desc(),
                        USER_CHANGE.EFFECTIVE_NANOSECONDS.desc(),
                        USER_CHANGE.LOGICAL_DATE.desc()));
    return dsl.select(
            List.of(
                USER_CHANGE.USER_ID,
                USER_CHANGE.EFFECTIVE_AT.as(EFFECTIVE_AT),
                USER_CHANGE.PLAN_ID,
                coalesce(USER_CHANGE.REGION_CODE, val(UNKNOWN_REGION)).as(DIM_USER.REGION_CODE),
                USER_CHANGE.SUBSCRIPTION_START_DATE,
                USER_CHANGE.SUBSCRIPTION_END_DATE,
                USER_CHANGE.CONSENT_PERSONALISATION,
                USER_CHANGE.IS_DELETED,
                latestBirthYear.as(DIM_USER.BIRTH_YEAR),
                inline(false).as(DIM_USER.IS_INFERRED)))
        .distinctOn(USER_CHANGE.USER_ID, USER_CHANGE.EFFECTIVE_AT)
        .from(USER_CHANGE)
        .join(users)
        .on(column(users, CHANGED_USER.USER_ID).eq(USER_CHANGE.USER_ID))
        .orderBy(
            USER_CHANGE.USER_ID,
            USER_CHANGE.EFFECTIVE_AT,
            USER_CHANGE.EFFECTIVE_NANOSECONDS.desc(),
            USER_CHANGE.LOGICAL_DATE.desc());
  }

  private static Select<Record> inferred(DSLContext dsl, Table<?> users) {
    Field<Long> userId = column(users, CHANGED_USER.USER_ID);
    return dsl.select(
            List.of(
                userId,
                val(Scd2Dimension.BEGINNING).as(EFFECTIVE_AT),
                val(null, DIM_USER.PLAN_ID).as(DIM_USER.PLAN_ID),
                val(UNKNOWN_REGION).as(DIM_USER.REGION_CODE),
                val(null, DIM_USER.SUBSCRIPTION_START_DATE).as(DIM_USER.SUBSCRIPTION_START_DATE),
                val(null, DIM_USER.SUBSCRIPTION_END_DATE).as(DIM_USER.SUBSCRIPTION_END_DATE),
                inline(false).as(DIM_USER.CONSENT_PERSONALISATION),
                inline(false).as(DIM_USER.IS_DELETED),
                val(null, DIM_USER.BIRTH_YEAR).as(DIM_USER.BIRTH_YEAR),
                inline(true).as(DIM_USER.IS_INFERRED)))
        .from(users)
        .where(notExists(selectOne().from(USER_CHANGE).where(USER_CHANGE.USER_ID.eq(userId))))
        .and(exists(selectOne().from(WATCH_SESSION).where(WATCH_SESSION.USER_ID.eq(userId))));
  }
}
