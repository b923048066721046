package ro.wowcinema.pipeline.jobs.mart.recommendation;

import static org.jooq.impl.DSL.arrayAgg;
import static org.jooq.impl.DSL.cardinality;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.unnest;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.aggregate.Tables.EDITION;
import static ro.wowcinema.warehouse.aggregate.Tables.MOVIE_POPULARITY_EDITION;
import static ro.wowcinema.warehouse.aggregate.Tables.TITLE_SIMILARITY_EDITION;
import static ro.wowcinema.warehouse.aggregate.Tables.USER_RECOMMENDATION_EDITION;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_TASTE;
import static ro.wowcinema.warehouse.mart.Tables.CONSENTING_USER;
import static ro.wowcinema.warehouse.mart.Tables.MOVIE_PREFERENCE;
import static ro.wowcinema.warehouse.mart.Tables.USER_RECOMMENDATION;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_TITLE;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_USER;
import static ro.wowcinema.warehouse.warehouse.Tables.FACT_WATCH_SESSION;

import java.math.BigDecimal;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.db.TempTables;
import ro.wowcinema.pipeline.core.job.ChangedKeys;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.core.quality.Check;
import ro.wowcinema.pipeline.core.quality.Checks;
import ro.wowcinema.pipeline.jobs.mart.RebuildQueue;

/**
 * What each consenting user who watched a movie may like next; recomputed for changed users. Users
 * who watched none get the popular movies from the view.
 */
public final class Recommendations implements Job {
  /** What a user sees on one screen. */
  private static final int MOST = 10;

  private static final Field<String[]> TITLES = USER_RECOMMENDATION_EDITION.TITLE_IDS;
  private static final Table<?> RECOMMENDED = unnest(TITLES).as("recommended", "title_id");
  private static final Field<String> RECOMMENDED_TITLE =
      column(RECOMMENDED, USER_RECOMMENDATION.TITLE_ID);

  static final PersonalEdition EDITIONS =
      new PersonalEdition(
          USER_RECOMMENDATION,
          USER_RECOMMENDATION_EDITION,
          USER_RECOMMENDATION_EDITION.EDITION,
          USER_RECOMMENDATION_EDITION.USER_ID);

  @Override
  public Lineage lineage() {
    return Lineage.reads(
            FACT_WATCH_SESSION,
            DIM_USER,
            DIM_TITLE,
            MOVIE_POPULARITY_EDITION,
            TITLE_SIMILARITY_EDITION)
        .writes(USER_RECOMMENDATION_EDITION)
        .enqueues(EDITION)
        .consumes(CHANGED_TASTE);
  }

  @Override
  public List<Check> checks() {
    return Checks.of(USER_RECOMMENDATION_EDITION)
        .within(EDITIONS.next())
        .noRowWhere("user consents", EDITIONS.isWithdrawn())
        .noRowWhere("is on one screen", cardinality(TITLES).gt(MOST))
        .noRowWhere("is a catalogue movie", cardinality(TITLES).gt(OfferedMovies.among(TITLES)))
        .noRowWhere("names a movie once", cardinality(TITLES).ne(differentMovies()))
        .list();
  }

  @Override
  public JobResult run(JobContext context) {
    DSLContext dsl = context.dsl();
    if (context.rebuild()) {
      enqueueAllUsers(dsl);
    }
    OfferedMovies.enqueueUsersOfWithdrawn(dsl);
    Table<?> users = ChangedKeys.consume(dsl, CHANGED_TASTE, CHANGED_TASTE.USER_ID);
    if (!dsl.fetchExists(users)) {
      return JobResult.of(0, 0);
    }
    Tastes tastes = Tastes.of(dsl, users);
    Table<?> ranked =
        new RecommendationModel(dsl, tastes, OfferedMovies.popular(dsl), MOST)
            .create("recommended", viewers(dsl, tastes), OfferedMovies.similar(dsl));
    TempIndex.create(dsl, ranked, USER_RECOMMENDATION.USER_ID);
    Table<?> fresh = TempTables.create(dsl, "fresh_recommendation", rowsOf(users, ranked));
    return JobResult.of(dsl.fetchCount(users), EDITIONS.write(dsl, users, fresh));
  }

  /** For a rebuild from scratch. Readers see what was there until the transaction commits. */
  private static void enqueueAllUsers(DSLContext dsl) {
    RebuildQueue.fill(
        dsl,
        CHANGED_TASTE,
        CHANGED_TASTE.USER_ID,
        RebuildQueue.currentUsers().union(EDITIONS.users()));
    EDITIONS.removeOutdated(dsl);
  }

  private static Table<?> viewers(DSLContext dsl, Tastes tastes) {
    return TempTables.create(
        dsl,
        "viewer",
        dsl.selectDistinct(column(tastes.watched(), MOVIE_PREFERENCE.USER_ID))
            .from(tastes.watched()));
  }

  /** One row per user who consents, also for those who watched no movie. */
  private static Select<?> rowsOf(Table<?> users, Table<?> ranked) {
    Field<Long> userId = column(users, USER_RECOMMENDATION.USER_ID);
    return select(
            userId,
            listed(ranked, USER_RECOMMENDATION.TITLE_ID, new String[0]).as(TITLES),
            listed(ranked, USER_RECOMMENDATION.SCORE, new BigDecimal[0])
                .as(USER_RECOMMENDATION_EDITION.SCORES),
            listed(ranked, USER_RECOMMENDATION.REASON_TITLE_ID, new String[0])
                .as(USER_RECOMMENDATION_EDITION.REASON_TITLE_IDS))
        .from(users)
        .join(CONSENTING_USER)
        .on(CONSENTING_USER.USER_ID.eq(userId))
        .leftJoin(ranked)
        .on(column(ranked, USER_RECOMMENDATION.USER_ID).eq(userId))
        .groupBy(userId);
  }

  private static <T> Field<T[]> listed(Table<?> ranked, Field<T> value, T[] none) {
    Field<Integer> rank = column(ranked, USER_RECOMMENDATION.RANK);
    return coalesce(
        arrayAgg(column(ranked, value)).orderBy(rank).filterWhere(rank.isNotNull()),
        inline(none, value.getDataType().array()));
  }

  private static Field<Integer> differentMovies() {
    return field(select(countDistinct(RECOMMENDED_TITLE)).from(RECOMMENDED));
  }
}
