package ro.wowcinema.pipeline.jobs.mart;

import static ro.wowcinema.warehouse.mart.Tables.AS_OF;
import static ro.wowcinema.warehouse.mart.Tables.EDITION;
import static ro.wowcinema.warehouse.mart.Tables.TITLE_SIMILARITY;
import static ro.wowcinema.warehouse.mart.Tables.TITLE_SIMILARITY_EDITION;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_TITLE;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_USER;
import static ro.wowcinema.warehouse.warehouse.Tables.FACT_WATCH_SESSION;

import java.math.BigDecimal;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.core.quality.Check;
import ro.wowcinema.pipeline.core.quality.Checks;

/** Which movies the same users like, from the sessions of users who consented. */
public final class SimilarMovies implements Job {
  static final WholeEdition EDITIONS =
      new WholeEdition(
          TITLE_SIMILARITY, TITLE_SIMILARITY_EDITION, TITLE_SIMILARITY_EDITION.EDITION);

  @Override
  public Lineage lineage() {
    return Lineage.reads(FACT_WATCH_SESSION, DIM_USER, DIM_TITLE)
        .writes(TITLE_SIMILARITY_EDITION)
        .handsOver(EDITION)
        .recalls(AS_OF);
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
    Tastes tastes = Tastes.before(dsl, ReportedDate.endOf(context));
    Table<?> similar = new SimilarityModel(dsl, tastes).create();
    return JobResult.of(dsl.fetchCount(tastes.counted()), EDITIONS.write(dsl, similar));
  }
}
