package ro.wowcinema.pipeline.jobs.dimension;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_TITLE_DIRECTOR;
import static ro.wowcinema.warehouse.cleansed.Tables.TITLE_CREW_CHANGE;
import static ro.wowcinema.warehouse.warehouse.Tables.BRIDGE_TITLE_DIRECTOR;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_PERSON;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_TITLE;

import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import ro.wowcinema.pipeline.core.db.TempTables;

/**
 * Directors that name.basics never had: each is in the dimension as long as the latest crew of any
 * title that IMDb has names them.
 */
final class InferredDirectors {
  private final DSLContext dsl;
  private final Table<?> titles;
  private final Table<?> named;

  InferredDirectors(DSLContext dsl) {
    this.dsl = dsl;
    // The table itself has no statistics yet on the day that fills it first.
    this.titles =
        TempTables.create(
            dsl,
            "named_by_title",
            dsl.selectDistinct(CHANGED_TITLE_DIRECTOR.TITLE_ID).from(CHANGED_TITLE_DIRECTOR));
    this.named = TempTables.create(dsl, "named_director", named());
  }

  private Select<?> named() {
    Table<?> crew = LatestCrew.of(dsl, titles);
    Table<?> director = LatestCrew.directors(crew);
    return dsl.selectDistinct(
            ListItems.value(director).collate(DSL.collation("C")).as(DIM_PERSON.PERSON_ID))
        .from(crew)
        .join(DIM_TITLE)
        .on(DIM_TITLE.TITLE_ID.eq(column(crew, TITLE_CREW_CHANGE.TITLE_ID)))
        .and(DIM_TITLE.IS_CURRENT)
        .and(DIM_TITLE.IN_IMDB)
        .crossJoin(director);
  }

  int insertNamed() {
    Field<String> personId = column(named, DIM_PERSON.PERSON_ID);
    return dsl.insertInto(DIM_PERSON)
        .columns(
            DIM_PERSON.PERSON_KEY, DIM_PERSON.PERSON_ID, DIM_PERSON.IN_IMDB, DIM_PERSON.IS_INFERRED)
        .select(
            dsl.select(PersonDimension.nextKey(personId), personId, inline(false), inline(true))
                .from(named)
                .where(
                    notExists(
                        selectOne().from(DIM_PERSON).where(DIM_PERSON.PERSON_ID.eq(personId)))))
        .execute();
  }

  /**
   * Those that neither a changed title names now nor, by the bridge of the previous run, another
   * one; some may remain from a run that ended before it reached the bridge.
   */
  int deleteUnnamed() {
    return dsl.deleteFrom(DIM_PERSON)
        .where(DIM_PERSON.IS_INFERRED)
        .and(DIM_PERSON.PERSON_KEY.ne(-1L))
        .and(
            notExists(
                selectOne()
                    .from(named)
                    .where(column(named, DIM_PERSON.PERSON_ID).eq(DIM_PERSON.PERSON_ID))))
        .and(
            notExists(
                selectOne()
                    .from(BRIDGE_TITLE_DIRECTOR)
                    .where(BRIDGE_TITLE_DIRECTOR.PERSON_KEY.eq(DIM_PERSON.PERSON_KEY))
                    .and(
                        notExists(
                            selectOne()
                                .from(titles)
                                .where(
                                    column(titles, CHANGED_TITLE_DIRECTOR.TITLE_ID)
                                        .eq(BRIDGE_TITLE_DIRECTOR.TITLE_ID))))))
        .execute();
  }
}
