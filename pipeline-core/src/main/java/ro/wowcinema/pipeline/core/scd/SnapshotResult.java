package ro.wowcinema.pipeline.core.scd;

import static java.util.Objects.requireNonNull;

import org.jooq.Table;

/** The changes of a snapshot to the history. */
public record SnapshotResult(Table<?> keys, long before, long after) {
  public SnapshotResult {
    requireNonNull(keys, "keys is null");
  }
}
