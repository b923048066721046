package ro.wowcinema.pipeline.jobs.dimension;

import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static ro.wowcinema.warehouse.cleansed.Tables.TOUCHED_TITLE_GENRE;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_GENRE;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_TITLE;

import org.jooq.DSLContext;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.job.Lineage;

/** Genres that any title has or had; a genre once seen stays. */
public final class GenreDimension implements Job {
  @Override
  public Lineage lineage() {
    return Lineage.reads(DIM_TITLE, TOUCHED_TITLE_GENRE).writes(DIM_GENRE);
  }

  @Override
  public JobResult run(JobContext context) {
    DSLContext dsl = context.dsl();
    Table<?> item = ListItems.of(DIM_TITLE.GENRES, "item");
    int inserted =
        dsl.insertInto(DIM_GENRE, DIM_GENRE.GENRE_NAME)
            .select(
                dsl.selectDistinct(ListItems.value(item))
                    .from(DIM_TITLE)
                    .join(TOUCHED_TITLE_GENRE)
                    .on(TOUCHED_TITLE_GENRE.TITLE_ID.eq(DIM_TITLE.TITLE_ID))
                    .crossJoin(item)
                    .where(ListItems.value(item).ne(""))
                    .and(
                        notExists(
                            selectOne()
                                .from(DIM_GENRE)
                                .where(DIM_GENRE.GENRE_NAME.eq(ListItems.value(item))))))
            .execute();
    return JobResult.of(dsl.fetchCount(TOUCHED_TITLE_GENRE), inserted);
  }
}
