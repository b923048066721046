package ro.wowcinema.pipeline.jobs.cleansing;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.max;
import static ro.wowcinema.pipeline.core.db.TempTables.column;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.load.contract.FileSpec;
import ro.wowcinema.pipeline.core.load.staging.FileStaging;
import ro.wowcinema.pipeline.core.load.staging.SourceFiles;

/**
 * Moves a staged file into its change table: typed, each key once, in place of what an earlier
 * version of the same dated file had contributed. Staging is empty afterwards.
 */
abstract class CleansingJob implements Job {
  private final FileStaging staging;
  private final FileSpec spec;
  private final List<Field<?>> key;

  /**
   * Cleanses the file of this spec.
   *
   * @param key what a record of one file is unique by, as typed expressions over the staging table;
   *     of records that agree on it the last counts
   */
  CleansingJob(FileStaging staging, FileSpec spec, List<Field<?>> key) {
    this.staging = staging;
    this.spec = spec;
    this.key = key;
  }

  /**
   * Writes the staged records, which are unique by now.
   *
   * @return rows written
   */
  abstract long cleanse(JobContext context);

  /**
   * Takes back what the date's file had contributed.
   *
   * @return rows written
   */
  long withdraw(JobContext context) {
    // Nothing is staged, so that nothing takes the place of what goes.
    return cleanse(context);
  }

  /** Records whose title is not in title.basics; counted only. */
  long orphans(JobContext context) {
    return 0;
  }

  @Override
  public final JobResult run(JobContext context) throws IOException, SQLException {
    Optional<Long> file = staging.ensureStaged(spec, context);
    if (file.isEmpty()) {
      return withdrawIfAsked(context);
    }
    DSLContext dsl = context.dsl();
    long read = dsl.fetchCount(spec.staging());
    long duplicates = removeDuplicates(dsl);
    long written = cleanse(context);
    new SourceFiles(dsl)
        .markCleansed(spec, context.logicalDate(), file.get(), duplicates, orphans(context));
    dsl.truncate(spec.staging()).execute();
    return JobResult.of(read, written)
        .withMessage(duplicates == 0 ? "" : duplicates + " duplicates");
  }

  private JobResult withdrawIfAsked(JobContext context) {
    if (!staging.isWithdrawn(spec, context)) {
      return JobResult.skipped("nothing new");
    }
    long written = withdraw(context);
    new SourceFiles(context.dsl()).markWithdrawn(spec, context.logicalDate());
    return JobResult.of(0, written).withMessage("no longer delivered; taken back");
  }

  final FileSpec spec() {
    return spec;
  }

  /** Finding the few keys that occur twice is cheaper than sorting all rows to keep one of each. */
  private long removeDuplicates(DSLContext dsl) {
    Table<?> staged = spec.staging();
    List<Field<?>> named = new ArrayList<>();
    for (int i = 0; i < key.size(); i++) {
      named.add(key.get(i).as("key_" + i));
    }
    List<Field<?>> grouped = new ArrayList<>(named);
    grouped.add(max(spec.lineNumber()).as(spec.lineNumber()));
    Table<?> twice =
        dsl.select(grouped).from(staged).groupBy(key).having(count().gt(1)).asTable("twice");
    Condition isSuperseded = spec.lineNumber().lt(column(twice, spec.lineNumber()));
    for (int i = 0; i < key.size(); i++) {
      isSuperseded = isSuperseded.and(isSame(key.get(i), column(twice, named.get(i))));
    }
    return dsl.deleteFrom(staged).using(twice).where(isSuperseded).execute();
  }

  private static <T> Condition isSame(Field<T> expression, Field<?> keyColumn) {
    return expression.eq(keyColumn.coerce(expression));
  }
}
