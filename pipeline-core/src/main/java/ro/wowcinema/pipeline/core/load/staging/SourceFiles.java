package ro.wowcinema.pipeline.core.load.staging;

import static ro.wowcinema.warehouse.ops.Tables.SOURCE_FILE;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.load.contract.FileSpec;
import ro.wowcinema.pipeline.core.load.format.LandingFile;

/** The ledger of delivered files, {@code ops.source_file}, as seen from one transaction. */
public final class SourceFiles {
  private final DSLContext dsl;

  public SourceFiles(DSLContext dsl) {
    this.dsl = dsl;
  }

  /** Later dates, in order, whose delivery of this file is in the change history. */
  public List<LocalDate> cleansedAfter(FileSpec spec, LocalDate logicalDate) {
    return dsl.selectDistinct(SOURCE_FILE.LOGICAL_DATE)
        .from(SOURCE_FILE)
        .where(isFile(spec))
        .and(SOURCE_FILE.STATE.eq(SourceFileState.CLEANSED.code()))
        .and(SOURCE_FILE.LOGICAL_DATE.gt(logicalDate))
        .orderBy(SOURCE_FILE.LOGICAL_DATE)
        .fetch(SOURCE_FILE.LOGICAL_DATE);
  }

  /** Whether any delivery of this file is in the change history. */
  public boolean isAnyCleansed(FileSpec spec) {
    return dsl.fetchExists(
        SOURCE_FILE, isFile(spec).and(SOURCE_FILE.STATE.eq(SourceFileState.CLEANSED.code())));
  }

  /**
   * Records that a staged file is now in the change history, and replaces an earlier version of it.
   */
  public void markCleansed(
      FileSpec spec, LocalDate logicalDate, long fileId, long duplicates, long orphans) {
    markWithdrawn(spec, logicalDate);
    dsl.update(SOURCE_FILE)
        .set(SOURCE_FILE.STATE, SourceFileState.CLEANSED.code())
        .set(SOURCE_FILE.DUPLICATES, duplicates)
        .set(SOURCE_FILE.LOADED, SOURCE_FILE.LOADED.minus(duplicates))
        .set(SOURCE_FILE.ORPHANS, orphans)
        .where(SOURCE_FILE.SOURCE_FILE_ID.eq(fileId))
        .execute();
  }

  /** Records that the change history no longer contains a dated file. */
  public void markWithdrawn(FileSpec spec, LocalDate logicalDate) {
    dsl.update(SOURCE_FILE)
        .set(SOURCE_FILE.STATE, SourceFileState.SUPERSEDED.code())
        .where(isDelivery(spec, logicalDate))
        .and(SOURCE_FILE.STATE.eq(SourceFileState.CLEANSED.code()))
        .execute();
  }

  /**
   * Records that a file, of any date, was replaced by one with fewer records, so that it is not
   * loaded again as another version.
   */
  public void recordReplacement(
      Collection<FileSpec> specs, String sha256Before, String sha256After, long sizeBytes) {
    dsl.update(SOURCE_FILE)
        .set(SOURCE_FILE.SHA256, sha256After)
        .set(SOURCE_FILE.SIZE_BYTES, sizeBytes)
        .where(SOURCE_FILE.SHA256.eq(sha256Before))
        .and(SOURCE_FILE.FILE_NAME.in(specs.stream().map(FileSpec::fileName).toList()))
        .execute();
  }

  /** The row of a dated file that waits in staging. */
  public static Condition isStaged(FileSpec spec, LocalDate logicalDate) {
    return isDelivery(spec, logicalDate).and(SOURCE_FILE.STATE.eq(SourceFileState.STAGED.code()));
  }

  /** The path that the staged file was read from. */
  public Path stagedPath(FileSpec spec, LocalDate logicalDate) {
    return Path.of(
        dsl.select(SOURCE_FILE.PATH)
            .from(SOURCE_FILE)
            .where(isStaged(spec, logicalDate))
            .fetchSingle()
            .value1());
  }

  Optional<SourceFile> inHistory(FileSpec spec, LocalDate logicalDate) {
    return inState(spec, logicalDate, SourceFileState.CLEANSED);
  }

