package ro.wowcinema.pipeline.jobs.mart.recommendation;

import static org.jooq.impl.DSL.select;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.aggregate.Tables.EDITION;
import static ro.wowcinema.warehouse.aggregate.Tables.USER_VIEWING_PROFILE_EDITION;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_PROFILE;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_PROFILE_TITLE;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_VIEWING_PROFILE;
import static ro.wowcinema.warehouse.mart.Tables.USER_VIEWING_PROFILE;
import static ro.wowcinema.warehouse.warehouse.Tables.BRIDGE_TITLE_DIRECTOR;
import static ro.wowcinema.warehouse.warehouse.Tables.BRIDGE_TITLE_GENRE;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_TITLE;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_USER;
import static ro.wowcinema.warehouse.warehouse.Tables.FACT_WATCH_SESSION;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.db.PlannerStatistics;
import ro.wowcinema.pipeline.core.db.TempTables;
import ro.wowcinema.pipeline.core.job.ChangedKeys;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.core.quality.Check;
import ro.wowcinema.pipeline.core.quality.Checks;
import ro.wowcinema.pipeline.jobs.mart.RebuildQueue;

/** What each consenting user watched; recomputed for changed users. */
public final class ViewingProfiles implements Job {
  private static final Field<Long> USER = USER_VIEWING_PROFILE_EDITION.USER_ID;

  static final PersonalEdition EDITIONS =
      new PersonalEdition(
          USER_VIEWING_PROFILE,
          USER_VIEWING_PROFILE_EDITION,
          USER_VIEWING_PROFILE_EDITION.EDITION,
          USER);

  @Override
  public Lineage lineage() {
    return Lineage.reads(
            FACT_WATCH_SESSION, DIM_USER, DIM_TITLE, BRIDGE_TITLE_GENRE, BRIDGE_TITLE_DIRECTOR)
        .writes(USER_VIEWING_PROFILE_EDITION)
        .enqueues(EDITION)
        .consumes(CHANGED_PROFILE, CHANGED_PROFILE_TITLE);
  }

  @Override
  public List<Check> checks() {
    return Checks.of(USER_VIEWING_PROFILE_EDITION)
        .within(EDITIONS.next())
        .noRowWhere("user consents", EDITIONS.isWithdrawn())
        .noRowWhere(
            "streak is no longer than the longest",
            USER_VIEWING_PROFILE_EDITION.LAST_STREAK_DAYS.gt(
                USER_VIEWING_PROFILE_EDITION.LONGEST_STREAK_DAYS))
        .list();
  }

  @Override
  public JobResult run(JobContext context) {
    DSLContext dsl = context.dsl();
    if (context.rebuild()) {
      enqueueAllUsers(dsl);
    }
    enqueueViewers(dsl);
    Table<?> fresh =
        TempTables.create(dsl, "fresh_profile", select(columns()).from(CHANGED_VIEWING_PROFILE));
    Table<?> users = ChangedKeys.consume(dsl, CHANGED_PROFILE, CHANGED_PROFILE.USER_ID);
    if (!dsl.fetchExists(users)) {
      return JobResult.of(0, 0);
    }
    return JobResult.of(dsl.fetchCount(users), EDITIONS.write(dsl, users, fresh));
  }

  /** For a rebuild from scratch. Readers see what was there until the transaction commits. */
  private static void enqueueAllUsers(DSLContext dsl) {
    dsl.deleteFrom(CHANGED_PROFILE_TITLE).execute();
    RebuildQueue.fill(
        dsl,
        CHANGED_PROFILE,
        CHANGED_PROFILE.USER_ID,
        RebuildQueue.currentUsers().union(EDITIONS.users()));
    EDITIONS.removeOutdated(dsl);
  }

  /** What changed of a title is in the profiles of all who watched it. */
  private static void enqueueViewers(DSLContext dsl) {
    Table<?> titles =
        ChangedKeys.consume(dsl, CHANGED_PROFILE_TITLE, CHANGED_PROFILE_TITLE.TITLE_ID);
    if (!dsl.fetchExists(titles)) {
      return;
    }
    dsl.insertInto(CHANGED_PROFILE, CHANGED_PROFILE.USER_ID)
        .select(
            dsl.selectDistinct(FACT_WATCH_SESSION.USER_ID)
                .from(titles)
                .join(FACT_WATCH_SESSION)
                .on(FACT_WATCH_SESSION.TITLE_ID.eq(column(titles, CHANGED_PROFILE_TITLE.TITLE_ID))))
        .execute();
    PlannerStatistics.gather(dsl, CHANGED_PROFILE);
  }

  private static List<Field<?>> columns() {
    return TempTables.columns(CHANGED_VIEWING_PROFILE, EDITIONS.content());
  }
}
