package ro.wowcinema.pipeline.jobs.extraction;

import ro.wowcinema.pipeline.core.dag.Dag;

/**
 * Writes the platform's delivery of a date, which the warehouse's DAG of that date then loads. One
 * task: the whole delivery is one state of the source, and so one transaction there.
 */
public final class PlatformExtractionDag {
  public static final String NAME = "platform_extraction";

  private PlatformExtractionDag() {}

  /** Declares the DAG; {@code DagValidator} holds it against what the job reads and writes. */
  public static Dag create() {
    return Dag.named(NAME).task("extract_platform_delivery", PlatformExtraction.class).build();
  }
}
