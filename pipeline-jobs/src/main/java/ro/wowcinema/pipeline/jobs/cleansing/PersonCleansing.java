package ro.wowcinema.pipeline.jobs.cleansing;

import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_PERSON;
import static ro.wowcinema.warehouse.cleansed.Tables.PERSON_CHANGE;
import static ro.wowcinema.warehouse.staging.Tables.NAME_BASICS;

import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Select;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.core.load.staging.FileStaging;
import ro.wowcinema.pipeline.core.scd.SnapshotTable;
import ro.wowcinema.pipeline.jobs.source.NameBasicsFile;

/** IMDb's people as they changed from snapshot to snapshot. */
public final class PersonCleansing extends SnapshotCleansing {
  private static final SnapshotTable HISTORY =
      new SnapshotTable(
          PERSON_CHANGE,
          PERSON_CHANGE.PERSON_ID,
          PERSON_CHANGE.EFFECTIVE_AT,
          PERSON_CHANGE.IS_DELETED,
          PERSON_CHANGE.IS_LATEST,
          List.of(
              PERSON_CHANGE.PERSON_NAME,
              PERSON_CHANGE.BIRTH_YEAR,
              PERSON_CHANGE.DEATH_YEAR,
              PERSON_CHANGE.PRIMARY_PROFESSION,
              PERSON_CHANGE.KNOWN_FOR_TITLES));

  @Inject
  PersonCleansing(FileStaging staging, SnapshotGuard guard) {
    super(staging, guard, NameBasicsFile.SPEC, NAME_BASICS.NCONST, HISTORY);
  }

  @Override
  public Lineage lineage() {
    return Lineage.reads(NAME_BASICS).writes(PERSON_CHANGE).enqueues(CHANGED_PERSON);
  }

  @Override
  Select<?> snapshot(JobContext context) {
    return context
        .dsl()
        .select(
            NAME_BASICS.NCONST.as(PERSON_CHANGE.PERSON_ID),
            NAME_BASICS.PRIMARY_NAME.as(PERSON_CHANGE.PERSON_NAME),
            NAME_BASICS.BIRTH_YEAR.cast(PERSON_CHANGE.BIRTH_YEAR).as(PERSON_CHANGE.BIRTH_YEAR),
            NAME_BASICS.DEATH_YEAR.cast(PERSON_CHANGE.DEATH_YEAR).as(PERSON_CHANGE.DEATH_YEAR),
            NAME_BASICS.PRIMARY_PROFESSION.as(PERSON_CHANGE.PRIMARY_PROFESSION),
            NAME_BASICS.KNOWN_FOR_TITLES.as(PERSON_CHANGE.KNOWN_FOR_TITLES))
        .from(NAME_BASICS);
  }

  @Override
  void handOver(DSLContext dsl, Table<?> changed, Instant since) {
    dsl.insertInto(CHANGED_PERSON, CHANGED_PERSON.PERSON_ID)
        .select(dsl.select(column(changed, PERSON_CHANGE.PERSON_ID)).from(changed))
        .execute();
  }
}
