package ro.wowcinema.pipeline.jobs.mart;

import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.cleansed.Tables.TOUCHED_PROFILE;
import static ro.wowcinema.warehouse.cleansed.Tables.TOUCHED_PROFILE_TITLE;
import static ro.wowcinema.warehouse.cleansed.Tables.TOUCHED_VIEWING_PROFILE;
import static ro.wowcinema.warehouse.mart.Tables.CONSENTING_USER;
import static ro.wowcinema.warehouse.mart.Tables.EDITION;
import static ro.wowcinema.warehouse.mart.Tables.USER_VIEWING_PROFILE;
import static ro.wowcinema.warehouse.mart.Tables.USER_VIEWING_PROFILE_EDITION;
import static ro.wowcinema.warehouse.warehouse.Tables.BRIDGE_TITLE_DIRECTOR;
import static ro.wowcinema.warehouse.warehouse.Tables.BRIDGE_TITLE_GENRE;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_TITLE;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_USER;
import static ro.wowcinema.warehouse.warehouse.Tables.FACT_WATCH_SESSION;

import java.util.List;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.db.Statistics;
import ro.wowcinema.pipeline.core.db.TempTables;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.core.quality.Check;
import ro.wowcinema.pipeline.core.quality.Checks;
import ro.wowcinema.pipeline.jobs.TouchedKeys;

/**
 * What each consenting user watched; worked out again for users who were touched. A profile that
 * changed is a new row, of the next edition. It stays when the run fails before that is published:
 * nobody would work it out again, as its user is touched no more. The row of a user who withdrew
 * goes at once.
 */
public final class ViewingProfiles implements Job {
  private static final Field<Long> USER = USER_VIEWING_PROFILE_EDITION.USER_ID;
  private static final Field<Integer> NUMBER = USER_VIEWING_PROFILE_EDITION.EDITION;

  /** What a profile says; not when. */
  private static final List<Field<?>> CONTENT =
      Stream.of(USER_VIEWING_PROFILE_EDITION.fields())
          .filter(column -> !column.equals(NUMBER))
          .toList();

  @Override
  public Lineage lineage() {
    return Lineage.reads(
            FACT_WATCH_SESSION, DIM_USER, DIM_TITLE, BRIDGE_TITLE_GENRE, BRIDGE_TITLE_DIRECTOR)
        .writes(USER_VIEWING_PROFILE_EDITION)
        .handsOver(EDITION)
        .takesOff(TOUCHED_PROFILE, TOUCHED_PROFILE_TITLE);
  }

  @Override
  public List<Check> checks() {
    return Checks.of(USER_VIEWING_PROFILE_EDITION)
        .within(TouchedKeys.scope(USER, TOUCHED_PROFILE, TOUCHED_PROFILE.USER_ID))
        .noRowWhere(
            "user consents",
            notExists(selectOne().from(CONSENTING_USER).where(CONSENTING_USER.USER_ID.eq(USER))))
        .noRowWhere(
            "streak is no longer than the longest",
            USER_VIEWING_PROFILE_EDITION.LAST_STREAK_DAYS.gt(
                USER_VIEWING_PROFILE_EDITION.LONGEST_STREAK_DAYS))
        .list();
  }

  @Override
  public JobResult run(JobContext context) {
    DSLContext dsl = context.dsl();
    touchViewers(dsl);
    Table<?> fresh =
        TempTables.create(dsl, "fresh_profile", select(columns()).from(TOUCHED_VIEWING_PROFILE));
    Table<?> users = TouchedKeys.take(dsl, TOUCHED_PROFILE, TOUCHED_PROFILE.USER_ID);
    if (!dsl.fetchExists(users)) {
      return JobResult.of(0, 0);
    }
    int current = Editions.current(dsl, USER_VIEWING_PROFILE);
    int removed = removeReplaced(dsl, current) + removeWithdrawn(dsl, users);
    removeUnpublished(dsl, users, current);
    int inserted = insert(dsl, fresh, current);
    if (inserted > 0) {
      Editions.announce(dsl, USER_VIEWING_PROFILE);
    }
    return JobResult.of(dsl.fetchCount(users), (long) removed + inserted);
  }

  /** What changed of a title is in the profiles of all who watched it. */
  private static void touchViewers(DSLContext dsl) {
    Table<?> titles = TouchedKeys.take(dsl, TOUCHED_PROFILE_TITLE, TOUCHED_PROFILE_TITLE.TITLE_ID);
    dsl.insertInto(TOUCHED_PROFILE, TOUCHED_PROFILE.USER_ID)
        .select(
            dsl.selectDistinct(FACT_WATCH_SESSION.USER_ID)
                .from(titles)
                .join(FACT_WATCH_SESSION)
                .on(FACT_WATCH_SESSION.TITLE_ID.eq(column(titles, TOUCHED_PROFILE_TITLE.TITLE_ID))))
        .execute();
    Statistics.gather(dsl, TOUCHED_PROFILE);
  }

  /** Takes out what readers see no more. */
  static int removeReplaced(DSLContext dsl, int current) {
    var newer = USER_VIEWING_PROFILE_EDITION.as("newer");
    return dsl.deleteFrom(USER_VIEWING_PROFILE_EDITION)
        .using(newer)
        .where(newer.USER_ID.eq(USER))
        .and(newer.EDITION.gt(NUMBER))
        .and(newer.EDITION.le(current))
        .execute();
  }

  private static int removeWithdrawn(DSLContext dsl, Table<?> users) {
    return dsl.deleteFrom(USER_VIEWING_PROFILE_EDITION)
        .using(users)
        .where(USER.eq(column(users, TOUCHED_PROFILE.USER_ID)))
        .and(notExists(selectOne().from(CONSENTING_USER).where(CONSENTING_USER.USER_ID.eq(USER))))
        .execute();
  }

  private static void removeUnpublished(DSLContext dsl, Table<?> users, int current) {
    dsl.deleteFrom(USER_VIEWING_PROFILE_EDITION)
        .using(users)
        .where(USER.eq(column(users, TOUCHED_PROFILE.USER_ID)))
        .and(NUMBER.gt(current))
        .execute();
  }

  private static int insert(DSLContext dsl, Table<?> fresh, int current) {
    Table<?> changed =
        select(TempTables.columns(fresh, CONTENT))
            .from(fresh)
            .except(published(fresh, current))
            .asTable("changed");
    return dsl.insertInto(USER_VIEWING_PROFILE_EDITION)
        .columns(Stream.concat(Stream.of(NUMBER), CONTENT.stream()).toList())
        .select(
            select(inline(current + 1)).select(TempTables.columns(changed, CONTENT)).from(changed))
        .execute();
  }

  /** Those that readers see; what an edition before replaced was removed. */
  private static Select<Record> published(Table<?> fresh, int current) {
    return select(CONTENT)
        .from(USER_VIEWING_PROFILE_EDITION)
        .where(NUMBER.le(current))
        .and(exists(selectOne().from(fresh).where(column(fresh, USER).eq(USER))));
  }

  private static List<Field<?>> columns() {
    return TempTables.columns(TOUCHED_VIEWING_PROFILE, CONTENT);
  }
}
