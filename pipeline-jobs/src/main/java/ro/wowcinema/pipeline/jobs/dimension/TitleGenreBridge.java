package ro.wowcinema.pipeline.jobs.dimension;

import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_TITLE_GENRE;
import static ro.wowcinema.warehouse.warehouse.Tables.BRIDGE_TITLE_GENRE;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_GENRE;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_TITLE;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.job.ChangedKeys;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.core.quality.Check;
import ro.wowcinema.pipeline.core.quality.Checks;

/** Every genre of every title version. */
public final class TitleGenreBridge implements Job {
  @Override
  public Lineage lineage() {
    return Lineage.reads(DIM_TITLE, DIM_GENRE)
        .writes(BRIDGE_TITLE_GENRE)
        .consumes(CHANGED_TITLE_GENRE);
  }

  @Override
  public List<Check> checks() {
    return Checks.of(BRIDGE_TITLE_GENRE)
        .within(
            ChangedKeys.scope(
                BRIDGE_TITLE_GENRE.TITLE_ID, CHANGED_TITLE_GENRE, CHANGED_TITLE_GENRE.TITLE_ID))
        .relationship(BRIDGE_TITLE_GENRE.TITLE_KEY, DIM_TITLE.TITLE_KEY)
        .relationship(BRIDGE_TITLE_GENRE.GENRE_KEY, DIM_GENRE.GENRE_KEY)
        .list();
  }

  @Override
  public JobResult run(JobContext context) {
    DSLContext dsl = context.dsl();
    Table<?> titles = ChangedKeys.consume(dsl, CHANGED_TITLE_GENRE, CHANGED_TITLE_GENRE.TITLE_ID);
    Field<String> titleId = column(titles, CHANGED_TITLE_GENRE.TITLE_ID);
    dsl.deleteFrom(BRIDGE_TITLE_GENRE)
        .using(titles)
        .where(BRIDGE_TITLE_GENRE.TITLE_ID.eq(titleId))
        .execute();
    Table<?> item = ListItems.of(DIM_TITLE.GENRES, "item");
    int inserted =
        dsl.insertInto(
                BRIDGE_TITLE_GENRE,
                BRIDGE_TITLE_GENRE.TITLE_KEY,
                BRIDGE_TITLE_GENRE.GENRE_KEY,
                BRIDGE_TITLE_GENRE.TITLE_ID,
                BRIDGE_TITLE_GENRE.WEIGHT)
            .select(
                dsl.select(
                        DIM_TITLE.TITLE_KEY,
                        DIM_GENRE.GENRE_KEY,
                        DIM_TITLE.TITLE_ID,
                        ListItems.weight(DIM_TITLE.TITLE_KEY))
                    .from(DIM_TITLE)
                    .join(titles)
                    .on(titleId.eq(DIM_TITLE.TITLE_ID))
                    .crossJoin(item)
                    .join(DIM_GENRE)
                    .on(DIM_GENRE.GENRE_NAME.eq(ListItems.value(item)))
                    .groupBy(DIM_TITLE.TITLE_KEY, DIM_GENRE.GENRE_KEY, DIM_TITLE.TITLE_ID))
            .execute();
    return JobResult.of(dsl.fetchCount(titles), inserted);
  }
}
