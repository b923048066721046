package ro.wowcinema.pipeline.jobs.mart.recommendation;

import static org.jooq.impl.DSL.cardinality;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.aggregate.Tables.EDITION;
import static ro.wowcinema.warehouse.aggregate.Tables.TITLE_SIMILARITY_EDITION;
import static ro.wowcinema.warehouse.aggregate.Tables.USER_RECOMMENDATION_EDITION;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_TASTE;
import static ro.wowcinema.warehouse.mart.Tables.AS_OF;
import static ro.wowcinema.warehouse.mart.Tables.MOVIE_PREFERENCE;
import static ro.wowcinema.warehouse.mart.Tables.TITLE_SIMILARITY;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_TITLE;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_USER;
import static ro.wowcinema.warehouse.warehouse.Tables.FACT_WATCH_SESSION;

import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.core.quality.Check;
import ro.wowcinema.pipeline.core.quality.Checks;
import ro.wowcinema.pipeline.core.scd.Scd2Dimension;
import ro.wowcinema.pipeline.jobs.source.JobSettings;

/**
 * Which movies the same users like, from the sessions of users who consented. That is learned from
 * all history and hardly changes in a day, so it is done once in {@code
 * recommendations.similarity-days}; after that, all recommendations are recomputed.
 */
public final class SimilarMovies implements Job {
  static final WholeEdition EDITIONS =
      new WholeEdition(
          TITLE_SIMILARITY, TITLE_SIMILARITY_EDITION, TITLE_SIMILARITY_EDITION.EDITION);

  private final JobSettings settings;

  @Inject
  SimilarMovies(JobSettings settings) {
    this.settings = settings;
  }

  @Override
  public Lineage lineage() {
    return Lineage.reads(FACT_WATCH_SESSION, DIM_USER, DIM_TITLE)
        .writes(TITLE_SIMILARITY_EDITION)
        .enqueues(EDITION, CHANGED_TASTE)
        .readsPrevious(AS_OF, USER_RECOMMENDATION_EDITION);
  }

  @Override
  public List<Check> checks() {
    return Checks.of(TITLE_SIMILARITY_EDITION)
        .within(EDITIONS.next())
        .range(TITLE_SIMILARITY_EDITION.SIMILARITY, BigDecimal.ZERO, BigDecimal.ONE)
        .unique(TITLE_SIMILARITY_EDITION.TITLE_ID, TITLE_SIMILARITY_EDITION.SIMILAR_TITLE_ID)
        .list();
  }

  @Override
  public JobResult run(JobContext context) {
    DSLContext dsl = context.dsl();
    LocalDate asOf = ReportedDate.of(context);
    if (isFresh(dsl, asOf) && !isDemanded(context, asOf)) {
      return JobResult.of(0, 0);
    }
    Tastes tastes = Tastes.before(dsl, Scd2Dimension.END);
    int written = EDITIONS.write(dsl, new SimilarityModel(dsl, tastes).create());
    Editions.setMadeOn(dsl, TITLE_SIMILARITY, asOf);
    enqueueUsers(dsl, tastes.watched());
    return JobResult.of(dsl.fetchCount(tastes.counted()), written);
  }

  /** Where it is to be made every day, a run that corrects the past makes it as well. */
  private boolean isFresh(DSLContext dsl, LocalDate asOf) {
    return settings.similarityDays() > 1 && isYoung(dsl, asOf);
  }

  private boolean isYoung(DSLContext dsl, LocalDate asOf) {
    return Editions.madeOn(dsl, TITLE_SIMILARITY)
        .filter(madeOn -> madeOn.plusDays(settings.similarityDays()).isAfter(asOf))
        .isPresent();
  }

  /** Of many dates that are loaded again only the last one makes it again, unless it is rebuilt. */
  private static boolean isDemanded(JobContext context, LocalDate asOf) {
    return context.rebuild() || (context.force() && context.logicalDate().equals(asOf));
  }

  /**
   * Enqueues users who watched movies, and users with recommendations of titles that are no movies
   * any more.
   */
  private static void enqueueUsers(DSLContext dsl, Table<?> watched) {
    dsl.insertInto(CHANGED_TASTE, CHANGED_TASTE.USER_ID)
        .select(
            dsl.select(column(watched, MOVIE_PREFERENCE.USER_ID))
                .from(watched)
                .union(
                    dsl.select(USER_RECOMMENDATION_EDITION.USER_ID)
                        .from(USER_RECOMMENDATION_EDITION)
                        .where(cardinality(USER_RECOMMENDATION_EDITION.TITLE_IDS).gt(0))))
        .execute();
  }
}
