package ro.wowcinema.pipeline.jobs.mart;

import static org.jooq.impl.DSL.excluded;
import static ro.wowcinema.warehouse.mart.Tables.AS_OF;
import static ro.wowcinema.warehouse.mart.Tables.EDITION;
import static ro.wowcinema.warehouse.mart.Tables.MOVIE_POPULARITY_EDITION;
import static ro.wowcinema.warehouse.mart.Tables.TITLE_SIMILARITY_EDITION;
import static ro.wowcinema.warehouse.mart.Tables.USER_RECOMMENDATION_EDITION;
import static ro.wowcinema.warehouse.mart.Tables.USER_VIEWING_PROFILE_EDITION;
import static ro.wowcinema.warehouse.warehouse.Tables.FACT_SUBSCRIPTION_MONTH;
import static ro.wowcinema.warehouse.warehouse.Tables.FACT_TITLE_RATING;
import static ro.wowcinema.warehouse.warehouse.Tables.FACT_WATCH_SESSION;

import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.job.Lineage;

/**
 * The date that all reports speak of: the latest logical date whose facts are loaded. With it,
 * readers get the editions that were written for it.
 */
public final class AsOf implements Job {
  @Override
  public Lineage lineage() {
    return Lineage.reads(
            FACT_WATCH_SESSION,
            FACT_SUBSCRIPTION_MONTH,
            FACT_TITLE_RATING,
            MOVIE_POPULARITY_EDITION,
            TITLE_SIMILARITY_EDITION,
            USER_RECOMMENDATION_EDITION,
            USER_VIEWING_PROFILE_EDITION)
        .writes(AS_OF)
        .takesOff(EDITION);
  }

  @Override
  public JobResult run(JobContext context) {
    int written =
        context
            .dsl()
            .insertInto(AS_OF, AS_OF.AS_OF_DATE)
            .values(context.logicalDate())
            .onConflict(AS_OF.ONLY_ROW)
            .doUpdate()
            .set(AS_OF.AS_OF_DATE, excluded(AS_OF.AS_OF_DATE))
            .where(AS_OF.AS_OF_DATE.lt(excluded(AS_OF.AS_OF_DATE)))
            .execute();
    return JobResult.of(0, written + Editions.publish(context.dsl()));
  }
}
