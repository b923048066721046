package ro.wowcinema.pipeline.jobs.privacy.registry;

import static ro.wowcinema.warehouse.ops.Tables.QUARANTINE;
import static ro.wowcinema.warehouse.ops.Tables.SOURCE_FILE;

import java.util.List;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record5;
import org.jooq.Result;
import org.jooq.impl.DSL;

/** Records in quarantine without a readable user number, which may belong to erased users. */
final class UnreadableRecords {
  private static final int BATCH = 200;

  private final DSLContext dsl;
  private final ErasedUserRegistry erased;

  UnreadableRecords(DSLContext dsl, ErasedUserRegistry erased) {
    this.dsl = dsl;
    this.erased = erased;
  }

  /** Deletes records of erased users in a file that is being loaded; returns their count. */
  long forget(long sourceFileId) {
    long forgotten = 0;
    long after = -1;
    Result<Record5<String, Long, String, String, String>> batch;
    do {
      batch =
          dsl.select(
                  SOURCE_FILE.FILE_NAME,
                  QUARANTINE.LINE_NUMBER,
                  QUARANTINE.PERSON,
                  QUARANTINE.REASON_CODE,
                  DSL.left(QUARANTINE.RAW_LINE, RecordIdentifiers.MOST_CHARACTERS)
                      .as(QUARANTINE.RAW_LINE))
              .from(QUARANTINE)
              .join(SOURCE_FILE)
              .on(SOURCE_FILE.SOURCE_FILE_ID.eq(QUARANTINE.SOURCE_FILE_ID))
              .where(QUARANTINE.SOURCE_FILE_ID.eq(sourceFileId))
              .and(QUARANTINE.LINE_NUMBER.gt(after))
              .and(isUncertain())
              .orderBy(QUARANTINE.LINE_NUMBER)
              .limit(BATCH)
              .fetch();
      forgotten += delete(sourceFileId, batch);
      after = batch.isEmpty() ? after : batch.get(batch.size() - 1).value2();
    } while (batch.size() == BATCH);
    return forgotten;
  }

  private static Condition isUncertain() {
    return QUARANTINE.PERSON.isNull().or(QUARANTINE.REASON_CODE.in(RefusedRecord.BROKEN));
  }

  private long delete(
      long sourceFileId, List<Record5<String, Long, String, String, String>> batch) {
    List<Boolean> areErased = erased.areErased(batch.stream().map(RefusedRecord::of).toList());
    Long[] gone =
        IntStream.range(0, batch.size())
            .filter(areErased::get)
            .mapToObj(i -> batch.get(i).value2())
            .toArray(Long[]::new);
    return gone.length == 0
        ? 0
        : dsl.deleteFrom(QUARANTINE)
            .where(QUARANTINE.SOURCE_FILE_ID.eq(sourceFileId))
            .and(QUARANTINE.LINE_NUMBER.eq(DSL.any(gone)))
            .execute();
  }
}
