package ro.wowcinema.pipeline.jobs.dimension;

import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.selectOne;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_PROFILE_TITLE;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_TITLE_DIRECTOR;
import static ro.wowcinema.warehouse.cleansed.Tables.TITLE_CREW_CHANGE;
import static ro.wowcinema.warehouse.cleansed.Tables.WATCH_SESSION;
import static ro.wowcinema.warehouse.warehouse.Tables.BRIDGE_TITLE_DIRECTOR;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_PERSON;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_TITLE;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import ro.wowcinema.pipeline.core.job.ChangedKeys;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.core.quality.Check;
import ro.wowcinema.pipeline.core.quality.Checks;

/** Every director of every title version that the latest IMDb snapshot has. */
public final class TitleDirectorBridge implements Job {
  @Override
  public Lineage lineage() {
    return Lineage.reads(TITLE_CREW_CHANGE, DIM_TITLE, DIM_PERSON, WATCH_SESSION)
        .writes(BRIDGE_TITLE_DIRECTOR)
        .enqueues(CHANGED_PROFILE_TITLE)
        .consumes(CHANGED_TITLE_DIRECTOR);
  }

  @Override
  public List<Check> checks() {
    return Checks.of(BRIDGE_TITLE_DIRECTOR)
        .within(
            ChangedKeys.scope(
                BRIDGE_TITLE_DIRECTOR.TITLE_ID,
                CHANGED_TITLE_DIRECTOR,
                CHANGED_TITLE_DIRECTOR.TITLE_ID))
        .relationship(BRIDGE_TITLE_DIRECTOR.TITLE_KEY, DIM_TITLE.TITLE_KEY)
        .relationship(BRIDGE_TITLE_DIRECTOR.PERSON_KEY, DIM_PERSON.PERSON_KEY)
        .list();
  }

  @Override
  public JobResult run(JobContext context) {
    DSLContext dsl = context.dsl();
    Table<?> titles =
        ChangedKeys.consume(dsl, CHANGED_TITLE_DIRECTOR, CHANGED_TITLE_DIRECTOR.TITLE_ID);
    Field<String> titleId = column(titles, CHANGED_TITLE_DIRECTOR.TITLE_ID);
    dsl.deleteFrom(BRIDGE_TITLE_DIRECTOR)
        .using(titles)
        .where(BRIDGE_TITLE_DIRECTOR.TITLE_ID.eq(titleId))
        .execute();
    enqueueWatched(dsl, titles);
    return JobResult.of(dsl.fetchCount(titles), insert(dsl, titles));
  }

  /** These titles or their directors changed; most of them were never watched. */
  private static void enqueueWatched(DSLContext dsl, Table<?> titles) {
    Field<String> titleId = column(titles, CHANGED_TITLE_DIRECTOR.TITLE_ID);
    dsl.insertInto(CHANGED_PROFILE_TITLE, CHANGED_PROFILE_TITLE.TITLE_ID)
        .select(
            dsl.select(titleId)
                .from(titles)
                .where(
                    exists(
                        selectOne().from(WATCH_SESSION).where(WATCH_SESSION.TITLE_ID.eq(titleId)))))
        .execute();
  }

  /** A list that names somebody twice counts the first place. */
  private static int insert(DSLContext dsl, Table<?> titles) {
    Table<?> crew = LatestCrew.of(dsl, titles);
    Table<?> director = LatestCrew.directors(crew);
    return dsl.insertInto(BRIDGE_TITLE_DIRECTOR)
        .columns(
            BRIDGE_TITLE_DIRECTOR.TITLE_KEY,
            BRIDGE_TITLE_DIRECTOR.PERSON_KEY,
            BRIDGE_TITLE_DIRECTOR.DIRECTOR_ORDER,
            BRIDGE_TITLE_DIRECTOR.TITLE_ID,
            BRIDGE_TITLE_DIRECTOR.WEIGHT)
        .select(
            dsl.select(
                    DIM_TITLE.TITLE_KEY,
                    DIM_PERSON.PERSON_KEY,
                    min(ListItems.place(director)).cast(SQLDataType.INTEGER),
                    DIM_TITLE.TITLE_ID,
                    ListItems.weight(DIM_TITLE.TITLE_KEY))
                .from(crew)
                .join(DIM_TITLE)
                .on(DIM_TITLE.TITLE_ID.eq(column(crew, TITLE_CREW_CHANGE.TITLE_ID)))
                .and(DIM_TITLE.IN_IMDB)
                .crossJoin(director)
                .join(DIM_PERSON)
                .on(DIM_PERSON.PERSON_ID.eq(ListItems.value(director)))
                .groupBy(DIM_TITLE.TITLE_KEY, DIM_PERSON.PERSON_KEY, DIM_TITLE.TITLE_ID))
        .execute();
  }
}
