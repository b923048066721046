package ro.wowcinema.pipeline.jobs.staging;

import static java.util.Objects.requireNonNull;
import static ro.wowcinema.warehouse.ops.Tables.SOURCE_FILE;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import ro.wowcinema.pipeline.core.job.ColumnOrigin;
import ro.wowcinema.pipeline.core.job.DataSet;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.core.load.contract.FileSpec;
import ro.wowcinema.pipeline.core.load.staging.FileStaging;
import ro.wowcinema.pipeline.core.load.staging.SourceFileState;
import ro.wowcinema.pipeline.core.quality.Check;
import ro.wowcinema.pipeline.core.quality.Checks;
import ro.wowcinema.pipeline.core.quality.Deviation;

/** Loads the date's version of one file into its staging table. */
public final class StagingJob implements Job {
  private final FileStaging staging;
  private final FileSpec spec;

  public StagingJob(FileStaging staging, FileSpec spec) {
    this.staging = requireNonNull(staging, "staging is null");
    this.spec = requireNonNull(spec, "spec is null");
  }

  @Override
  public Lineage lineage() {
    DataSet file = DataSet.landing(spec.source(), spec.fileName());
    return Lineage.readsFile(file)
        .writes(spec.staging())
        .withOrigins(
            spec.columns().stream()
                .map(column -> new ColumnOrigin(column.target().getName(), file, column.name()))
                .collect(Collectors.toSet()));
  }

  /** How many records the file brought, by the ledger of files: counting them again takes time. */
  @Override
  public List<Check> checks() {
    return Checks.of(SOURCE_FILE)
        .within(
            (dsl, logicalDate) ->
                SOURCE_FILE
                    .SOURCE
                    .eq(spec.source())
                    .and(SOURCE_FILE.FILE_NAME.eq(spec.fileName()))
                    .and(SOURCE_FILE.LOGICAL_DATE.eq(logicalDate))
                    .and(SOURCE_FILE.STATE.eq(SourceFileState.STAGED.code())))
        .rowCount(SOURCE_FILE.LOADED, Deviation.TWOFOLD)
        .list();
  }

  @Override
  public JobResult run(JobContext context) throws IOException, SQLException {
    return staging.stage(spec, context);
  }
}
