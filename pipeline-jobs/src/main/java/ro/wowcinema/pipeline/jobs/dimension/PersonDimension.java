package ro.wowcinema.pipeline.jobs.dimension;

import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_PERSON;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_TITLE_DIRECTOR;
import static ro.wowcinema.warehouse.cleansed.Tables.PERSON_CHANGE;
import static ro.wowcinema.warehouse.cleansed.Tables.TITLE_CREW_CHANGE;
import static ro.wowcinema.warehouse.warehouse.Tables.BRIDGE_TITLE_DIRECTOR;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_PERSON;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_TITLE;

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
import ro.wowcinema.pipeline.core.scd.SurrogateKeys;

/**
 * People, as IMDb describes them now (attributes are overwritten); and an inferred member for each
 * director that name.basics never had.
 */
public final class PersonDimension implements Job {
  @Override
  public Lineage lineage() {
    return Lineage.reads(PERSON_CHANGE, TITLE_CREW_CHANGE, DIM_TITLE, CHANGED_TITLE_DIRECTOR)
        .writes(DIM_PERSON)
        .consumes(CHANGED_PERSON)
        .readsPrevious(BRIDGE_TITLE_DIRECTOR);
  }

  @Override
  public JobResult run(JobContext context) {
    DSLContext dsl = context.dsl();
    Table<?> people = ChangedKeys.consume(dsl, CHANGED_PERSON, CHANGED_PERSON.PERSON_ID);
    Table<?> known = TempTables.create(dsl, "known_person", latest(dsl, people));
    long written = forget(dsl, people, known);
    written += update(dsl, known);
    written += insert(dsl, known);
    InferredDirectors inferred = new InferredDirectors(dsl);
    written += inferred.insertNamed();
    written += inferred.deleteUnnamed();
    return JobResult.of(dsl.fetchCount(people), written);
  }

  /**
   * People that a corrected name.basics never had are known from the crews only, by their number.
   */
  private static int forget(DSLContext dsl, Table<?> people, Table<?> known) {
    return dsl.update(DIM_PERSON)
        .setNull(DIM_PERSON.PERSON_NAME)
        .setNull(DIM_PERSON.BIRTH_YEAR)
        .setNull(DIM_PERSON.DEATH_YEAR)
        .setNull(DIM_PERSON.PRIMARY_PROFESSION)
        .set(DIM_PERSON.IN_IMDB, inline(false))
        .set(DIM_PERSON.IS_INFERRED, inline(true))
        .from(people)
        .where(DIM_PERSON.PERSON_ID.eq(column(people, CHANGED_PERSON.PERSON_ID)))
        .and(
            notExists(
                selectOne()
                    .from(known)
                    .where(column(known, DIM_PERSON.PERSON_ID).eq(DIM_PERSON.PERSON_ID))))
        .execute();
  }

  private static Select<?> latest(DSLContext dsl, Table<?> people) {
    var described = PERSON_CHANGE.as("described");
    return dsl.select(
            PERSON_CHANGE.PERSON_ID,
            PERSON_CHANGE.PERSON_NAME,
            PERSON_CHANGE.BIRTH_YEAR,
            PERSON_CHANGE.DEATH_YEAR,
            PERSON_CHANGE.PRIMARY_PROFESSION,
            not(PERSON_CHANGE.IS_DELETED).as(DIM_PERSON.IN_IMDB))
        .from(PERSON_CHANGE)
        .join(people)
        .on(column(people, CHANGED_PERSON.PERSON_ID).eq(PERSON_CHANGE.PERSON_ID))
        .where(PERSON_CHANGE.IS_LATEST)
        .and(
            exists(
                selectOne()
                    .from(described)
                    .where(described.PERSON_ID.eq(PERSON_CHANGE.PERSON_ID))
                    .and(described.IS_DELETED.isFalse())));
  }

  private static int update(DSLContext dsl, Table<?> known) {
    return dsl.update(DIM_PERSON)
        .set(DIM_PERSON.PERSON_NAME, column(known, DIM_PERSON.PERSON_NAME))
        .set(DIM_PERSON.BIRTH_YEAR, column(known, DIM_PERSON.BIRTH_YEAR))
        .set(DIM_PERSON.DEATH_YEAR, column(known, DIM_PERSON.DEATH_YEAR))
        .set(DIM_PERSON.PRIMARY_PROFESSION, column(known, DIM_PERSON.PRIMARY_PROFESSION))
        .set(DIM_PERSON.IN_IMDB, column(known, DIM_PERSON.IN_IMDB))
        .set(DIM_PERSON.IS_INFERRED, inline(false))
        .from(known)
        .where(DIM_PERSON.PERSON_ID.eq(column(known, DIM_PERSON.PERSON_ID)))
        .execute();
  }

  private static int insert(DSLContext dsl, Table<?> known) {
    return dsl.insertInto(DIM_PERSON)
        .columns(
            DIM_PERSON.PERSON_KEY,
            DIM_PERSON.PERSON_ID,
            DIM_PERSON.PERSON_NAME,
            DIM_PERSON.BIRTH_YEAR,
            DIM_PERSON.DEATH_YEAR,
            DIM_PERSON.PRIMARY_PROFESSION,
            DIM_PERSON.IN_IMDB,
            DIM_PERSON.IS_INFERRED)
        .select(
            dsl.select(
                    nextKey(column(known, DIM_PERSON.PERSON_ID)),
                    column(known, DIM_PERSON.PERSON_ID),
                    column(known, DIM_PERSON.PERSON_NAME),
                    column(known, DIM_PERSON.BIRTH_YEAR),
                    column(known, DIM_PERSON.DEATH_YEAR),
                    column(known, DIM_PERSON.PRIMARY_PROFESSION),
                    column(known, DIM_PERSON.IN_IMDB),
                    inline(false))
                .from(known)
                .where(
                    notExists(
                        selectOne()
                            .from(DIM_PERSON)
                            .where(DIM_PERSON.PERSON_ID.eq(column(known, DIM_PERSON.PERSON_ID))))))
        .execute();
  }

  static Field<Long> nextKey(Field<String> personId) {
    return SurrogateKeys.next(DIM_PERSON, DIM_PERSON.PERSON_KEY, List.of(personId));
  }
}
