package ro.wowcinema.pipeline.jobs.dimension;

import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_TITLE_GENRE;
import static ro.wowcinema.warehouse.warehouse.Tables.BRIDGE_TITLE_GENRE;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_GENRE;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_TITLE;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import ro.wowcinema.pipeline.core.db.TempTables;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.core.scd.SurrogateKeys;

/**
 * Genres that any version of any title has. A genre that occurred only in a delivery that has been
 * corrected is deleted.
 */
public final class GenreDimension implements Job {
  @Override
  public Lineage lineage() {
    return Lineage.reads(DIM_TITLE, CHANGED_TITLE_GENRE)
        .writes(DIM_GENRE)
        .readsPrevious(BRIDGE_TITLE_GENRE);
  }

  @Override
  public JobResult run(JobContext context) {
    DSLContext dsl = context.dsl();
    // The table itself has no statistics yet on the day that fills it first.
    Table<?> titles =
        TempTables.create(
            dsl,
            "genre_title",
            dsl.selectDistinct(CHANGED_TITLE_GENRE.TITLE_ID).from(CHANGED_TITLE_GENRE));
    Table<?> named = TempTables.create(dsl, "named_genre", named(dsl, titles));
    int written = insert(dsl, named);
    written += removeUnused(dsl, titles, named);
    return JobResult.of(dsl.fetchCount(titles), written);
  }

  /** Genres of the touched titles as they are now. */
  private static Select<?> named(DSLContext dsl, Table<?> titles) {
    Table<?> item = ListItems.of(DIM_TITLE.GENRES, "item");
    return dsl.selectDistinct(
            ListItems.value(item).collate(DSL.collation("C")).as(DIM_GENRE.GENRE_NAME))
        .from(DIM_TITLE)
        .join(titles)
        .on(column(titles, CHANGED_TITLE_GENRE.TITLE_ID).eq(DIM_TITLE.TITLE_ID))
        .crossJoin(item)
        .where(ListItems.value(item).ne(""));
  }

  private static int insert(DSLContext dsl, Table<?> named) {
    Field<String> name = column(named, DIM_GENRE.GENRE_NAME);
    return dsl.insertInto(DIM_GENRE, DIM_GENRE.GENRE_KEY, DIM_GENRE.GENRE_NAME)
        .select(
            dsl.select(SurrogateKeys.next(DIM_GENRE, DIM_GENRE.GENRE_KEY, List.of(name)), name)
                .from(named)
                .where(notExists(selectOne().from(DIM_GENRE).where(DIM_GENRE.GENRE_NAME.eq(name)))))
        .execute();
  }

  /**
   * Genres that neither a touched title has now nor, by the bridge of the run before, another one;
   * a genre may also have been left by a run that ended before it reached the bridge.
   */
  private static int removeUnused(DSLContext dsl, Table<?> titles, Table<?> named) {
    return dsl.deleteFrom(DIM_GENRE)
        .where(DIM_GENRE.GENRE_KEY.ne(-1L))
        .and(
            notExists(
                selectOne()
                    .from(named)
                    .where(column(named, DIM_GENRE.GENRE_NAME).eq(DIM_GENRE.GENRE_NAME))))
        .and(
            notExists(
                selectOne()
                    .from(BRIDGE_TITLE_GENRE)
                    .where(BRIDGE_TITLE_GENRE.GENRE_KEY.eq(DIM_GENRE.GENRE_KEY))
                    .and(
                        notExists(
                            selectOne()
                                .from(titles)
                                .where(
                                    column(titles, CHANGED_TITLE_GENRE.TITLE_ID)
                                        .eq(BRIDGE_TITLE_GENRE.TITLE_ID))))))
        .execute();
  }
}