  Optional<SourceFile> inStaging(FileSpec spec, LocalDate logicalDate) {
    return inState(spec, logicalDate, SourceFileState.STAGED);
  }

  /** Whether the last that was read of a dated file left staging without being cleansed. */
  boolean isAbandoned(FileSpec spec, LocalDate logicalDate) {
    return dsl.select(SOURCE_FILE.STATE)
        .from(SOURCE_FILE)
        .where(isDelivery(spec, logicalDate))
        .orderBy(SOURCE_FILE.SOURCE_FILE_ID.desc())
        .limit(1)
        .fetchOptional(SOURCE_FILE.STATE)
        .filter(SourceFileState.ABANDONED.code()::equals)
        .isPresent();
  }

  /** Marks every staged version of this file as abandoned, for all dates. */
  void abandonStaged(FileSpec spec) {
    dsl.update(SOURCE_FILE)
        .set(SOURCE_FILE.STATE, SourceFileState.ABANDONED.code())
        .where(isFile(spec))
        .and(SOURCE_FILE.STATE.eq(SourceFileState.STAGED.code()))
        .execute();
  }

  long begin(FileSpec spec, LandingFile file, JobContext context) {
    return dsl.insertInto(SOURCE_FILE)
        .set(SOURCE_FILE.SOURCE, spec.source())
        .set(SOURCE_FILE.LOGICAL_DATE, context.logicalDate())
        .set(SOURCE_FILE.FILE_NAME, spec.fileName())
        .set(SOURCE_FILE.PATH, file.path().toString())
        .set(SOURCE_FILE.SHA256, "")
        .set(SOURCE_FILE.SIZE_BYTES, 0L)
        .set(SOURCE_FILE.STATE, SourceFileState.STAGED.code())
        .set(SOURCE_FILE.LINES_READ, 0L)
        .set(SOURCE_FILE.LOADED, 0L)
        .set(SOURCE_FILE.REJECTED, 0L)
        .set(SOURCE_FILE.WARNINGS, 0L)
        .set(SOURCE_FILE.RUN_ID, context.runId())
        .set(SOURCE_FILE.LOADED_AT, context.startedAt())
        .returningResult(SOURCE_FILE.SOURCE_FILE_ID)
        .fetchSingle()
        .value1();
  }

  void complete(long fileId, LoadResult result) {
    dsl.update(SOURCE_FILE)
        .set(SOURCE_FILE.SHA256, result.sha256())
        .set(SOURCE_FILE.SIZE_BYTES, result.sizeBytes())
        .set(SOURCE_FILE.LINES_READ, result.linesRead())
        .set(SOURCE_FILE.LOADED, result.loaded())
        .set(SOURCE_FILE.REJECTED, result.rejected())
        .set(SOURCE_FILE.WARNINGS, result.warnings())
        .set(SOURCE_FILE.ERASED, result.erased())
        .set(SOURCE_FILE.UNKNOWN_COLUMNS, result.unknown().toArray(String[]::new))
        .where(SOURCE_FILE.SOURCE_FILE_ID.eq(fileId))
        .execute();
  }

  private Optional<SourceFile> inState(
      FileSpec spec, LocalDate logicalDate, SourceFileState state) {
    return dsl.select(SOURCE_FILE.SOURCE_FILE_ID, SOURCE_FILE.SHA256, SOURCE_FILE.LOADED)
        .from(SOURCE_FILE)
        .where(isDelivery(spec, logicalDate))
        .and(SOURCE_FILE.STATE.eq(state.code()))
        .fetchOptional(
            row ->
                new SourceFile(
                    row.get(SOURCE_FILE.SOURCE_FILE_ID),
                    row.get(SOURCE_FILE.SHA256),
                    state == SourceFileState.CLEANSED,
                    row.get(SOURCE_FILE.LOADED)));
  }

  private static Condition isDelivery(FileSpec spec, LocalDate logicalDate) {
    return isFile(spec).and(SOURCE_FILE.LOGICAL_DATE.eq(logicalDate));
  }

  private static Condition isFile(FileSpec spec) {
    return SOURCE_FILE.SOURCE.eq(spec.source()).and(SOURCE_FILE.FILE_NAME.eq(spec.fileName()));
  }
}
