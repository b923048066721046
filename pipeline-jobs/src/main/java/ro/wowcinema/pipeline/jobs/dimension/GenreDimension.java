package ro.wowcinema.pipeline.jobs.dimension;

import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.cleansed.Tables.TOUCHED_TITLE_GENRE;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_GENRE;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_TITLE;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.core.scd.SurrogateKeys;

/** Genres that any title has or had; a genre once seen stays. */
public final class GenreDimension implements Job {
  @Override
  public Lineage lineage() {
    return Lineage.reads(DIM_TITLE, TOUCHED_TITLE_GENRE).writes(DIM_GENRE);
  }

  @Override
  public JobResult run(JobContext context) {
    DSLContext dsl = context.dsl();
    int inserted =
        dsl.insertInto(DIM_GENRE, DIM_GENRE.GENRE_KEY, DIM_GENRE.GENRE_NAME)
            .select(fresh(dsl))
            .execute();
    return JobResult.of(dsl.fetchCount(TOUCHED_TITLE_GENRE), inserted);
  }

  private static Select<Record2<Long, String>> fresh(DSLContext dsl) {
    Table<?> item = ListItems.of(DIM_TITLE.GENRES, "item");
    Table<?> named =
        dsl.selectDistinct(
                ListItems.value(item).collate(DSL.collation("C")).as(DIM_GENRE.GENRE_NAME))
            .from(DIM_TITLE)
            .join(TOUCHED_TITLE_GENRE)
            .on(TOUCHED_TITLE_GENRE.TITLE_ID.eq(DIM_TITLE.TITLE_ID))
            .crossJoin(item)
            .where(ListItems.value(item).ne(""))
            .asTable("named");
    Field<String> name = column(named, DIM_GENRE.GENRE_NAME);
    return dsl.select(SurrogateKeys.next(DIM_GENRE, DIM_GENRE.GENRE_KEY, List.of(name)), name)
        .from(named)
        .where(notExists(selectOne().from(DIM_GENRE).where(DIM_GENRE.GENRE_NAME.eq(name))));
  }
}
