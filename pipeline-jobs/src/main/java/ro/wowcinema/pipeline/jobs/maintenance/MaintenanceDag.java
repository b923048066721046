package ro.wowcinema.pipeline.jobs.maintenance;

import ro.wowcinema.pipeline.core.dag.Dag;
import ro.wowcinema.pipeline.jobs.privacy.retention.PrivacyFilesJob;
import ro.wowcinema.pipeline.jobs.privacy.retention.PrivacyRetentionJob;

/**
 * Keeps the warehouse's database in shape, day after day; of its data only goes what must not stay.
 */
public final class MaintenanceDag {
  public static final String NAME = "maintenance";

  private MaintenanceDag() {}

  /** Declares the DAG; statistics come last, and so know of what the others did. */
  public static Dag create() {
    return Dag.named(NAME)
        .task("partitions_ahead", UpcomingPartitions.class)
        .task("ledger_retention", LedgerRetention.class)
        .task("privacy_retention", PrivacyRetentionJob.class)
        .after("ledger_retention")
        .task("privacy_files", PrivacyFilesJob.class)
        .after("privacy_retention")
        .task("table_statistics", TableStatistics.class)
        .after("partitions_ahead", "ledger_retention", "privacy_files")
        .build();
  }
}
