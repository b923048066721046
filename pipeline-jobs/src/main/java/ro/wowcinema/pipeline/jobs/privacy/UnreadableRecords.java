package ro.wowcinema.pipeline.jobs.privacy;

import static ro.wowcinema.warehouse.ops.Tables.QUARANTINE;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jooq.Result;
import org.jooq.impl.DSL;
import ro.wowcinema.pipeline.core.load.Reason;

/** Records in quarantine whose user could not be read; some are of erased users all the same. */
final class UnreadableRecords {
  private static final int BATCH = 200;

  private final DSLContext dsl;
  private final ErasedPeople erased;

  UnreadableRecords(DSLContext dsl, ErasedPeople erased) {
    this.dsl = dsl;
    this.erased = erased;
  }

  /** Takes those of erased users away, of a file that is being loaded; answers how many. */
  long forget(long sourceFileId) {
    long forgotten = 0;
    long after = -1;
    Result<Record2<Long, String>> batch;
    do {
      batch =
          dsl.select(QUARANTINE.LINE_NUMBER, QUARANTINE.RAW_LINE)
              .from(QUARANTINE)
              .where(QUARANTINE.SOURCE_FILE_ID.eq(sourceFileId))
              .and(QUARANTINE.LINE_NUMBER.gt(after))
              .and(isUnreadable())
              .orderBy(QUARANTINE.LINE_NUMBER)
              .limit(BATCH)
              .fetch();
      forgotten += delete(sourceFileId, batch);
      after = batch.isEmpty() ? after : batch.get(batch.size() - 1).value1();
    } while (batch.size() == BATCH);
    return forgotten;
  }

  private static final Set<String> BROKEN =
      Set.of(
          Reason.WRONG_FIELD_COUNT.code(), Reason.MALFORMED_CSV.code(), Reason.INVALID_JSON.code());

  /** What is looked at before the user is, and the user. */
  private static final Set<String> FIRST_COLUMNS = Set.of("user_id", "log_id");

  /** Whether a record that was refused for this may have a user who could not be read. */
  static boolean isUnreadable(String reason, String column) {
    return BROKEN.contains(reason) || (column != null && FIRST_COLUMNS.contains(column));
  }

  private static Condition isUnreadable() {
    return QUARANTINE.COLUMN_NAME.in(FIRST_COLUMNS).or(QUARANTINE.REASON_CODE.in(BROKEN));
  }

  private long delete(long sourceFileId, Result<Record2<Long, String>> batch) {
    List<Boolean> areErased = erased.areErased(batch.getValues(QUARANTINE.RAW_LINE));
    List<Long> lines = batch.getValues(QUARANTINE.LINE_NUMBER);
    Long[] gone =
        IntStream.range(0, lines.size())
            .filter(areErased::get)
            .mapToObj(lines::get)
            .toArray(Long[]::new);
    return gone.length == 0
        ? 0
        : dsl.deleteFrom(QUARANTINE)
            .where(QUARANTINE.SOURCE_FILE_ID.eq(sourceFileId))
            .and(QUARANTINE.LINE_NUMBER.eq(DSL.any(gone)))
            .execute();
  }
}
